// Executes functions: binds arguments, runs nodes in order, opens a scope for every region, frees what is dead.
// Invariant: a value is in exactly one scope; scopes of regions see those around them.

import { arrayOf, type HostValue, invariant, stringTensor, type Tensor, tensorFromArray } from '@afterglow/core';
import { type Func, type Node, printType, type Region, type Value } from '@afterglow/ir';
import { DEFAULT_TENSOR_BYTES, withTensorBudget } from '../data/budget.js';
import { isLarge } from '../data/table.js';
import { interpreterDiagnostics } from '../diagnostics.js';
import { fault, faultOf, RuntimeFault } from '../fault.js';
import type { Kernel, KernelContext, Numerics } from '../kernel.js';
import { kernelOf } from '../kernel-table.js';
import { attributesOf, resultInfo } from './attributes.js';
import { type Bindings, bindShapes } from './bindings.js';
import { checkSizes, checkTensor } from './check-sizes.js';
import { emptyResults } from './empty-results.js';
import { isOfKind, misfitOf } from './match-value.js';
import { meansReals, runOnReals } from './on-reals.js';
import { planRegion, type RegionPlan } from './plan.js';

export interface RunSettings {
  readonly numerics: Numerics;
  readonly onValue?: ((value: Value, host: HostValue, node: Node | undefined) => void) | undefined;
  /** Bytes that one tensor may take; `DEFAULT_TENSOR_BYTES` by default. */
  readonly maxTensorBytes?: number | undefined;
}

/** A fault together with the node it happened at; the innermost node wins. */
export class LocatedFault extends Error {
  override readonly name = 'LocatedFault';
  readonly fault: RuntimeFault;
  readonly node: Node;

  constructor(inner: RuntimeFault, node: Node) {
    super(inner.message);
    this.fault = inner;
    this.node = node;
  }
}

interface Scope {
  readonly values: Map<Value, HostValue>;
  readonly bindings: Bindings;
  readonly parent: Scope | undefined;
}

/** One run of one module; plans are made once a region. */
export class Run {
  readonly settings: RunSettings;
  readonly #plans = new Map<Region, RegionPlan>();
  #depth = 0;

  constructor(settings: RunSettings) {
    this.settings = settings;
  }

  /** Calls a function with arguments in the order of its parameters. `bindings` are symbols known beforehand. */
  call(func: Func, args: readonly HostValue[], known: ReadonlyMap<string, number> = new Map()): readonly HostValue[] {
    const limit = 200;
    if (++this.#depth > limit) {
      fault(interpreterDiagnostics.badOperand, { op: 'invoke', problem: `@${func.name} calls itself without end` });
    }
    const scope: Scope = { values: new Map(), bindings: new Map(known), parent: undefined };
    const results = this.#withBudget(() => this.#region(func.body, args, scope));
    this.#depth--;
    return results;
  }

