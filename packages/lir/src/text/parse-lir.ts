// Reads the text form of instruction IR (`.lir`): everything that `printLir` prints, to equal data.
// Syntax, names of instructions and operand shapes are checked here; what they mean together is the verifier's business.

import type { ByteSource, Diagnostics, Dim, ElementType, Origin, Tensor } from '@afterglow/core';
import { isElementType } from '@afterglow/core';
import { type Attrs, type AttrValue, parseAttrs, parseOriginEntry, parseRange, parseTensor } from '@afterglow/ir';
import { Cursor, parseDim, parseInteger, parseName, parseString, token, tokenSpan } from '@afterglow/syntax';
import { lirDiagnostics } from '../diagnostics.js';
import { type InstrDef, type InstrSet, matchOperands } from '../instr-def.js';
import {
  type Access,
  LIR_VERSION,
  type LirBuffer,
  type LirInstr,
  type LirItem,
  type LirModule,
  type LirOperand,
  type LirProgram,
  type StoredBuffer,
} from '../program.js';

export interface ParseLirOptions {
  /** Name of the text for messages. */
  readonly file: string;
  /** Instruction sets the text may use. */
  readonly sets: readonly InstrSet[];
  /** Opens a file by its name relative to the text. */
  readonly open?: (file: string) => ByteSource | undefined;
  readonly diagnostics: Diagnostics;
}

const ROLES = ['input', 'output', 'temp'] as const;
const ACCESSES: readonly Access[] = ['in', 'out', 'inout'];

/** An instruction whose origin is still a reference into the table at the end. */
interface PendingInstr {
  readonly instr: LirInstr;
  readonly ref:
    | { readonly image: string; readonly at: { readonly offset: number; readonly length: number } }
    | undefined;
}
type PendingItem =
  | PendingInstr
  | { readonly index: string; readonly count: Dim; readonly body: readonly PendingItem[] };

interface BufferType {
  readonly elem: ElementType;
  readonly shape: readonly Dim[];
}

class LirParser {
  readonly #cursor: Cursor;
  readonly #options: ParseLirOptions;
  readonly #origins = new Map<string, Origin>();
  #set: InstrSet | undefined;

  constructor(cursor: Cursor, options: ParseLirOptions) {
    this.#cursor = cursor;
    this.#options = options;
  }

