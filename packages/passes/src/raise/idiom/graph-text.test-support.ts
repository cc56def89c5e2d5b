// For tests of raises: a module of one function from its parameters, constants and nodes; what is left of it after passes.

import { girText } from '@afterglow/ir/testing';
import { canonicalize } from '../../basic/canonicalize.pass.js';
import { foldConstants } from '../../basic/fold-constants.pass.js';
import { removeDeadNodes } from '../../basic/remove-dead-nodes.pass.js';
import { removeDuplicateNodes } from '../../basic/remove-duplicate-nodes.pass.js';
import type { Pass } from '../../manager/pass.js';
import { repeat } from '../../manager/pipeline.js';
import { beforeAndAfter, type Comparison, type Interpreter } from '../../testing/before-and-after.js';

export interface GraphText {
  readonly params: string;
  readonly consts?: Readonly<Record<string, string>>;
  readonly body: readonly string[];
  /** The result, `%y: type`. */
  readonly result: string;
  readonly where?: string;
}

function graphText({ params, consts = {}, body, result, where = '' }: GraphText): string {
  const [name = ''] = result.split(':');
  return girText(
    `(${params}) -> (${result})${where === '' ? '' : ` where ${where}`}`,
    [...body, `return ${name}`].join('\n'),
    Object.entries(consts)
      .map(([constant, value]) => `const %${constant} : ${value}`)
      .join('\n'),
  );
}

/** Passes as the pipeline runs them: the raises on the canonical form. */
function around(passes: readonly Pass[]) {
  const simplify = [canonicalize, foldConstants, removeDuplicateNodes, removeDeadNodes];
  return [repeat([...simplify, ...passes, removeDeadNodes])];
}

export interface GraphTests {
  /** Nodes that are left; throws when the results are not what they were. */
  linesAfter(graph: GraphText, passes: readonly Pass[], comparison?: Comparison): string[];
  /** Names of the ops that are left, in order; throws when the results are not what they were. */
  opsAfter(graph: GraphText, passes: readonly Pass[], comparison?: Comparison): string[];
  /** Why the rules of `passes` declined. */
  reasonsIn(graph: GraphText, passes: readonly Pass[]): string[];
}

export function graphTests(interpreter: Interpreter): GraphTests {
  const { rewritten, reasonsOf } = beforeAndAfter(interpreter);
  const linesAfter: GraphTests['linesAfter'] = (graph, passes, comparison = {}) => {
    const text = rewritten(graphText(graph), around(passes), { tolerance: 2e-6, ...comparison });
    return text.split('\n').filter((line) => line.startsWith('%'));
  };
  return {
    linesAfter,
    opsAfter: (...all) => linesAfter(...all).flatMap((line) => /= ([a-z0-9_]+)\(/.exec(line)?.[1] ?? []),
    reasonsIn: (graph, passes) => reasonsOf(graphText(graph), around(passes)),
  };
}
