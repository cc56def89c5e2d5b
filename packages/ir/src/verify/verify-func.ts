// Verifies one function: links, dominance, use lists, names, attributes, types.

import { type DiagnosticSpec, type Diagnostics, dim, type Location, originNames } from '@afterglow/core';
import type { Func, Node, Region, Use, Value } from '../graph/graph.js';
import type { AttrValue } from '../graph/op-def.js';
import { anySize, innermost, type Type } from '../graph/type.js';
import { printNode } from '../text/print.js';
import { attrProblems } from './check-attr.js';
import { typeProblem } from './check-type.js';
import { verifyDiagnostics as codes } from './diagnostics.js';
import { Placeholders } from './match-type.js';
import { calleesOf, invokeProblem } from './verify-invoke.js';

/** Regions nested deeper than this are refused. */
export const MAX_REGION_DEPTH = 100;
/** Findings in one function after which the rest is left out: one broken pass breaks thousands of nodes. */
const MAX_FINDINGS = 50;

type Code = DiagnosticSpec<{ readonly problem: string }>;

export class FuncVerifier {
  /** Names of the functions this one invokes. */
  readonly callees = new Set<string>();
  readonly #func: Func;
  readonly #diagnostics: Diagnostics;
  /** Reads of each value by region results and operands met on the walk. */
  readonly #reads: Map<object, number>;
  readonly #own: Value[] = [];
  readonly #visible = new Set<Value>();
  readonly #names = new Map<string, Value>();
  readonly #nodes = new Set<Node>();
  readonly #undeclared = new Set<string>();
  readonly #checkedTypes = new Set<Type>();
  #findings = 0;
  #index = 0;

  constructor(func: Func, diagnostics: Diagnostics, reads: Map<object, number>) {
    this.#func = func;
    this.#diagnostics = diagnostics;
    this.#reads = reads;
  }

