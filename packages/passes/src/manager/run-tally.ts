// An observer that counts, for each pass run, which rules fired and why others did not: what an index of dumps lists.

import type { RuleApplication, RuleDecline, RunObserver } from './observer.js';
import type { PassRun } from './pipeline-report.js';
import { RuleRecord, type RuleSummary } from './rule-record.js';

export interface TalliedRun extends PassRun {
  readonly rules: readonly RuleSummary[];
}

export class RunTally implements RunObserver {
  readonly runs: TalliedRun[] = [];
  #record = new RuleRecord();

  applied({ rule, root }: RuleApplication): void {
    this.#record.fired(rule, root);
  }

  declined({ rule, node, reason }: RuleDecline): void {
    this.#record.declined(rule, node, reason);
  }

  passRun(run: PassRun): void {
    this.runs.push({ ...run, rules: this.#record.summary() });
    this.#record = new RuleRecord();
  }
}
