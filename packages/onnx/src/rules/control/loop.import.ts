import type { Dim } from '@afterglow/core';
import { build, freshSymbol, scalarShapeValueOf, tensorType, type Value } from '@afterglow/ir';
import { modelDiagnostics } from '../../diagnostics/model.js';
import type { ImportBuilder } from '../../import/import-builder.js';
import { importSubgraph } from '../../import/import-graph.js';
import { importRule } from '../../import/import-rule.js';
import type { NodeReader } from '../../import/node-reader.js';
import { importCarried } from './carried.js';

/** The body must take (iteration, condition, carried…) and return (condition, carried…, collected…). */
function checkSignature(n: NodeReader, carried: number): void {
  const { input, output } = n.graph('body');
  const problems: string[] = [];
  if (input.length !== carried + 2) {
    problems.push(`takes ${input.length} inputs, but needs ${carried + 2} (iteration, condition, ${carried} carried)`);
  }
  if (output.length < carried + 1) {
    problems.push(`returns ${output.length} values, but needs at least ${carried + 1} (condition, ${carried} carried)`);
  } else if (n.outputCount > output.length - 1) {
    problems.push(
      `returns ${output.length} values, too few for ${n.outputCount} outputs of the node and the condition`,
    );
  }
  if (problems.length > 0) {
    n.refuse(modelDiagnostics.subgraphSignature, { problem: `the body of Loop ${problems.join(', and ')}` });
  }
}

/** The trip count, when the condition never ends the loop before. */
function iterationsOf(n: NodeReader, next: Value | undefined): Dim | undefined {
  const { symbols } = n.context.session;
  const trip = n.has(0) ? n.dims(0)?.[0] : undefined;
  const always = (!n.has(1) || n.knownFlag(1) === true) && next && scalarShapeValueOf(next) === 1;
  return trip !== undefined && always ? symbols.max(0, trip) : undefined;
}

function importLoop(n: NodeReader, b: ImportBuilder): readonly Value[] {
  const count = Math.max(0, n.inputCount - 2);
  checkSignature(n, count);
  const carried = n.all(2);
  const initial = carried.map((_, i) => n.type(i + 2));
  const fixed = [tensorType('i64', []), tensorType('bool', [])];
  const { body, types } = importCarried(
    n,
    b,
    initial,
    (params) => importSubgraph(n, b, 'body', n.graph('body'), [...fixed, ...params]),
    ({ results }) => results.slice(1, 1 + count).map((value) => value.type),
  );
  const { inside } = body;
  const [next, ...others] = body.results;
  if (!next) return n.invalid('its body returns no condition');
  const isHeld = (value: Value, i: number) => types[i]?.kind === 'optional' && value.type.kind !== 'optional';
  const answers = others.map((value, i) => (isHeld(value, i) ? inside.value('optional', [value]) : value));
  inside.results([inside.reshape(next, []), ...answers]);
  const collected = others.slice(count);
  const iterations = collected.length > 0 ? (iterationsOf(n, next) ?? freshSymbol(b.func, 'iterations')) : 0;
  const given = collected.map(({ type }) =>
    type.kind === 'tensor' ? tensorType(type.elem, [iterations, ...type.shape]) : type,
  );
  const [trip, cond] = [n.maybe(0), n.maybe(1)];
  const results = build.loop(
    b,
    trip && b.reshape(b.cast(trip, 'i64'), []),
    cond && b.reshape(cond, []),
    carried,
    { carried: count },
    { body: body.region },
    { types: [...types, ...given] },
  );
  return results.map((value, i) => {
    const body = others[i];
    return body && isHeld(body, i) ? b.value('optional_get_element', [value]) : value;
  });
}

/** ONNX Loop: carried values whose sizes change from one iteration to the next get sizes of their own. */
export const loop = importRule('ai.onnx', 'Loop', { '1-': importLoop });
