// Initial values of constants: literals, `splat(…)`, `blob(…)`, `convert(…)`, `hex(…)`.
// Invariant: a reference is checked against its file before anything trusts it; the digest is checked when asked for.

import {
  type ByteSource,
  checkedBytes,
  checkedSize,
  convertTensor,
  type ElementType,
  isElementType,
  sourceTensor,
  splatTensor,
  type Tensor,
  tensorFromBytes,
} from '@afterglow/core';
import {
  type Cursor,
  parseBigInt,
  parseInteger,
  parseNumber,
  parseString,
  type Span,
  token,
  tokenSpan,
} from '@afterglow/syntax';
import type { StoredForm } from '../graph/stored-tensor.js';
import { isContainedPath } from './blob-ref.js';
import { girDiagnostics } from './diagnostics.js';
import { type Literal, literalProblem, tensorOfLiterals } from './literal-bytes.js';

/** Most elements a text may spell out for one constant. */
const MAX_LITERALS = 1 << 20;

export interface TensorContext {
  readonly name: string;
  readonly open: (file: string) => ByteSource | undefined;
  /** Told of each digest a text states, for `verifyBlobs`. */
  readonly stated: (tensor: Tensor, digest: string) => void;
  /** See `ParseOptions.elided`. */
  readonly elided?: ((place: string, form: StoredForm) => Tensor | undefined) | undefined;
}

/** A context with the place of the value that is being read. */
interface Here extends TensorContext {
  readonly span: Span;
}

/** What is wrong with a value is told where it begins: the cursor is behind it by then. */
function refuse(cursor: Cursor, context: Here, problem: string): never {
  return cursor.fail(girDiagnostics.badConst, { name: context.name, problem }, context.span);
}

function parseLiteral(cursor: Cursor): Literal {
  if (cursor.is(token.StringLiteral)) return { kind: 'string', value: parseString(cursor) };
  if (cursor.acceptWord('true')) return { kind: 'bool', value: true };
  if (cursor.acceptWord('false')) return { kind: 'bool', value: false };
  if (cursor.acceptWord('nan')) {
    if (!cursor.accept(token.LParen)) return { kind: 'nan', bits: undefined };
    const bits = parseBigInt(cursor);
    cursor.expect(token.RParen);
    return { kind: 'nan', bits };
  }
  const at = cursor.is(token.Minus) ? 1 : 0;
  const whole = cursor.is(token.IntegerLiteral, at) || cursor.is(token.HexLiteral, at);
  return whole ? { kind: 'integer', value: parseBigInt(cursor) } : { kind: 'number', value: parseNumber(cursor) };
}

/** Reads `[…]` nested along `shape`, or flat, or a scalar, and appends the elements. */
function parseList(cursor: Cursor, into: Literal[]): void {
  if (!cursor.accept(token.LBracket)) {
    into.push(parseLiteral(cursor));
    return;
  }
  cursor.nested(() => {
    cursor.list(token.Comma, token.RBracket, () => {
      if (into.length > MAX_LITERALS) cursor.failExpected(`at most ${MAX_LITERALS} elements`);
      parseList(cursor, into);
    });
  });
}

function parseLiterals(cursor: Cursor, form: StoredForm, context: Here): Tensor {
  const literals: Literal[] = [];
  parseList(cursor, literals);
  const size = checkedSize(form.shape) ?? 0;
  if (literals.length !== size) refuse(cursor, context, `${literals.length} elements for ${size}`);
  for (const literal of literals) {
    const problem = literalProblem(form.elem, literal);
    if (problem !== undefined) refuse(cursor, context, problem);
  }
  return tensorOfLiterals(form.elem, form.shape, literals);
}

function parseSplat(cursor: Cursor, form: StoredForm, context: Here): Tensor {
  const literal = parseLiteral(cursor);
  cursor.expect(token.RParen);
  const problem = literalProblem(form.elem, literal);
  if (problem !== undefined) return refuse(cursor, context, problem);
  if (literal.kind === 'nan' && literal.bits !== undefined) {
    return refuse(cursor, context, 'a splat holds numbers only, not bits of a NaN');
  }
  const value = literal.kind === 'bool' ? Number(literal.value) : literal.kind === 'nan' ? Number.NaN : literal.value;
  return splatTensor(form.elem, form.shape, value);
}

