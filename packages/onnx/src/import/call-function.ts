// Expands a call of a model-local function: its body is imported where it is called, in a scope of its own, with the
// caller's attributes in the place of the function's. Origins name the call and the node inside.

import { modelDiagnostics } from '../diagnostics/model.js';
import type { AttributeProto, FunctionProto } from '../model/proto.js';
import { importNodes } from './import-graph.js';
import type { NodeReader } from './node-reader.js';
import { Refusal } from './refusal.js';
import { type Binding, Scope } from './scope.js';
import { domainOf, functionKey, type GraphContext, type ImportSession } from './session.js';

export function callFunction(func: FunctionProto, call: NodeReader): (Binding | undefined)[] {
  const { context, place, proto } = call;
  const key = functionKey(func.domain, func.name, func.overload);
  refuseRecursion(key, call);
  const { inputs, outputs } = countsOf(call);
  if (inputs > func.input.length) call.invalid(`${key} takes ${func.input.length} inputs`);
  if (outputs > func.output.length) call.invalid(`${key} returns ${func.output.length} values`);
  const scope = new Scope(undefined);
  func.input.forEach((name, i) => {
    const owner = `input ${i} of ${key}`;
    const first = scope.claim(name, owner);
    if (first !== undefined) call.refuse(modelDiagnostics.duplicateValue, { value: name, first, second: owner });
    const actual = proto.input[i] ?? '';
    // A name without a binding stands in a circle of nodes, which was reported.
    scope.bind(name, actual === '' ? { kind: 'missing' } : (context.scope.lookup(actual) ?? { kind: 'unknown' }));
  });
  const inner: GraphContext = {
    session: context.session,
    region: context.region,
    scope,
    versions: versionsOf(func, context.session),
    graph: `function ${key}`,
    prefix: `${context.prefix}${place.name}/`,
    attributes: attributesOf(func, call),
    calls: [...context.calls, key],
    isCopy: context.isCopy,
  };
  scope.declareRanks(func.valueInfo);
  func.output.forEach((name, i) => {
    const rank = call.statedRank(i);
    if (rank !== undefined && scope.rankOf(name) === undefined) scope.declareRank(name, rank);
  });
  importNodes(func.node, inner, func.output);
  return func.output.map((name) => {
    const binding = scope.lookup(name);
    if (binding) return binding;
    if (scope.ownerOf(name) === undefined) {
      call.refuse(modelDiagnostics.undefinedValue, { value: name, reader: `function ${key}`, suggestion: undefined });
    }
    return { kind: 'unknown' };
  });
}

/**
 * The call that closes a circle is reported; later calls of functions in the circle are passed over. Without that, a few
 * functions that all call each other would be followed along every path there is.
 */
function refuseRecursion(key: string, call: NodeReader): void {
  const { calls, session } = call.context;
  if (session.recursive.has(key)) throw Refusal.silent();
  const start = calls.indexOf(key);
  if (start < 0) return;
  for (const each of calls.slice(start)) session.recursive.add(each);
  call.refuse(modelDiagnostics.recursiveFunction, { chain: [...calls, key].join(' → ') });
}

/** Operands and outputs of a call; empty names at the end count for nothing. */
function countsOf({ proto }: NodeReader): { readonly inputs: number; readonly outputs: number } {
  const isNamed = (name: string) => name !== '';
  return { inputs: proto.input.findLastIndex(isNamed) + 1, outputs: proto.output.findLastIndex(isNamed) + 1 };
}

/** A function imports its own operator sets; old files leave them to the model, whoever calls. */
function versionsOf(func: FunctionProto, session: ImportSession): ReadonlyMap<string, number> {
  const versions = new Map(session.versions);
  for (const { domain, version } of func.opsetImport) versions.set(domainOf(domain), Number(version));
  return versions;
}

function attributesOf(func: FunctionProto, call: NodeReader): ReadonlyMap<string, AttributeProto> {
  const values = new Map(func.attributeProto.map((attribute) => [attribute.name, attribute]));
  for (const name of call.attributes.names()) {
    const given = call.attributes.get(name);
    if (!given) continue;
    // The names that such a graph captures are the caller's; inside the function they would mean something else.
    if (given.g || given.graphs.length > 0) call.unsupported(`a graph as attribute "${name}" of a function`);
    values.set(name, given);
  }
  return values;
}
