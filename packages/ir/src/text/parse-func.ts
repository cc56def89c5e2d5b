// Reads one function: signature, nodes, regions. A faulty line is reported and skipped, and so is what depends on it.

import { type Cursor, describeToken, nameOf, parseName, syntaxDiagnostics, token, tokenSpan } from '@afterglow/syntax';
import { completeAttrs, createFunc, setRange, setResultNames } from '../graph/builder.js';
import type { Func, Module, Node, Region, Value } from '../graph/graph.js';
import { addParam, link, mutable, newNode, newRegion, setRegionResult } from '../graph/mutate.js';
import type { AttrValue, OpDef, OpRegistry } from '../graph/op-def.js';
import type { Type } from '../graph/type.js';
import { attrProblem } from '../verify/check-attr.js';
import { girDiagnostics } from './diagnostics.js';
import { nearestName } from './nearest-name.js';
import type { NodeTypes, WrittenNode } from './node-types.js';
import { parseAttrs, parseRange } from './parse-attr.js';
import { Scope } from './parse-scope.js';
import { parseType } from './parse-type.js';
import { calleeAttr } from './print-attr.js';

type Token = ReturnType<Cursor['peek']>;

/** A reference to the table of origins, resolved when the table has been read. */
export interface PendingOrigin {
  readonly node: Node;
  readonly ref: Token;
}

interface Name {
  readonly name: string;
  readonly at: Token;
}

/** Deepest indentation of a line that error recovery recognises. */
const MAX_INDENT = 1000;
/** Errors of one function after which its text is abandoned. */
export const MAX_ERRORS = 200;
/** Unknown ops for which a suggestion is looked up. */
const MAX_SUGGESTIONS = 100;

function isFirstOnLine(text: string, offset: number): boolean {
  for (let at = offset - 1; at >= 0 && offset - at < MAX_INDENT; at--) {
    const code = text.charCodeAt(at);
    if (code === 0x0a) return true;
    if (code !== 0x20 && code !== 0x09) return false;
  }
  return offset < MAX_INDENT;
}

export class FuncParser {
  readonly #cursor: Cursor;
  readonly #registry: OpRegistry;
  readonly #types: NodeTypes;
  readonly #scope: Scope;
  readonly #pending: PendingOrigin[];
  readonly #func: Func;
  /** Cleared once anything was refused, from when on missing pieces are no news. */
  #sound = true;
  /** Number of diagnostics before this function. */
  readonly #before: number;
  #suggestions = 0;

  constructor(
    cursor: Cursor,
    registry: OpRegistry,
    types: NodeTypes,
    module: Module,
    name: string,
    pending: PendingOrigin[],
  ) {
    this.#cursor = cursor;
    this.#before = cursor.diagnostics.list.length;
    this.#registry = registry;
    this.#types = types;
    this.#scope = new Scope(module);
    this.#pending = pending;
    this.#func = createFunc(module, name);
  }

