// Checks rule files against the ops and compiles them; every problem of all of them is reported.

import type { Diagnostics } from '@afterglow/core';
import { locate } from '@afterglow/syntax';
import { specDiagnostics } from '../../diagnostics.js';
import type { DefDecl, Name } from '../../grammar/ast.js';
import type { MatchDecl, Pattern, RuleClause, RuleDecl, RuleFile } from '../../grammar/rule-ast.js';
import { compileDef } from '../check-spec.js';
import { wrap } from '../code-text.js';
import { compileAs, compileExpr } from '../compile-expr.js';
import type { Scope } from '../scope.js';
import type { CheckedSpec } from '../spec.js';
import { CLAIM } from '../value-type.js';
import { BoundNames } from './bound-names.js';
import type { CheckedGroup, CheckedRule } from './checked-rule.js';
import { NameCollector } from './collect-names.js';
import { PatternCompiler } from './compile-pattern.js';
import { ReplacementCompiler, type RestAttrs, type RestOfOps } from './compile-replacement.js';
import { ruleDiagnostics } from './diagnostics.js';
import { RuleContext, type RuleWorld } from './rule-context.js';
import { ruleFunctions } from './rule-functions.js';

function worldOf(spec: CheckedSpec): RuleWorld {
  return {
    ops: new Map(spec.families.flatMap((family) => family.ops).map((op) => [op.name, op])),
    elements: new Set(spec.elements.map(({ name }) => name.text)),
    classes: new Set(spec.classes.map(({ name }) => name)),
    functions: ruleFunctions(spec.classes),
  };
}

function declareVariables({ variables }: RuleDecl, context: RuleContext): void {
  for (const { name, ops } of variables) {
    if (context.variables.has(name.text) || context.world.ops.has(name.text)) {
      const message = context.world.ops.has(name.text) ? `${name.text} is an op` : `${name.text} is declared twice`;
      context.report(specDiagnostics.duplicateName, name.span, message);
    }
    context.variables.set(
      name.text,
      ops.flatMap((op) => context.op(op) ?? []),
    );
  }
}

/** Names for the attributes that patterns do not list, with what they stand for. */
function restAttrs(matches: readonly MatchDecl[], context: RuleContext): RestAttrs {
  const found = new Map<string, RestOfOps>();
  const visit = (pattern: Pattern): void => {
    if (pattern.kind === 'either') for (const one of pattern.of) visit(one);
    if (pattern.kind !== 'node') return;
    for (const operand of pattern.operands) visit(operand);
    const { rest } = pattern;
    if (!rest?.name) return;
    const listed = new Set(pattern.attrs.map(({ name }) => name.text));
    const several = context.variables.get(pattern.op.text);
    const one = context.world.ops.get(pattern.op.text);
    const ops = several ?? (one ? [one] : []);
    const names = ops.flatMap((op) => op.attrs.map(({ name }) => name)).filter((name) => !listed.has(name));
    const before = found.get(rest.name.text);
    // Of several ops under one name, the attributes are those of the one that matched.
    const variable = several && (before === undefined || before.variable === pattern.op.text);
    found.set(rest.name.text, {
      names: [...new Set([...(before?.names ?? []), ...names])],
      variable: variable ? pattern.op.text : undefined,
    });
  };
  for (const { lines } of matches) for (const { pattern } of lines) visit(pattern);
  return found;
}

/** Adds the `let`s of a rule to what expressions see. Their code is put in their place: it only reads. */
class Clauses {
  readonly #context: RuleContext;
  readonly #scope: Scope;
  readonly #lets = new Map<string, Name>();
  readonly #used = new Set<string>();
  readonly when: string[] = [];
  readonly where: { code: string; because: string }[] = [];

  constructor(context: RuleContext, scope: Scope) {
    this.#context = context;
    this.#scope = scope;
  }

