// From a graph function to instruction IR: one generic instruction an op on buffers in the largest memory, in graph order.
// Invariant: every value has a buffer, except results nobody reads that an instruction may leave out; ops that only rename a shape share their operand's bytes.
//
//   %y = reshape(%x) {shape = [8*N]}           view %y : f16[8*N] of %x
//   %z = relu(%y)                              relu out %z, in %y

import { type Diagnostics, type Dim, dim, type ElementType, elementBits } from '@afterglow/core';
import {
  constTensor,
  type Func,
  type Node,
  nodesOf,
  sizeConditions,
  type TensorType,
  type Value,
  zeroOf,
} from '@afterglow/ir';
import { lirDiagnostics } from '../diagnostics.js';
import { type InstrSet, instr, operand } from '../instr-def.js';
import { type LirBuffer, type LirItem, type LirProgram, paramRanges, type StoredBuffer } from '../program.js';
import { launchParams } from './launch-params.js';
import { type LoopWriter, lowerScan } from './lower-scan.js';
import { bytesOfRows, instructionOf } from './row-tables.js';
import { VIEW_OPS } from './view-ops.js';

export interface LowerOptions {
  readonly diagnostics: Diagnostics;
  readonly set: InstrSet;
  /** Memory of inputs, outputs, constants, and of temporaries until something better is found. */
  readonly memory: string;
  /** Alignment of every buffer in bytes. */
  readonly align: number;
  /** Name of a constant among those of everything compiled together; by default its own. */
  readonly constName?: (value: Value) => string;
}

export interface LoweredFunc {
  readonly program: LirProgram;
  /** Constants the program reads; those of several functions of a module are told apart by name. */
  readonly consts: readonly StoredBuffer[];
}

class Lowering {
  readonly #func: Func;
  readonly #options: LowerOptions;
  readonly #params;
  readonly #ranges;
  readonly #consts = new Map<string, StoredBuffer>();
  readonly #inputs: LirBuffer[] = [];
  readonly #outputs: LirBuffer[] = [];
  readonly #temps: LirBuffer[] = [];
  readonly #body: LirItem[] = [];
  /** Where instructions go: the body of the program, or of a loop. */
  #code: LirItem[] = this.#body;
  readonly #names = new Set<string>();
  readonly #symbols: Set<string>;
  /** The result that a computed value is written to directly, by the value that owns the bytes. */
  readonly #slotOf = new Map<Value, number>();
  readonly #bufferOf = new Map<Value, string>();

  constructor(func: Func, options: LowerOptions) {
    this.#func = func;
    this.#options = options;
    this.#params = launchParams(func);
    this.#ranges = paramRanges(this.#params);
    this.#symbols = new Set(this.#params.map(({ name }) => name));
  }

