// Nodes that hand their operand on unchanged.
//
//   %y = identity(%x)                 →   %x
//   %y = add(%x, 0)                   →   %x        integers; for floats only -0.0, since -0.0 + 0.0 is 0.0
//   %y = sub(%x, 0.0)                 →   %x
//   %y = mul(%x, 1), div(%x, 1), pow(%x, 1)   →   %x
//   %y = cast(%x) {to = <same>}       →   %x
//   %y = expand / tile / pad / slice / split / concat that changes nothing   →   %x
//
// Each removes a node, so the rules end.

import { isFloat } from '@afterglow/core';
import type { Node, Value } from '@afterglow/ir';
import { defineRule, type Rule } from '../../manager/rule.js';
import { dimsAttr, numbersAttr, tensorTypeOf, uniformConst } from '../look.js';

interface Unchanged {
  readonly value: Value;
  readonly other: number | undefined;
  readonly node: Node;
}

/** The first operand, when the result has its type. */
function passThrough(node: Node): Unchanged | undefined {
  const [value, other] = node.operands;
  const [result] = node.results;
  return value && value.type === result?.type ? { value, other: uniformConst(other), node } : undefined;
}

function isFloatNode({ value }: Unchanged): boolean {
  const type = tensorTypeOf(value);
  return type !== undefined && isFloat(type.elem);
}

const removeIdentity = defineRule<Unchanged>({
  name: 'remove-identity',
  root: ['identity'],
  match: passThrough,
  build: ({ value }) => value,
});

const removeZeroTerm = defineRule<Unchanged>({
  name: 'remove-zero-term',
  root: ['add', 'sub'],
  match: (node) => {
    const match = passThrough(node);
    return match?.other === 0 ? match : undefined;
  },
  where: [
    {
      if: (m) => !isFloatNode(m) || Object.is(m.other, m.node.op.name === 'add' ? -0 : 0),
      because: 'the sum of -0.0 and 0.0 is 0.0',
    },
  ],
  build: ({ value }) => value,
});

const removeUnitFactor = defineRule<Unchanged>({
  name: 'remove-unit-factor',
  root: ['mul', 'div', 'pow'],
  match: (node) => {
    const match = passThrough(node);
    return match?.other === 1 ? match : undefined;
  },
  build: ({ value }) => value,
});

const removeCast = defineRule<Unchanged>({
  name: 'remove-cast',
  root: ['cast'],
  match: passThrough,
  build: ({ value }) => value,
});

function movesNothing(node: Node): boolean {
  switch (node.op.name) {
    case 'reshape':
    case 'expand':
      return true;
    case 'transpose':
      return numbersAttr(node, 'perm')?.every((axis, i) => axis === i) ?? false;
    case 'tile':
      return dimsAttr(node, 'repeats').every((count) => count === 1);
    case 'pad':
      return dimsAttr(node, 'pads').every((count) => count === 0);
    case 'slice': {
      const type = tensorTypeOf(node.operands[0]);
      const axes = numbersAttr(node, 'axes') ?? [];
      const [starts, ends] = [dimsAttr(node, 'starts'), dimsAttr(node, 'ends')];
      const steps = numbersAttr(node, 'steps') ?? [];
      return axes.every((axis, i) => {
        const size = type?.shape[axis < 0 ? axis + type.shape.length : axis];
        return starts[i] === 0 && ends[i] === size && steps[i] === 1;
      });
    }
  }
  return false;
}

const removeMove = defineRule<Unchanged>({
  name: 'remove-move',
  summary: 'a movement that leaves every element where it is',
  root: ['reshape', 'expand', 'transpose', 'tile', 'pad', 'slice'],
  match: (node) => {
    const match = passThrough(node);
    return match && movesNothing(node) ? match : undefined;
  },
  build: ({ value }) => value,
});

const removeSplit = defineRule<Unchanged>({
  name: 'remove-split',
  root: ['split'],
  match: (node) => (node.results.length === 1 ? passThrough(node) : undefined),
  build: ({ value }) => value,
});

const dropEmptyParts = defineRule<{ readonly node: Node; readonly parts: readonly Value[] }>({
  name: 'drop-empty-parts',
  summary: 'concat without parts that hold nothing; of one part, the part',
  root: ['concat'],
  match: (node) => {
    const operands = node.operands.filter((value) => value !== undefined);
    const axis = node.attrs['axis'];
    const parts = operands.filter((value) => {
      const shape = tensorTypeOf(value)?.shape ?? [];
      const at = typeof axis === 'number' ? (axis < 0 ? axis + shape.length : axis) : 0;
      return shape[at] !== 0;
    });
    const some = parts.length > 0 ? parts : operands.slice(0, 1);
    return some.length < operands.length || operands.length === 1 ? { node, parts: some } : undefined;
  },
  where: [
    {
      if: ({ node, parts }) => parts.length !== 1 || parts[0]?.type === node.results[0]?.type,
      because: 'the sizes are equal but not provably so',
    },
  ],
  build: ({ node, parts }, rewriter) => {
    const [only] = parts;
    return only && parts.length === 1 ? only : rewriter.before(node).value('concat', parts, node.attrs);
  },
});

/** Functions that, applied twice, give the operand back, or the same as once. */
const involutions: ReadonlySet<string> = new Set(['neg', 'logical_not', 'bitwise_not']);

const collapseTwice = defineRule<Value>({
  name: 'collapse-twice',
  summary: 'neg(neg(x)) is x, relu(relu(x)) is relu(x)',
  root: [...involutions, 'relu', 'abs', 'floor', 'ceil', 'round', 'sign'],
  match: (node) => {
    const [inner] = node.operands;
    if (inner?.def.kind !== 'result' || inner.def.node.op !== node.op) return undefined;
    return involutions.has(node.op.name) ? inner.def.node.operands[0] : inner;
  },
  build: (value) => value,
});

const chooseKnown = defineRule<Unchanged>({
  name: 'choose-known',
  summary: 'where with a constant condition is one of its branches',
  root: ['where'],
  match: (node) => {
    const condition = uniformConst(node.operands[0]);
    const value = condition === undefined ? undefined : node.operands[condition !== 0 ? 1 : 2];
    return value && { value, other: condition, node };
  },
  where: [{ if: (m) => m.value.type === m.node.results[0]?.type, because: 'the branch is broadcast' }],
  build: ({ value }) => value,
});

const expandOfSame = defineRule<{ readonly node: Node; readonly inner: Node }>({
  name: 'merge-expands',
  root: ['expand'],
  match: (node) => {
    const [value] = node.operands;
    const inner = value?.def.kind === 'result' ? value.def.node : undefined;
    return inner?.op.name === 'expand' ? { node, inner } : undefined;
  },
  build: ({ node, inner }, rewriter) => {
    const shape = tensorTypeOf(node.results[0])?.shape ?? [];
    return rewriter.before(node).value('expand', [inner.operands[0]], { shape });
  },
});

export const identityRules: readonly Rule[] = [
  removeIdentity,
  removeZeroTerm,
  removeUnitFactor,
  removeCast,
  removeMove,
  removeSplit,
  dropEmptyParts,
  collapseTwice,
  chooseKnown,
  expandOfSame,
];
