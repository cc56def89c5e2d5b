// Checks of nodes that name functions: the callee exists, takes these types, and nobody calls itself in a circle.

import { type Diagnostics, type Dim, dim } from '@afterglow/core';
import type { Func, Node } from '../graph/graph.js';
import { substituteType, type Type } from '../graph/type.js';
import { verifyDiagnostics } from './diagnostics.js';
import { bareSymbol } from './match-type.js';

/** Names of functions a node refers to through its attributes. */
export function calleesOf(node: Node): string[] {
  const names: string[] = [];
  for (const spec of node.op.attrs) {
    if (spec.kind !== 'func') continue;
    const value = node.attrs[spec.name];
    for (const name of Array.isArray(value) ? value : [value]) if (typeof name === 'string') names.push(name);
  }
  return names;
}

function bind(param: Type, given: Type, bindings: Map<string, Dim>): void {
  if (param.kind !== 'tensor' || given.kind !== 'tensor') {
    if ('of' in param && 'of' in given) bind(param.of, given.of, bindings);
    return;
  }
  if (param.shape.length !== given.shape.length) return;
  param.shape.forEach((d, axis) => {
    const name = bareSymbol(d);
    const size = given.shape[axis];
    if (name !== undefined && size !== undefined && !bindings.has(name)) bindings.set(name, size);
  });
}

/**
 * Substitution of the callee's symbols that makes its parameters accept these types: symbols bind to the dims in their
 * place, and a symbol found nowhere keeps its meaning.
 */
export function bindSignature(callee: Func, given: readonly Type[]): ReadonlyMap<string, Dim> {
  const bindings = new Map<string, Dim>();
  callee.body.params.forEach((param, i) => {
    const type = given[i];
    if (type) bind(param.type, type, bindings);
  });
  return bindings;
}

/** What is wrong with a call of `callee` at `node`, whose operands are the arguments. */
export function invokeProblem(node: Node, callee: Func): string | undefined {
  const { params, results } = callee.body;
  if (node.operands.length !== params.length) {
    return `@${callee.name} takes ${params.length} arguments, ${node.operands.length} are given`;
  }
  if (node.results.length !== results.length) {
    return `@${callee.name} has ${results.length} results, ${node.results.length} are taken`;
  }
  const given = node.operands.map((value) => value?.type);
  if (given.includes(undefined)) return `an argument of @${callee.name} is missing`;
  const bindings = bindSignature(callee, given as Type[]);
  const resolve = (type: Type) => substituteType(type, (name) => bindings.get(name));
  for (const [i, param] of params.entries()) {
    const want = resolve(param.type);
    if (want !== given[i]) return `argument ${i} of @${callee.name} is ${given[i]?.key}, it takes ${want.key}`;
  }
  for (const [i, result] of results.entries()) {
    const want = resolve(result.type);
    const have = node.results[i]?.type;
    if (want !== have) return `result ${i} of @${callee.name} is ${want.key}, taken as ${have?.key}`;
  }
  for (const [symbol, size] of bindings) {
    const allowed = callee.ranges.get(symbol);
    const actual = dim.dimRange(size, node.func.ranges);
    if (allowed && (actual.hi < allowed.lo || actual.lo > allowed.hi)) {
      return `${symbol} of @${callee.name} is ${dim.printDim(size)}, outside ${allowed.lo}..${allowed.hi}`;
    }
  }
  return undefined;
}

/** Reports functions that reach themselves; `callees` says whom each function invokes. */
export function checkInvokeCycles(callees: ReadonlyMap<string, ReadonlySet<string>>, diagnostics: Diagnostics): void {
  const open = new Map(callees);
  // Functions without open callees leave, round by round; what stays is in a circle or leads into one.
  for (let progress = true; progress; ) {
    progress = false;
    for (const [name, names] of open) {
      if ([...names].some((callee) => open.has(callee))) continue;
      open.delete(name);
      progress = true;
    }
  }
  if (open.size > 0) {
    const names = [...open.keys()].map((name) => `@${name}`).join(', ');
    diagnostics.report(verifyDiagnostics.badInvoke, { problem: `functions invoke each other in a circle: ${names}` });
  }
}
