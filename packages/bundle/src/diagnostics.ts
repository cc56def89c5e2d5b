// Diagnostic codes of bundles.

import { diagnostic } from '@afterglow/core';

export const bundleDiagnostics = {
  missingManifest: diagnostic<{ folder: string }>({
    code: 'bundle/missing-manifest',
    severity: 'error',
    message: ({ folder }) => `${folder} has no manifest.json`,
    hint: () => 'a bundle is the folder that `afterglow compile -o` wrote',
    explanation:
      'A bundle is a folder with a `manifest.json` that names every other file. Without it nothing can be run.',
  }),
  badManifest: diagnostic<{ problem: string }>({
    code: 'bundle/bad-manifest',
    severity: 'error',
    message: ({ problem }) => `manifest.json is not a valid manifest: ${problem}`,
    hint: () => 'compile the model again',
    explanation:
      'The manifest must be exactly what the compiler wrote: canonical JSON with every field of the schema. ' +
      'An edited or damaged manifest is refused rather than guessed at.',
  }),
  version: diagnostic<{ found: number; accepted: number }>({
    code: 'bundle/version',
    severity: 'error',
    message: ({ found, accepted }) => `the bundle has schema ${found}, this runtime reads schema ${accepted}`,
    hint: () => 'compile the model again with this version, or run it with the version that wrote it',
    explanation: 'Bundles carry a schema version. A runtime reads only the version it was made for.',
  }),
  manifestDigest: diagnostic<Record<string, never>>({
    code: 'bundle/manifest-digest',
    severity: 'error',
    message: () => 'manifest.json does not match its own digest',
    hint: () => 'the file was changed after it was written; compile the model again',
    explanation: 'The manifest carries the SHA-256 of its own content. A mismatch means damage or an edit.',
  }),
  missingPart: diagnostic<{ part: string }>({
    code: 'bundle/missing-part',
    severity: 'error',
    message: ({ part }) => `the bundle lacks ${part}`,
    hint: () => 'copy the whole folder, or compile the model again',
    explanation: 'Every file the manifest names must lie beside it.',
  }),
  partSize: diagnostic<{ part: string; found: number; expected: number }>({
    code: 'bundle/part-size',
    severity: 'error',
    message: ({ part, found, expected }) => `${part} has ${found} bytes, the manifest says ${expected}`,
    hint: () => 'the file was cut short or replaced; compile the model again',
    explanation: 'The manifest records the length of every part; a different length means a damaged copy.',
  }),
  partDigest: diagnostic<{ part: string }>({
    code: 'bundle/part-digest',
    severity: 'error',
    message: ({ part }) => `${part} is damaged: its SHA-256 is not the one in the manifest`,
    hint: () => 'copy the file again, or compile the model again',
    explanation:
      'The manifest records the SHA-256 of every part, so a single flipped byte is found before anything runs.',
  }),
};
