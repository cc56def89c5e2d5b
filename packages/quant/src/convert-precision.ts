// Converts the f32 arithmetic of a function to a smaller float type, node by node, where the target can run it. Inputs and
// outputs of the function stay f32, with casts at the border; integers and booleans are left alone.
//
//   %h = fully_connected(%x, %w, %b) : f32          %x.f16 = cast(%x) {to = f16}
//   return %h                                   →   %h.f16 = fully_connected(%x.f16, %w, %b) : f16      w: f16, b: f32
//                                                   %h     = cast(%h.f16) {to = f32}
//
// A node that reads a constant outside the range of the smaller type stays f32, unless clipping is asked for. With
// `checkRange: false` nobody looks, and such a constant becomes infinite. Some element-wise nodes stay f32, too: see stay-in-f32.ts.
// Invariant: a constant is converted lazily, chunk by chunk when it is read; nothing is held in memory. Biases and
// per-sample weights stay f32 where the op takes them so: they enter an f32 accumulator; so do places between elements.

import { convertTensor, type Diagnostics } from '@afterglow/core';
import {
  type Builder,
  constTensor,
  type Func,
  type Node,
  nodesOf,
  type OpRegistry,
  Rewriter,
  type Value,
} from '@afterglow/ir';
import { quantDiagnostics as codes } from './diagnostics.js';
import { findOverflow, largestFinite } from './range-guard.js';
import { nodesStayingInF32, smallType } from './stay-in-f32.js';

export interface PrecisionOptions {
  readonly registry: OpRegistry;
  readonly diagnostics: Diagnostics;
  /** The smaller type; `f16` if absent. */
  readonly elem?: 'f16' | 'bf16';
  /** Why the target cannot run a converted node, or undefined when it can. Absent: it can run everything. */
  readonly whyIllegal?: (node: Node) => string | undefined;
  /** Constants out of range become the largest finite value. Without it the nodes that read them stay f32. */
  readonly clip?: boolean;
  /** Look for constants out of range, which reads all of them. On by default. */
  readonly checkRange?: boolean;
  /** Nodes that stay f32 because somebody asked for it. */
  readonly keep?: (node: Node) => boolean;
  /** Told why a node with f32 results stays as it is. */
  readonly onKept?: (node: Node, because: string) => void;
  readonly rewriter?: Rewriter;
  /** Asked before each node; no leaves it as it is. */
  readonly mayConvert?: () => boolean;
  readonly onConverted?: (node: Node) => void;
}

export interface PrecisionReport {
  /** Nodes that compute in the smaller type now. */
  readonly converted: number;
  /** Nodes with f32 results that stay. */
  readonly kept: number;
}

/** Operands that may stay f32 beside smaller ones, by op. */
const wideOperands: Readonly<Record<string, readonly number[]>> = {
  fully_connected: [2],
  conv: [2],
  embedding_bag: [3],
  grid_sample: [1],
};

function isF32(value: Value | undefined): boolean {
  return value?.type.kind === 'tensor' && value.type.elem === 'f32' && value.type.encoding === undefined;
}

class PrecisionConverter {
  readonly #func: Func;
  readonly #options: PrecisionOptions;
  readonly #elem: 'f16' | 'bf16';
  readonly #rewriter: Rewriter;
  /** The smaller form of f32 values: results of converted nodes, casts and constants. */
  readonly #small = new Map<Value, Value>();
  readonly #casts: Node[] = [];
  readonly #overflowing = new Map<Value, boolean>();
  readonly #staying: ReadonlyMap<Node, string>;
  converted = 0;
  kept = 0;

  constructor(func: Func, options: PrecisionOptions) {
    this.#func = func;
    this.#options = options;
    this.#elem = options.elem ?? 'f16';
    this.#rewriter = options.rewriter ?? new Rewriter(func, options.registry);
    this.#staying = nodesStayingInF32(func, this.#elem);
  }

  #constant(builder: Builder, value: Value): Value | undefined {
    const tensor = constTensor(value);
    if (!tensor || value.type.kind !== 'tensor') return undefined;
    const converted = convertTensor(tensor, this.#elem, this.#options.clip ? { saturate: true } : undefined);
    return builder.constant(`${value.name}.${this.#elem}`, converted);
  }

  /** The smaller form of `value`, made before the builder's anchor if there is none yet. */
  #smaller(builder: Builder, value: Value): Value {
    const known = this.#small.get(value);
    if (known) return known;
    const made =
      this.#constant(builder, value) ??
      builder.value('cast', [value], { to: this.#elem }, { names: [`${value.name}.${this.#elem}`] });
    this.#small.set(value, made);
    return made;
  }

  #keep(node: Node, because: string): void {
    this.kept++;
    this.#options.onKept?.(node, because);
  }

