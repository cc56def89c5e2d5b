// Gradient of ai.onnx.preview.training: names a part of the graph by what it depends on and what it computes, and asks for
// the derivatives at the values of its operands.

import { build, type Node, type Value } from '@afterglow/ir';
import type { ImportBuilder } from '../../import/import-builder.js';
import { importRule } from '../../import/import-rule.js';
import type { NodeReader } from '../../import/node-reader.js';
import { isContinuous, typeOf } from './derivative.js';
import { differentiate, nodesBetween } from './differentiate.js';

/** The value that a name stands for where the node stands. */
function valueNamed(n: NodeReader, name: string): Value {
  const binding = n.context.scope.lookup(name);
  if (binding?.kind === 'value') return binding.value;
  if (binding?.kind !== 'tensor') return n.invalid(`there is no value "${name}"`);
  binding.value ??= n.context.session.constant(binding.name, binding.tensor);
  return binding.value;
}

function refuseNode(n: NodeReader, node: Node): never {
  const from = node.origin?.kind === 'node' ? `, which node "${node.origin.name}" became,` : '';
  return n.unsupported(
    `y="${n.string('y')}" computed by ${node.op.name}${from}`,
    'no derivative is known of it for these operands',
  );
}

/**
 * The target recomputed with other values in the place of some. Nodes that do not depend on them are not copied.
 */
function replay(n: NodeReader, b: ImportBuilder, target: Value, replaced: Map<Value, Value>): Value {
  for (const node of nodesBetween(target, new Set(replaced.keys()))) {
    const operands = node.operands.map((value) => value && (replaced.get(value) ?? value));
    if (operands.every((value, i) => value === node.operands[i])) continue;
    if (node.regions.length > 0) refuseNode(n, node);
    const copy = b.add(node.op.name, operands, node.attrs, { resultCount: node.results.length });
    node.results.forEach((result, i) => {
      const made = copy.results[i];
      if (made) replaced.set(result, made);
    });
  }
  return replaced.get(target) ?? target;
}

export const gradient = importRule('ai.onnx.preview.training', 'Gradient', {
  '1-': (n, b) => {
    const [xs, zs] = [n.maybeStrings('xs') ?? [], n.maybeStrings('zs') ?? []];
    if (n.inputCount !== xs.length + zs.length) {
      n.invalid(`${n.inputCount} operands for ${xs.length + zs.length} names in xs and zs`);
    }
    const named = [...xs, ...zs].map((name) => valueNamed(n, name));
    const target = valueNamed(n, n.string('y'));
    if (!isContinuous(target)) n.invalid(`y is ${target.type.key}, which has no derivative`);
    named.slice(0, xs.length).forEach((x, i) => {
      if (!isContinuous(x)) n.invalid(`"${xs[i]}" is ${x.type.key}, by which there is no derivative`);
    });
    const given = named.map((_, i) => n.in(i));
    const replaced = new Map(named.flatMap((value, i) => (value === given[i] ? [] : [[value, given[i] as Value]])));
    // A value that is replaced must not hide behind one that is not.
    for (const [i, value] of named.entries()) if (value === given[i] && replaced.size > 0) replaced.set(value, value);
    const y = replaced.size > 0 ? replay(n, b, target, replaced) : target;
    const sources = given.slice(0, xs.length);
    const made = differentiate(b, y, sources, given.slice(xs.length), (node) => refuseNode(n, node));
    return sources.map((source, i) => {
      if (!n.wants(i)) return undefined;
      if (made[i]) return made[i];
      // What an import rule read from a constant is no operand any more, so that its part in y would go unseen.
      if (source.def.kind === 'const') n.unsupported(`xs="${xs[i]}", a constant that y was made from`);
      const { elem, shape } = typeOf(source);
      return build.splat(b, { elem, shape: [...shape], value: 0 });
    });
  },
});
