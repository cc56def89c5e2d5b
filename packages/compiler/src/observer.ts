// Who watches a compilation hears of every pass and rule, and of the end of every stage that works on the graph.

import type { Module } from '@afterglow/ir';
import { observeAll, type RunObserver, type Stage } from '@afterglow/passes';

export interface CompileObserver extends RunObserver {
  /**
   * At the end of a stage up to `partition`, with the module as it is then; `import` ends with the model as read. After
   * `partition` the module is another object with other nodes, so only names and origins lead across.
   */
  stage?(stage: Stage, module: Module): void;
}

/** One observer that passes on to several. */
export function observeCompilation(observers: readonly CompileObserver[]): CompileObserver {
  return {
    ...observeAll(observers),
    stage: (stage, module) => {
      for (const each of observers) each.stage?.(stage, module);
    },
  };
}
