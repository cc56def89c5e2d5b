// Calls in the domain `ai.afterglow` stand for ops of ours. The op is made again from the attributes of the call, which say all
// about it; the function's body says the same in standard operators, and is what counts where a call does not fit its op.

import { ops, type Value } from '@afterglow/ir';
import { decodeCallAttributes } from '../export/call-attributes.js';
import { DOMAIN_VERSION, OP_DOMAIN, OPERANDS_ATTRIBUTE, TYPES_ATTRIBUTE } from '../export/domain.js';
import { opOfFunction } from '../export/function-table.js';
import type { ImportBuilder } from './import-builder.js';
import type { NodeReader } from './node-reader.js';

/** The results of the op that a call stands for; undefined where the function's body has to be imported. */
export function rebuildOp(n: NodeReader, b: ImportBuilder): readonly Value[] | undefined {
  const { domain, opType } = n.proto;
  const op = domain === OP_DOMAIN && n.version === DOMAIN_VERSION ? ops.get(opOfFunction(opType)) : undefined;
  // ONNX has no quantized types: an operand is the numbers that are stored, of which the body knows what they stand for.
  if (!op || op.regions.length > 0 || n.given(TYPES_ATTRIBUTE)) return undefined;
  const positions = n.maybeInts(OPERANDS_ATTRIBUTE);
  const attrs = decodeCallAttributes(op, (name) => n.attributes.get(name));
  const isOrdered = positions?.every((at, i) => at >= 0 && at < 2 ** 16 && at > (positions[i - 1] ?? -1));
  if (!attrs || !positions || !isOrdered || positions.length > n.inputCount) return undefined;
  const operands: (Value | undefined)[] = Array.from({ length: (positions.at(-1) ?? -1) + 1 }, () => undefined);
  positions.forEach((at, i) => {
    operands[at] = n.in(i);
  });
  const node = b.tryAdd(op.name, operands, attrs, { resultCount: n.outputCount });
  return 'problems' in node ? undefined : node.results;
}