  parse(): LirModule {
    const cursor = this.#cursor;
    cursor.expectWord('lir');
    const at = cursor.peek();
    const version = parseInteger(cursor);
    if (version !== LIR_VERSION) {
      cursor.fail(lirDiagnostics.unknownVersion, { found: version, known: LIR_VERSION }, tokenSpan(at));
    }
    const setToken = cursor.expect(token.Word);
    const set = this.#options.sets.find(({ name }) => name === setToken.image);
    if (!set) return cursor.fail(lirDiagnostics.unknownSet, { name: setToken.image }, tokenSpan(setToken));
    this.#set = set;
    const consts: StoredBuffer[] = [];
    while (cursor.acceptWord('const')) consts.push(this.#const());
    const programs: { program: LirProgram; items: readonly PendingItem[] }[] = [];
    while (cursor.acceptWord('program')) programs.push(this.#program());
    while (cursor.is(token.TableRef)) parseOriginEntry(cursor, this.#origins);
    if (!cursor.atEnd) cursor.failExpected("'const', 'program', '#0 = loc …' or the end of the text");
    return {
      set: set.name,
      consts,
      programs: programs.map(({ program, items }) => ({ ...program, body: this.#resolve(items) })),
    };
  }

  #type(): BufferType {
    const cursor = this.#cursor;
    cursor.expect(token.Colon);
    const word = cursor.expect(token.Word);
    const elem: string = word.image;
    if (!isElementType(elem)) return cursor.failExpected('an element type such as f16', `there is no type ${elem}`);
    cursor.expect(token.LBracket);
    return { elem, shape: cursor.list(token.Comma, token.RBracket, () => parseDim(cursor)) };
  }

  #stored(role: StoredBuffer['role']): StoredBuffer {
    const cursor = this.#cursor;
    const name = parseName(cursor, token.ValueName);
    const type = this.#type();
    cursor.expectWord('in');
    const memory = cursor.expect(token.Word).image;
    cursor.expectWord('bytes');
    const bytes = parseInteger(cursor);
    cursor.expectWord('align');
    const align = parseInteger(cursor);
    const address = cursor.acceptWord('at') ? { address: parseInteger(cursor) } : {};
    const external = cursor.acceptWord('as') ? { external: parseString(cursor) } : {};
    return { name, role, ...type, memory, bytes, align, ...address, ...external };
  }

  #const(): StoredBuffer {
    const cursor = this.#cursor;
    const buffer = this.#stored('const');
    if (!cursor.accept(token.Equals)) return buffer;
    const shape = buffer.shape.map((d) =>
      typeof d === 'number' ? d : cursor.failExpected(`a constant with a known shape`),
    );
    const open = this.#options.open ?? (() => undefined);
    const tensor: Tensor = parseTensor(
      cursor,
      { elem: buffer.elem, shape },
      { name: buffer.name, open, stated: () => {} },
    );
    return { ...buffer, tensor };
  }

  #symbol(): string {
    const cursor = this.#cursor;
    return cursor.is(token.StringLiteral) ? parseString(cursor) : cursor.expect(token.Word).image;
  }

  #program(): { program: LirProgram; items: readonly PendingItem[] } {
    const cursor = this.#cursor;
    const name = parseName(cursor, token.GlobalName);
    cursor.expect(token.LParen);
    const params = cursor.list(token.Comma, token.RParen, () => {
      const { symbol, lo, hi } = parseRange(cursor);
      return { name: symbol, lo, hi };
    });
    cursor.expect(token.LBrace);
    const zeros: Dim[] = [];
    while (cursor.acceptWord('zero')) zeros.push(parseDim(cursor));
    const buffers: LirBuffer[] = [];
    for (let buffer = this.#buffer(); buffer; buffer = this.#buffer()) buffers.push(buffer);
    const items = this.#block();
    return { program: { name, params, ...(zeros.length > 0 && { zeros }), buffers, body: [] }, items };
  }

  #buffer(): LirBuffer | undefined {
    const cursor = this.#cursor;
    if (!cursor.is(token.ValueName, 1)) return undefined;
    const role = ROLES.find((word) => cursor.acceptWord(word));
    if (role) return this.#stored(role);
    if (!cursor.acceptWord('view')) return undefined;
    const name = parseName(cursor, token.ValueName);
    const type = this.#type();
    cursor.expectWord('of');
    const of = parseName(cursor, token.ValueName);
    let offset = 0;
    if (cursor.accept(token.LBracket)) {
      offset = parseInteger(cursor);
      cursor.expect(token.RBracket);
    }
    return { name, role: 'view', ...type, of, offset };
  }

  /** Items up to and including the closing brace. A faulty instruction is reported and skipped. */
  #block(): PendingItem[] {
    const cursor = this.#cursor;
    const items: PendingItem[] = [];
    while (!cursor.accept(token.RBrace)) {
      if (cursor.atEnd) cursor.failExpected("an instruction, 'loop' or '}'");
      items.push(cursor.isWord('loop') ? cursor.nested(() => this.#loop()) : this.#instr());
    }
    return items;
  }

  #loop(): PendingItem {
    const cursor = this.#cursor;
    cursor.expectWord('loop');
    const index = this.#symbol();
    cursor.expectWord('in');
    if (cursor.peek().image !== '0') cursor.failExpected("'0': loops count from 0");
    cursor.next();
    cursor.expect(token.DotDot);
    const count = parseDim(cursor);
    cursor.expect(token.LBrace);
    return { index, count, body: this.#block() };
  }

  #operand(): LirOperand | undefined {
    const cursor = this.#cursor;
    if (cursor.acceptWord('_')) return undefined;
    const access =
      ACCESSES.find((word) => cursor.acceptWord(word)) ?? cursor.failExpected("'in', 'out', 'inout' or '_'");
    const buffer = parseName(cursor, token.ValueName);
    if (!cursor.accept(token.LBracket)) return { access, buffer, offset: 0 };
    const offset = parseDim(cursor);
    cursor.expect(token.RBracket);
    return { access, buffer, offset };
  }

  #operands(def: InstrDef): (LirOperand | undefined)[] {
    const cursor = this.#cursor;
    const at = cursor.peek();
    const operands: (LirOperand | undefined)[] = [];
    const starts = () => cursor.isWord('_') || ACCESSES.some((word) => cursor.isWord(word));
    if (starts()) {
      do operands.push(this.#operand());
      while (cursor.accept(token.Comma));
    }
    if (!matchOperands(def, operands)) {
      const expected = def.operands.map(
        ({ access, name, arity }) => `${access} ${name}${arity === 'one' ? '' : arity === 'optional' ? '?' : '...'}`,
      );
      const found = operands.map((operand) => (operand ? `${operand.access} %${operand.buffer}` : '_'));
      cursor.report(
        lirDiagnostics.operandMismatch,
        { op: def.name, expected: expected.join(', '), found: found.join(', ') },
        tokenSpan(at),
      );
    }
    return operands;
  }

  #scalars(def: InstrDef): Dim[] {
    const cursor = this.#cursor;
    if (def.scalars.length === 0) return [];
    cursor.expect(token.LParen);
    const scalars = def.scalars.map((name, i) => {
      if (i > 0) cursor.expect(token.Comma);
      if (!cursor.isWord(name)) cursor.fail(lirDiagnostics.unknownScalar, { op: def.name, name: cursor.peek().image });
      cursor.next();
      cursor.expect(token.Equals);
      return parseDim(cursor);
    });
    cursor.expect(token.RParen);
    return scalars;
  }

