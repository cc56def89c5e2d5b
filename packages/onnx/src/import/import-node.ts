// One node: find its rule (or function), check it against the operator's schema, apply, name the results after its
// outputs. Whatever goes wrong ends here as a report; the node's outputs are then unknown, and readers are passed over.

import { type DiagnosticSpec, elementTypeFromOnnx, nodeOrigin, type Origin } from '@afterglow/core';
import { printName, renameValue, type Value } from '@afterglow/ir';
import { modelDiagnostics } from '../diagnostics/model.js';
import { nodeDiagnostics as codes } from '../diagnostics/node.js';
import { tensorDiagnostics } from '../diagnostics/tensor.js';
import type { NodeProto } from '../model/proto.js';
import {
  newestVersion,
  type OperatorSchema,
  operatorNames,
  operatorSchema,
  operatorSince,
} from '../schema/operator-schema.js';
import { AttributeReader } from './attributes.js';
import { callFunction } from './call-function.js';
import { closest } from './closest.js';
import { ImportBuilder } from './import-builder.js';
import type { RuleBody, RuleResult } from './import-rule.js';
import { NodeReader } from './node-reader.js';
import type { NodePlace } from './node-report.js';
import { rebuildOp } from './rebuild-op.js';
import { Refusal } from './refusal.js';
import type { Binding } from './scope.js';
import { domainOf, functionKey, type GraphContext } from './session.js';

/** Integer attributes of the standard that are numbers of element types. */
const ELEMENT_ATTRIBUTES = new Set(['to', 'dtype', 'output_dtype', 'output_datatype']);
/** Keys of `metadata_props` under which exporters put the line of the program a node came from. */
const SOURCE_KEYS = ['pkg.torch.onnx.stack_trace', 'source', 'source_location'];

type ParamsOf<S> = S extends DiagnosticSpec<infer P> ? P : never;

export function importNode(node: NodeProto, index: number, context: GraphContext): void {
  const outputs = bindOutputs(node, index, context);
  node.output.forEach((name, i) => {
    if (name !== '') context.scope.bind(name, outputs?.[i] ?? { kind: 'unknown' });
  });
}

/** Name and place of a node. */
export function placeOf(node: NodeProto, index: number, context: GraphContext): NodePlace {
  return { graph: context.graph, index, name: node.name === '' ? `${node.opType}_${index}` : node.name };
}

function bindOutputs(node: NodeProto, index: number, context: GraphContext): (Binding | undefined)[] | undefined {
  const { session } = context;
  const { report, rules, functions } = session;
  const place = placeOf(node, index, context);
  const domain = domainOf(node.domain);
  const version = context.versions.get(domain);
  const callee = functions.get(functionKey(domain, node.opType, node.overload));
  if (version === undefined && !callee) {
    report.add(codes.missingOpsetImport, { op: node.opType, domain }, place);
    return undefined;
  }
  const opset = version ?? 1;
  const schema = operatorSchema(domain, node.opType, opset);
  const rule = rules.find(domain, node.opType, opset);
  const operands = resolveOperands(node, place, context);
  if (!callee && !rule) {
    reportUnsupported(node, domain, opset, schema, place, context, operands);
    return undefined;
  }
  const attributes = new AttributeReader(node, callee ? undefined : schema, context.attributes);
  const sound = isSound(node, callee ? undefined : schema, attributes, place, context);
  if (!sound || !operands) return undefined;

  const origin = originOf(node, place, context);
  session.symbols.node = place.name;
  const reader = new NodeReader(node, context, place, domain, opset, attributes, operands);
  try {
    const base = context.prefix + (node.output.find((name) => name !== '') ?? place.name);
    const builder = new ImportBuilder(context.region, session, { op: node.opType, base, origin });
    const rebuilt = callee && rebuildOp(reader, builder);
    if (rebuilt) return nameResults(node, rebuilt, builder, reader);
    if (callee) return callFunction(callee, reader);
    const made = rule?.(reader, builder) ?? [];
    // Its outputs, and what comes behind them, are values of other regions.
    if (context.tail?.isTaken) return undefined;
    return nameResults(node, isList(made) ? made : [made], builder, reader);
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    error.report((spec, params) => {
      const extras = extrasOf(node, operands, context);
      if (context.isUnneeded && isUnsupported(spec, params)) report.add(codes.unneededOp, params, place, extras);
      else report.add(spec, params, place, extras);
    });
    return undefined;
  }
}

