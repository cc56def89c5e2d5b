// One function of the module: its nodes, in order, into a graph of the file (for `@main`) or the body of a function.

import {
  type DiagnosticSpec,
  type Dim,
  dim,
  InvariantError,
  originNames,
  type Tensor,
  tensorDigest,
} from '@afterglow/core';
import { bindSignature, type Func, type Node, nodesOf, printNode, type Region, type Value } from '@afterglow/ir';
import { exportDiagnostics as codes } from '../diagnostics/export.js';
import type { GraphBuilder } from '../model/graph-builder.js';
import { BodyEmitter } from './body-emitter.js';
import { encodeCallAttributes } from './call-attributes.js';
import { DimValues } from './dim-values.js';
import { OP_DOMAIN, OPERANDS_ATTRIBUTE, TYPES_ATTRIBUTE } from './domain.js';
import { Emitter } from './emitter.js';
import { ExportNode } from './export-node.js';
import type { ExportRule } from './export-rule.js';
import type { ExportSession } from './export-session.js';
import { exportType } from './export-type.js';
import { ExportRefusal } from './refusal.js';
import { ValueNames } from './value-names.js';

export class FuncExporter extends Emitter {
  readonly session: ExportSession;
  readonly func: Func;
  readonly names: ValueNames;
  /** Constants that a function of the file takes as inputs, in order of use; undefined for the graph itself. */
  readonly captured: Map<Value, string> | undefined;
  /** Sizes that a function of the file takes as inputs, by symbol, in order of use. */
  readonly askedSizes = new Map<string, string>();
  readonly #sizes = new DimValues((symbol) => this.#ask(symbol));
  readonly #constants = new Map<string, string>();
  /** Names of nodes, which runtimes want to differ. */
  readonly #nodeNames = new ValueNames();
  /** Nodes of the function so far. */
  #count = 0;

  constructor(session: ExportSession, func: Func, graph: GraphBuilder, names: ValueNames, isMain: boolean) {
    super(graph);
    this.session = session;
    this.func = func;
    this.names = names;
    this.captured = isMain ? undefined : new Map();
  }

  // ---- what rules ask for ---------------------------------------------------------------------------------------------

  override fresh(hint: string): string {
    return this.names.fresh(`afterglow.${hint}`);
  }

  override needs(opset: number, domain = ''): void {
    const { opsets } = this.session;
    opsets.set(domain, Math.max(opsets.get(domain) ?? 0, opset));
  }

  override tensor(tensor: Tensor): string {
    const key = `${tensor.elem}[${tensor.shape}]${tensorDigest(tensor)}`;
    // In a function a constant is a node, which only its own graph and graphs inside can read.
    const known = this.captured ? undefined : this.#constants.get(key);
    if (known !== undefined) return known;
    const name = this.fresh('const');
    if (this.captured) this.graph.nodeOutputs('Constant', [], { value: tensor }, { outputs: [name], name: '' });
    else this.session.graph.initializer(name, tensor);
    this.#constants.set(key, name);
    return name;
  }

  override dims(dims: readonly Dim[]): string {
    const known = dims.filter((d) => typeof d === 'number');
    return known.length === dims.length ? this.ints(known) : this.#sizes.vector(dims, this);
  }

  override constant(name: string): string {
    const value = this.session.module.consts.get(name);
    return value ? this.nameOf(value) : this.refuse(`a reference to a constant "${name}", which is not there`);
  }

