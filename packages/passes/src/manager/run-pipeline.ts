// Runs a list of passes over a module: verifier between passes, timing, record of rules, dump of what changed, stops.
// Invariant: a dump is made only after a pass that changed the module, and nothing of a run's outcome depends on time or on
// who watches.

import type { Diagnostics } from '@afterglow/core';
import { type Func, type Module, type Node, type OpRegistry, printModule, Rewriter, verifyModule } from '@afterglow/ir';
import { passDiagnostics } from '../diagnostics.js';
import { ApplicationLog } from './application-log.js';
import { countNodes } from './count-nodes.js';
import type { Evaluate } from './evaluate.js';
import { moduleDigest } from './module-digest.js';
import type { RunObserver } from './observer.js';
import type { Pass, PassContext } from './pass.js';
import { asStep, type PassStep, type PipelineStep, passesOf, type RepeatStep } from './pipeline.js';
import type { GroupRounds, PassRun, PipelineReport } from './pipeline-report.js';
import { nodeName, RuleRecord } from './rule-record.js';
import { isStage, STAGES, type Stage } from './stage.js';

/** One dump: number of the pass run, from 1, and text made only when asked for. */
export interface Dump {
  readonly index: number;
  readonly stage: string;
  readonly pass: string;
  readonly text: () => string;
}

export interface RunOptions {
  readonly registry: OpRegistry;
  readonly diagnostics: Diagnostics;
  /** Verify after each pass that changed something, and before the first; on by default. */
  readonly verify?: boolean;
  readonly dump?: (dump: Dump) => void;
  /** Name of the stage (all of its passes still run) or of the pass after which to stop. */
  readonly stopAfter?: string;
  /** Number of rule applications after which nothing more is changed. */
  readonly maxApplications?: number;
  /** Number of pass runs after which it ends; with `maxApplications`, how bisection finds a wrong pass that counts nothing. */
  readonly maxRuns?: number;
  readonly evaluate?: Evaluate;
  /** Milliseconds from any start; without it times are 0. */
  readonly clock?: () => number;
  /** Shared by several runs to collect one record. */
  readonly record?: RuleRecord;
  readonly observer?: RunObserver | undefined;
  /** Stage of a compilation that this run is a part of; by default each pass's own. */
  readonly stage?: Stage;
  /** Take the digest of the module before and after each pass. Off by default: it prints the module. */
  readonly digests?: boolean;
  /** Pass runs and applications before this run, where it goes on with a compilation: numbers count from there. */
  readonly before?: { readonly runs: number; readonly applications: number };
}

class PipelineRun {
  readonly runs: PassRun[] = [];
  readonly groups: GroupRounds[] = [];
  readonly record: RuleRecord;
  applications = 0;
  limited = false;
  failed = false;
  stopped = false;
  readonly #module: Module;
  readonly #options: RunOptions;
  readonly #log: ApplicationLog | undefined;
  #nodes: number;
  #digest: string | undefined;

  constructor(module: Module, options: RunOptions) {
    this.#module = module;
    this.#options = options;
    this.record = options.record ?? new RuleRecord();
    this.#log = options.observer && new ApplicationLog(options.observer);
    this.#nodes = countNodes(module);
    this.#digest = options.digests ? moduleDigest(module) : undefined;
  }

  get done(): boolean {
    return this.failed || this.stopped;
  }