  #withBudget<T>(body: () => T): T {
    return withTensorBudget(this.settings.maxTensorBytes ?? DEFAULT_TENSOR_BYTES, body);
  }

  #compute(kernel: Kernel, node: Node, context: KernelContext): readonly HostValue[] {
    const empty = emptyResults(node, context);
    if (empty) return empty;
    checkSizes(kernel, context);
    return meansReals(node) ? runOnReals(kernel, context) : kernel.run(context);
  }

  /** Computes one node outside any run. Its symbols get their numbers from the operands. */
  evaluate(node: Node, operands: readonly (HostValue | undefined)[]): readonly HostValue[] {
    const scope: Scope = { values: new Map(), bindings: new Map(), parent: undefined };
    const kernel = kernelOf(node.op.name);
    if (!kernel) fault(interpreterDiagnostics.noKernel, { op: node.op.name });
    const known = node.operands.flatMap((value, i) => {
      const host = operands[i];
      return value && host ? [{ name: value.name, type: value.type, value: host }] : [];
    });
    bindShapes(known, scope.bindings, noRanges);
    const context = this.#context(node, operands, scope);
    const results = this.#withBudget(() => this.#compute(kernel, node, context));
    this.#finish(node, results, scope);
    return results.slice(0, node.results.length);
  }

  #region(region: Region, args: readonly HostValue[], scope: Scope): readonly HostValue[] {
    invariant(args.length === region.params.length, `a region of ${region.params.length} got ${args.length} arguments`);
    const params = region.params.map((param, i) => ({ name: param.name, type: param.type, value: args[i] }));
    checkTypes(params);
    bindShapes(params, scope.bindings, region.func.ranges);
    region.params.forEach((param, i) => this.#define(param, args[i], scope, undefined));
    const { nodes, dead } = this.#planOf(region);
    for (let i = 0; i < nodes.length; i++) {
      this.#node(nodes[i], scope);
      for (const value of dead[i]) scope.values.delete(value);
    }
    return region.results.map((value) => this.#read(value, scope));
  }

  #planOf(region: Region): RegionPlan {
    const known = this.#plans.get(region);
    if (known) return known;
    const plan = planRegion(region);
    this.#plans.set(region, plan);
    return plan;
  }

  #define(value: Value, host: HostValue, scope: Scope, node: Node | undefined): void {
    scope.values.set(value, host);
    this.settings.onValue?.(value, host, node);
  }

  /** A value of this scope or one around it. Constants are loaded once, into the function's scope. */
  #read(value: Value, scope: Scope, lazy = false): HostValue {
    let at: Scope | undefined = scope;
    let outermost = scope;
    for (; at; at = at.parent) {
      const found = at.values.get(value);
      if (found !== undefined) return found;
      outermost = at;
    }
    invariant(value.def.kind === 'const', `%${value.name} is read before it is defined`);
    const { tensor } = value.def;
    if (lazy && isLarge(tensor)) return tensor;
    const held = loaded(tensor);
    outermost.values.set(value, held);
    return held;
  }

  #node(node: Node, scope: Scope): void {
    try {
      const kernel = kernelOf(node.op.name);
      if (!kernel) fault(interpreterDiagnostics.noKernel, { op: node.op.name });
      const operands = node.operands.map((value, i) =>
        value === undefined ? undefined : this.#read(value, scope, kernel.lazy.includes(i)),
      );
      const context = this.#context(node, operands, scope);
      const results = this.#compute(kernel, node, context);
      this.#finish(node, results, scope);
    } catch (error) {
      if (error instanceof RuntimeFault) throw new LocatedFault(error, node);
      if (isOutOfMemory(error)) {
        throw new LocatedFault(
          faultOf(interpreterDiagnostics.tooLarge, { what: `the result of ${node.op.name}` }),
          node,
        );
      }
      throw error;
    }
  }

  #finish(node: Node, results: readonly HostValue[], scope: Scope): void {
    invariant(results.length >= node.results.length, `${node.op.name}: ${results.length} results`);
    const named = node.results.map((value, i) => ({ name: value.name, type: value.type, value: results[i] }));
    for (const { name, type, value } of named) {
      invariant(isOfKind(value, type), `${node.op.name}: %${name} is not ${printType(type)}`);
      if (textLength(value) > MOST_TEXT) fault(interpreterDiagnostics.tooLarge, { what: `the text of %${name}` });
    }
    bindShapes(named, scope.bindings, noRanges);
    node.results.forEach((value, i) => this.#define(value, results[i], scope, node));
  }

  #context(node: Node, operands: readonly (HostValue | undefined)[], scope: Scope): KernelContext {
    return {
      op: node.op.name,
      operands,
      operandTypes: node.operands.map((value) => value?.type),
      attrs: attributesOf(node, scope.bindings),
      results: node.results.map((value) => resultInfo(value.type, scope.bindings)),
      numerics: this.settings.numerics,
      regions: node.regions.map((region) => (args: readonly HostValue[]) => {
        const inner: Scope = { values: new Map(), bindings: new Map(scope.bindings), parent: scope };
        return this.#region(region, args, inner);
      }),
      invoke: (callee, args) => {
        const { funcs } = moduleOf(node);
        const func = funcs.get(callee);
        if (!func) {
          const known = [...funcs.keys()].map((name) => `@${name}`).join(', ');
          fault(interpreterDiagnostics.unknownFunction, { name: callee, known });
        }
        return this.call(func, args);
      },
      constant: (name) => {
        const value = moduleOf(node).consts.get(name);
        return value?.def.kind === 'const' ? value.def.tensor : undefined;
      },
    };
  }
}

/** An array that no engine can make, or that this process has no memory for. */
function isOutOfMemory(error: unknown): boolean {
  return error instanceof RangeError && /array length|allocation|out of memory/i.test(error.message);
}

const noRanges = new Map<string, never>();

function moduleOf(node: Node) {
  const region = node.region;
  invariant(region, `${node.op.name} is not in a function`);
  return region.func.module;
}

/** Elements in memory, read once; a fill stays symbolic until a kernel asks for its numbers. */
function loaded(tensor: Tensor): Tensor {
  const { kind } = tensor.storage;
  if (kind === 'bytes' || kind === 'strings') return tensor;
  checkTensor(tensor);
  if (tensor.elem === 'string') return stringTensor(tensor.shape, arrayOf(tensor) as readonly string[]);
  return tensorFromArray(tensor.elem, tensor.shape, arrayOf(tensor));
}

/** Characters a tensor of strings may hold in all: a string of twice as many is the longest that can be made of two. */
const MOST_TEXT = 2 ** 27;

function textLength(value: HostValue): number {
  if (!('storage' in value) || value.elem !== 'string') return 0;
  return (arrayOf(value) as readonly string[]).reduce((sum, text) => sum + text.length, 0);
}

function checkTypes(params: readonly { name: string; type: Value['type']; value: HostValue }[]): void {
  for (const { name, type, value } of params) {
    const got = misfitOf(value, type);
    if (got !== undefined) fault(interpreterDiagnostics.inputType, { name, declared: printType(type), got });
  }
}