  override subgraph(region: Region): GraphBuilder {
    return this.#sizes.nested(() =>
      this.within(() => {
        for (const param of region.params) this.graph.input(this.define(param), exportType(param.type));
        this.nodes(region);
        const seen = new Set<string>();
        for (const value of region.results) {
          const name = this.nameOf(value);
          const isOwn = value.def.kind === 'result' && value.def.node.region === region && !seen.has(name);
          const output = isOwn ? name : this.op('Identity', [name]);
          seen.add(output);
          this.graph.output(output, exportType(value.type));
        }
      }),
    );
  }

  override invoke(n: ExportNode): readonly string[] {
    const name = n.word('callee');
    const { spec, constants, symbols } = this.session.funcOf(name);
    const callee = this.session.module.funcs.get(name);
    if (!callee) throw new InvariantError(`the verifier found no @${name}`);
    const given = n.node.operands.flatMap((value) => (value ? [value.type] : []));
    const bindings = bindSignature(callee, given);
    const actual = [
      ...n.all(),
      ...constants.map((value) => this.nameOf(value)),
      ...symbols.map((symbol) => this.dims([bindings.get(symbol) ?? dim.symbol(symbol)])),
    ];
    return this.ops(spec.name, actual, {}, n.resultCount, spec.domain);
  }

  /** A size that only the caller of a function knows: a partition may use one that none of its inputs has. */
  #ask(symbol: string): string {
    if (!this.captured) return this.refuse(`the size ${symbol}, which no input determines`);
    const known = this.askedSizes.get(symbol) ?? this.fresh(`size.${symbol}`);
    this.askedSizes.set(symbol, known);
    return known;
  }

  // ---- values ---------------------------------------------------------------------------------------------------------

  nameOf(value: Value): string {
    if (value.def.kind !== 'const' || !this.captured) {
      return value.def.kind === 'const' ? this.session.names.of(value) : this.names.of(value);
    }
    const known = this.captured.get(value) ?? this.names.fresh(value.name);
    this.captured.set(value, known);
    return known;
  }

  /** The name of a value that the graph has from now on. */
  define(value: Value): string {
    const name = this.names.of(value);
    this.#sizes.record(name, value.type);
    return name;
  }

  // ---- nodes ----------------------------------------------------------------------------------------------------------

  nodes(region: Region): void {
    for (const node of nodesOf(region)) this.#node(node);
  }

  #node(node: Node): void {
    const { diagnostics, rules, file } = this.session;
    const rule = rules.get(node.op.name);
    const name = this.#nodeNames.fresh(originNames(node.origin)[0] ?? node.results[0]?.name ?? node.op.name);
    const index = this.#count++;
    const report = <P>(spec: DiagnosticSpec<P>, params: P): void => {
      const location = { kind: 'node', file, graph: this.func.name, index, name } as const;
      diagnostics.report(spec, params, { location, context: [printNode(node)] });
    };
    if (!rule) report(codes.exportOp, { op: node.op.name });
    else {
      try {
        this.#apply(rule, node, name);
      } catch (error) {
        if (!(error instanceof ExportRefusal)) throw error;
        report(codes.exportForm, { op: node.op.name, form: error.form });
      }
    }
    // A result that nobody reads may have no name in the file.
    for (const result of node.results) if (result.uses.size > 0) this.define(result);
  }

  #apply(rule: ExportRule, node: Node, at: string): void {
    const start = this.graph.nodes.length;
    const n = new ExportNode(node, (index) => this.nameOf(node.operands[index] as Value));
    if (!rule.standard(n)) {
      this.#call(rule, node, at);
      return;
    }
    const made = rule.body(n, this);
    this.#name(node, typeof made === 'string' ? [made] : made, start, at);
  }

  /** Gives what a rule made the names of the results. */
  #name(node: Node, made: readonly string[], start: number, at: string): void {
    const renamed = new Map<string, string>();
    const copies: [string, string][] = [];
    const added = this.graph.nodes.slice(start);
    const own = new Set(added.flatMap(({ outputs }) => outputs));
    node.results.forEach((result, i) => {
      const [from = '', to] = [made[i], this.names.of(result)];
      if (from === '') return;
      if (own.has(from) && !renamed.has(from)) renamed.set(from, to);
      else copies.push([from, to]);
    });
    const rename = (name: string) => renamed.get(name) ?? name;
    added.forEach((spec, i) => {
      const isMain = i === added.length - 1;
      this.graph.nodes[start + i] = {
        ...spec,
        name: isMain ? at : '',
        inputs: spec.inputs.map(rename),
        outputs: spec.outputs.map(rename),
      };
    });
    for (const [from, to] of copies) {
      this.graph.nodeOutputs('Identity', [rename(from)], {}, { outputs: [to], name: at });
    }
  }

  /** A call of a function whose body is what the rule makes. */
  #call(rule: ExportRule, node: Node, at: string): void {
    const body = new BodyEmitter(this, node);
    const made = rule.body(body.node, body);
    const outputs = (typeof made === 'string' ? [made] : made).map((name) => body.output(name));
    const attributes = [
      ...encodeCallAttributes(node.op, node.attrs),
      { name: OPERANDS_ATTRIBUTE, kind: 'ints' as const, value: body.operands },
      ...(body.node.isQuantized ? [{ name: TYPES_ATTRIBUTE, kind: 'strings' as const, value: typesOf(node) }] : []),
    ];
    const name = this.session.ops.add(node.op.name, {
      domain: OP_DOMAIN,
      inputs: body.inputs,
      outputs,
      attributes: attributes.map((attribute) => attribute.name),
      body: body.graph,
    });
    const results = node.results.map((result) => this.names.of(result));
    this.graph.nodes.push({
      overload: '',
      op: name,
      domain: OP_DOMAIN,
      name: at,
      inputs: body.actual,
      outputs: results,
      attributes,
      metadata: {},
    });
  }
}

/** Types of the operands that are there, then of the results. */
function typesOf(node: Node): readonly string[] {
  return [...node.operands, ...node.results].flatMap((value) => value?.type.key ?? []);
}
