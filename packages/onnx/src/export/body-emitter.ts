// The body of a function in the making, for one node that calls it. What the body needs from around (sizes with symbols,
// constants that types refer to) becomes a further input, which the call supplies.

import type { Dim, Tensor } from '@afterglow/core';
import type { Node, Region, Value } from '@afterglow/ir';
import { GraphBuilder } from '../model/graph-builder.js';
import { Emitter } from './emitter.js';
import type { FuncExporter } from './export-func.js';
import { ExportNode } from './export-node.js';

export class BodyEmitter extends Emitter {
  readonly node: ExportNode;
  /** Names of the inputs inside, and what the call passes for them. */
  readonly inputs: string[] = [];
  readonly actual: string[] = [];
  /** Which operand each of the first inputs is. */
  readonly operands: number[] = [];
  readonly #outer: FuncExporter;
  readonly #taken = new Set<string>();
  readonly #extra = new Map<string, string>();
  readonly #outputs = new Set<string>();

  constructor(outer: FuncExporter, node: Node) {
    super(new GraphBuilder({ name: node.op.name, opset: outer.graph.opset }));
    this.#outer = outer;
    const names = new Map<number, string>();
    const { operands } = node.op;
    node.operands.forEach((value: Value | undefined, index) => {
      if (!value) return;
      const spec = operands[Math.min(index, operands.length - 1)];
      const name = this.fresh(spec?.name ?? 'x');
      names.set(index, name);
      this.operands.push(index);
      this.inputs.push(name);
      this.actual.push(outer.nameOf(value));
    });
    this.node = new ExportNode(node, (index) => names.get(index) ?? '');
  }

  override fresh(hint: string): string {
    let name = hint;
    for (let k = 1; this.#taken.has(name); k++) name = `${hint}_${k}`;
    this.#taken.add(name);
    return name;
  }

  override needs(opset: number, domain?: string): void {
    this.#outer.needs(opset, domain);
  }

  override tensor(tensor: Tensor): string {
    return this.op('Constant', [], { value: tensor });
  }

  override dims(dims: readonly Dim[]): string {
    const known = dims.filter((d) => typeof d === 'number');
    return known.length === dims.length ? this.ints(known) : this.#input(this.#outer.dims(dims), 'sizes');
  }

  override constant(name: string): string {
    return this.#input(this.#outer.constant(name), 'parameter');
  }

  override subgraph(_region: Region): GraphBuilder {
    return this.refuse('a region');
  }

  override invoke(n: ExportNode): readonly string[] {
    return this.refuse(`a call of @${n.word('callee')}`);
  }

  #input(actual: string, hint: string): string {
    const known = this.#extra.get(actual);
    if (known !== undefined) return known;
    const name = this.fresh(hint);
    this.inputs.push(name);
    this.actual.push(actual);
    this.#extra.set(actual, name);
    return name;
  }

  /** A name that the body defines, for an output; what is only passed on, or twice, is copied. */
  output(name: string): string {
    const output = this.inputs.includes(name) || this.#outputs.has(name) ? this.op('Identity', [name]) : name;
    this.#outputs.add(output);
    return output;
  }
}
