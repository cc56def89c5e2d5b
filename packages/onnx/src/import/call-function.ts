// Expands a call of a model-local function: its body is imported where it is called, in a scope of its own, with the
// caller's attributes in the place of the function's. Origins name the call and the node inside.

import { modelDiagnostics } from '../diagnostics/model.js';
import type { AttributeProto, FunctionProto } from '../model/proto.js';
import { importNodes } from './import-graph.js';
import type { NodeReader } from './node-reader.js';
import { type Binding, Scope } from './scope.js';
import { domainOf, functionKey, type GraphContext } from './session.js';

export function callFunction(func: FunctionProto, call: NodeReader): (Binding | undefined)[] {
  const { context, place, proto } = call;
  const key = functionKey(func.domain, func.name, func.overload);
  if (context.calls.includes(key)) {
    call.refuse(modelDiagnostics.recursiveFunction, { chain: [...context.calls, key].join(' → ') });
  }
  if (proto.input.length > func.input.length) call.invalid(`${key} takes ${func.input.length} inputs`);
  const scope = new Scope(undefined);
  func.input.forEach((name, i) => {
    scope.claim(name, `input ${i} of ${key}`);
    const actual = proto.input[i] ?? '';
    const binding = actual === '' ? undefined : context.scope.lookup(actual);
    scope.bind(name, binding ?? { kind: 'missing' });
  });
  const inner: GraphContext = {
    session: context.session,
    region: context.region,
    scope,
    versions: versionsOf(func, context),
    graph: `function ${key}`,
    prefix: `${context.prefix}${place.name}/`,
    attributes: attributesOf(func, call),
    calls: [...context.calls, key],
  };
  scope.declareRanks(func.valueInfo);
  importNodes(func.node, inner);
  return func.output.map((name) => {
    const binding = scope.lookup(name);
    if (binding) return binding;
    if (scope.ownerOf(name) === undefined) {
      call.refuse(modelDiagnostics.undefinedValue, { value: name, reader: `function ${key}`, suggestion: undefined });
    }
    return { kind: 'unknown' };
  });
}

/** A function imports its own operator sets; old files leave them to the model. */
function versionsOf(func: FunctionProto, context: GraphContext): ReadonlyMap<string, number> {
  const versions = new Map(context.versions);
  for (const { domain, version } of func.opsetImport) versions.set(domainOf(domain), Number(version));
  return versions;
}

function attributesOf(func: FunctionProto, call: NodeReader): ReadonlyMap<string, AttributeProto> {
  const values = new Map(func.attributeProto.map((attribute) => [attribute.name, attribute]));
  for (const name of call.attributes.names()) {
    const given = call.attributes.get(name);
    if (given) values.set(name, given);
  }
  return values;
}