  #attrs(def: InstrDef): Attrs {
    const attrs: Record<string, AttrValue> = {};
    if (this.#cursor.accept(token.LBrace)) parseAttrs(this.#cursor, def, attrs);
    return attrs;
  }

  #queues(word: string): string[] {
    const cursor = this.#cursor;
    if (!cursor.acceptWord(word)) return [];
    cursor.expect(token.LParen);
    return cursor.list(token.Comma, token.RParen, () => cursor.expect(token.Word).image);
  }

  #instr(): PendingInstr {
    const cursor = this.#cursor;
    let defines: string | undefined;
    if (cursor.is(token.Equals, 1)) {
      defines = this.#symbol();
      cursor.expect(token.Equals);
    }
    const word = cursor.expect(token.Word);
    const def = this.#set?.get(word.image);
    if (!def)
      return cursor.fail(lirDiagnostics.unknownInstr, { op: word.image, set: this.#set?.name ?? '' }, tokenSpan(word));
    const operands = this.#operands(def);
    const scalars = this.#scalars(def);
    const attrs = this.#attrs(def);
    const wait = this.#queues('wait');
    const signal = this.#queues('signal');
    const instr = {
      kind: 'instr',
      op: def.name,
      operands,
      scalars,
      attrs,
      defines,
      wait,
      signal,
      origin: undefined,
    } as const;
    if (!cursor.acceptWord('loc')) return { instr, ref: undefined };
    cursor.expect(token.LParen);
    const ref = cursor.expect(token.TableRef);
    cursor.expect(token.RParen);
    return { instr, ref: { image: ref.image, at: tokenSpan(ref) } };
  }

  #resolve(items: readonly PendingItem[]): LirItem[] {
    return items.map((item) => {
      if (!('instr' in item))
        return { kind: 'loop', index: item.index, count: item.count, body: this.#resolve(item.body) };
      if (!item.ref) return item.instr;
      const origin = this.#origins.get(item.ref.image);
      if (!origin) {
        this.#cursor.report(lirDiagnostics.undefinedOrigin, { ref: item.ref.image }, item.ref.at);
      }
      return { ...item.instr, origin };
    });
  }
}

/** Reads a module, or reports what is wrong with its text and answers undefined. */
export function parseLir(text: string, options: ParseLirOptions): LirModule | undefined {
  const { file, diagnostics } = options;
  const before = diagnostics.list.length;
  const cursor = Cursor.of({ file, text }, diagnostics);
  const module = cursor?.attempt(() => new LirParser(cursor, options).parse());
  const failed = diagnostics.list.slice(before).some(({ severity }) => severity === 'error');
  return failed ? undefined : module;
}
