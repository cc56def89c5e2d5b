// Proves a memory plan right for a function, independently of how it was made: runs the function on memory that knows only which
// value each byte belongs to, and finds every read of a value that is not there any more. Each repeated region runs twice, so
// that what one repetition destroys is missed by the next; of an `if`, what holds afterwards is what holds after both branches.

import {
  type Func,
  type Node,
  nodesOf,
  partsOf,
  type Region,
  regionFlow,
  type SizeOf,
  sameLayout,
  typeBytes,
  type Value,
} from '@afterglow/ir';
import { type ByteRange, MemoryContents, meets } from './memory-contents.js';
import { type FuncPlan, upperBounds } from './plan-func.js';

class PlanCheck {
  readonly problems: string[] = [];
  readonly #plan: FuncPlan;
  readonly #sizeOf: SizeOf;
  /** Views of constants: they take no memory of the plan. */
  readonly #constants = new Set<Value>();
  #memory = new MemoryContents();

  constructor(plan: FuncPlan, sizeOf: SizeOf) {
    this.#plan = plan;
    this.#sizeOf = sizeOf;
  }

  run(body: Region): void {
    for (const { address, bytes } of this.#plan.storages) {
      if (address < 0 || address + bytes > this.#plan.bytes)
        this.#problem(`a storage of ${bytes} bytes at ${address} is outside`);
    }
    for (const param of body.params) this.#need(param);
    this.#write('the parameters', body.params, []);
    this.#nodes(body);
    for (const value of body.results) this.#expect(value, 'the end');
  }

  #problem(text: string): void {
    if (!this.problems.includes(text)) this.problems.push(text);
  }

