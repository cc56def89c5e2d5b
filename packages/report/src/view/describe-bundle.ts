// The partitions of a bundle as a graph: what flows between them is all that a bundle says of card programs.

import type { Type } from '@afterglow/ir';
import type { FuncData, NodeData, TypedName } from './data.js';
import type { Describer } from './describe.js';

/** A value between partitions; the type is text where the graph has no type of this kind. */
export interface BundleValue {
  readonly name: string;
  readonly type: Type | string;
}

export interface BundlePartition {
  readonly name: string;
  readonly devices: readonly string[];
  /** Parameters and the values they get. */
  readonly inputs: readonly (readonly [parameter: string, value: string])[];
  readonly outputs: readonly BundleValue[];
}

export interface BundleGraph {
  readonly inputs: readonly BundleValue[];
  /** Names to the outside, and the values behind them. */
  readonly outputs: readonly (readonly [name: string, value: string])[];
  readonly params: readonly { readonly name: string; readonly lo: number; readonly hi: number }[];
  readonly partitions: readonly BundlePartition[];
}

export function describeBundle(graph: BundleGraph, describer: Describer): FuncData {
  const typed = ({ name, type }: BundleValue): TypedName => [name, describer.type(type)];
  const nodes = graph.partitions.map(({ name, devices, inputs, outputs }): number => {
    const node: NodeData = {
      ...{ op: 'invoke', family: 'control', attrs: [], origin: [], by: [], lines: [], scope: [] },
      ...{ work: '0', ops: 0, regions: [] },
      results: outputs.map(typed),
      operands: inputs,
      callee: name,
      placement: devices,
    };
    return describer.nodes.add(node);
  });
  return {
    name: 'main',
    params: graph.inputs.map(typed),
    results: graph.outputs.map(([, value]) => value),
    outputs: graph.outputs.map(([name]) => name),
    sizes: graph.params.map(({ name, lo, hi }) => `${name} in ${lo}..${hi}`),
    ...{ nodes, live: [] },
  };
}
