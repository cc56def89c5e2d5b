// Why two nodes did not become one: the first condition of a rule that had both in view and declined; else what stands
// between them, and what the rules said that looked at one of them.

import { type CompileObserver, type CompileOptions, compile, passLibrary } from '@afterglow/compiler';
import { Diagnostics, type Result } from '@afterglow/core';
import { type Module, type Node, nearestName } from '@afterglow/ir';
import type { NodeRef, PassRun, Rule, RuleApplication, RuleDecline } from '@afterglow/passes';
import { debugDiagnostics } from '../diagnostics.js';
import type { LifeDecline } from './life.js';
import { findNodes, Tracker } from './tracker.js';

export interface Refusal extends LifeDecline {
  /** Number of the condition among the rule's, from 1; undefined where it declined while matching or building. */
  readonly condition: number | undefined;
}

export interface WhyNot {
  readonly a: string;
  readonly b: string;
  /** The rule that made them one after all. */
  readonly joinedBy: string | undefined;
  /** Rules that had both in view and declined, in order of their first look. */
  readonly refusals: readonly Refusal[];
  /** Rules that declined at one of them alone. */
  readonly near: readonly Refusal[];
  /** Nodes from one to the other at the end, both included; undefined where neither reads the other. */
  readonly between: readonly { readonly name: string; readonly op: string }[] | undefined;
  /** Rules that start at an op of one of them and never matched. */
  readonly unmatched: readonly { readonly rule: string; readonly summary: string }[];
}

/** The shortest way along readers from one of `from` to one of `to`. */
function wayBetween(from: readonly Node[], to: ReadonlySet<Node>): Node[] | undefined {
  const before = new Map<Node, Node | undefined>(from.map((node) => [node, undefined]));
  const queue = [...from];
  for (let i = 0; i < queue.length; i++) {
    const node = queue[i] as Node;
    if (to.has(node) && before.get(node) !== undefined) {
      const way: Node[] = [];
      for (let at: Node | undefined = node; at; at = before.get(at)) way.unshift(at);
      return way;
    }
    for (const { uses } of node.results) {
      for (const use of uses) {
        if (use.kind !== 'operand' || before.has(use.node)) continue;
        before.set(use.node, node);
        queue.push(use.node);
      }
    }
  }
  return undefined;
}

class WhyNotObserver implements CompileObserver {
  readonly both = new Map<string, Refusal>();
  readonly one = new Map<string, Refusal>();
  readonly looked = new Set<string>();
  joinedBy: string | undefined;
  between: WhyNot['between'];
  ops = new Set<string>();
  readonly #names: readonly [string, string];
  readonly #rule: string | undefined;
  readonly #diagnostics: Diagnostics;
  #trackers: readonly [Tracker, Tracker] | undefined;
  #module: Module | undefined;

  constructor(names: readonly [string, string], rule: string | undefined, diagnostics: Diagnostics) {
    this.#names = names;
    this.#rule = rule;
    this.#diagnostics = diagnostics;
  }

  passStarts(_: unknown, module: Module): void {
    this.#follow(module);
  }

  #follow(module: Module): void {
    if (this.#module === undefined) {
      const [a, b] = this.#names.map((name) => findNodes(module, name, this.#diagnostics));
      if (a && b && a.length > 0 && b.length > 0) this.#trackers = [new Tracker(a), new Tracker(b)];
    } else if (this.#module !== module) for (const tracker of this.#trackers ?? []) tracker.cross(module);
    this.#module = module;
  }

  applied(event: RuleApplication): void {
    const [a, b] = this.#trackers ?? [];
    if (!a || !b) return;
    this.looked.add(event.rule);
    const [left, right] = [a.follow(event), b.follow(event)];
    const isOne = left?.after.some((ref) => right?.after.some(({ id }) => id === ref.id));
    if (isOne || event.made.some((ref) => a.comesFrom(ref) && b.comesFrom(ref))) this.joinedBy ??= event.rule;
  }

  declined({ rule, pass, node, reason, condition, involved }: RuleDecline): void {
    const [a, b] = this.#trackers ?? [];
    if (!a || !b || (this.#rule !== undefined && rule !== this.#rule)) return;
    const has = (tracker: Tracker) => involved.some((ref: NodeRef) => tracker.has(ref));
    const sides = [has(a), has(b)];
    if (!sides.includes(true)) return;
    this.looked.add(rule);
    const into = sides.includes(false) ? this.one : this.both;
    const key = `${rule}\0${node.name}\0${reason}`;
    const times = (into.get(key)?.times ?? 0) + 1;
    const place = condition === undefined ? undefined : condition + 1;
    into.set(key, { rule, pass, node: node.name, reason, times, condition: place });
  }

  passRun(run: PassRun, module: Module): void {
    if (run.changed) for (const tracker of this.#trackers ?? []) tracker.locate(module);
  }

  stage(_: unknown, module: Module): void {
    this.#follow(module);
    const [left, right] = (this.#trackers ?? []).map((tracker) => tracker.locate(module));
    if (!left || !right) return;
    this.ops = new Set([...left, ...right].map((node) => node.op.name));
    const way = wayBetween(left, new Set(right)) ?? wayBetween(right, new Set(left));
    this.between = way?.map((node) => ({ name: node.results[0]?.name ?? node.op.name, op: node.op.name }));
  }
}

function allRules(): Map<string, Rule> {
  const passes = [...passLibrary().passes.values()];
  return new Map(passes.flatMap((pass) => pass.rules.map((rule) => [rule.name, rule])));
}

/** Compiles a model and says why `a` and `b` are not one node; `rule` asks about that rule alone. */
export async function whyNot(
  model: string,
  a: string,
  b: string,
  options: CompileOptions & { readonly rule?: string | undefined } = {},
): Promise<Result<WhyNot>> {
  const { rule, ...compileOptions } = options;
  const diagnostics = new Diagnostics();
  const rules = allRules();
  if (rule !== undefined && !rules.has(rule)) {
    diagnostics.report(debugDiagnostics.noSuchRule, { name: rule, nearest: nearestName(rule, rules.keys()) });
    return { ok: false, diagnostics: diagnostics.list };
  }
  const observer = new WhyNotObserver([a, b], rule, diagnostics);
  const compiled = await compile(model, { stopAfter: 'optimize', ...compileOptions, observer });
  const all = [...diagnostics.list, ...compiled.diagnostics];
  if (diagnostics.hasErrors || !compiled.ok) return { ok: false, diagnostics: all };
  const unmatched = [...rules.values()]
    .filter(
      ({ name, roots }) =>
        (rule === undefined || name === rule) &&
        !observer.looked.has(name) &&
        roots.some((root) => observer.ops.has(root)),
    )
    .map(({ name, summary }) => ({ rule: name, summary: summary ?? '' }));
  const { joinedBy, between } = observer;
  const [refusals, near] = [[...observer.both.values()], [...observer.one.values()]];
  return { ok: true, value: { a, b, joinedBy, refusals, near, between, unmatched }, diagnostics: all };
}
