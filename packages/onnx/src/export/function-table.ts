// Functions of the domain `ai.afterglow`: one for each op and body. An op whose body depends on ranks and attributes has
// several, called `op`, `op__2`, …

import { type Tensor, tensorDigest } from '@afterglow/core';
import { GraphBuilder } from '../model/graph-builder.js';
import type { FunctionSpec } from '../wire/write-model.js';

export class FunctionTable {
  readonly #byBody = new Map<string, string>();
  readonly #counts = new Map<string, number>();
  readonly specs: FunctionSpec[] = [];

  /** The name of the function of `op` with this signature and body, which is added if it is new. */
  add(op: string, spec: Omit<FunctionSpec, 'name'>): string {
    const key = JSON.stringify([op, spec.inputs, spec.outputs, spec.attributes, graphKey(spec.body)]);
    const known = this.#byBody.get(key);
    if (known !== undefined) return known;
    const count = (this.#counts.get(op) ?? 0) + 1;
    const name = count === 1 ? op : `${op}__${count}`;
    this.#counts.set(op, count);
    this.#byBody.set(key, name);
    this.specs.push({ ...spec, name });
    return name;
  }
}

/** The op that a function's name stands for. */
export function opOfFunction(name: string): string {
  return name.replace(/__\d+$/, '');
}

function graphKey(graph: GraphBuilder): unknown {
  const tensor = (t: Tensor) => [t.elem, t.shape, tensorDigest(t)];
  return [
    graph.inputs,
    graph.outputs,
    graph.initializers.map((entry) => [entry.name, tensor(entry.tensor)]),
    graph.nodes.map(({ op, domain, inputs, outputs, attributes }) => [
      op,
      domain,
      inputs,
      outputs,
      attributes.map(({ name, kind, value }) => [
        name,
        kind,
        value instanceof GraphBuilder
          ? graphKey(value)
          : typeof value === 'object' && 'storage' in value
            ? tensor(value)
            : typeof value === 'bigint'
              ? String(value)
              : value,
      ]),
    ]),
  ];
}