function parseBlob(cursor: Cursor, form: StoredForm, context: Here): Tensor {
  const fileToken = cursor.peek();
  const file = parseString(cursor);
  cursor.expect(token.Comma);
  const offset = parseInteger(cursor);
  cursor.expect(token.Comma);
  const bytes = parseInteger(cursor);
  cursor.expect(token.Comma);
  const digestToken = cursor.peek();
  const digest = parseString(cursor);
  cursor.expect(token.RParen);
  if (!/^sha256:[0-9a-f]{8,64}$/.test(digest)) {
    const problem = 'a digest is sha256: and 8 to 64 lower-case hexadecimal digits';
    cursor.fail(girDiagnostics.badConst, { name: context.name, problem }, tokenSpan(digestToken));
  }
  if (!isContainedPath(file)) cursor.fail(girDiagnostics.pathEscape, { file }, tokenSpan(fileToken));
  const want = form.elem === 'string' ? undefined : checkedBytes(form.elem, form.shape);
  if (want === undefined) return refuse(cursor, context, `${form.elem} cannot lie in a file`);
  if (bytes !== want) return refuse(cursor, context, `the type takes ${want} bytes, the reference has ${bytes}`);
  const source = context.open(file);
  if (!source) return cursor.fail(girDiagnostics.missingFile, { file }, tokenSpan(fileToken));
  if (offset < 0 || offset + bytes > source.size) {
    return refuse(cursor, context, `bytes ${offset} to ${offset + bytes} leave ${file} (${source.size} bytes)`);
  }
  const tensor = sourceTensor(form.elem, form.shape, source, offset);
  context.stated(tensor, digest.slice('sha256:'.length));
  return tensor;
}

function parseConvert(cursor: Cursor, form: StoredForm, context: Here): Tensor {
  const word = cursor.expect(token.Word);
  const elem: string = word.image;
  const convertible = (name: string): name is ElementType => isElementType(name) && !/^(string|c64|c128)$/.test(name);
  if (!convertible(elem) || !convertible(form.elem))
    return refuse(cursor, context, `no conversion from ${elem} to ${form.elem}`);
  cursor.expect(token.Comma);
  const from = cursor.nested(() => parseTensor(cursor, { elem, shape: form.shape }, context));
  const options: { saturate?: boolean; round?: 'nearest' | 'up' | 'down' } = {};
  while (cursor.accept(token.Comma)) {
    const key = cursor.expect(token.Word).image;
    cursor.expect(token.Equals);
    const value = cursor.expect(token.Word).image;
    if (key === 'saturate' && (value === 'true' || value === 'false')) options.saturate = value === 'true';
    else if (key === 'round' && (value === 'nearest' || value === 'up' || value === 'down')) options.round = value;
    else refuse(cursor, context, `a conversion has no option ${key} = ${value}`);
  }
  cursor.expect(token.RParen);
  return convertTensor(from, form.elem, Object.keys(options).length > 0 ? options : undefined);
}

function parseHex(cursor: Cursor, form: StoredForm, context: Here): Tensor {
  const digits = parseString(cursor);
  cursor.expect(token.RParen);
  const want = form.elem === 'string' ? undefined : checkedBytes(form.elem, form.shape);
  if (want === undefined || digits.length !== want * 2 || !/^[0-9a-f]*$/.test(digits)) {
    return refuse(cursor, context, `hex takes ${want === undefined ? 'no strings' : `${want * 2} lower-case digits`}`);
  }
  const bytes = Uint8Array.from({ length: want }, (_, i) => Number.parseInt(digits.slice(2 * i, 2 * i + 2), 16));
  return tensorFromBytes(form.elem, form.shape, bytes);
}

function parseElided(cursor: Cursor, form: StoredForm, context: Here): Tensor {
  if (!context.elided) return cursor.fail(girDiagnostics.elided, { name: context.name });
  parseInteger(cursor);
  cursor.expect(token.Comma);
  const place = parseString(cursor);
  cursor.expect(token.RParen);
  return context.elided(place, form) ?? refuse(cursor, context, `there is no ${form.elem}[${form.shape}] "${place}"`);
}

/** The value of a constant at the cursor, stored as `form`. */
export function parseTensor(cursor: Cursor, form: StoredForm, outer: TensorContext): Tensor {
  const context: Here = { ...outer, span: tokenSpan(cursor.peek()) };
  if (!cursor.is(token.Word) || !cursor.is(token.LParen, 1) || cursor.isWord('nan')) {
    return parseLiterals(cursor, form, context);
  }
  const { image } = cursor.next();
  cursor.next();
  switch (image) {
    case 'splat':
      return parseSplat(cursor, form, context);
    case 'blob':
      return parseBlob(cursor, form, context);
    case 'convert':
      return parseConvert(cursor, form, context);
    case 'hex':
      return parseHex(cursor, form, context);
    case 'elided':
      return parseElided(cursor, form, context);
  }
  return cursor.failExpected('splat, blob, convert, hex or a list');
}