  run(): LoweredFunc | undefined {
    const { body, name, resultNames } = this.#func;
    const before = this.#options.diagnostics.list.length;
    for (const param of body.params) this.#declare(this.#inputs, param, param.name, 'input');
    body.results.forEach((value, i) => {
      this.#declare(this.#outputs, value, resultNames[i] ?? value.name, 'output', i);
    });
    for (const node of nodesOf(body)) this.#node(node);
    body.results.forEach((value, i) => {
      const output = this.#outputs[i]?.name;
      if (output === undefined || this.#slotOf.get(this.#owner(value)) === i) return;
      this.#code.push(instr('copy', [operand('out', output), operand('in', this.#read(value))]));
    });
    const failed = this.#options.diagnostics.list.slice(before).some(({ severity }) => severity === 'error');
    if (failed) return undefined;
    const buffers = [...this.#inputs, ...this.#outputs, ...this.#temps];
    const zeros = sizeConditions(this.#func)
      .map(zeroOf)
      .filter((zero) => [...dim.symbolsOf(zero)].every((symbol) => this.#ranges.has(symbol)));
    const program = { name, params: this.#params, ...(zeros.length > 0 && { zeros }), buffers, body: this.#body };
    return { program, consts: [...this.#consts.values()] };
  }

  /** A name no other buffer of the program and no constant of the module has. */
  #unique(name: string): string {
    const taken = (candidate: string) => this.#names.has(candidate) || this.#func.module.consts.has(candidate);
    let unique = name;
    for (let k = 1; taken(unique); k++) unique = `${name}.${k}`;
    this.#names.add(unique);
    return unique;
  }

  /** A symbol that neither a launch parameter nor another loop has. */
  #uniqueSymbol(name: string): string {
    let unique = name;
    for (let k = 1; this.#symbols.has(unique); k++) unique = `${name}.${k}`;
    this.#symbols.add(unique);
    return unique;
  }

  /** The value whose buffer a value shares: itself, or the source of a chain of views. */
  #owner(value: Value): Value {
    let owner = value;
    while (owner.def.kind === 'result' && VIEW_OPS.has(owner.def.node.op.name)) {
      const [source] = owner.def.node.operands;
      if (!source) break;
      owner = source;
    }
    return owner;
  }

  /**
   * Declares a buffer with the type of a value. A result is computed in place by the value behind it when that is computed
   * here and no earlier result has it; otherwise it is copied at the end.
   */
  #declare(list: LirBuffer[], value: Value, wanted: string, role: StoredBuffer['role'], slot?: number): void {
    const name = this.#unique(wanted);
    const buffer = this.#stored(value, name, role);
    if (!buffer) return;
    list.push(name === wanted || role === 'temp' ? buffer : { ...buffer, external: wanted });
    if (slot === undefined) {
      this.#bufferOf.set(value, name);
      return;
    }
    const owner = this.#owner(value);
    if (owner.def.kind !== 'result' || this.#slotOf.has(owner)) return;
    this.#slotOf.set(owner, slot);
    this.#bufferOf.set(value, name);
  }

  #stored(value: Value, name: string, role: StoredBuffer['role'], type = value.type): StoredBuffer | undefined {
    const { diagnostics, memory, align } = this.#options;
    const refuse = (reason: string) =>
      diagnostics.report(lirDiagnostics.unsupportedOp, { op: this.#what(value), reason });
    if (type.kind !== 'tensor') return void refuse(`%${value.name} is a ${type.kind}, not a tensor`);
    if (type.elem === 'string') return void refuse(`%${value.name} holds strings`);
    const rows = bytesOfRows(type);
    if (type.encoding && !rows) return void refuse(`%${value.name} is quantised`);
    const { elem, shape } = rows ?? type;
    const bytes = this.#bound(value, packedBytesDim(elem, shape));
    if (bytes === undefined) return undefined;
    const tensor = constTensor(value);
    const common = { name, role, elem, shape, memory, bytes, align } as const;
    return tensor ? { ...common, tensor } : common;
  }

  #what(value: Value): string {
    return value.def.kind === 'result' ? value.def.node.op.name : value.def.kind;
  }

  #bound(value: Value, bytes: Dim): number | undefined {
    const { hi } = dim.dimRange(bytes, this.#ranges);
    if (Number.isFinite(hi)) return Math.max(0, hi);
    const free = this.#params.find((param) => !Number.isFinite(param.hi));
    this.#options.diagnostics.report(lirDiagnostics.unboundedSize, {
      value: `%${value.name}`,
      type: value.type.key,
      dim: free?.name ?? dim.printDim(bytes),
    });
    return undefined;
  }

  #read(value: Value): string {
    const known = this.#bufferOf.get(value);
    if (known !== undefined) return known;
    if (value.def.kind === 'const') {
      const name = this.#options.constName?.(value) ?? value.name;
      const buffer = this.#stored(value, name, 'const');
      if (buffer) this.#consts.set(name, buffer);
      this.#bufferOf.set(value, name);
      return name;
    }
    return value.name;
  }

  #node(node: Node): void {
    const { diagnostics, set } = this.#options;
    const [source] = node.operands;
    const [result] = node.results;
    if (VIEW_OPS.has(node.op.name) && source && result) {
      this.#view(source, result);
      return;
    }
    if (node.op.name === 'scan') {
      lowerScan(node, this.#loopWriter);
      return;
    }
    const { op, attrs } = instructionOf(node);
    const def = set.get(op);
    if (!def) {
      diagnostics.report(lirDiagnostics.unsupportedOp, {
        op: node.op.name,
        reason: `the set ${set.name} does not have it`,
      });
      return;
    }
    const outs = node.results.map((value, i) => {
      const unwanted = value.uses.size === 0 && def.operands[i]?.arity === 'optional';
      return unwanted ? undefined : operand('out', this.#define(value));
    });
    const ins = node.operands.map((value) => value && operand('in', this.#read(value)));
    this.#code.push(instr(op, [...outs, ...ins], { attrs, origin: node.origin }));
  }

  readonly #loopWriter: LoopWriter = {
    read: (value) => this.#read(value),
    define: (value) => this.#define(value),
    owner: (value) => this.#owner(value),
    temp: (value, wanted, type) => this.#temp(value, wanted, type),
    bind: (value, buffer) => void this.#bufferOf.set(value, buffer),
    bindView: (value, of) => this.#addView(value, this.#unique(value.name), of),
    emit: (item) => void this.#code.push(item),
    loop: (hint, count, body) => this.#loop(hint, count, body),
    node: (node) => this.#node(node),
  };

  #temp(value: Value, wanted: string, type: TensorType): string | undefined {
    const buffer = this.#stored(value, this.#unique(wanted), 'temp', type);
    if (buffer) this.#temps.push(buffer);
    return buffer?.name;
  }

  #loop(hint: string, count: Dim, body: (index: Dim) => void): void {
    const index = this.#uniqueSymbol(hint);
    const [outer, items]: [LirItem[], LirItem[]] = [this.#code, []];
    this.#code = items;
    body(dim.symbol(index));
    this.#code = outer;
    outer.push({ kind: 'loop', index, count, body: items });
  }

  /** The buffer a node writes: a temporary, the result it is, or a view of the result it is reshaped into. */
  #define(value: Value): string {
    const known = this.#bufferOf.get(value);
    if (known !== undefined) return known;
    const slot = this.#slotOf.get(value);
    const result = slot === undefined ? undefined : this.#outputs[slot];
    if (result) this.#addView(value, this.#unique(value.name), result.name);
    else this.#declare(this.#temps, value, value.name, 'temp');
    return this.#bufferOf.get(value) ?? value.name;
  }

  #view(source: Value, result: Value): void {
    if (this.#bufferOf.has(result)) return;
    this.#addView(result, this.#unique(result.name), this.#read(source));
  }

  #addView(value: Value, name: string, of: string): void {
    this.#bufferOf.set(value, name);
    const { type } = value;
    if (type.kind !== 'tensor') return;
    this.#temps.push({ name, role: 'view', elem: type.elem, shape: type.shape, of, offset: 0 });
  }
}

/** Bytes of a packed tensor. */
function packedBytesDim(elem: ElementType, shape: readonly Dim[]): Dim {
  return dim.ceilDiv(dim.mul(dim.product(shape), elementBits(elem)), 8);
}

/** Lowers a function to a program of generic instructions, or reports everything that cannot be lowered. */
export function lowerFunc(func: Func, options: LowerOptions): LoweredFunc | undefined {
  return new Lowering(func, options).run();
}
