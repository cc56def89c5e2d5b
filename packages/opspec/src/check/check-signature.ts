// What can be said about an op without looking into its shapes: names, order and number of operands and results, traits.

import { specDiagnostics } from '../diagnostics.js';
import type { Name, OpDecl, OperandDecl } from '../grammar/ast.js';
import type { Scope } from './scope.js';
import type { World } from './spec.js';

function checkUnique(names: readonly Name[], what: string, scope: Scope): void {
  const seen = new Set<string>();
  for (const name of names) {
    if (seen.has(name.text)) {
      scope.report(specDiagnostics.duplicateName, name.span, `${what} ${name.text} is declared twice`);
    }
    seen.add(name.text);
  }
}

/** Operands and attributes share their names, because `has` asks for either. */
export function checkNames({ operands, results, attrs, regions }: OpDecl, scope: Scope): void {
  const named = [...operands, ...attrs].map((entry) => entry.name);
  checkUnique(named, 'the operand or attribute', scope);
  checkUnique(
    results.map((result) => result.name),
    'the result',
    scope,
  );
  checkUnique(
    regions.map((region) => region.name),
    'the region',
    scope,
  );
}

const order = ['required', 'optional', 'variadic'];

function rank(operand: OperandDecl): number {
  return operand.variadic ? 2 : operand.optional ? 1 : 0;
}

/** Required before optional before variadic, and one variadic at most. */
export function checkOrder(list: readonly OperandDecl[], scope: Scope): void {
  list.forEach((operand, i) => {
    const before = list[i - 1];
    const { text, span } = operand.name;
    if (operand.variadic && operand.optional) {
      scope.report(specDiagnostics.badOperand, span, `${text} is variadic, which includes none; drop the ?`);
    }
    if (before && rank(before) > rank(operand)) {
      const message = `${text} is ${order[rank(operand)]}, but ${before.name.text} before it is ${order[rank(before)]}`;
      scope.report(specDiagnostics.badOperand, span, message, 'the order is required, optional, variadic');
    } else if (before?.variadic) {
      scope.report(specDiagnostics.badOperand, before.name.span, `${before.name.text} is variadic, but is not last`);
    }
  });
}

/** A variadic result says how many there are. */
export function checkCounts(decl: OpDecl, outputs: readonly OperandDecl[], scope: Scope): void {
  if (decl.extension) return;
  for (const { variadic, each, name } of outputs) {
    if (!variadic || each) continue;
    const message = `how many ${name.text} there are is not said`;
    scope.report(specDiagnostics.badOperand, name.span, message, 'add "for x in list": one result an entry');
  }
}

export function checkTraits(decl: OpDecl, world: World, scope: Scope): void {
  for (const trait of decl.traits) {
    if (world.traits.has(trait.text)) continue;
    scope.unknown(trait.span, 'the trait', trait.text, world.traits, 'declare it: trait name');
  }
}
