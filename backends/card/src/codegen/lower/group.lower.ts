// A group of generic instructions as one loop over tiles: element-wise ones alone, or behind what computes the tiles they start from.

import { invariant } from '@afterglow/core';
import { packedStrides } from '../build/axes.js';
import { type GenericInstr, type LowerContext, type Lowering, output } from '../build/context.js';
import { Epilogue } from '../build/epilogue.js';
import { emitPointwiseLoop, type LoopOperand } from '../build/pointwise.js';
import { compose, type Member, type NoComposition } from '../fuse/compose.js';
import { lowerConv } from './conv.lower.js';
import { followsRows, lowerFullyConnected } from './fully-connected.lower.js';
import { lowerMatmul } from './matmul.lower.js';

interface Head {
  readonly lower: Lowering;
  /** Whether operands follow the result the way its tiles are cut; by default any do. */
  readonly follows?: (operands: readonly LoopOperand[], instr: GenericInstr) => boolean;
}

/** What others may finish the tiles of. */
export const HEADS: Readonly<Record<string, Head>> = {
  fully_connected: { lower: lowerFullyConnected, follows: followsRows },
  matmul: { lower: lowerMatmul },
  conv: { lower: lowerConv },
};

/** Writes a group into a builder. */
type Writer = (context: LowerContext) => void;

/** How members, in program order, are one loop; or why they are not. */
export function groupWriter(members: readonly Member[]): Writer | NoComposition {
  const [first, ...rest] = members;
  invariant(first, 'a group has members');
  const head = HEADS[first.instr.op];
  if (!head) {
    const loop = compose(members);
    return 'because' in loop ? loop : (context) => emitPointwiseLoop(context, loop);
  }
  if (rest.length === 0) return (context) => head.lower(context, first.instr);
  return epilogueWriter(first, head, rest);
}

function epilogueWriter({ instr, origin }: Member, head: Head, rest: readonly Member[]): Writer | NoComposition {
  const operand = output(instr);
  const loop = compose(rest, operand);
  if ('because' in loop) return loop;
  const { follows = () => true } = head;
  if (!follows([loop.output, ...loop.inputs], instr))
    return { because: `an operand does not follow the rows of ${instr.op}` };
  const given = { operand, strides: packedStrides(operand.shape, operand.elemBytes), origin };
  return (context) => {
    const epilogue = new Epilogue(context.b, { ...loop, given });
    context.b.origin = origin;
    head.lower({ ...context, epilogue, sramBytes: context.sramBytes - epilogue.fixedBytes }, instr);
  };
}

/** Members in program order; they have been found to make a loop. */
export function lowerGroup(context: LowerContext, members: readonly Member[]): void {
  const write = groupWriter(members);
  invariant(!('because' in write), 'groups are made of instructions that compose');
  write(context);
}
