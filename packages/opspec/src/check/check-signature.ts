// What can be said about an op without looking into its shapes: names, order and number of operands and results, traits.

import { specDiagnostics } from '../diagnostics.js';
import type { Name, OpDecl, OperandDecl } from '../grammar/ast.js';
import type { Scope } from './scope.js';
import type { CheckedOp, World } from './spec.js';

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

/** Position of the operand that a clause names. */
function operandAt(decl: OpDecl, name: Name, scope: Scope): number {
  const index = decl.operands.findIndex((operand) => operand.name.text === name.text);
  const names = decl.operands.map((operand) => operand.name.text);
  if (index < 0) scope.unknown(name.span, 'the operand', name.text, names, 'operands are named in the signature');
  return index;
}

/** The operand that shares its bytes with results: one tensor that results are parts of, or the parts of one result. */
export function checkAlias(decl: OpDecl, scope: Scope): CheckedOp['alias'] {
  const { alias, results, extension } = decl;
  if (!alias) return undefined;
  const { kind, operand, at } = alias;
  const index = operandAt(decl, operand, scope);
  const report = (message: string) => scope.report(specDiagnostics.badOperand, operand.span, message);
  if (kind === 'view' && decl.operands[index]?.variadic) report(`${operand.text} is several tensors; a view shows one`);
  if (kind === 'join' && (results.length !== 1 || results[0]?.variadic)) report('operands are joined in one result');
  if (kind === 'join' && !at) report('where the operands begin in the result is not said: add "at"');
  if (at && extension) report('an extension computes everything in TypeScript; "at" has no effect');
  return { kind, operand: index, parts: at !== undefined };
}

/** The operands that the first result may be written over. */
export function checkInplace(decl: OpDecl, scope: Scope): readonly number[] {
  checkUnique(decl.inplace, 'the operand', scope);
  return decl.inplace.map((name) => operandAt(decl, name, scope));
}

export function checkTraits(decl: OpDecl, world: World, scope: Scope): void {
  for (const trait of decl.traits) {
    if (world.traits.has(trait.text)) continue;
    scope.unknown(trait.span, 'the trait', trait.text, world.traits, 'declare it: trait name');
  }
}
