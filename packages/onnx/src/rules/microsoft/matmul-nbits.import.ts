// MatMulNBits: A · Wᵀ + bias, where W [N, K] is stored in blocks along K with a scale (and a zero point) each. The weight is
// dequantised to the type of A by the definition; `accuracy_level` allows less and asks for nothing.

import type { ElementType } from '@afterglow/core';
import { build, type Value } from '@afterglow/ir';
import type { ImportBuilder } from '../../import/import-builder.js';
import { importRule } from '../../import/import-rule.js';
import type { NodeReader } from '../../import/node-reader.js';
import { bytesFor, first, unpacked, unsignedOf } from './packed-weight.js';

interface Form {
  readonly features: number;
  readonly depth: number;
  readonly bits: number;
  readonly block: number;
  readonly blocks: number;
  readonly elem: ElementType;
}

function formOf(n: NodeReader): Form {
  const [features, depth, bits, block] = [n.int('N'), n.int('K'), n.int('bits'), n.int('block_size')];
  if (features < 0 || depth < 1 || block < 1) n.invalid(`N, K and block_size are ${features}, ${depth} and ${block}`);
  if ((n.maybeInt('weight_prepacked') ?? 0) !== 0) n.unsupported('weight_prepacked=1', 'leave the weight as exported');
  return { features, depth, bits, block, blocks: Math.ceil(depth / block), elem: unsignedOf(n, bits) };
}

/** Zero points, one a block: packed as the weight is, as floats, or the middle of the range. */
function zeroPoints(n: NodeReader, b: ImportBuilder, form: Form): Value {
  const { features, blocks, bits, elem } = form;
  if (!n.has(3)) {
    return build.expand(b, b.scalar(elem, 2 ** (bits - 1)), { shape: [features, blocks] });
  }
  if (n.elem(3) !== 'u8') return b.reshape(n.in(3), [features, blocks]);
  const bytes = bytesFor(blocks, bits) as number;
  const codes = unpacked(b, b.reshape(n.in(3), [features, bytes]), elem);
  return first(b, codes, 1, blocks, (bytes * 8) / bits);
}

/** W in the type of A. A group index gives every column of W the block it belongs to. */
function weight(n: NodeReader, b: ImportBuilder, form: Form): Value {
  const { features, depth, bits, block, blocks, elem } = form;
  const stored = blocks * block;
  const bytes = b.reshape(n.in(1), [features, (stored * bits) / 8]);
  const codes = first(b, unpacked(b, bytes, elem), 1, depth, stored);
  const groups = n.has(4) ? first(b, n.in(4), 0, depth, n.shape(4)[0] ?? depth) : undefined;
  const grouped = (x: Value) => (groups ? build.gather(b, x, groups, { axis: 1 }) : x);
  const scale = grouped(b.reshape(n.in(2), [features, blocks]));
  const zero = grouped(zeroPoints(n, b, form));
  const to = n.elem(0);
  const width = groups ? 1 : block;
  if (zero.type.kind === 'tensor' && zero.type.elem === elem) {
    return build.dequantizeLinear(b, codes, scale, zero, { to, axis: 1, block: width });
  }
  // A real zero point is taken away in steps: (code - zero) · scale, with each block's own numbers repeated along it.
  const one = b.scalar(to, 1);
  const along = (x: Value) => {
    const spread = build.expand(b, b.reshape(x, [features, groups ? depth : blocks, 1]), {
      shape: [features, groups ? depth : blocks, width],
    });
    return first(b, b.reshape(spread, [features, groups ? depth : stored]), 1, depth, groups ? depth : stored);
  };
  const steps = build.sub(b, build.dequantizeLinear(b, codes, one, undefined, { to }), b.cast(along(zero), to));
  return build.mul(b, steps, b.cast(along(scale), to));
}

/** What a weight of no bytes stands for: a projection that was left out, whose result is the bias alone. */
function omitted(n: NodeReader, b: ImportBuilder, form: Form): Value {
  const shape = [...n.shape(0).slice(0, -1), form.features];
  return build.expand(b, n.maybe(5) ?? b.scalar(n.elem(0), 0), { shape });
}

export const matMulNBits = importRule('com.microsoft', 'MatMulNBits', {
  '1-': (n, b) => {
    const form = formOf(n);
    if (n.shape(1).includes(0)) return omitted(n, b, form);
    const w = weight(n, b, form);
    return build.fullyConnected(b, n.in(0), w, n.maybe(5));
  },
});
