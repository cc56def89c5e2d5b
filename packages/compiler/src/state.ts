// What a compilation knows while it runs through the stages.

import type { Backend, Target } from '@afterglow/backend-api';
import type { InputInfo } from '@afterglow/bundle';
import type { Diagnostics } from '@afterglow/core';
import type { Module } from '@afterglow/ir';
import type { Platform } from '@afterglow/machine';
import type { Plan } from '@afterglow/partition';
import type { Evaluate, GroupRounds, PassRun, RuleRecord, RuleSummary, Stage } from '@afterglow/passes';
import type { ConvertedTable } from '@afterglow/quant';
import type { AssembledBundle, PlacedArtifact } from './assemble-bundle.js';
import type { DumpFolder } from './dump-folder.js';
import type { CompileObserver } from './observer.js';
import type { CompileOptions } from './options.js';

export interface StageTime {
  readonly stage: Stage;
  readonly milliseconds: number;
}

/** A launch parameter and where its range came from. */
export interface DimReport {
  readonly name: string;
  readonly lo: number;
  readonly hi: number;
  readonly from: 'default' | 'option or model';
}

export interface CompileState {
  readonly options: CompileOptions;
  readonly diagnostics: Diagnostics;
  readonly backend: Backend;
  readonly target: Target;
  /** Undefined when the target is the host. */
  readonly platform: Platform | undefined;
  readonly precision: 'fp16' | 'fp32' | undefined;
  readonly dump: DumpFolder | undefined;
  readonly record: RuleRecord;
  /** Computes nodes for constant folding; undefined when no interpreter is installed. */
  readonly evaluate: Evaluate | undefined;
  module: Module;
  /** The user's observer and our own. */
  readonly observer: CompileObserver | undefined;
  readonly runs: PassRun[];
  readonly groups: GroupRounds[];
  rules: readonly RuleSummary[];
  inputs: readonly InputInfo[];
  /** Tables that were stored smaller. */
  readonly tables: ConvertedTable[];
  dims: readonly DimReport[];
  plan: Plan | undefined;
  artifacts: readonly PlacedArtifact[];
  bundle: AssembledBundle | undefined;
}