  verify(pass: string): void {
    if (this.#options.verify === false) return;
    if (verifyModule(this.#module, this.#options.diagnostics)) return;
    this.#options.diagnostics.report(passDiagnostics.broken, { pass });
    this.failed = true;
  }

  steps(steps: readonly PipelineStep[], round = 1): boolean {
    let changed = false;
    for (const entry of steps) {
      if (this.done) return changed;
      if (entry.kind === 'pass') {
        if (this.#isPast(entry.pass) || this.runs.length >= (this.#options.maxRuns ?? Number.POSITIVE_INFINITY)) {
          this.stopped = true;
          return changed;
        }
        changed = this.#pass(entry, round) || changed;
      } else changed = this.#repeat(entry) || changed;
    }
    return changed;
  }

  #repeat(entry: RepeatStep): boolean {
    let [rounds, fixed] = [0, false];
    while (rounds < entry.limit && !this.done && !fixed) fixed = !this.steps(entry.steps, ++rounds);
    // A round that a stop or an error cut short says nothing about a fixed point.
    fixed &&= !this.done;
    const all = passesOf(entry.steps);
    const passes = all.map((pass) => pass.name);
    const stage = this.#options.stage ?? all[0]?.stage ?? 'optimize';
    this.groups.push({ stage, passes, rounds, fixed });
    if (!fixed && !this.done && !this.limited && entry.steps.length > 0) {
      this.#options.diagnostics.report(passDiagnostics.roundLimit, { passes, rounds });
    }
    return rounds > 1 || !fixed;
  }

  /** True for a pass of a stage behind the one to stop after. */
  #isPast(pass: Pass): boolean {
    const { stopAfter } = this.#options;
    if (stopAfter === undefined || !isStage(stopAfter)) return false;
    return STAGES.indexOf(pass.stage) > STAGES.indexOf(stopAfter);
  }

  #pass(entry: PassStep, round: number): boolean {
    const { pass, options } = entry;
    const { clock = () => 0, diagnostics, dump, observer, stage = pass.stage } = this.#options;
    const [module, before, applied] = [this.#module, this.#module.version, this.applications];
    const errors = diagnostics.list.filter((item) => item.severity === 'error').length;
    const index = (this.#options.before?.runs ?? 0) + this.runs.length + 1;
    observer?.passStarts?.({ index, pass: pass.name, round }, module);
    this.#log?.enter({ run: index, pass: pass.name, round });
    const start = clock();
    pass.run(this.#context(), options);
    const milliseconds = clock() - start;
    this.#log?.enter(undefined);
    const changed = module.version !== before;
    const applications = this.applications - applied;
    const run = { index, stage, pass: pass.name, options, round, changed, applications, milliseconds };
    this.runs.push({ ...run, ...this.#measure(changed) });
    if (changed) {
      this.verify(pass.name);
      dump?.({ index, stage, pass: pass.name, text: () => printModule(module) });
    }
    observer?.passRun?.(this.runs[this.runs.length - 1] as PassRun, module);
    if (diagnostics.list.filter((item) => item.severity === 'error').length > errors) this.failed = true;
    if (pass.name === this.#options.stopAfter) this.stopped = true;
    return changed;
  }

  /** Size and digest of the module around the pass that has just run. */
  #measure(changed: boolean): Pick<PassRun, 'nodes' | 'digest'> {
    const [nodes, digest] = [this.#nodes, this.#digest];
    if (changed) {
      this.#nodes = countNodes(this.#module);
      if (digest !== undefined) this.#digest = moduleDigest(this.#module);
    }
    const after = this.#digest;
    const counts = { nodes: { before: nodes, after: this.#nodes } };
    return digest === undefined || after === undefined ? counts : { ...counts, digest: { before: digest, after } };
  }

  #context(): PassContext {
    const { registry, diagnostics, evaluate, maxApplications = Number.POSITIVE_INFINITY } = this.#options;
    const rewriters = new Map<Func, Rewriter>();
    return {
      module: this.#module,
      registry,
      diagnostics,
      evaluate,
      record: this.record,
      rewriter: (func) => {
        const known = rewriters.get(func);
        if (known) return known;
        const rewriter = new Rewriter(func, registry);
        rewriter.watcher = this.#log;
        rewriters.set(func, rewriter);
        return rewriter;
      },
      mayApply: () => {
        this.#log?.flush();
        if (this.applications < maxApplications) return true;
        this.limited = true;
        return false;
      },
      fired: (rule: string, node: Node) => {
        this.applications++;
        this.record.fired(rule, { id: node.id, name: nodeName(node) });
        this.#log?.fired(rule, node, (this.#options.before?.applications ?? 0) + this.applications);
      },
      declined: (rule, node, reason, match) => {
        this.record.declined(rule, { id: node.id, name: nodeName(node) }, reason);
        this.#log?.declined(rule, node, reason, match);
      },
    };
  }
}

/** Runs `steps` over `module` in place. */
export function runPipeline(
  module: Module,
  steps: readonly (Pass | PipelineStep)[],
  options: RunOptions,
): PipelineReport {
  const run = new PipelineRun(module, options);
  run.verify('the input');
  if (!run.done) run.steps(steps.map(asStep));
  return {
    ok: !run.failed,
    runs: run.runs,
    rules: run.record.summary(),
    groups: run.groups,
    applications: run.applications,
    limited: run.limited,
    stopped: run.stopped,
  };
}
