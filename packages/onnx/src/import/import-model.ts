// importOnnx: a model file becomes a module with one function, `@main`. Everything wrong with the model is reported in one
// run; only a file without errors gives a module.

import { type ByteSource, Diagnostics, type DimRange, dim, invariant, type Tensor } from '@afterglow/core';
import {
  Builder,
  createFunc,
  createModule,
  type Module,
  ops,
  setResultNames,
  type Type,
  tensorType,
  type Value,
  verifyModule,
} from '@afterglow/ir';
import { modelDiagnostics as codes } from '../diagnostics/model.js';
import { nodeDiagnostics } from '../diagnostics/node.js';
import { wireDiagnostics } from '../diagnostics/wire.js';
import { ExternalFiles, type OpenExternal } from '../external/external-files.js';
import { importRuleModules } from '../generated/import-rules.js';
import type { FunctionProto, GraphProto, ModelProto, OperatorSetId, ValueInfoProto } from '../model/proto.js';
import { newestVersion } from '../schema/operator-schema.js';
import { NEWEST_IR_VERSION, NEWEST_OPSET } from '../schema/operator-table.js';
import { readModel } from '../wire/read-model.js';
import { expansionProblem } from './expansion.js';
import { importInitializers, importNodes, outputsOf, resultOf } from './import-graph.js';
import { importType, type StatedSize } from './import-type.js';
import { inexactType } from './inexact-type.js';
import { NodeReport } from './node-report.js';
import { reconcile, withoutSizes } from './reconcile.js';
import { restoreModule } from './restore-module.js';
import { rulesOf } from './rule-registry.js';
import { Scope } from './scope.js';
import { domainOf, functionKey, type GraphContext, type ImportSession } from './session.js';
import { type SymbolEvent, Symbols } from './symbols.js';

export interface ImportOptions {
  readonly diagnostics: Diagnostics;
  /** Opens external data: a path relative to the model's folder, containment by string rules already checked. */
  readonly openExternal?: OpenExternal;
  /** Range of a size the model leaves free; a range of one size makes it static. By default 0 to infinity. */
  readonly dims?: (symbol: string) => DimRange | undefined;
  /** Takes every size of every graph input as open in this range, whatever the model declares. `dims` is asked first. */
  readonly freeSizes?: DimRange;
  /** A tensor for a graph input, which then is a constant like an initializer. `index` counts inputs without one. */
  readonly bindInput?: (index: number, type: Type, name: string) => Tensor | undefined;
  /** Shape of an input (of the tensors inside, for a sequence or optional), for what the model leaves open. */
  readonly shapes?: (input: string) => readonly StatedSize[] | undefined;
  /** Shape of a tensor input that has none otherwise, such as that of data at hand. `index` counts as in `bindInput`. */
  readonly undeclaredShape?: UndeclaredShape;
}

export type UndeclaredShape = (index: number, input: string) => readonly StatedSize[] | undefined;

/** Imports a model. Answers undefined after reporting all that is wrong. */
export function importOnnx(source: ByteSource, options: ImportOptions): Module | undefined {
  const { diagnostics } = options;
  const before = diagnostics.list.length;
  const failed = () => diagnostics.list.slice(before).some((entry) => entry.severity === 'error');
  const model = readModel(source, diagnostics);
  if (!model) return undefined;
  const location = { kind: 'file', file: source.name } as const;
  for (const [what, count] of model.ignored) {
    diagnostics.report(wireDiagnostics.ignoredField, { what, count }, { location });
  }
  const versions = checkVersions(model, source, diagnostics);
  const functions = indexFunctions(model, source, diagnostics);
  if (!model.graph) {
    diagnostics.report(codes.missingField, { field: 'graph' }, { location });
    return undefined;
  }
  if (!versions) return undefined;
  const expansion = expansionProblem(model.graph, functions);
  if (expansion !== undefined) {
    diagnostics.report(codes.expansion, { problem: expansion }, { location });
    return undefined;
  }
  const external = new ExternalFiles(options.openExternal ?? (() => undefined));
  const restored = restoreModule(model, source, external, options);
  if (restored) return restored;
  const module = createModule(moduleName(model.graph.name));
  const func = createFunc(module, 'main');
  const report = new NodeReport(diagnostics, source.name);
  const session: ImportSession = {
    source,
    diagnostics,
    report,
    registry: ops,
    rules: rulesOf(importRuleModules),
    external,
    module,
    func,
    symbols: new Symbols(func),
    independentSizes: options.freeSizes !== undefined,
    rangeOf: options.dims ?? (() => undefined),
    functions,
    versions,
    recursive: new Set(),
    modelNames: new Set(allNames(model)),
    copied: { nodes: 0 },
    constant: (name, tensor) => builder.constant(name, tensor, tensorType(tensor.elem, tensor.shape)),
  };
  const builder = new Builder(func.body, { registry: ops });
  const context: GraphContext = {
    session,
    region: func.body,
    scope: new Scope(undefined),
    versions,
    graph: model.graph.name === '' ? 'main' : model.graph.name,
    prefix: '',
    attributes: undefined,
    calls: [],
  };
  importMain(model.graph, context, builder, options);
  report.flush();
  if (failed()) return undefined;
  // An output goes missing only where something was found wrong, and that must have been said.
  invariant(
    func.body.results.length === model.graph.output.length,
    'every output is computed, or an error says why not',
  );
  session.symbols.apply();
  const inexact = inexactType(func);
  if (inexact) {
    diagnostics.report(nodeDiagnostics.tooLarge, { op: inexact.op, type: inexact.type.key }, { location });
    return undefined;
  }
  reportEvents(session.symbols.events, diagnostics, source);
  return contradicts(module, source, diagnostics) ? undefined : module;
}

