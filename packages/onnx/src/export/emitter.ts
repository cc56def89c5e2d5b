// What an export rule writes with: operators, constants and sizes, in the graph or in the body of a function.

import {
  type Dim,
  ELEMENT_TYPES,
  type ElementType,
  splatTensor,
  type Tensor,
  tensorFromArray,
  tensorFromNumbers,
} from '@afterglow/core';
import type { Region } from '@afterglow/ir';
import { type AttributeValue, GraphBuilder, type TypeSpec } from '../model/graph-builder.js';
import type { ExportNode } from './export-node.js';
import { ExportRefusal } from './refusal.js';

export type EmitAttributes = Readonly<Record<string, AttributeValue | undefined>>;

export abstract class Emitter {
  /** Where nodes go. */
  graph: GraphBuilder;

  constructor(graph: GraphBuilder) {
    this.graph = graph;
  }

  /** A name that nothing else in reach has. */
  abstract fresh(hint: string): string;

  /** A constant of the file. */
  abstract tensor(tensor: Tensor): string;

  /** Sizes as a vector of 64-bit integers, read off the shapes of values where they are not known. */
  abstract dims(dims: readonly Dim[]): string;

  /** The constant of the module with this name, as types refer to it. */
  abstract constant(name: string): string;

  /** A region as a graph attribute. */
  abstract subgraph(region: Region): GraphBuilder;

  /** A graph attribute written by the rule: `build` gets the names of its inputs and answers outputs with their types. */
  written(
    inputs: readonly TypeSpec[],
    build: (names: readonly string[]) => readonly (readonly [name: string, type: TypeSpec])[],
  ): GraphBuilder {
    return this.within(() => {
      const names = inputs.map((type) => this.graph.input(this.fresh('input'), type));
      for (const [name, type] of build(names)) this.graph.output(name, type);
    });
  }

  /** Runs `fill` with a new graph in the place of the present one. */
  protected within(fill: () => void): GraphBuilder {
    const outer = this.graph;
    const inner = new GraphBuilder({ name: `${outer.name}.${outer.nodes.length}`, opset: outer.opset });
    this.graph = inner;
    try {
      fill();
      return inner;
    } finally {
      this.graph = outer;
    }
  }

  /** Calls another function of the module, which `n` invokes. */
  abstract invoke(n: ExportNode): readonly string[];

  /** States that the file needs an operator set of at least this version: a newer one than usual, or one of another domain. */
  abstract needs(opset: number, domain?: string): void;

  /** Adds an operator and answers its outputs, of which the rest of the names may be left empty (nobody reads them). */
  ops(
    op: string,
    inputs: readonly string[],
    attributes: EmitAttributes,
    outputs: number | readonly boolean[],
    domain = '',
  ): readonly string[] {
    const wanted = typeof outputs === 'number' ? Array.from({ length: outputs }, () => true) : outputs;
    const names = wanted.map((is) => (is ? this.fresh(op) : ''));
    const used = names.slice(0, wanted.lastIndexOf(true) + 1);
    const present = [...inputs];
    while (present.at(-1) === '') present.pop();
    const given = Object.entries(attributes).filter(
      (entry): entry is [string, AttributeValue] => entry[1] !== undefined,
    );
    this.graph.nodeOutputs(op, present, Object.fromEntries(given), { outputs: used, name: '', domain });
    return names;
  }

  /** Adds an operator with one output. */
  op(op: string, inputs: readonly string[], attributes: EmitAttributes = {}): string {
    return this.ops(op, inputs, attributes, 1)[0] ?? '';
  }

  /** A vector of 64-bit integers. */
  ints(values: readonly number[]): string {
    return this.tensor(
      tensorFromArray(
        'i64',
        [values.length],
        BigInt64Array.from(values, (value) => BigInt(value)),
      ),
    );
  }

  floats(values: readonly number[]): string {
    return this.tensor(tensorFromNumbers('f32', [values.length], values));
  }

  scalar(elem: ElementType, value: number | bigint): string {
    return this.tensor(splatTensor(elem, [], value));
  }

  cast(x: string, to: ElementType): string {
    return this.op('Cast', [x], { to: onnxElement(to) });
  }

  /** Gives up on the node: this form of it has no translation. */
  refuse(form: string): never {
    throw new ExportRefusal(form);
  }
}

/** Number of an element type in ONNX. */
export function onnxElement(elem: ElementType): number {
  return ELEMENT_TYPES[elem].onnx;
}