  #isConstant(value: Value): boolean {
    return value.def.kind === 'const' || this.#constants.has(value);
  }

  /** A value that takes memory must have some. */
  #need(value: Value): void {
    if (value.type.kind !== 'tensor' || this.#range(value) || this.#isConstant(value)) return;
    if (this.#sizeOf(typeBytes(value.type)) > 0) this.#problem(`%${value.name} has no memory`);
  }

  #range(value: Value | undefined): ByteRange | undefined {
    return value && this.#plan.values.get(value);
  }

  #expect(value: Value | undefined, where: string): void {
    const range = this.#range(value);
    if (value && range && !this.#memory.holds(range, value)) {
      this.#problem(`%${value.name} was overwritten before ${where} reads it`);
    }
  }

  /** Writes values at once: they must lie apart from each other and from everything in `reading`. */
  #write(where: string, values: readonly (Value | undefined)[], reading: readonly (Value | undefined)[]): void {
    const ranges = values.map((value) => this.#range(value));
    ranges.forEach((range, i) => {
      const value = values[i];
      if (!range || !value) return;
      for (const other of ranges.slice(i + 1)) {
        if (other && meets(range, other)) this.#problem(`${where} writes %${value.name} over another of its results`);
      }
      for (const read of reading) {
        const there = this.#range(read);
        if (there && meets(range, there))
          this.#problem(`${where} writes %${value.name} over %${read?.name}, which it reads`);
      }
      this.#memory.write(range, value);
    });
  }

  #nodes(region: Region): void {
    for (const node of nodesOf(region)) {
      for (const value of node.operands) this.#expect(value, node.op.name);
      if (node.regions.length > 0) this.#regions(node);
      else if (!this.#alias(node)) this.#compute(node);
    }
  }

  #compute(node: Node): void {
    for (const result of node.results) this.#need(result);
    const [first, ...others] = node.results;
    const range = this.#range(first);
    const inplace = new Set<number>(
      (node.op.inplace ?? []).filter((index) => {
        const [operand, there] = [node.operands[index], this.#range(node.operands[index])];
        if (!first || !operand || !range || !there) return false;
        return there.address === range.address && there.bytes === range.bytes && sameLayout(operand, first);
      }),
    );
    this.#write(node.op.name, others, node.operands);
    if (range && others.some((other) => meetsAt(range, this.#range(other)))) {
      this.#problem(`${node.op.name} writes two results in one place`);
    }
    this.#write(
      node.op.name,
      [first],
      node.operands.filter((_, index) => !inplace.has(index)),
    );
    for (const { address, bytes, purpose } of this.#plan.storages) {
      if (purpose?.kind === 'call' && purpose.node === node) this.#call(node, { address, bytes });
    }
  }

  /** The memory of a called function is written before its results are, and while its operands are read. */
  #call(node: Node, range: ByteRange): void {
    for (const value of [...node.operands, ...node.results]) {
      if (meetsAt(range, this.#range(value))) this.#problem(`${node.op.name} calls over %${value?.name}`);
    }
    this.#memory.clear(range);
  }

  /** Views and joins: what lies where it should is only read under another name, the rest is copied. */
  #alias(node: Node): boolean {
    const found = partsOf(node, this.#sizeOf);
    if (!found) return false;
    const { whole, parts } = found;
    const base = this.#range(whole);
    const lies = (part: Value, offset: number | undefined): boolean => {
      const range = this.#range(part);
      return (
        base !== undefined && range !== undefined && offset !== undefined && range.address === base.address + offset
      );
    };
    if (node.op.alias?.kind === 'view') {
      const copied: Value[] = [];
      for (const { value, offset } of parts) {
        if (this.#isConstant(whole)) this.#constants.add(value);
        this.#need(value);
        const range = this.#range(value);
        if (!range) continue;
        if (lies(value, offset) && base && range.address + range.bytes <= base.address + base.bytes) {
          this.#memory.show(range, value);
        } else copied.push(value);
      }
      this.#write(node.op.name, copied, node.operands);
      return true;
    }
    this.#need(whole);
    if (!base) return true;
    const inside = parts.filter(({ value, offset }) => lies(value, offset));
    // Copies go to the gaps between the parts that are in place; these stay readable under their own names.
    const gaps: ByteRange[] = [];
    let at = base.address;
    const kept = inside.map(({ value }) => this.#range(value) ?? base).sort((a, b) => a.address - b.address);
    for (const range of kept) {
      gaps.push({ address: at, bytes: range.address - at });
      this.#memory.show(range, whole);
      at = Math.max(at, range.address + range.bytes);
    }
    gaps.push({ address: at, bytes: base.address + base.bytes - at });
    for (const { value } of parts) {
      if (!gaps.some((gap) => gap.bytes > 0 && meetsAt(gap, this.#range(value)))) continue;
      this.#problem(`${node.op.name} copies over %${value.name}, which it reads`);
    }
    for (const gap of gaps) this.#memory.write(gap, whole);
    return true;
  }

  #regions(node: Node): void {
    const flow = regionFlow(node);
    for (const value of [...node.results, ...node.regions.flatMap((region) => region.params)]) this.#need(value);
    const name = node.op.name;
    const carried = new Set(flow.carried.map(({ param }) => param));
    const early = node.results.filter((_, index) => !flow.writtenLast.has(index));
    const late = node.results.filter((value) => !early.includes(value));
    this.#write(name, early, node.operands);
    for (const { initial, param } of flow.carried) {
      const [from, to] = [this.#range(initial), this.#range(param)];
      const same = from && to && from.address === to.address && from.bytes === to.bytes;
      const uses = node.operands.filter((operand) => operand === initial).length;
      this.#write(
        name,
        [param],
        same && uses === 1 ? node.operands.filter((operand) => operand !== initial) : node.operands,
      );
    }
    const before = this.#memory;
    const after: MemoryContents[] = [];
    for (const region of node.regions) {
      if (!flow.repeats) this.#memory = before.copy();
      for (let round = 0; round < (flow.repeats ? 2 : 1); round++) {
        this.#write(
          name,
          region.params.filter((param) => !carried.has(param)),
          early,
        );
        for (const param of carried) this.#expect(param, `a repetition of ${name}`);
        node.operands.forEach((value, index) => {
          if (flow.repeats && !flow.readFirst.has(index)) this.#expect(value, `a repetition of ${name}`);
        });
        this.#nodes(region);
        for (const value of region.results) this.#expect(value, `the end of a region of ${name}`);
        if (flow.carried.length > 0) this.#goRound(node);
      }
      if (!flow.repeats) {
        for (const value of late) {
          const range = this.#range(value);
          const over = region.results.some((result) => meetsAt(range, this.#range(result)));
          if (over) this.#problem(`${name} writes %${value.name} over the results of a region`);
        }
        after.push(this.#memory);
      }
    }
    const [first, ...rest] = after;
    if (first) this.#memory = first;
    for (const other of rest) this.#memory.meet(other);
    for (const value of early) this.#expect(value, `the end of ${name}`);
    this.#leave(node, late);
  }

  /** Every carried parameter takes its next value, all at once. */
  #goRound(node: Node): void {
    const { carried } = regionFlow(node);
    const saved = new Set<Value>();
    for (const { address, bytes, purpose } of this.#plan.storages) {
      if (purpose?.kind !== 'aside' || !carried.some(({ next }) => next === purpose.value)) continue;
      this.#memory.clear({ address, bytes });
      saved.add(purpose.value);
    }
    carried.forEach(({ next }, i) => {
      const from = this.#range(next);
      const crosses = carried.some(({ param }, j) => i !== j && meetsAt(from, this.#range(param)));
      if (crosses && !saved.has(next)) this.#problem(`%${next.name} is lost when carried values change places`);
      if (!saved.has(next)) this.#expect(next, 'the next repetition');
    });
    for (const { param } of carried) {
      const range = this.#range(param);
      if (range) this.#memory.write(range, param);
    }
  }

  /** Results written when everything has run: the carried ones are where their parameters are, or copies of them. */
  #leave(node: Node, late: readonly Value[]): void {
    const { carried } = regionFlow(node);
    const copied: Value[] = [];
    for (const value of late) {
      const param = carried.find(({ result }) => result === value)?.param;
      const [range, there] = [this.#range(value), this.#range(param)];
      if (range && there && range.address === there.address && range.bytes === there.bytes)
        this.#memory.show(range, value);
      else copied.push(value);
    }
    this.#write(
      node.op.name,
      copied,
      carried.map(({ param }) => param),
    );
  }
}

function meetsAt(a: ByteRange | undefined, b: ByteRange | undefined): boolean {
  return a !== undefined && b !== undefined && meets(a, b);
}

/** What is wrong with a plan of `func`, in sentences; empty when nothing is. `sizeOf` is that of the plan. */
export function planProblems(func: Func, plan: FuncPlan, sizeOf: SizeOf = upperBounds(func)): readonly string[] {
  const check = new PlanCheck(plan, sizeOf);
  check.run(func.body);
  return check.problems;
}