  check(clauses: readonly RuleClause[]): void {
    for (const clause of clauses) {
      if (clause.kind === 'let') this.#let(clause);
      else {
        const { code } = compileAs(clause.test, CLAIM, this.#scope, 'a condition');
        if (clause.kind === 'when') this.when.push(code);
        else {
          if (clause.because.trim() === '') {
            this.#context.report(ruleDiagnostics.noReason, clause.span, 'the condition gives no reason');
          }
          this.where.push({ code, because: clause.because });
        }
      }
    }
  }

  #let({ name, value }: Extract<RuleClause, { readonly kind: 'let' }>): void {
    const { variables } = this.#scope;
    if (variables.has(name.text)) {
      this.#context.report(specDiagnostics.duplicateName, name.span, `the name ${name.text} is bound already`);
    }
    const { type, code } = compileExpr(value, this.#scope);
    this.#lets.set(name.text, name);
    const used = this.#used;
    variables.set(name.text, {
      type,
      get code() {
        used.add(name.text);
        return wrap(code);
      },
    });
  }

  reportUnused(): void {
    for (const [text, name] of this.#lets) {
      if (!this.#used.has(text)) this.#context.report(specDiagnostics.unusedName, name.span, `nothing uses ${text}`);
    }
  }
}

function checkRule(
  rule: RuleDecl,
  world: RuleWorld,
  defs: ReadonlyMap<string, DefDecl>,
  diagnostics: Diagnostics,
): CheckedRule {
  const context = new RuleContext(world, rule.source, diagnostics, defs);
  declareVariables(rule, context);
  const collector = new NameCollector(context);
  const each = rule.matches.map((match) => {
    const names = new BoundNames();
    collector.match(match, names);
    return names;
  });
  const names = new BoundNames();
  names.merge(each);
  const matches = rule.matches.map((match, i) => {
    const own = each[i] ?? names;
    return new PatternCompiler(context, own).match(match, rule.matches.length > 1 ? `_${i + 1}` : '');
  });
  const counts = new Set(matches.map(({ results }) => results));
  if (counts.size > 1) {
    context.report(ruleDiagnostics.badPattern, rule.name.span, 'the patterns do not have the same number of results');
  }
  const scope = context.scope(names);
  const clauses = new Clauses(context, scope);
  clauses.check(rule.clauses);
  const rests = restAttrs(rule.matches, context);
  const replacement = new ReplacementCompiler(context, names, scope, rests).compile(
    rule.rewrite,
    matches[0]?.results ?? 1,
  );
  clauses.reportUnused();
  return {
    name: rule.name.text,
    doc: rule.doc,
    roots: [...new Set(matches.flatMap(({ rootOps }) => rootOps.map((op) => op.name)))],
    parts: matches.flatMap(({ parts }) => parts),
    patterns: matches.map(({ root }) => root),
    when: clauses.when,
    where: clauses.where,
    ...replacement,
    declaration: rule,
  };
}

/** Checks all rule files together. Answers undefined when something is wrong. */
export function checkRules(
  files: readonly RuleFile[],
  spec: CheckedSpec,
  diagnostics: Diagnostics,
): readonly CheckedGroup[] | undefined {
  const world = worldOf(spec);
  const before = diagnostics.list.length;
  const seen = new Set<string>();
  const groups = files.map((file): CheckedGroup => {
    const report = (name: Name, spec: typeof ruleDiagnostics.noGroup, message: string, hint?: string) =>
      diagnostics.report(spec, { message, hint }, { location: locate(file.source, name.span) });
    const rules = file.declarations.filter((decl) => decl.kind === 'rule');
    const formulas = file.declarations.filter((decl) => decl.kind === 'def');
    for (const { name } of rules) {
      if (seen.has(name.text)) report(name, specDiagnostics.duplicateName, `the rule ${name.text} is declared twice`);
      seen.add(name.text);
    }
    const [first] = rules;
    if (!file.group && first) {
      const hint = 'first line: rulespec 1 group name';
      report(first.name, ruleDiagnostics.noGroup, 'a file with rules names their group', hint);
    }
    const defs = new Map(formulas.map((decl) => [decl.name.text, decl]));
    return {
      name: file.group?.text ?? '',
      doc: file.doc,
      file: file.source.file,
      defs: formulas.map((decl) => compileDef(decl, defs, diagnostics)),
      rules: rules.map((rule) => checkRule(rule, world, defs, diagnostics)),
    };
  });
  checkGroups(files, diagnostics);
  return diagnostics.list.length > before ? undefined : groups;
}

/** A group is one file, because passes import it as one list. */
function checkGroups(files: readonly RuleFile[], diagnostics: Diagnostics): void {
  const seen = new Set<string>();
  for (const { group, source } of files) {
    if (!group) continue;
    if (seen.has(group.text)) {
      const message = `the group ${group.text} has a file already`;
      const location = locate(source, group.span);
      diagnostics.report(specDiagnostics.duplicateName, { message, hint: undefined }, { location });
    }
    seen.add(group.text);
  }
}