  #fail(code: Code, problem: string, node?: Node): void {
    if (this.#findings++ >= MAX_FINDINGS) return;
    const location: Location = {
      kind: 'node',
      file: this.#func.module.name,
      graph: this.#func.name,
      index: this.#index,
      name: node?.results[0]?.name ?? node?.op.name ?? '',
    };
    if (!node) {
      this.#diagnostics.report(code, { problem: `@${this.#func.name}: ${problem}` });
      return;
    }
    const origin = originNames(node.origin);
    this.#diagnostics.report(
      code,
      { problem },
      {
        location,
        context: [printNode(node)],
        ...(origin.length > 0 ? { notes: [`origin: ${origin.join(', ')}`] } : {}),
      },
    );
  }

  run(): void {
    const func = this.#func;
    if (func.module.funcs.get(func.name) !== func)
      this.#fail(codes.badStructure, 'its module knows another function of this name');
    for (const [symbol, { lo, hi }] of func.ranges) {
      const good =
        Number.isSafeInteger(lo) &&
        lo >= 0 &&
        hi >= lo &&
        (hi === Number.POSITIVE_INFINITY || Number.isSafeInteger(hi));
      if (!good) this.#fail(codes.badRange, `the range of ${symbol} is ${lo}..${hi}`);
    }
    if (func.body.parent || func.body.func !== func)
      this.#fail(codes.badStructure, 'its body belongs to something else');
    this.#region(func.body, 0);
    const { results } = func.body;
    if (func.resultNames.length !== results.length) {
      this.#fail(codes.badFunction, `${func.resultNames.length} result names for ${results.length} results`);
    }
    if (new Set(func.resultNames).size !== func.resultNames.length)
      this.#fail(codes.badFunction, 'a result name occurs twice');
    for (const value of this.#own) this.#useList(value);
  }

  #region(region: Region, depth: number): void {
    if (depth > MAX_REGION_DEPTH) {
      this.#fail(codes.tooDeep, `regions nest more than ${MAX_REGION_DEPTH} levels deep`);
      return;
    }
    const defined: Value[] = [];
    region.params.forEach((value, index) => {
      const { def } = value;
      if (def.kind !== 'param' || def.region !== region || def.index !== index) {
        this.#fail(codes.badStructure, `parameter %${value.name} belongs to something else`);
      }
      this.#define(value, defined);
    });
    let previous: Node | undefined;
    for (let node = region.first; node; node = node.next) {
      if (this.#nodes.has(node)) {
        this.#fail(codes.badStructure, 'the node stands in two places', node);
        break;
      }
      this.#nodes.add(node);
      if (node.region !== region || node.func !== this.#func || node.prev !== previous) {
        this.#fail(codes.badStructure, 'the node has a wrong link to its neighbours or region', node);
      }
      previous = node;
      this.#node(node, depth);
      for (const value of node.results) this.#define(value, defined, node);
      this.#index++;
    }
    if (region.last !== previous) this.#fail(codes.badStructure, 'the last node of a region is not its last node');
    region.results.forEach((value, index) => {
      this.#read(value, region.parent, (use) => use.kind === 'result' && use.region === region && use.index === index);
    });
    for (const value of defined) this.#visible.delete(value);
  }

  #define(value: Value, defined: Value[], node?: Node): void {
    if (this.#names.has(value.name)) this.#fail(codes.duplicateName, `the name %${value.name} is taken twice`, node);
    else if (this.#func.module.consts.has(value.name)) {
      this.#fail(codes.duplicateName, `the name %${value.name} is that of a constant`, node);
    }
    this.#names.set(value.name, value);
    this.#visible.add(value);
    defined.push(value);
    this.#own.push(value);
    this.#type(value.type, node);
  }

  #type(type: Type, node: Node | undefined): void {
    if (this.#checkedTypes.has(type)) return;
    this.#checkedTypes.add(type);
    const problem = typeProblem(type, this.#func.module);
    if (problem !== undefined) this.#fail(codes.badEncoding, `${type.key}: ${problem}`, node);
    const inner = innermost(type);
    if (inner.kind === 'tensor') for (const d of inner.shape) if (d !== anySize()) this.#symbols(d, node);
  }

  #symbols(value: AttrValue, node: Node | undefined): void {
    if (typeof value !== 'object') return;
    if (Array.isArray(value)) for (const item of value) this.#symbols(item, node);
    else if ('kind' in value && value.kind === 'expr') {
      for (const symbol of dim.symbolsOf(value)) {
        if (this.#func.ranges.has(symbol) || this.#undeclared.has(symbol)) continue;
        this.#undeclared.add(symbol);
        this.#fail(
          codes.undeclaredSymbol,
          `the symbol ${symbol} has no range in the signature of @${this.#func.name}`,
          node,
        );
      }
    }
  }

  #read(value: Value, node: Node | undefined, isThis: (use: Use) => boolean): void {
    this.#reads.set(value, (this.#reads.get(value) ?? 0) + 1);
    const { def } = value;
    const known = def.kind === 'const' ? this.#func.module.consts.get(value.name) === value : this.#visible.has(value);
    if (!known) this.#fail(codes.notVisible, `%${value.name} is not computed before it is read`, node);
    // Long use lists (a shared constant) are checked by count alone; the walk over all of them would be quadratic.
    if (value.uses.size <= 8 && ![...value.uses].some(isThis)) {
      this.#fail(codes.badUse, `the use list of %${value.name} does not name this reader`, node);
    }
  }

  #useList(value: Value): void {
    const reads = this.#reads.get(value) ?? 0;
    if (reads === value.uses.size) return;
    this.#fail(codes.badUse, `%${value.name} is read ${reads} times, its use list has ${value.uses.size}`);
  }

  #node(node: Node, depth: number): void {
    const { op } = node;
    node.operands.forEach((value, index) => {
      if (value) this.#read(value, node, (use) => use.kind === 'operand' && use.node === node && use.index === index);
    });
    for (const problem of attrProblems(op, node.attrs)) this.#fail(codes.badAttribute, `${op.name}: ${problem}`, node);
    for (const spec of op.attrs) {
      const value = spec.kind === 'dim' ? node.attrs[spec.name] : undefined;
      if (value !== undefined) this.#symbols(value, node);
    }
    if (node.regions.length !== op.regions.length) {
      this.#fail(codes.badNode, `${op.name} has ${op.regions.length} regions, the node ${node.regions.length}`, node);
    }
    for (const region of node.regions) {
      if (region.parent !== node || region.func !== this.#func) {
        this.#fail(codes.badStructure, 'a region of the node belongs to something else', node);
      }
      this.#region(region, depth + 1);
    }
    node.results.forEach((value, index) => {
      const { def } = value;
      if (def.kind !== 'result' || def.node !== node || def.index !== index) {
        this.#fail(codes.badStructure, `result %${value.name} belongs to something else`, node);
      }
    });
    this.#infer(node);
    for (const name of calleesOf(node)) {
      this.callees.add(name);
      const callee = this.#func.module.funcs.get(name);
      const problem = callee ? invokeProblem(node, callee) : `there is no function @${name}`;
      if (problem !== undefined) this.#fail(codes.badInvoke, problem, node);
    }
  }

  #infer(node: Node): void {
    const placeholders = new Placeholders();
    const inferred = node.op.infer({
      operands: node.operands.map((value) => value?.type),
      attrs: node.attrs,
      regions: node.regions,
      resultCount: node.results.length,
      unify: () => false,
      given: node.results.map((value) => value.type),
      freshDim: placeholders.fresh,
    });
    if (!inferred.ok) {
      for (const problem of inferred.problems) this.#fail(codes.badNode, `${node.op.name}: ${problem}`, node);
      return;
    }
    if (inferred.types.length !== node.results.length) {
      this.#fail(
        codes.badNode,
        `${node.op.name} has ${inferred.types.length} results, the node ${node.results.length}`,
        node,
      );
      return;
    }
    node.results.forEach((value, i) => {
      const type = inferred.types[i];
      if (!type || placeholders.matches(type, value.type)) return;
      this.#fail(codes.typeMismatch, `%${value.name} has type ${value.type.key}, the operands give ${type.key}`, node);
    });
  }
}