/**
 * Reports nodes that what later nodes needed of sizes has made invalid: each equation was possible where it was made, but not
 * all of them are together.
 */
function contradicts(module: Module, source: ByteSource, diagnostics: Diagnostics): boolean {
  const found = new Diagnostics();
  if (verifyModule(module, found)) return false;
  const location = { kind: 'file', file: source.name } as const;
  for (const entry of found.list) diagnostics.list.push({ ...entry, location });
  return true;
}

function importMain(graph: GraphProto, context: GraphContext, builder: Builder, options: ImportOptions): void {
  const { session, scope } = context;
  const { diagnostics, source } = session;
  scope.declareRanks(graph.valueInfo, graph.output);
  importInitializers(graph, context);
  const initialized = new Set(graph.initializer.map((tensor) => tensor.name));
  const { freeSizes } = options;
  let fed = 0;
  graph.input.forEach((info, i) => {
    // Up to IR version 3 initializers are listed among the inputs; later that makes them defaults a caller may replace,
    // which a compiled program does not offer: either way they are constants.
    if (initialized.has(info.name)) return;
    const what = `input "${info.name}"`;
    const location = { kind: 'bytes', file: source.name, offset: info.at } as const;
    const first = scope.claim(info.name, `input ${i}`);
    if (first !== undefined) {
      diagnostics.report(codes.duplicateValue, { value: info.name, first, second: `input ${i}` }, { location });
      return;
    }
    const index = fed++;
    const isOpen = info.type.kind === 'tensor' && !info.type.shape;
    const stated = options.shapes?.(info.name) ?? (isOpen ? options.undeclaredShape?.(index, info.name) : undefined);
    const type = importType(info.type, { ...session, location, what, name: info.name, freeSizes, stated });
    const tensor = type && options.bindInput?.(index, type, info.name);
    if (!type) scope.bind(info.name, { kind: 'unknown' });
    else if (tensor) scope.bind(info.name, { kind: 'tensor', name: info.name, tensor });
    else scope.bind(info.name, { kind: 'value', value: builder.param(info.name, type) });
  });
  importNodes(graph.node, context, outputsOf(graph));
  checkOutputNames(graph, session);
  const results = graph.output.map((info) => ({ info, value: resultOf(info.name, context, undefined) }));
  const whole = results.filter((entry): entry is { info: ValueInfoProto; value: Value } => entry.value !== undefined);
  for (const { info, value } of whole) checkDeclared(info, value.type, context, freeSizes !== undefined);
  if (whole.length < results.length) return;
  builder.results(whole.map(({ value }) => value));
  setResultNames(
    session.func,
    whole.map(({ info }) => info.name),
  );
}

/** One name for two outputs: a caller could not ask for the second. */
function checkOutputNames(graph: GraphProto, { diagnostics, source }: ImportSession): void {
  const positions = new Map<string, number>();
  graph.output.forEach(({ name, at }, i) => {
    const first = positions.get(name);
    if (first === undefined) {
      positions.set(name, i);
      return;
    }
    const location = { kind: 'bytes', file: source.name, offset: at } as const;
    const params = { value: name, first: `output ${first}`, second: `output ${i}` };
    diagnostics.report(codes.duplicateValue, params, { location });
  });
}

