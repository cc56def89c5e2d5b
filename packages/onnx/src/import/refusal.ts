// How an import rule gives up on its node. A rule is a straight line of builder calls, each of which may find the node
// invalid; answering `undefined` through all of them would bury what the rule says. Thrown by `NodeReader` and
// `ImportBuilder`, caught in `import-node.ts` alone, where it becomes a diagnostic: nothing of it leaves this package.

import type { DiagnosticSpec } from '@afterglow/core';

export class Refusal extends Error {
  override readonly name = 'Refusal';
  /** Reports itself; does nothing when the cause has been reported already. */
  readonly report: (sink: RefusalSink) => void;

  private constructor(report: (sink: RefusalSink) => void) {
    super('the node was refused');
    this.report = report;
  }

  static of<P>(spec: DiagnosticSpec<P>, params: P): Refusal {
    return new Refusal((sink) => sink(spec, params));
  }

  /** For a node that cannot be imported because of something that was reported where it happened. */
  static silent(): Refusal {
    return new Refusal(() => {});
  }
}

export type RefusalSink = <P>(spec: DiagnosticSpec<P>, params: P) => void;
