// Test helper: inference written on one line, `matmul(f32[N, 4], f32[4, 5])` with attributes beside it.

import { Diagnostics, type Dim, dim, invariant, isElementType } from '@afterglow/core';
import { Cursor, parseDim, token } from '@afterglow/syntax';
import { ops } from '../generated/ops.js';
import { completeAttrs } from '../graph/builder.js';
import type { Attrs, InferResult, OpRegistry } from '../graph/op-def.js';
import { type Encoding, type Type, tensorType } from '../graph/type.js';

const ENCODINGS: Readonly<Record<string, Encoding>> = {
  tensor: { kind: 'tensor', scale: 0.5, zp: 0 },
  other: { kind: 'tensor', scale: 0.25, zp: 0 },
  axis: { kind: 'axis', axis: 0, scale: { const: 's' }, zp: 0 },
  row: { kind: 'row', params: 'f16' },
};

/** `f32[N, 3]`, or with one of the encodings above `i8[N]<row>`; `_` is a missing operand. */
function parseType(cursor: Cursor): Type | undefined {
  const { image } = cursor.expect(token.Word);
  if (image === '_') return undefined;
  invariant(isElementType(image), `${image} is no element type`);
  cursor.expect(token.LBracket);
  const shape = cursor.list<Dim>(token.Comma, token.RBracket, () => parseDim(cursor));
  let encoding: Encoding | undefined;
  if (cursor.accept(token.Less)) {
    encoding = ENCODINGS[cursor.expect(token.Word).image];
    cursor.expect(token.Greater);
  }
  return tensorType(image, shape, encoding);
}

export interface InferTextOptions {
  readonly given?: readonly Type[];
  readonly unify?: (a: Dim, b: Dim) => boolean;
  readonly registry?: OpRegistry;
}

/** A list of types as text. */
export function typesFromText(text: string): (Type | undefined)[] {
  const cursor = Cursor.of({ file: 'types', text: `${text})` }, new Diagnostics());
  invariant(cursor, 'types are tokens');
  return cursor.list(token.Comma, token.RParen, () => parseType(cursor));
}

/** Infers `op(type, …)` and answers the result types joined by `; `, or `! ` and the problems. */
export function inferText(call: string, attrs: Attrs = {}, options: InferTextOptions = {}): string {
  const result = inferCall(call, attrs, options);
  return result.ok ? result.types.map((type) => type.key).join('; ') : `! ${result.problems.join('; ')}`;
}

function inferCall(call: string, attrs: Attrs, { given, unify, registry }: InferTextOptions): InferResult {
  const name = call.slice(0, call.indexOf('('));
  const op = (registry ?? ops).get(name);
  invariant(op, `there is no op ${name}`);
  let fresh = 0;
  return op.infer({
    operands: typesFromText(call.slice(name.length + 1, -1)),
    attrs: completeAttrs(op, attrs),
    regions: [],
    resultCount: op.results.length,
    unify: unify ?? (() => false),
    freshDim: (hint) => dim.symbol(`${hint}_${fresh++}`),
    ...(given ? { given } : {}),
  });
}
