// exportOnnx: a module becomes an ONNX file. `@main` is its graph, other functions are functions of the file; what ONNX cannot
// carry is the text of the module, in the file's metadata.
// Invariant: `importOnnx` gives back an equal module: same text, with other places for weights.

import { type Diagnostics, InvariantError } from '@afterglow/core';
import { type Func, innermost, type Module, printModule, type Type, walk } from '@afterglow/ir';
import { exportDiagnostics as codes } from '../diagnostics/export.js';
import { exportRuleModules } from '../generated/export-rules.js';
import { GraphBuilder } from '../model/graph-builder.js';
import { NEWEST_OPSET } from '../schema/operator-table.js';
import { type WrittenModel, writeModel } from '../wire/write-model.js';
import {
  DOMAIN_VERSION,
  EXPORT_OPSET,
  FUNC_DOMAIN,
  irVersionOf,
  MODULE_KEY,
  OP_DOMAIN,
  OPSET_OF_ELEMENT,
} from './domain.js';
import { FuncExporter } from './export-func.js';
import { exportRulesOf } from './export-rule.js';
import type { ExportedFunc, ExportSession } from './export-session.js';
import { exportType } from './export-type.js';
import { FunctionTable } from './function-table.js';
import { LARGE, storeTensor } from './store-tensor.js';
import { ValueNames } from './value-names.js';

export interface ExportOptions {
  readonly diagnostics: Diagnostics;
  /** Name of the model file. That of the file for weights, to be written beside it, is this and `.data`. */
  readonly file: string;
}

/**
 * Writes a module as an ONNX file and one file of weights beside it, which is streamed from where the weights lie when its
 * chunks are read. Answers undefined after reporting every node that has no form in ONNX.
 *
 * ```ts
 * const written = exportOnnx(module, { file: 'model.onnx', diagnostics });
 * if (written) writeFileSync('model.onnx', written.bytes);
 * ```
 */
export function exportOnnx(module: Module, options: ExportOptions): WrittenModel | undefined {
  const { diagnostics, file } = options;
  const before = diagnostics.list.length;
  const main = module.funcs.get('main');
  if (!main) {
    diagnostics.report(codes.exportMain, { module: module.name }, { location: { kind: 'file', file } });
    return undefined;
  }
  const graph = new GraphBuilder({ name: module.name, opset: NEWEST_OPSET });
  const funcs = new Map<string, ExportedFunc>();
  const session: ExportSession = {
    module,
    file,
    diagnostics,
    rules: exportRulesOf(exportRuleModules),
    graph,
    names: new ValueNames(),
    ops: new FunctionTable(),
    funcOf: (name) => funcOf(name, session, funcs),
    opsets: new Map([['', opsetOf(module)]]),
  };
  const stored = exportMain(main, session);
  for (const name of module.funcs.keys()) if (name !== 'main') session.funcOf(name);
  if (diagnostics.list.slice(before).some((entry) => entry.severity === 'error')) return undefined;
  return writeModel(graph, {
    irVersion: irVersionOf(session.opsets.get('') ?? EXPORT_OPSET),
    producer: 'afterglow',
    opsets: {
      ...Object.fromEntries(session.opsets),
      ...(session.ops.specs.length > 0 ? { [OP_DOMAIN]: DOMAIN_VERSION } : {}),
      ...(funcs.size > 0 ? { [FUNC_DOMAIN]: DOMAIN_VERSION } : {}),
    },
    functions: [...[...funcs.values()].map(({ spec }) => spec), ...session.ops.specs],
    metadata: { [MODULE_KEY]: printModule(module, { elided: (_, name) => stored.get(name) ?? name }) },
    external: { file: `${file}.data`, atLeast: LARGE },
  });
}

/** Writes the graph of the file; answers where the numbers of each constant are. */
function exportMain(main: Func, session: ExportSession): ReadonlyMap<string, string> {
  const { graph, names, module } = session;
  const exporter = new FuncExporter(session, main, graph, names, true);
  const { body, resultNames } = main;
  for (const value of body.params) names.assign(value, names.fresh(value.name));
  const outputs = body.results.map((value, i) => {
    const name = resultNames[i] ?? value.name;
    const output = names.reserve(name) ? name : names.fresh(`${name}.out`);
    if (value.def.kind === 'result' && !names.has(value)) names.assign(value, output);
    return output;
  });
  const stored = new Map<string, string>();
  for (const value of module.consts.values()) {
    if (value.def.kind !== 'const') continue;
    const place = storeTensor(graph, names.of(value), value.def.tensor, (hint) => names.fresh(hint));
    stored.set(value.name, place);
  }
  for (const value of body.params) graph.input(exporter.define(value), exportType(value.type));
  exporter.nodes(body);
  body.results.forEach((value, i) => {
    const [from, output] = [exporter.nameOf(value), outputs[i] ?? ''];
    if (from !== output) graph.nodeOutputs('Identity', [from], {}, { outputs: [output], name: '' });
    graph.output(output, exportType(value.type));
  });
  return stored;
}

/** A function besides `@main`, written when it is first called. */
function funcOf(name: string, session: ExportSession, funcs: Map<string, ExportedFunc>): ExportedFunc {
  const known = funcs.get(name);
  if (known) return known;
  const func = session.module.funcs.get(name);
  if (!func) throw new InvariantError(`the verifier found no @${name}`);
  const graph = new GraphBuilder({ name, opset: NEWEST_OPSET });
  const exporter = new FuncExporter(session, func, graph, new ValueNames(), false);
  const inputs = func.body.params.map((value) => exporter.define(value));
  exporter.nodes(func.body);
  const seen = new Set<string>();
  const outputs = func.body.results.map((value) => {
    const from = exporter.nameOf(value);
    const output = value.def.kind === 'result' && !seen.has(from) ? from : exporter.op('Identity', [from]);
    seen.add(output);
    return output;
  });
  const captured = [...(exporter.captured ?? [])];
  const exported: ExportedFunc = {
    spec: {
      domain: FUNC_DOMAIN,
      name,
      inputs: [...inputs, ...captured.map(([, inner]) => inner), ...exporter.askedSizes.values()],
      outputs,
      body: graph,
    },
    constants: captured.map(([value]) => value),
    symbols: [...exporter.askedSizes.keys()],
  };
  funcs.set(name, exported);
  return exported;
}

/** The lowest operator set that knows the element types of the module. */
function opsetOf(module: Module): number {
  let opset = EXPORT_OPSET;
  const visit = (type: Type): void => {
    opset = Math.max(opset, OPSET_OF_ELEMENT[innermost(type).elem] ?? 0);
  };
  for (const value of module.consts.values()) visit(value.type);
  for (const func of module.funcs.values()) {
    for (const value of func.body.params) visit(value.type);
    for (const node of walk(func.body)) for (const value of node.results) visit(value.type);
  }
  return opset;
}
