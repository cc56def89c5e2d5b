// The life of a node through a compilation: what it was as imported, which rules touched it and what they made of it, what
// it is at the end of each stage, and why other rules left it alone.

import { type CompileObserver, type CompileOptions, compile } from '@afterglow/compiler';
import { Diagnostics, originNames, type Result } from '@afterglow/core';
import type { Module, Node } from '@afterglow/ir';
import type { PassRun, RuleApplication, RuleDecline } from '@afterglow/passes';
import { findNodes, Tracker } from './tracker.js';

/** A node at the end of a stage. */
export interface SeenNode {
  readonly name: string;
  readonly op: string;
  readonly types: readonly string[];
  readonly func: string;
  readonly origin: readonly string[];
}

export interface LifeEvent {
  readonly sequence: number;
  readonly pass: string;
  readonly round: number;
  readonly rule: string;
  readonly before: readonly { readonly name: string; readonly op: string }[];
  /** Empty where the node went without a successor. */
  readonly after: readonly { readonly name: string; readonly op: string }[];
}

export interface LifeStage {
  readonly stage: string;
  readonly events: readonly LifeEvent[];
  /** What does its work at the end of the stage. */
  readonly nodes: readonly SeenNode[];
  /** Constants that hold what it computed, where it was computed at compile time. */
  readonly consts: readonly string[];
}

export interface LifeDecline {
  readonly rule: string;
  readonly pass: string;
  readonly node: string;
  readonly reason: string;
  readonly times: number;
}

export interface Life {
  readonly asked: string;
  readonly stages: readonly LifeStage[];
  readonly declines: readonly LifeDecline[];
}

export function seen(node: Node): SeenNode {
  return {
    name: node.results[0]?.name ?? node.op.name,
    op: node.op.name,
    types: node.results.map((value) => value.type.key),
    func: node.func.name,
    origin: originNames(node.origin),
  };
}

class LifeObserver implements CompileObserver {
  readonly stages: LifeStage[] = [];
  readonly declines = new Map<string, LifeDecline>();
  readonly #asked: string;
  readonly #diagnostics: Diagnostics;
  #tracker: Tracker | undefined;
  #module: Module | undefined;
  #events: LifeEvent[] = [];
  /** Values the node computed, by which constants that took their place are known. */
  readonly #values = new Set<string>();

  constructor(asked: string, diagnostics: Diagnostics) {
    this.#asked = asked;
    this.#diagnostics = diagnostics;
  }

  /** Finds the node when a module is first seen: a checkpoint may start at any stage. */
  #follow(module: Module): Tracker | undefined {
    if (this.#module === undefined) {
      const nodes = findNodes(module, this.#asked, this.#diagnostics);
      if (nodes.length > 0) this.#tracker = new Tracker(nodes);
    } else if (this.#module !== module) this.#tracker?.cross(module);
    this.#module = module;
    return this.#tracker;
  }

  passStarts(_: unknown, module: Module): void {
    this.#follow(module);
  }

  applied({ sequence, pass, round, rule, ...event }: RuleApplication): void {
    const became = this.#tracker?.follow({ sequence, pass, round, rule, ...event });
    if (!became) return;
    const short = ({ name, op }: { name: string; op: string }) => ({ name, op });
    this.#events.push({
      sequence,
      pass,
      round,
      rule,
      before: became.before.map(short),
      after: became.after.map(short),
    });
  }

  declined({ rule, pass, node, reason, involved }: RuleDecline): void {
    if (!involved.some((ref) => this.#tracker?.has(ref))) return;
    const key = `${rule}\0${node.name}\0${reason}`;
    const times = (this.declines.get(key)?.times ?? 0) + 1;
    this.declines.set(key, { rule, pass, node: node.name, reason, times });
  }

  passRun(run: PassRun, module: Module): void {
    if (run.changed) this.#tracker?.locate(module);
  }

  stage(stage: string, module: Module): void {
    const nodes = this.#follow(module)?.locate(module) ?? [];
    const consts = nodes.length > 0 ? [] : [...this.#values].filter((name) => module.consts.has(name));
    for (const node of nodes) for (const value of node.results) this.#values.add(value.name);
    this.stages.push({ stage, events: this.#events, nodes: nodes.map(seen), consts });
    this.#events = [];
  }
}

/** Compiles a model and tells the life of the nodes that `name` means (a name, or a pattern with `*`). */
export async function lifeOf(model: string, name: string, options: CompileOptions = {}): Promise<Result<Life>> {
  const diagnostics = new Diagnostics();
  const observer = new LifeObserver(name, diagnostics);
  const compiled = await compile(model, { stopAfter: 'partition', ...options, observer });
  const all = [...diagnostics.list, ...compiled.diagnostics];
  // A compilation that fails late has told the life up to there, which is what a person wants to see.
  if (diagnostics.hasErrors || observer.stages.length === 0) return { ok: false, diagnostics: all };
  return {
    ok: true,
    value: { asked: name, stages: observer.stages, declines: [...observer.declines.values()] },
    diagnostics: all,
  };
}
