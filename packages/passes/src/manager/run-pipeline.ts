// Runs a list of passes over a module: verifier between passes, timing, record of rules, dump of what changed, stops.
// Invariant: a dump is made only after a pass that changed the module, and nothing of a run's outcome depends on time.

import type { Diagnostics } from '@afterglow/core';
import { type Func, type Module, type Node, type OpRegistry, printModule, Rewriter, verifyModule } from '@afterglow/ir';
import { passDiagnostics } from '../diagnostics.js';
import type { Evaluate } from './evaluate.js';
import type { Pass, PassContext } from './pass.js';
import { asStep, type PassStep, type PipelineStep } from './pipeline.js';
import { RuleRecord, type RuleSummary } from './rule-record.js';
import { isStage, STAGES } from './stage.js';

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
  readonly evaluate?: Evaluate;
  /** Milliseconds from any start; without it times are 0. */
  readonly clock?: () => number;
  /** Shared by several runs to collect one record. */
  readonly record?: RuleRecord;
}

export interface PassRun {
  readonly index: number;
  readonly stage: string;
  readonly pass: string;
  readonly changed: boolean;
  readonly applications: number;
  readonly milliseconds: number;
}

export interface PipelineReport {
  /** False when the verifier found a broken graph, or a pass reported an error: the run ended there. */
  readonly ok: boolean;
  readonly runs: readonly PassRun[];
  readonly rules: readonly RuleSummary[];
  readonly applications: number;
  /** True when `maxApplications` was reached. */
  readonly limited: boolean;
  /** True when it ended early because of `stopAfter`. */
  readonly stopped: boolean;
}

class PipelineRun {
  readonly runs: PassRun[] = [];
  readonly record: RuleRecord;
  applications = 0;
  limited = false;
  failed = false;
  stopped = false;
  readonly #module: Module;
  readonly #options: RunOptions;

  constructor(module: Module, options: RunOptions) {
    this.#module = module;
    this.#options = options;
    this.record = options.record ?? new RuleRecord();
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

  steps(steps: readonly PipelineStep[]): boolean {
    let changed = false;
    for (const entry of steps) {
      if (this.done) return changed;
      if (entry.kind === 'pass') {
        if (this.#isPast(entry.pass)) {
          this.stopped = true;
          return changed;
        }
        changed = this.#pass(entry) || changed;
        continue;
      }
      for (let round = 0; round < entry.limit && !this.done; round++) {
        if (!this.steps(entry.steps)) break;
        changed = true;
      }
    }
    return changed;
  }

  /** True for a pass of a stage behind the one to stop after. */
  #isPast(pass: Pass): boolean {
    const { stopAfter } = this.#options;
    if (stopAfter === undefined || !isStage(stopAfter)) return false;
    return STAGES.indexOf(pass.stage) > STAGES.indexOf(stopAfter);
  }

  #pass(entry: PassStep): boolean {
    const { pass } = entry;
    const { clock = () => 0, diagnostics, dump } = this.#options;
    const [module, before, start, applied] = [this.#module, this.#module.version, clock(), this.applications];
    const errors = diagnostics.list.filter((item) => item.severity === 'error').length;
    pass.run(this.#context(), entry.options);
    const changed = module.version !== before;
    const index = this.runs.length + 1;
    this.runs.push({
      index,
      stage: pass.stage,
      pass: pass.name,
      changed,
      applications: this.applications - applied,
      milliseconds: clock() - start,
    });
    if (changed) {
      this.verify(pass.name);
      dump?.({ index, stage: pass.stage, pass: pass.name, text: () => printModule(module) });
    }
    if (diagnostics.list.filter((item) => item.severity === 'error').length > errors) this.failed = true;
    if (pass.name === this.#options.stopAfter) this.stopped = true;
    return changed;
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
        const known = rewriters.get(func) ?? new Rewriter(func, registry);
        rewriters.set(func, known);
        return known;
      },
      mayApply: () => {
        if (this.applications < maxApplications) return true;
        this.limited = true;
        return false;
      },
      fired: (rule: string, node: Node) => {
        this.applications++;
        this.record.fired(rule, node);
      },
      declined: (rule: string, node: Node, reason: string) => this.record.declined(rule, node, reason),
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
    applications: run.applications,
    limited: run.limited,
    stopped: run.stopped,
  };
}
