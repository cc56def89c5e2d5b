// Several element-wise instructions as one loop: each works on a tile, and what one leaves for another stays in the scratchpad.
// A value between them is rounded to its type as if it had been stored, so results are the same bits.
//
//   %s = add(%x, %b); %y = relu(%s)        load x, b; v2.add → t; v1.relu t → y; store y
//
// Instructions may see the elements under other axes (a reshape between them): operands are followed along the axes of the last one.

import { type Dim, dim, invariant, type Origin } from '@afterglow/core';
import { axesOf, broadcastStrides, collapse, packedStrides } from '../build/axes.js';
import { type GenericInstr, type Operand, output } from '../build/context.js';
import type { LoopOperand, Pointwise } from '../build/pointwise.js';
import type { TileMath, TileValue } from '../build/tile-math.js';
import { pointwiseOf } from '../lower/elementwise.lower.js';

export interface Member {
  readonly instr: GenericInstr;
  readonly origin: Origin | undefined;
}

/** A loop over the result of the last member. `given` is the tile of the value it starts from, if there is one. */
export interface Composition {
  readonly shape: readonly Dim[];
  readonly inputs: readonly LoopOperand[];
  readonly output: LoopOperand;
  readonly compute: (math: TileMath, inputs: readonly TileValue[], into: TileValue, given?: TileValue) => void;
}

/** Why members do not make a loop. */
export interface NoComposition {
  readonly because: string;
}

/**
 * Bytes an operand moves along each axis of `shape`, where it is read along `own`, which has as many elements in the same order.
 * Undefined when an axis of `shape` is not provably a part of one along which it moves evenly.
 */
export function stridesAlong(
  { shape: of, elemBytes }: Operand,
  own: readonly Dim[],
  shape: readonly Dim[],
): Dim[] | undefined {
  const direct = broadcastStrides(of, own, elemBytes);
  if (own.length === shape.length && own.every((size, axis) => size === shape[axis])) return direct;
  if (dim.product(of) === dim.product(own)) return packedStrides(shape, elemBytes);
  const rest = collapse(axesOf(own, [direct]));
  let left: Dim = 1;
  let step: Dim = 0;
  const strides: Dim[] = [];
  for (const size of [...shape].reverse()) {
    if (size !== 1 && left === 1) {
      const next = rest.pop();
      [left, step] = [next?.size ?? 1, next?.strides[0] ?? 0];
    }
    strides.unshift(size === 1 ? 0 : step);
    if (size === 1) continue;
    if (left !== size && dim.mod(left, size) !== 0) return undefined;
    left = left === size ? 1 : dim.floorDiv(left, size);
    step = dim.mul(step, size);
  }
  return strides;
}

/** One member: what it does, and for each operand the number of the loop's input or the buffer of a value in tiles. */
interface Step {
  readonly member: Member;
  readonly work: Pointwise;
  readonly sources: readonly (number | string)[];
  /** Values that nobody reads any more behind it. */
  readonly ending: readonly string[];
}

class Composer {
  readonly #shape: readonly Dim[];
  readonly #given: string | undefined;
  readonly #inputs: LoopOperand[] = [];
  readonly #known = new Map<string, number>();
  /** Types of the values in tiles, by buffer. */
  readonly #inner = new Map<string, Operand>();

  constructor(shape: readonly Dim[], given: Operand | undefined) {
    this.#shape = shape;
    this.#given = given?.place.buffer;
    if (given) this.#inner.set(given.place.buffer, given);
  }

  #source(operand: Operand, member: Member, own: readonly Dim[]): number | string | NoComposition {
    const { elem, place } = operand;
    const inner = this.#inner.get(place.buffer);
    if (inner) {
      if (dim.product(operand.shape) !== dim.product(own)) return { because: `${member.instr.op} repeats it` };
      return inner.elem === elem && place.offset === 0 ? place.buffer : { because: 'it is read as another type' };
    }
    const strides = stridesAlong(operand, own, this.#shape);
    if (!strides) return { because: `an operand of ${member.instr.op} follows none of the axes of the result` };
    const key = [place.buffer, dim.printDim(place.offset), elem, ...strides.map(dim.printDim)].join(' ');
    const at = this.#known.get(key) ?? this.#inputs.push({ operand, strides, origin: member.origin }) - 1;
    this.#known.set(key, at);
    return at;
  }

  run(members: readonly Member[]): Composition | NoComposition {
    const steps: Omit<Step, 'ending'>[] = [];
    for (const member of members) {
      const work = pointwiseOf(member.instr);
      if (!work) return { because: `${member.instr.op} is not element-wise` };
      const result = output(member.instr);
      if (work.output.shape !== result.shape) return { because: `${member.instr.op} works byte by byte` };
      if (dim.product(result.shape) !== dim.product(this.#shape))
        return { because: `${member.instr.op} has another number of elements` };
      const sources: (number | string)[] = [];
      for (const operand of work.inputs) {
        const source = this.#source(operand, member, result.shape);
        if (typeof source === 'object') return source;
        sources.push(source);
      }
      steps.push({ member, work, sources });
      this.#inner.set(result.place.buffer, result);
    }
    return this.#composition(withEnds(steps, this.#given));
  }

  #composition(steps: readonly Step[]): Composition {
    const last = steps.at(-1);
    invariant(last, 'a loop has members');
    const { elemBytes } = last.work.output;
    const strides = packedStrides(this.#shape, elemBytes);
    return {
      shape: this.#shape,
      inputs: this.#inputs,
      output: { operand: last.work.output, strides, origin: last.member.origin },
      compute: (math, inputs, into, given) => {
        const values = new Map<string, TileValue>();
        if (this.#given !== undefined && given) values.set(this.#given, given);
        for (const step of steps) this.#step(math, step, values, inputs, step === last ? into : undefined);
      },
    };
  }

  #step(
    math: TileMath,
    { member, work, sources, ending }: Step,
    values: Map<string, TileValue>,
    inputs: readonly TileValue[],
    into: TileValue | undefined,
  ): void {
    const target = into ?? math.take(work.output.elem);
    const operands = sources.map((source) => {
      const value = typeof source === 'number' ? inputs[source] : values.get(source);
      invariant(value, 'members stand in the order of their values');
      return value;
    });
    math.op(member.origin, () => work.compute(math, operands, target));
    values.set(work.output.place.buffer, target);
    for (const buffer of ending) {
      const value = values.get(buffer);
      if (value) math.release(value);
    }
  }
}

/** Where values in tiles are read for the last time; the given one is not ours to release. */
function withEnds(steps: readonly Omit<Step, 'ending'>[], given: string | undefined): Step[] {
  const seen = new Set(given === undefined ? [] : [given]);
  const backwards = [...steps].reverse().map((step): Step => {
    const buffers = step.sources.filter((source): source is string => typeof source === 'string');
    const ending = [...new Set(buffers)].filter((buffer) => !seen.has(buffer));
    for (const buffer of ending) seen.add(buffer);
    return { ...step, ending };
  });
  return backwards.reverse();
}

/** The loop of members in program order, on what they read from elsewhere and, where it is `given`, the value they start from, along its axes. */
export function compose(members: readonly Member[], given?: Operand): Composition | NoComposition {
  // What writes into a part of a buffer has no result.
  const shape = given?.shape ?? members.at(-1)?.instr.outs[0]?.shape ?? [];
  return new Composer(shape, given).run(members);
}
