// The colour of a node: by what kind of op it is, by the function or device it is in, or by how much arithmetic it is.

import type { StepData, ViewData } from '../../view/data.js';
import type { Item } from './tree.js';

const LAYERS = new Set(['conv', 'conv_transpose', 'fully_connected', 'matmul', 'lstm', 'gru', 'rnn', 'causal_conv']);
const ACTIVATIONS = new Set(
  'relu prelu leaky_relu clip sigmoid tanh gelu silu swish hard_swish hard_sigmoid hardmax softmax log_softmax elu selu celu mish softplus softsign'.split(
    ' ',
  ),
);
const FAMILIES: Readonly<Record<string, string>> = {
  ...{ shape: 'shape', dynamic: 'shape', sequence: 'shape', math: 'math', reduce: 'reduce', embedding: 'embedding' },
  ...{ attention: 'attention', quant: 'quant', control: 'control', linear: 'math' },
};

/** Colours that partitions take in turn; the style sheet knows as many. */
export const PARTITION_COLOURS = 10;

/** Classes of op, in the order of a legend. */
export const CATEGORIES = [
  'layer',
  'activation',
  'normalization',
  'pool',
  'math',
  'reduce',
  'shape',
  'embedding',
  'attention',
  'quant',
  'control',
  'input',
  'other',
] as const;

export function categoryOfOp(op: string, family: string): string {
  if (LAYERS.has(op)) return 'layer';
  if (ACTIVATIONS.has(op)) return 'activation';
  if (/_norm$|^lrn$/.test(op)) return 'normalization';
  if (/_pool$|^resize$/.test(op)) return 'pool';
  return FAMILIES[family] ?? 'other';
}

export function categoryOf(item: Item): string {
  if (item.kind === 'input' || item.kind === 'output') return 'input';
  if (item.children.length > 0) return 'folder';
  if (item.kind === 'enter' || item.kind === 'leave') return 'control';
  return item.node ? categoryOfOp(item.node.op, item.node.family) : 'other';
}

/** The function an item runs in: what an `invoke` calls counts as inside it. */
export function partitionOf(item: Item): string {
  for (let up: Item | undefined = item; up; up = up.parent) {
    if (up.node?.callee !== undefined) return up.node.callee;
    if (up.kind === 'region' && up.label.startsWith('@')) return up.label.slice(1);
  }
  return '';
}

/** Names of the functions that a step runs on devices of their own, in order of their calls. */
export function partitionNames(data: ViewData, step: StepData): readonly string[] {
  const names = step.funcs.filter(({ name }) => name !== 'main').map(({ name }) => name);
  const calls = step.funcs.flatMap(({ nodes }) => nodes.flatMap((number) => data.nodes[number]?.callee ?? []));
  return [...new Set([...calls, ...names])];
}

/** Arithmetic operations of an item and all inside. */
export function opsOf(item: Item): number {
  const own = item.kind === 'node' ? (item.node?.ops ?? 0) : 0;
  return item.children.reduce((sum, child) => sum + opsOf(child), own);
}