  /** From the opening parenthesis of the signature to the closing brace of the body. */
  parse(): void {
    const cursor = this.#cursor;
    const func = this.#func;
    this.#scope.open();
    cursor.expect(token.LParen);
    cursor.list(token.Comma, token.RParen, () => this.#param(func.body));
    cursor.expect(token.Arrow);
    cursor.expect(token.LParen);
    const results = cursor.list(token.Comma, token.RParen, () => {
      const name = parseName(cursor, token.ValueName);
      cursor.expect(token.Colon);
      return { name, type: parseType(cursor) };
    });
    if (cursor.acceptWord('where')) {
      do this.#range();
      while (cursor.accept(token.Comma));
    }
    setResultNames(
      func,
      results.map((result) => result.name),
    );
    cursor.expect(token.LBrace);
    const end = this.#region(func.body, 'return');
    this.#scope.close();
    const body = func.body.results;
    if (!this.#sound || !end) return;
    const fail = (problem: string) =>
      cursor.report(girDiagnostics.badFunction, { func: func.name, problem }, tokenSpan(end));
    if (body.length !== results.length) fail(`${body.length} values are returned, ${results.length} are declared`);
    results.forEach((result, i) => {
      const type = body[i]?.type;
      if (type && type !== result.type) {
        const mismatch = { what: `result %${result.name}`, written: result.type.key, inferred: type.key };
        cursor.report(girDiagnostics.typeMismatch, mismatch, tokenSpan(end));
      }
    });
  }

  #range(): void {
    const at = this.#cursor.peek();
    const { symbol, lo, hi } = parseRange(this.#cursor);
    if (this.#func.ranges.has(symbol)) {
      this.#cursor.report(girDiagnostics.redefined, { what: 'the range of', name: symbol }, tokenSpan(at));
    }
    if (lo < 0 || hi < lo) {
      const problem = `the range of ${symbol} is ${lo}..${hi}`;
      this.#cursor.report(girDiagnostics.badFunction, { func: this.#func.name, problem }, tokenSpan(at));
    }
    setRange(this.#func, symbol, { lo, hi });
  }

  #param(region: Region): void {
    const cursor = this.#cursor;
    const at = cursor.expect(token.ValueName);
    const name = nameOf(cursor, at);
    cursor.expect(token.Colon);
    const type = parseType(cursor);
    this.#checkNew({ name, at });
    this.#scope.define(name, addParam(region, name, type));
  }

  #checkNew({ name, at }: Name): void {
    if (!this.#scope.isTaken(name)) return;
    this.#cursor.report(girDiagnostics.redefined, { what: 'value', name: `%${name}` }, tokenSpan(at));
    this.#sound = false;
  }

  /** Statements up to the closing brace. Answers the token of `return` or `yield`. */
  #region(region: Region, end: 'return' | 'yield'): Token | undefined {
    const cursor = this.#cursor;
    for (;;) {
      const start = cursor.peek();
      if (cursor.acceptWord(end)) {
        this.#results(region, start);
        cursor.expect(token.RBrace);
        return start;
      }
      if (cursor.is(token.RBrace) || cursor.atEnd || cursor.isWord('func')) {
        if (this.#sound) {
          const found = describeToken(start);
          cursor.report(syntaxDiagnostics.unexpectedToken, { expected: `'${end}'`, found }, tokenSpan(start));
        }
        this.#sound = false;
        cursor.accept(token.RBrace);
        return undefined;
      }
      const names: Name[] = [];
      const before = cursor.index;
      if (cursor.attempt(() => this.#node(region, names)) === undefined) {
        this.#sound = false;
        for (const { name } of names) this.#scope.poison(name);
        this.#skipLine(before);
      }
      if (this.#tooManyErrors()) cursor.index = cursor.tokens.length - 1;
    }
  }

  #tooManyErrors(): boolean {
    return this.#cursor.diagnostics.list.length - this.#before > MAX_ERRORS;
  }

  /** Goes on to the next line that looks like the start of a statement. */
  #skipLine(before: number): void {
    const cursor = this.#cursor;
    if (cursor.index === before) cursor.next();
    for (; !cursor.atEnd; cursor.next()) {
      const { tokenType, image, startOffset } = cursor.peek();
      const starts =
        tokenType === token.ValueName ||
        tokenType === token.RBrace ||
        tokenType === token.TableRef ||
        image === 'return' ||
        image === 'yield' ||
        image === 'func';
      if (starts && isFirstOnLine(cursor.source.text, startOffset)) return;
    }
  }

  #results(region: Region, at: Token): void {
    const cursor = this.#cursor;
    if (!cursor.is(token.ValueName)) return;
    const values: (Value | undefined)[] = [];
    do values.push(this.#operand(cursor.expect(token.ValueName)));
    while (cursor.accept(token.Comma));
    values.forEach((value, index) => {
      if (value && values.indexOf(undefined) < 0) setRegionResult(region, index, value);
    });
    if (values.includes(undefined) && this.#sound) {
      this.#sound = false;
      cursor.report(
        girDiagnostics.badFunction,
        { func: this.#func.name, problem: 'a result is missing' },
        tokenSpan(at),
      );
    }
  }

  /** The value read by this name; undefined, and no longer sound, when there is none. */
  #operand(at: Token): Value | undefined {
    const name = nameOf(this.#cursor, at);
    const found = this.#scope.lookup(name);
    if (found.kind === 'value') return found.value;
    if (found.kind === 'undefined') {
      const { elsewhere } = found;
      this.#cursor.report(girDiagnostics.undefinedValue, { name, elsewhere }, tokenSpan(at));
      this.#scope.poison(name);
    }
    this.#sound = false;
    return undefined;
  }

  /** One node. Answers true when it has been read (whatever was found wrong with it). */
  #node(region: Region, names: Name[]): true {
    const cursor = this.#cursor;
    if (cursor.is(token.ValueName)) {
      do {
        const at = cursor.next();
        names.push({ name: nameOf(cursor, at), at });
      } while (cursor.accept(token.Comma) && (cursor.is(token.ValueName) || cursor.failExpected('a value name')));
      cursor.expect(token.Equals);
    }
    const at = cursor.expect(token.Word);
    const op = this.#registry.get(at.image);
    if (!op) {
      return cursor.fail(girDiagnostics.unknownOp, { op: at.image, nearest: this.#suggest(at.image) }, tokenSpan(at));
    }
    const attrs: Record<string, AttrValue> = {};
    const callee = calleeAttr(op.attrs);
    if (callee && cursor.is(token.GlobalName)) attrs[callee.name] = parseName(cursor, token.GlobalName);
    let usable = true;
    cursor.expect(token.LParen);
    const operands = cursor.list(token.Comma, token.RParen, () => {
      if (cursor.acceptWord('_')) return undefined;
      const value = this.#operand(cursor.expect(token.ValueName));
      usable &&= value !== undefined;
      return value;
    });
    while (operands.length > 0 && operands.at(-1) === undefined) operands.pop();
    const attrStart = cursor.peek().startOffset;
    if (cursor.accept(token.LBrace)) usable = parseAttrs(cursor, op, attrs) && usable;
    const attrText = cursor.source.text.slice(attrStart, cursor.peek(-1).startOffset);
    const regions = this.#regions(op);
    const types: Type[] = [];
    if (cursor.accept(token.Colon)) {
      do types.push(parseType(cursor));
      while (cursor.accept(token.Comma));
    }
    const ref = this.#loc();
    for (const name of names) this.#checkNew(name);
    const node = usable
      ? this.#build({
          op,
          names: names.map(({ name }) => name),
          operands,
          attrs: completeAttrs(op, attrs),
          attrText,
          regions,
          types: types.length > 0 ? types : undefined,
          span: tokenSpan(at),
        })
      : undefined;
    if (!node) {
      this.#sound = false;
      for (const { name } of names) this.#scope.poison(name);
      return true;
    }
    for (const inner of regions) {
      mutable.region(inner).parent = node;
      mutable.node(node).regions.push(inner);
    }
    link(region, node, undefined);
    node.results.forEach((value, i) => {
      this.#scope.define(names[i]?.name ?? value.name, value);
    });
    if (ref) this.#pending.push({ node, ref });
    return true;
  }

  #suggest(name: string): string | undefined {
    if (this.#suggestions++ >= MAX_SUGGESTIONS) return undefined;
    return nearestName(
      name,
      [...this.#registry.all()].map((known) => known.name),
    );
  }

  #loc(): Token | undefined {
    const cursor = this.#cursor;
    if (!cursor.acceptWord('loc')) return undefined;
    cursor.expect(token.LParen);
    const ref = cursor.expect(token.TableRef);
    cursor.expect(token.RParen);
    return ref;
  }

  #regions(op: OpDef): Region[] {
    const cursor = this.#cursor;
    const regions: Region[] = [];
    for (const spec of op.regions) {
      cursor.expectWord(spec.name);
      const region = newRegion(this.#func, undefined);
      this.#scope.open();
      if (cursor.accept(token.LParen)) cursor.list(token.Comma, token.RParen, () => this.#param(region));
      cursor.expect(token.LBrace);
      cursor.nested(() => this.#region(region, 'yield'));
      this.#scope.close();
      regions.push(region);
    }
    return regions;
  }

  #build(written: WrittenNode): Node | undefined {
    const { op, names, operands, attrs, span } = written;
    let complete = true;
    for (const spec of op.attrs) {
      const problem = attrs[spec.name] === undefined ? attrProblem(spec, undefined) : undefined;
      if (problem === undefined) continue;
      this.#cursor.report(girDiagnostics.badAttribute, { op: op.name, problem }, span);
      complete = false;
    }
    if (!complete) return undefined;
    // A region that was refused makes its node look wrong; the first message is enough.
    const quiet = !this.#sound && written.regions.length > 0;
    const typed = this.#types.check(written, this.#func, quiet);
    if (!typed) return undefined;
    this.#sound &&= typed.sound;
    return newNode(this.#func, { op, operands, attrs, types: typed.types, names, origin: undefined });
  }
}