function checkDeclared(info: ValueInfoProto, computed: Type, context: GraphContext, freeSizes: boolean): void {
  const { symbols, diagnostics, source } = context.session;
  // Sizes that are declared for one size of the inputs say nothing when those are open.
  const mismatch = reconcile(freeSizes ? withoutSizes(info.type) : info.type, computed, symbols);
  if (mismatch === undefined) return;
  const location = { kind: 'bytes', file: source.name, offset: info.at } as const;
  const params = { what: `output "${info.name}"`, declared: mismatch, computed: symbols.resolveType(computed).key };
  diagnostics.report(codes.declaredType, params, { location });
}

function checkVersions(
  model: ModelProto,
  source: ByteSource,
  diagnostics: Diagnostics,
): ReadonlyMap<string, number> | undefined {
  const location = { kind: 'file', file: source.name } as const;
  const { irVersion } = model;
  if (irVersion === undefined) diagnostics.report(codes.missingField, { field: 'ir_version' }, { location });
  else if (irVersion < 1n || irVersion > BigInt(NEWEST_IR_VERSION)) {
    diagnostics.report(codes.irVersion, { version: irVersion, newest: NEWEST_IR_VERSION }, { location });
    return undefined;
  }
  // Files of IR version 1 and 2 know no operator sets: they mean the first.
  if (irVersion !== undefined && irVersion < 3n && model.opsetImport.length === 0) return new Map([['ai.onnx', 1]]);
  if (model.opsetImport.length === 0) {
    diagnostics.report(codes.missingField, { field: 'opset_import' }, { location });
  }
  const versions = opsetVersions(model.opsetImport, source, diagnostics);
  return irVersion === undefined || model.opsetImport.length === 0 ? undefined : versions;
}

function opsetVersions(
  imports: readonly OperatorSetId[],
  source: ByteSource,
  diagnostics: Diagnostics,
): ReadonlyMap<string, number> | undefined {
  const location = { kind: 'file', file: source.name } as const;
  const versions = new Map<string, number>();
  let sound = true;
  for (const { domain: written, version } of imports) {
    const domain = domainOf(written);
    const other = versions.get(domain);
    if (other !== undefined && BigInt(other) !== version) {
      diagnostics.report(codes.duplicateOpset, { domain, versions: `${other} and ${version}` }, { location });
      sound = false;
    }
    const newest = newestVersion(domain);
    if (version < 1n || (newest !== undefined && version > BigInt(newest))) {
      diagnostics.report(codes.unknownOpset, { domain, version, newest: newest ?? NEWEST_OPSET }, { location });
      sound = false;
    }
    versions.set(domain, Number(version));
  }
  return sound ? versions : undefined;
}

function indexFunctions(
  model: ModelProto,
  source: ByteSource,
  diagnostics: Diagnostics,
): ReadonlyMap<string, FunctionProto> {
  const functions = new Map<string, FunctionProto>();
  for (const func of model.functions) {
    const key = functionKey(func.domain, func.name, func.overload);
    const location = { kind: 'bytes', file: source.name, offset: func.at } as const;
    if (functions.has(key)) diagnostics.report(codes.duplicateFunction, { name: key }, { location });
    functions.set(key, func);
    opsetVersions(func.opsetImport, source, diagnostics);
  }
  return functions;
}

/** Names of values anywhere in the model. */
function* allNames(model: ModelProto): Generator<string> {
  if (model.graph) yield* graphNames(model.graph);
}

function* graphNames(graph: GraphProto): Generator<string> {
  for (const { name } of graph.input) yield name;
  for (const { name } of graph.initializer) yield name;
  for (const node of graph.node) {
    yield* node.output;
    for (const { g, graphs } of node.attribute) {
      if (g) yield* graphNames(g);
      for (const inner of graphs) yield* graphNames(inner);
    }
  }
}

function moduleName(graph: string): string {
  const name = graph.replace(/[^\w.]+/g, '_').replace(/^_+|_+$/g, '');
  return name === '' ? 'model' : name;
}

function reportEvents(events: readonly SymbolEvent[], diagnostics: Diagnostics, source: ByteSource): void {
  const extras = { location: { kind: 'file', file: source.name } } as const;
  for (const event of events) {
    const { node } = event;
    if (event.kind === 'equation') {
      diagnostics.report(codes.dimEquation, { symbol: event.symbol, value: dim.printDim(event.value), node }, extras);
    } else if (event.kind === 'range') {
      const { lo, hi } = event.range;
      diagnostics.report(codes.dimRange, { symbol: event.symbol, lo, hi, node }, extras);
    } else diagnostics.report(codes.dimMultiple, event, extras);
  }
}
