// What stored integers stand for moves from operands into types, where all that happens to the integers is that they are read back.
//
//   %q = quantize_linear(%x, %s, %z) {to = u8} : u8[N, 4]             const %s : f32[] = 0.5, const %z : u8[] = 3
//   %y = dequantize_linear(%q, %s, %z) {to = f32} : f32[N, 4]
//   →
//   %q = quantize(%x) {to = u8[N, 4]<scale=0.5, zp=3>}
//   %y = dequantize(%q) {to = f32} : f32[N, 4]
//
//   quantize(dequantize(%q : T)) {to = T}            →   %q
//   quantize_linear(dequantize_linear(%q, %s, %z), %s, %z)   →   %q
//   quantize(relu(%x)) {to = u8[…]<…, zp=0>}         →   quantize(%x) {…}        saturation does what relu does
//
// Each removes a node or makes one of a kind that no rule takes back, so the rules end.

import { type Node, type TensorType, tensorType, type Value } from '@afterglow/ir';
import { hasOneReader, madeBy, tensorTypeOf } from '../basic/look.js';
import { defineRule, type Rule } from '../manager/rule.js';
import { whyIllegalAs } from '../manager/trial.js';
import { isNarrow, isSameEncoding, leastOf, linearEncoding } from './linear.js';

interface Edge {
  readonly node: Node;
  readonly stored: Value;
  readonly type: TensorType;
}

/** The nodes that read a value; undefined where it leaves the region. */
function readersOf(value: Value): readonly Node[] | undefined {
  const readers: Node[] = [];
  for (const use of value.uses) {
    if (use.kind !== 'operand') return undefined;
    readers.push(use.node);
  }
  return readers;
}

const typeEdge = (whyIllegal: (node: Node) => string | undefined) =>
  defineRule<Edge>({
    name: 'type-quantized',
    summary: 'integers that are only read back carry their scale in their type',
    root: 'quantize_linear',
    match: (node) => {
      const [stored] = node.results;
      const [type, encoding] = [tensorTypeOf(stored), linearEncoding(node)];
      return stored && type && encoding && { node, stored, type: tensorType(type.elem, type.shape, encoding) };
    },
    where: [
      { if: ({ type }) => isNarrow(type.elem), because: 'the stored type is none that layers take' },
      { if: ({ type }) => type.encoding?.kind === 'tensor', because: 'there is more than one scale' },
      { if: ({ node }) => tensorTypeOf(node.operands[0])?.elem === 'f32', because: 'what is stored is not f32' },
      {
        if: ({ stored, type }) =>
          readersOf(stored)?.every((reader) => {
            const readsBack = reader.op.name === 'dequantize_linear' && reader.operands[0] === stored;
            return readsBack && reader.attrs['to'] === 'f32' && isSameEncoding(linearEncoding(reader), type.encoding);
          }) === true,
        because: 'the integers are read by something else than their own dequantize_linear',
      },
    ],
    build: ({ node, stored, type }, rewriter) => {
      const because = whyIllegalAs(whyIllegal, node, 'quantize', [node.operands[0]], { to: type });
      if (because !== undefined) return { because };
      const typed = rewriter.before(node).value('quantize', [node.operands[0]], { to: type });
      const { name } = stored;
      for (const reader of readersOf(stored) ?? []) {
        const back = rewriter.before(reader).value('dequantize', [typed], { to: 'f32' });
        const { name: old } = reader.results[0] ?? back;
        rewriter.replace(reader, [back]);
        rewriter.rename(back, old);
      }
      rewriter.erase(node);
      rewriter.rename(typed, name);
      return undefined;
    },
  });

const cancelTyped = defineRule<{ readonly node: Node; readonly source: Value }>({
  name: 'cancel-quantize',
  summary: 'storing again what was read back changes nothing',
  root: 'quantize',
  match: (node) => {
    const source = madeBy(node.operands[0], 'dequantize')?.operands[0];
    return source && { node, source };
  },
  where: [{ if: ({ node, source }) => node.results[0]?.type === source.type, because: 'it is stored in another way' }],
  build: ({ source }) => source,
});

const cancelLinear = defineRule<{ readonly node: Node; readonly inner: Node; readonly source: Value }>({
  name: 'cancel-quantize-linear',
  summary: 'storing again what was read back with the same scale changes nothing',
  root: 'quantize_linear',
  match: (node) => {
    const inner = madeBy(node.operands[0], 'dequantize_linear');
    const [source] = inner?.operands ?? [];
    return inner && source && { node, inner, source };
  },
  where: [
    {
      if: ({ node, inner, source }) =>
        source.type === node.results[0]?.type &&
        isNarrow(tensorTypeOf(source)?.elem) &&
        inner.attrs['to'] === 'f32' &&
        isSameEncoding(linearEncoding(inner), linearEncoding(node)),
      because: 'it is stored in another way',
    },
  ],
  build: ({ source }) => source,
});

const dropRelu = defineRule<{ readonly node: Node; readonly relu: Node }>({
  name: 'drop-relu-before-quantize',
  summary: 'saturation at zero from below is relu',
  root: 'quantize',
  match: (node) => {
    const relu = madeBy(node.operands[0], 'relu');
    return relu && { node, relu };
  },
  where: [
    {
      if: ({ node }) => {
        const type = tensorTypeOf(node.results[0]);
        return type?.encoding?.kind === 'tensor' && type.encoding.zp === leastOf(type.elem);
      },
      because: 'the stored type reaches below zero',
    },
    { if: ({ relu }) => relu.results.every(hasOneReader), because: 'the activation is read elsewhere too' },
  ],
  build: ({ node, relu }, rewriter) => rewriter.before(node).value('quantize', [relu.operands[0]], node.attrs),
});

/** The rules; `whyIllegal` says what the target cannot run. */
export function edgeRules(whyIllegal: (node: Node) => string | undefined): readonly Rule[] {
  return [cancelTyped, cancelLinear, typeEdge(whyIllegal), dropRelu];
}
