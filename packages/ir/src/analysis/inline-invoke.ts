// Puts the body of a function in the place of a node that invokes it: the inverse of making a partition.

import { dim, invariant } from '@afterglow/core';
import { setRange } from '../graph/builder.js';
import { copyNode, mapped, type ValueMap } from '../graph/copy-node.js';
import { type Node, nodesOf } from '../graph/graph.js';
import type { Rewriter } from '../graph/rewriter.js';
import { bindSignature, calleesOf } from '../verify/verify-invoke.js';

/**
 * Replaces `node`, an invoke, by a copy of its callee's body. Symbols of the callee become the dims in their place; symbols
 * that no parameter binds keep their name and range. The callee itself stays.
 */
export function inlineInvoke(rewriter: Rewriter, node: Node): void {
  const [name] = calleesOf(node);
  const { func } = node;
  const callee = name === undefined ? undefined : func.module.funcs.get(name);
  invariant(callee, `${node.op.name} invokes a function of the module`);
  const bindings = bindSignature(
    callee,
    node.operands.flatMap((value) => (value ? [value.type] : [])),
  );
  for (const [symbol, range] of callee.ranges) {
    if (!bindings.has(symbol) && !func.ranges.has(symbol)) setRange(func, symbol, range);
  }
  const map: ValueMap = new Map();
  callee.body.params.forEach((param, i) => {
    const argument = node.operands[i];
    if (argument) map.set(param, argument);
  });
  const same = [...bindings].every(([symbol, size]) => size === dim.symbol(symbol));
  const options = same ? {} : { dims: (symbol: string) => bindings.get(symbol) };
  const builder = rewriter.before(node);
  for (const inner of nodesOf(callee.body)) copyNode(builder, inner, map, options);
  rewriter.replace(
    node,
    callee.body.results.map((value) => mapped(map, value, func)),
  );
}
