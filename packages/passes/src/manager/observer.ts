// What a run tells whoever watches: every pass run, every application of a rule, every decline. Viewer, `why`, `bisect` and
// dumps all hear it from here, so that they agree on what happened.
// Invariant: nothing is named, counted or kept for an observer that is not there, and an observer changes nothing.

import type { Origin } from '@afterglow/core';
import type { Module, Node } from '@afterglow/ir';
import type { PassRun } from './pipeline-report.js';
import { nodeName } from './rule-record.js';

/** A node as it was called when something happened to it: plain data that stays right when the graph goes on changing. */
export interface NodeRef {
  /** The same number means the same node, as long as the module is the same. */
  readonly id: number;
  /** Name of the first result, or the op where there is none. */
  readonly name: string;
  readonly op: string;
  readonly func: string;
  readonly origin: Origin | undefined;
}

/** Where in a run something happened. */
export interface EventPlace {
  /** Number of the pass run, from 1, as in `PassRun.index`. */
  readonly run: number;
  readonly pass: string;
  /** Round of the innermost group that repeats, from 1; 1 outside of one. */
  readonly round: number;
  readonly rule: string;
}

/** A rule fired. */
export interface RuleApplication extends EventPlace {
  /** Number of the application, from 1: `maxApplications: sequence` makes it the last one. */
  readonly sequence: number;
  /** The node the rule started from, as it was before. */
  readonly root: NodeRef;
  /** Nodes that came, with the names that they have afterwards. */
  readonly made: readonly NodeRef[];
  /** Nodes that went, those that nobody read any more included. */
  readonly removed: readonly NodeRef[];
  /** Nodes that stayed and read other operands or have other attributes, apart from readers of what was replaced. */
  readonly altered: readonly NodeRef[];
}

/** A rule's pattern matched, or nearly did, and it left the graph alone. */
export interface RuleDecline extends EventPlace {
  readonly node: NodeRef;
  readonly reason: string;
  /** Which of the rule's conditions did not hold, from 0; undefined when it declined while it was matching or building. */
  readonly condition: number | undefined;
  /** The nodes that the pattern matched until then, the root among them. */
  readonly involved: readonly NodeRef[];
}

export interface RunObserver {
  /** Before a pass runs. */
  passStarts?(pass: { readonly index: number; readonly pass: string; readonly round: number }, module: Module): void;
  applied?(event: RuleApplication): void;
  declined?(event: RuleDecline): void;
  /** After a pass and its verification, changed or not. `module` goes on changing: copy or print what has to last. */
  passRun?(run: PassRun, module: Module): void;
}

export function nodeRef(node: Node): NodeRef {
  const { id, op, func, origin } = node;
  return { id, name: nodeName(node), op: op.name, func: func.name, origin };
}

/** One observer that passes on to several. */
export function observeAll(observers: readonly RunObserver[]): RunObserver {
  return {
    passStarts: (pass, module) => {
      for (const each of observers) each.passStarts?.(pass, module);
    },
    applied: (event) => {
      for (const each of observers) each.applied?.(event);
    },
    declined: (event) => {
      for (const each of observers) each.declined?.(event);
    },
    passRun: (run, module) => {
      for (const each of observers) each.passRun?.(run, module);
    },
  };
}