  /** True when the node computes in f32 and would compute in the smaller type with converted operands. */
  #isCandidate(node: Node): boolean {
    if (node.op.name === 'cast' || node.regions.length > 0) return false;
    const hasF32 = node.results.some(isF32);
    // Moving data or comparing it is no reason to round it; both follow what is in the smaller type already. A table of
    // constants is.
    if (hasF32 && !node.op.traits.has('movement')) return true;
    const floats = node.operands.filter((value) => value !== undefined && isF32(value));
    const ready = floats.every((value) => value && (this.#small.has(value) || constTensor(value)));
    return ready && floats.some((value) => hasF32 || (value && this.#small.has(value)));
  }

  /** Reports a constant that the smaller type cannot hold. Each is read once. */
  #overflows(value: Value): boolean {
    const known = this.#overflowing.get(value);
    if (known !== undefined) return known;
    const tensor = constTensor(value);
    const { diagnostics, clip = false, checkRange = true } = this.#options;
    const overflow = tensor && checkRange ? findOverflow(tensor, this.#elem) : undefined;
    this.#overflowing.set(value, overflow !== undefined);
    if (!overflow) return false;
    const params = { name: value.name, ...overflow, elem: this.#elem, clip, limit: largestFinite(this.#elem) };
    diagnostics.report(codes.constantOverflows, params);
    return true;
  }

  /** The first constant of the node that would be converted and cannot be, unless clipping was asked for. */
  #tooLarge(node: Node, made: Node): Value | undefined {
    const converted = node.operands.filter((value, i) => value && value !== made.operands[i] && constTensor(value));
    // All of them are looked at, so that all are reported in one run.
    const overflowing = converted.filter((value) => value && this.#overflows(value));
    return this.#options.clip ? undefined : overflowing[0];
  }

  /** The node in the smaller type, or why there is none. Wide operands are tried first; the last reason is the telling one. */
  #smallNode(builder: Builder, node: Node): Node | string {
    const wide = wideOperands[node.op.name] ?? [];
    const names = node.results.map((result) => `${result.name}.${this.#elem}`);
    let because = '';
    for (const keptWide of wide.some((i) => isF32(node.operands[i])) ? [wide, []] : [[]]) {
      const operands = node.operands.map((value, i) =>
        value && isF32(value) && !keptWide.includes(i) ? this.#smaller(builder, value) : value,
      );
      const made = builder.tryAdd(node.op.name, operands, node.attrs, {
        names,
        origin: node.origin,
        resultCount: node.results.length,
        // Sizes that only the data decide are those that the node has already.
        types: node.results.map(({ type }) => smallType(type, this.#elem)),
      });
      if ('problems' in made) {
        because = `${node.op.name} does not take ${this.#elem}: ${made.problems.join('; ')}`;
        continue;
      }
      const types = made.results.every(
        (result, i) => result.type === smallType(node.results[i]?.type ?? result.type, this.#elem),
      );
      const illegal = types ? this.#options.whyIllegal?.(made) : `${node.op.name} has another result in ${this.#elem}`;
      const large = illegal === undefined ? this.#tooLarge(node, made) : undefined;
      if (illegal === undefined && !large) return made;
      because = illegal ?? `constant ${large?.name} is outside the range of ${this.#elem}`;
      this.#rewriter.erase(made);
    }
    return because;
  }

  convert(node: Node): void {
    if (!this.#isCandidate(node)) return;
    if (this.#options.keep?.(node)) {
      this.#keep(node, 'it is asked to stay f32');
      return;
    }
    const staying = this.#staying.get(node);
    if (staying !== undefined) {
      this.#keep(node, staying);
      return;
    }
    if (this.#options.mayConvert && !this.#options.mayConvert()) return;
    const builder = this.#rewriter.before(node);
    const small = this.#smallNode(builder, node);
    if (typeof small === 'string') {
      this.#keep(node, small);
      return;
    }
    this.converted++;
    this.#options.onConverted?.(node);
    const outputs = new Set(this.#func.body.results);
    const replaced: [Value, Value, string][] = [];
    node.results.forEach((result, i) => {
      const value = small.results[i] as Value;
      if (!isF32(result)) {
        this.#rewriter.replaceUses(result, value);
        replaced.push([value, value, result.name]);
        return;
      }
      const back = builder.add('cast', [value], { to: 'f32' }, { names: [`${result.name}.f32`], origin: node.origin });
      const wide = back.results[0] as Value;
      this.#casts.push(back);
      this.#small.set(wide, value);
      const isOutput = outputs.has(result);
      this.#rewriter.replaceUses(result, wide);
      replaced.push([isOutput ? wide : value, value, result.name]);
    });
    this.#rewriter.erase(node);
    // The name of the model stays with its value: with the f32 one where it is an output, else with the smaller one.
    for (const [owner, , name] of replaced) this.#rewriter.rename(owner, name);
  }

  /** Removes casts nobody needs and gives converted constants their names back. */
  finish(): void {
    for (const cast of this.#casts)
      if (cast.results.every((result) => result.uses.size === 0)) this.#rewriter.erase(cast);
    for (const [wide, small] of this.#small) {
      if (wide.def.kind !== 'const') {
        const maker = small.def.kind === 'result' ? small.def.node : undefined;
        const unused = maker?.op.name === 'cast' && maker.region && small.uses.size === 0;
        if (maker && unused) this.#rewriter.erase(maker);
        continue;
      }
      if (small.uses.size === 0) {
        this.#rewriter.eraseConst(small);
        continue;
      }
      if (wide.uses.size === 0) this.#rename(wide, small);
    }
  }

  #rename(wide: Value, small: Value): void {
    const tensor = constTensor(small);
    const first = this.#func.body.first;
    if (!tensor || !first) return;
    const { name } = wide;
    this.#rewriter.eraseConst(wide);
    const renamed = this.#rewriter.before(first).constant(name, tensor, small.type);
    this.#rewriter.replaceUses(small, renamed);
    this.#rewriter.eraseConst(small);
  }
}

/** Converts `func` in place. */
export function convertPrecision(func: Func, options: PrecisionOptions): PrecisionReport {
  const converter = new PrecisionConverter(func, options);
  for (const node of [...nodesOf(func.body)]) converter.convert(node);
  converter.finish();
  return { converted: converter.converted, kept: converter.kept };
}
