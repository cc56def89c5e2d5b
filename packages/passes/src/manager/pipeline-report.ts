// What a run answers: each pass run with its sizes, the rounds of groups that repeat, the record of the rules.

import type { Options } from './pass.js';
import type { RuleSummary } from './rule-record.js';

/** What one pass did when it ran once. */
export interface PassRun {
  readonly index: number;
  readonly stage: string;
  readonly pass: string;
  /** Options that differ from the pass's defaults. */
  readonly options: Options;
  /** Round of the innermost group that repeats, from 1; 1 outside of one. */
  readonly round: number;
  readonly changed: boolean;
  readonly applications: number;
  /** Nodes of all functions and regions. */
  readonly nodes: { readonly before: number; readonly after: number };
  /** See `RunOptions.digests`. */
  readonly digest?: { readonly before: string; readonly after: string };
  readonly milliseconds: number;
}

/** How often a group that repeats ran. */
export interface GroupRounds {
  readonly stage: string;
  readonly passes: readonly string[];
  readonly rounds: number;
  /** True when the last round changed nothing; false when the limit, a stop or an error ended it. */
  readonly fixed: boolean;
}

export interface PipelineReport {
  /** False when the verifier found a broken graph, or a pass reported an error: the run ended there. */
  readonly ok: boolean;
  readonly runs: readonly PassRun[];
  readonly rules: readonly RuleSummary[];
  /** One entry for each time that a group which repeats was run, in order of their ends. */
  readonly groups: readonly GroupRounds[];
  readonly applications: number;
  /** True when `maxApplications` was reached. */
  readonly limited: boolean;
  /** True when it ended early because of `stopAfter`. */
  readonly stopped: boolean;
}
