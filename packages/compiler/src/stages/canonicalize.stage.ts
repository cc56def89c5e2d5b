// canonicalize: one form for everything that can be written in several ways; shape arithmetic folds away.

import { CANONICALIZE } from '../pipelines.js';
import type { CompileState } from '../state.js';
import { runPasses } from './run-passes.js';

export function canonicalizeStage(state: CompileState): void {
  runPasses(state, 'canonicalize', CANONICALIZE);
}