/** What the names of the inputs stand for; undefined after reporting one that stands for nothing. */
function resolveOperands(
  node: NodeProto,
  place: NodePlace,
  context: GraphContext,
): readonly (Binding | undefined)[] | undefined {
  const names = [...node.input];
  while (names.at(-1) === '') names.pop();
  let complete = true;
  const operands = names.map((name) => {
    if (name === '') return undefined;
    const binding = context.scope.lookup(name);
    // A name that is defined, but not yet: its node is part of a circle, which was reported.
    if (binding?.kind === 'missing') return undefined;
    if (binding || context.scope.ownerOf(name) !== undefined) return binding ?? ({ kind: 'unknown' } as const);
    complete = false;
    const suggestion = closest(name, context.scope.names());
    const reader = `node "${place.name}"`;
    context.session.report.add(modelDiagnostics.undefinedValue, { value: name, reader, suggestion }, place);
    return undefined;
  });
  return complete ? operands : undefined;
}

/** Checks counts and attributes against the schema. Runs for nodes with unknown inputs too: their own faults count. */
function isSound(
  node: NodeProto,
  schema: OperatorSchema | undefined,
  attributes: AttributeReader,
  place: NodePlace,
  context: GraphContext,
): boolean {
  const { report } = context.session;
  const op = node.opType;
  let sound = true;
  const fail = (problem: string) => {
    sound = false;
    report.add(codes.operands, { op, problem }, place);
  };
  for (const { attribute, problem } of attributes.problems) {
    sound = false;
    report.add(codes.attribute, { op, attribute, problem }, place);
  }
  if (!schema) return sound;
  const inputs = node.input.findLastIndex((name) => name !== '') + 1;
  const missing = [...schema.inputs].findIndex((letter, i) => letter === 'r' && (node.input[i] ?? '') === '');
  if (missing >= 0) fail(`has no operand ${missing}, which it needs`);
  else if (node.input.length < schema.minInputs || (schema.inputs === 'v' && inputs < schema.minInputs)) {
    fail(`has ${inputs} operands, but needs ${schema.minInputs}`);
  }
  if (inputs > schema.inputs.length && !schema.inputs.endsWith('v')) {
    fail(`has ${inputs} operands, but takes at most ${schema.inputs.length}`);
  }
  const outputs = node.output.findLastIndex((name) => name !== '') + 1;
  if (outputs > schema.outputs.length && !schema.outputs.endsWith('v')) {
    fail(`has ${outputs} outputs, but makes at most ${schema.outputs.length}`);
  }
  for (const name of ELEMENT_ATTRIBUTES) {
    const given = attributes.get(name);
    if (given?.kind !== 'int' || elementTypeFromOnnx(Number(given.i)) !== undefined) continue;
    sound = false;
    const what = `attribute "${name}" of ${op}`;
    report.add(tensorDiagnostics.elementType, { what, dataType: Number(given.i) }, place);
  }
  return sound;
}

