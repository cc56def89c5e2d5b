// A scan becomes a loop of instructions: what is carried has a buffer that lives through it, slices are cut out of what is scanned, and
// what is collected is written slice by slice where it belongs.
//
//   %last, %all = scan(%start, %x) {carried = 1} body(%s, %row) { %n = add(%s, %row)  yield %n, %n }
//   →
//   loop scan in 0..1 {                               one round: keeps together what must be done by one engine
//     copy out %s, in %start
//     loop step in 0..N {
//       slice out %row.part, in %x {starts = [step], ends = [step + 1], axes = [0], steps = [1]}
//       add out %n, in %s, in %row                      %row: a view of %row.part
//       insert inout %all, in %n {axis = 0, at = step}
//       copy out %s, in %n
//     }
//     copy out %last, in %s
//   }

import { type Dim, dim } from '@afterglow/core';
import { type Attrs, type Node, type TensorType, tensorType, type Value } from '@afterglow/ir';
import { instr, operand } from '../instr-def.js';
import type { LirInstr } from '../program.js';

/** What the lowering of a function offers to one of its nodes. */
export interface LoopWriter {
  /** Buffer a value is read from. */
  read(value: Value): string;
  /** Buffer a result is written to. */
  define(value: Value): string;
  /** The value whose buffer a value shares. */
  owner(value: Value): Value;
  /** A new temporary; undefined where its size has no bound, which is reported. */
  temp(value: Value, name: string, type: TensorType): string | undefined;
  /** Says which buffer holds a value that no instruction of its own computes. */
  bind(value: Value, buffer: string): void;
  bindView(value: Value, of: string): void;
  emit(instr: LirInstr): void;
  loop(hint: string, count: Dim, body: (index: Dim) => void): void;
  node(node: Node): void;
}

const typeOf = (value: Value | undefined): TensorType | undefined =>
  value?.type.kind === 'tensor' ? value.type : undefined;

const listOf = (attrs: Attrs, name: string): readonly number[] => {
  const value = attrs[name];
  return Array.isArray(value) ? value.map(Number) : [];
};

/** Axis of a slice in the whole, counted from the front. */
const axisIn = (axes: readonly number[], i: number, rank: number): number => {
  const axis = axes[i] ?? 0;
  return axis < 0 ? axis + rank : axis;
};

class ScanLowering {
  readonly #node: Node;
  readonly #w: LoopWriter;
  readonly #carried: number;
  readonly #params: readonly Value[];
  readonly #yields: readonly Value[];

  constructor(node: Node, writer: LoopWriter) {
    this.#node = node;
    this.#w = writer;
    this.#carried = Number(node.attrs['carried']);
    this.#params = node.regions[0]?.params ?? [];
    this.#yields = node.regions[0]?.results ?? [];
  }

  #copy(to: string, from: string): void {
    this.#w.emit(instr('copy', [operand('out', to), operand('in', from)], { origin: this.#node.origin }));
  }

  run(): void {
    const w = this.#w;
    w.loop('scan', 1, () => {
      const states = this.#start();
      const all = this.#node.results
        .slice(this.#carried)
        .map((value) => (value.uses.size > 0 ? w.define(value) : undefined));
      w.loop('step', this.#count(), (step) => this.#step(step, states, all));
      this.#node.results.slice(0, this.#carried).forEach((value, i) => {
        const state = states[i];
        if (state !== undefined && value.uses.size > 0) this.#copy(w.define(value), state);
      });
    });
  }

  /** Number of steps: the size that all scanned operands share. */
  #count(): Dim {
    const shape = typeOf(this.#node.operands[this.#carried])?.shape ?? [];
    return shape[axisIn(listOf(this.#node.attrs, 'scan_axes'), 0, shape.length)] ?? 0;
  }

  #start(): (string | undefined)[] {
    return this.#params.slice(0, this.#carried).map((param, i) => {
      const [from, type] = [this.#node.operands[i], typeOf(param)];
      const state = type && this.#w.temp(param, param.name, type);
      if (state === undefined || !from) return undefined;
      this.#copy(state, this.#w.read(from));
      this.#w.bind(param, state);
      return state;
    });
  }

  /** Place of a step, from the other end where it runs backwards. */
  #at(name: string, i: number, step: Dim): Dim {
    return listOf(this.#node.attrs, name)[i] === 1 ? dim.sub(dim.sub(this.#count(), 1), step) : step;
  }

  #step(step: Dim, states: readonly (string | undefined)[], all: readonly (string | undefined)[]): void {
    const { attrs, operands, origin, regions } = this.#node;
    this.#params.slice(this.#carried).forEach((param, i) => {
      const [whole, from] = [typeOf(operands[this.#carried + i]), operands[this.#carried + i]];
      if (!whole || !from || param.uses.size === 0) return;
      const axis = axisIn(listOf(attrs, 'scan_axes'), i, whole.shape.length);
      const part = this.#w.temp(param, `${param.name}.part`, tensorType(whole.elem, whole.shape.with(axis, 1)));
      if (part === undefined) return;
      const at = this.#at('reverse_in', i, step);
      const box = { starts: [at], ends: [dim.add(at, 1)], axes: [axis], steps: [1] };
      this.#w.emit(instr('slice', [operand('out', part), operand('in', this.#w.read(from))], { attrs: box, origin }));
      this.#w.bindView(param, part);
    });
    for (let node = regions[0]?.first; node; node = node.next) this.#w.node(node);
    this.#yields.slice(this.#carried).forEach((value, i) => {
      const ys = all[i];
      if (ys === undefined) return;
      const axis = axisIn(listOf(attrs, 'output_axes'), i, (typeOf(value)?.shape.length ?? 0) + 1);
      const at = this.#at('reverse_out', i, step);
      const ops = [operand('inout', ys), operand('in', this.#w.read(value))];
      this.#w.emit(instr('insert', ops, { attrs: { axis, at }, origin }));
    });
    this.#carry(states);
  }

  /** What is carried on changes at once: a value that is carried from another place waits beside. */
  #carry(states: readonly (string | undefined)[]): void {
    const next = this.#yields.slice(0, this.#carried).map((value, i) => {
      const owner = this.#w.owner(value);
      if (owner === this.#params[i]) return undefined;
      const [from, type] = [this.#w.read(value), typeOf(value)];
      if (!type || !this.#params.slice(0, this.#carried).includes(owner)) return from;
      const beside = this.#w.temp(value, `${value.name}.next`, type);
      if (beside !== undefined) this.#copy(beside, from);
      return beside;
    });
    next.forEach((from, i) => {
      const state = states[i];
      if (from !== undefined && state !== undefined) this.#copy(state, from);
    });
  }
}

export function lowerScan(node: Node, writer: LoopWriter): void {
  new ScanLowering(node, writer).run();
}
