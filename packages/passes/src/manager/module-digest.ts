// A short name for a state of a module: two states with the same one print the same text.

import { sha256Hex, tensorDigest, utf8Bytes } from '@afterglow/core';
import { type Module, printModule } from '@afterglow/ir';

const DIGITS = 16;

/**
 * Start of the SHA-256 of the module's text. Weights in files count by place, because reading them after every pass would
 * make watching a compilation slower than the compilation.
 */
export function moduleDigest(module: Module): string {
  const text = printModule(module, {
    elided: (tensor) => {
      const { storage } = tensor;
      return storage.kind === 'source' ? `${storage.source.name}@${storage.offset}` : tensorDigest(tensor);
    },
  });
  return sha256Hex([utf8Bytes(text)]).slice(0, DIGITS);
}
