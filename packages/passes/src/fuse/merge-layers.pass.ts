// Fully connected layers with the same input are one wider layer, whose result is cut into theirs.
//
//   %q = fully_connected(%x, %wq, %bq) : f32[N, 64]
//   %k = fully_connected(%x, %wk, %bk) : f32[N, 64]
//   %v = fully_connected(%x, %wv, %bv) : f32[N, 32]
//   →
//   %all = fully_connected(%x, concat(%wq, %wk, %wv), concat(%bq, %bk, %bv)) : f32[N, 160]
//   %q, %k, %v = split(%all) {axis = 1, sizes = [64, 64, 32]}
//
// From three layers on: the split costs what two of them save. Each sum stays what it was. Ends because layers become fewer.

import { fusedOrigin, tensorBytes } from '@afterglow/core';
import { constTensor, type Node, producer, type Value } from '@afterglow/ir';
import { tensorTypeOf } from '../basic/look.js';
import { definePassOfRules } from '../manager/pass-of-rules.js';
import { defineRule } from '../manager/rule.js';
import { isConst } from './layer.js';

/** Layers that one application merges at least. */
const FEWEST = 3;
/** Values of more readers are not looked at: each reader asks for all of them. */
const MOST_READERS = 1024;
/** Bytes of weights that are joined at most: a copy of them is made. */
const MOST_BYTES = 64 * 1024 * 1024;

interface Siblings {
  readonly node: Node;
  readonly x: Value;
  readonly layers: readonly Node[];
}

function typeKey(value: Value | undefined): string {
  const type = tensorTypeOf(value);
  return type ? `${type.elem}${type.encoding ? ' quantized' : ''}` : 'none';
}

/** Layers can be joined where this is equal. */
function kindOf(layer: Node): string {
  const [, weight, bias] = layer.operands;
  return [layer.attrs['act'], typeKey(weight), typeKey(bias), isConst(weight) && isConst(bias)].join();
}

function siblingsOf(node: Node, x: Value): Node[] {
  const kind = kindOf(node);
  const found: Node[] = [];
  for (const use of x.uses) {
    if (use.kind !== 'operand' || use.index !== 0 || use.node.region !== node.region) continue;
    if (use.node.op === node.op && kindOf(use.node) === kind) found.push(use.node);
  }
  return found.sort((a, b) => a.id - b.id);
}

/** The place after which x is there, in the region of the layers. */
function anchorOf({ x, node }: Siblings): Node | undefined {
  const maker = producer(x);
  if (maker) return maker.region === node.region ? maker.next : undefined;
  return x.def.kind === 'param' && x.def.region === node.region ? node.region?.first : undefined;
}

const outputsOf = (layer: Node) => Number(tensorTypeOf(layer.operands[1])?.shape[0] ?? 0);

const mergeSiblings = defineRule<Siblings>({
  name: 'merge-layers',
  summary: 'layers with the same input are one wider layer',
  root: 'fully_connected',
  match: (node) => {
    const [x] = node.operands;
    const layers = x && x.uses.size <= MOST_READERS ? siblingsOf(node, x) : [];
    // The first stands for all, so that each group is looked at once.
    return x && layers.length > 1 && layers[0] === node ? { node, x, layers } : undefined;
  },
  where: [
    { if: ({ layers }) => layers.length >= FEWEST, because: 'two layers and a split are no fewer nodes' },
    {
      if: ({ node }) => isConst(node.operands[1]) && isConst(node.operands[2]),
      because: 'the weights are not constants',
    },
    {
      if: ({ node, x }) => [x, ...node.operands].every((value) => !tensorTypeOf(value)?.encoding),
      because: 'the layers are quantized',
    },
    {
      if: ({ layers }) => {
        const tensors = layers.map((layer) => constTensor(layer.operands[1]));
        return tensors.reduce((sum, tensor) => sum + (tensor ? tensorBytes(tensor) : 0), 0) <= MOST_BYTES;
      },
      because: 'the weights are too large to copy',
    },
    { if: (match) => anchorOf(match) !== undefined, because: 'the input is computed in an outer region' },
  ],
  build: (match, rewriter) => {
    const { node, x, layers } = match;
    const anchor = anchorOf(match);
    if (!anchor) return { because: 'there is no place for it' };
    const origin = fusedOrigin(
      'merge-layers',
      layers.map((layer) => layer.origin),
    );
    const builder = rewriter.before(anchor, origin);
    const joined = (index: number) =>
      node.operands[index] &&
      builder.value(
        'concat',
        layers.map((layer) => layer.operands[index]),
        { axis: 0 },
      );
    const all = builder.value('fully_connected', [x, joined(1), joined(2)], node.attrs);
    const sizes = layers.map(outputsOf);
    const axis = (tensorTypeOf(all)?.shape.length ?? 1) - 1;
    const split = builder.add('split', [all], { axis, sizes }, { resultCount: sizes.length });
    for (const [i, layer] of layers.entries()) {
      const [part, name] = [split.results[i], layer.results[0]?.name];
      if (!part || name === undefined) continue;
      rewriter.replace(layer, [part]);
      rewriter.rename(part, name);
    }
    return undefined;
  },
});

export const mergeLayers = definePassOfRules({
  name: 'merge-layers',
  summary: 'make one wider layer of fully connected layers with the same input',
  stage: 'optimize',
  rules: [mergeSiblings],
});
