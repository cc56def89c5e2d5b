// Nodes made in a function of their own, to be judged: the question leaves no trace, neither in the graph nor in its record.

import {
  type Attrs,
  Builder,
  constTensor,
  createFunc,
  createModule,
  type Func,
  type Node,
  ops,
  setRange,
  type Value,
} from '@afterglow/ir';

export interface Trial {
  readonly builder: Builder;
  /** What stands for each of some values of the function: a constant for a constant, else a parameter. */
  stand(values: Iterable<Value | undefined>): ReadonlyMap<Value, Value>;
}

/** A trial with the sizes of `func`. */
export function trialOf(func: Func): Trial {
  const trial = createFunc(createModule('trial'), 'main');
  for (const [symbol, range] of func.ranges) setRange(trial, symbol, range);
  const builder = new Builder(trial.body, { registry: ops });
  const standFor = (value: Value): Value => {
    const tensor = constTensor(value);
    return tensor ? builder.constant(value.name, tensor, value.type) : builder.param(value.name, value.type);
  };
  return {
    builder,
    stand: (values) =>
      new Map([...new Set(values)].flatMap((value) => (value ? [[value, standFor(value)] as const] : []))),
  };
}

/** Why a target cannot run another op in the place of `node`, or undefined when it can. */
export function whyIllegalAs(
  whyIllegal: (node: Node) => string | undefined,
  node: Node,
  op: string,
  operands: readonly (Value | undefined)[],
  attrs: Attrs,
): string | undefined {
  const { builder, stand } = trialOf(node.func);
  const standing = stand(operands);
  return whyIllegal(
    builder.add(
      op,
      operands.map((value) => value && standing.get(value)),
      attrs,
    ),
  );
}