function reportUnsupported(
  node: NodeProto,
  domain: string,
  version: number,
  schema: OperatorSchema | undefined,
  place: NodePlace,
  context: GraphContext,
  operands: readonly (Binding | undefined)[] | undefined,
): void {
  const { report, rules } = context.session;
  const op = node.opType;
  const extras = extrasOf(node, operands ?? [], context);
  // Other domains than the standard's own gain operators without a new version: there a name is only unsupported.
  if (domain.startsWith('ai.onnx') && newestVersion(domain) !== undefined && !schema) {
    const since = operatorSince(domain, op);
    const suggestion = since === undefined ? closest(op, operatorNames(domain)) : undefined;
    const params = { op, domain, version, ...(since === undefined ? {} : { since }) };
    report.add(codes.unknownOp, suggestion === undefined ? params : { ...params, suggestion }, place, extras);
    return;
  }
  const advice = schema?.deprecated
    ? 'the operator is deprecated in this version; export again with a newer exporter'
    : !domain.startsWith('ai.onnx')
      ? 'put a function of this name, made of standard operators, into the model'
      : rules.has(domain, op)
        ? `other opsets of this operator are supported (up to ${newestVersion(domain)})`
        : undefined;
  if (context.isUnneeded) report.add(codes.unneededOp, { op, domain, version }, place, extras);
  else
    report.add(
      codes.unsupportedOp,
      { op, domain, version, ...(advice === undefined ? {} : { advice }) },
      place,
      extras,
    );
}

/** What such a code says of a node is that this importer has no rule for it, not that the model is wrong. */
function isUnsupported(spec: object, params: unknown): params is ParamsOf<typeof codes.unsupportedOp> {
  return spec === codes.unsupportedOp && params !== undefined;
}

/** Operand types with their producers, the call that a function's body stands for, and the exporter's source line. */
function extrasOf(
  node: NodeProto,
  operands: readonly (Binding | undefined)[],
  { prefix }: GraphContext,
): { context: readonly string[]; notes: readonly string[] } {
  const lines = operands.flatMap((binding, i) => {
    const name = printName(node.input[i] ?? '');
    if (!binding || binding.kind === 'missing') return [];
    if (binding.kind === 'unknown') return [`${name}  of unknown type`];
    if (binding.kind === 'tensor') {
      return [`${name}  ${binding.tensor.elem}[${binding.tensor.shape.join(', ')}]   constant`];
    }
    const { place, value } = binding;
    const from = place ? `   from node ${place.index} "${place.name}"` : value.def.kind === 'param' ? '   input' : '';
    return [`${name}  ${value.type.key}${from}`];
  });
  const call = prefix === '' ? [] : [`call: ${prefix.slice(0, -1)}`];
  const source = sourceOf(node);
  return { context: lines, notes: source === undefined ? call : [...call, `origin: ${source}`] };
}

function sourceOf(node: NodeProto): string | undefined {
  for (const key of SOURCE_KEYS) {
    const entry = node.metadata.find((candidate) => candidate.key === key);
    // A stack trace ends with the innermost call, which is the line that made the node.
    const line =
      entry?.value
        .trim()
        .split('\n')
        .findLast((text) => text.includes('File "')) ?? entry?.value;
    if (line !== undefined && line.trim() !== '') return line.trim().split('\n')[0];
  }
  return undefined;
}

function originOf(node: NodeProto, place: NodePlace, context: GraphContext): Origin {
  return nodeOrigin(context.prefix + place.name, sourceOf(node));
}

function isList(made: ReturnType<RuleBody>): made is readonly (RuleResult | undefined)[] {
  return Array.isArray(made);
}

/** Names inside an expanded function must not take those of the model's own values. */
function nameOf(output: string, { prefix, session }: GraphContext): string {
  const plain = prefix + output;
  let name = plain;
  for (let k = 1; prefix !== '' && session.modelNames.has(name); k++) name = `${plain}.${k}`;
  return name;
}

/** Gives results that the rule made the names of the outputs; what it only passes on keeps its name. */
function nameResults(
  node: NodeProto,
  results: readonly (RuleResult | undefined)[],
  builder: ImportBuilder,
  reader: NodeReader,
): (Binding | undefined)[] {
  const { context, place } = reader;
  const named = new Set<Value>();
  return node.output.map((output, i) => {
    if (output === '') return undefined;
    const name = nameOf(output, context);
    const result = results[i] ?? reader.unsupported(`output ${i} ("${output}") in use`);
    if ('storage' in result) return { kind: 'tensor', name, tensor: result };
    const isNew = result.def.kind === 'result' && builder.added.has(result.def.node) && !named.has(result);
    if (isNew) renameValue(context.session.func, result, name);
    named.add(result);
    return { kind: 'value', value: result, place };
  });
}
