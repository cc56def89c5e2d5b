// A function as text that does not depend on the order of independent nodes or on names of intermediate values: equal text
// means equal graphs.

import { type Func, type Node, printAttrs, producer, type Value, walk } from '@afterglow/ir';

export function canonicalGraph(func: Func): string {
  const lines: string[] = [];
  const numbers = new Map<Node, number>();
  const name = (value: Value | undefined): string => {
    if (!value) return '_';
    const maker = producer(value);
    return maker ? `${visit(maker)}.${maker.results.indexOf(value)}` : `%${value.name}: ${value.type.key}`;
  };
  const visit = (node: Node): number => {
    const known = numbers.get(node);
    if (known !== undefined) return known;
    const operands = node.operands.map(name).join(', ');
    const types = node.results.map((result) => result.type.key).join(', ');
    const number = lines.length;
    numbers.set(node, number);
    lines.push(`${number} = ${node.op.name}(${operands})${printAttrs(node)} : ${types}`);
    return number;
  };
  const results = func.body.results.map(name).join(', ');
  const dead = [...walk(func.body)].filter((node) => !numbers.has(node)).length;
  return [...func.body.params.map(name), ...lines, `return ${results}`, `${dead} dead`].join('\n');
}
