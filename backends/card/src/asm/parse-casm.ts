// Reads card assembly back into an image. Data comes from the text itself or from the files its blobs name.

import {
  type ByteSource,
  checkedBytes,
  type Diagnostics,
  type Dim,
  type ElementType,
  isElementType,
  type Origin,
  tensorBytes,
} from '@afterglow/core';
import { parseOriginEntry, parseRange, parseTensor } from '@afterglow/ir';
import {
  Cursor,
  lineColumn,
  parseDim,
  parseInteger,
  parseName,
  parseNumber,
  parseString,
  type Span,
  token,
  tokenSpan,
} from '@afterglow/syntax';
import {
  type CardData,
  type CardImage,
  type CardMachine,
  type CardProgram,
  type IoBuffer,
  ISA_NAME,
  ISA_VERSION,
  LARGEST_ENGINE_MEMORY,
  type LaunchParam,
  MACHINE_FIELDS,
  SPACE_CAPACITY,
} from '../isa/index.js';
import { casmDiagnostics } from './diagnostics.js';
import { type Line, parseLine, resolveLabels, resolveOrigins } from './parse-instruction.js';
import { CASM_VERSION } from './print-casm.js';

export interface AssembleOptions {
  /** Name of the text, for diagnostics. */
  readonly file: string;
  /** Opens a file that a blob names, relative to the text. */
  readonly open: (file: string) => ByteSource | undefined;
}

type ProgramText = Omit<CardProgram, 'code' | 'origins'> & { readonly lines: readonly Line[]; readonly span: Span };

class Reader {
  readonly cursor: Cursor;
  readonly #open: AssembleOptions['open'];
  readonly #data: CardData[] = [];
  readonly #dataSpans: Span[] = [];
  readonly #programs: ProgramText[] = [];
  readonly #origins = new Map<string, Origin>();

  constructor(cursor: Cursor, open: AssembleOptions['open']) {
    this.cursor = cursor;
    this.#open = open;
  }

  image(): CardImage | undefined {
    const { cursor } = this;
    const before = cursor.diagnostics.list.length;
    const frame = cursor.attempt(() => this.#text());
    if (!frame) return undefined;
    const programs = this.#programs.map(({ lines, span: _, ...program }): CardProgram => {
      const code = resolveLabels(cursor, lines);
      return { ...program, code, origins: resolveOrigins(cursor, lines, this.#origins) };
    });
    this.#checkPlaces(frame);
    if (cursor.diagnostics.list.length > before) return undefined;
    return { ...frame, programs, data: this.#data };
  }

  #version(what: string, accepted: number): void {
    const first = this.cursor.peek();
    const found = parseInteger(this.cursor);
    if (found !== accepted) this.cursor.fail(casmDiagnostics.version, { what, found, accepted }, tokenSpan(first));
  }

  #text(): Pick<CardImage, 'machine' | 'dramBytes' | 'llcBytes'> {
    const { cursor } = this;
    cursor.expectWord('casm');
    this.#version('the text form', CASM_VERSION);
    cursor.expectWord('isa');
    cursor.expectWord(ISA_NAME);
    this.#version('the instruction set', ISA_VERSION);
    const machine = this.#machine();
    cursor.expectWord('dram');
    const dramBytes = this.#count();
    const llcBytes = cursor.acceptWord('llc') ? this.#count() : 0;
    while (!cursor.atEnd) this.#declaration();
    return { machine, dramBytes, llcBytes };
  }

  #declaration(): void {
    const { cursor } = this;
    if (cursor.is(token.TableRef)) parseOriginEntry(cursor, this.#origins);
    else if (cursor.isWord('program')) this.#program();
    else if (cursor.isWord('const') || cursor.isWord('table')) this.#constant();
    else cursor.failExpected("'const', 'table', 'program' or '#0 = loc …'");
  }

  #count(): number {
    return this.cursor.is(token.Minus)
      ? this.cursor.failExpected('a number that is not negative')
      : parseInteger(this.cursor);
  }

  #machine(): CardMachine {
    const { cursor } = this;
    const start = tokenSpan(cursor.expectWord('machine'));
    const name = parseString(cursor);
    cursor.expectWord('digest');
    const digest = parseString(cursor);
    cursor.expect(token.LBrace);
    const fields: Record<string, number> = {};
    while (!cursor.accept(token.RBrace)) {
      const word = cursor.expect(token.Word);
      const field = MACHINE_FIELDS.find(
        (known) => known.replace(/[A-Z]/g, (c) => `_${c.toLowerCase()}`) === word.image,
      );
      const problem = (text: string) =>
        cursor.fail(casmDiagnostics.machineField, { field: word.image, problem: text }, tokenSpan(word));
      if (!field) return problem('is unknown');
      if (Object.hasOwn(fields, field)) return problem('is given twice');
      cursor.expect(token.Equals);
      const value = parseNumber(cursor);
      if (!(Number.isFinite(value) && value >= 0)) return problem('is not a number that can be measured');
      fields[field] = value;
    }
    for (const field of MACHINE_FIELDS) {
      if (!Object.hasOwn(fields, field))
        cursor.fail(casmDiagnostics.machineField, { field, problem: 'is missing' }, start);
    }
    const machine = { ...(fields as unknown as CardMachine), name, digest }; // all fields were set above
    for (const field of SPACE_CAPACITY) {
      const shared = field === 'dramBytes' || field === 'llcBytes';
      const limit = shared ? Number.MAX_SAFE_INTEGER : LARGEST_ENGINE_MEMORY;
      const good = Number.isSafeInteger(machine[field]) && machine[field] <= limit;
      if (!good) cursor.fail(casmDiagnostics.machineField, { field, problem: `is ${machine[field]}` }, start);
    }
    return machine;
  }

  #type(): { elem: ElementType; dims: Dim[] } {
    const { cursor } = this;
    const word = cursor.expect(token.Word);
    if (!isElementType(word.image) || word.image === 'string') {
      cursor.index--;
      return cursor.failExpected('an element type with a size');
    }
    cursor.expect(token.LBracket);
    return { elem: word.image, dims: cursor.list(token.Comma, token.RBracket, () => parseDim(cursor)) };
  }

  #constant(): void {
    const { cursor } = this;
    const kind = cursor.next().image === 'table' ? 'table' : 'const';
    const span = tokenSpan(cursor.peek());
    const name = parseName(cursor, token.GlobalName);
    cursor.expect(token.Colon);
    const { elem, dims } = this.#type();
    const shape = dims.map((d) => (typeof d === 'number' ? d : cursor.failExpected('a shape of known sizes')));
    if (checkedBytes(elem, shape) === undefined)
      cursor.fail(casmDiagnostics.place, { name, problem: 'is too large' }, span);
    cursor.expectWord('at');
    const address = this.#count();
    cursor.expect(token.Equals);
    const tensor = parseTensor(cursor, { elem, shape }, { name, open: this.#open, stated: () => {} });
    this.#data.push({ name, kind, address, tensor });
    this.#dataSpans.push(span);
  }

  #buffer(): IoBuffer {
    const { cursor } = this;
    const name = parseName(cursor, token.ValueName);
    cursor.expect(token.Colon);
    const { elem, dims } = this.#type();
    cursor.expectWord('at');
    const address = this.#count();
    cursor.expectWord('bytes');
    return { name, elem, dims, address, bytes: this.#count() };
  }

  #program(): void {
    const { cursor } = this;
    cursor.next();
    const span = tokenSpan(cursor.peek());
    const name = parseName(cursor, token.GlobalName);
    if (this.#programs.some((other) => other.name === name)) cursor.report(casmDiagnostics.repeated, { name }, span);
    cursor.expect(token.LBrace);
    const params: LaunchParam[] = [];
    while (cursor.acceptWord('param')) {
      const { symbol, lo, hi } = parseRange(cursor);
      if (!Number.isFinite(hi)) cursor.failExpected('an upper bound');
      if (lo < 0) cursor.fail(casmDiagnostics.place, { name: symbol, problem: 'has a negative bound' });
      params.push({ name: symbol, lo, hi });
    }
    const zeros: Dim[] = [];
    while (cursor.acceptWord('zero')) zeros.push(parseDim(cursor));
    const inputs: IoBuffer[] = [];
    while (cursor.acceptWord('input')) inputs.push(this.#buffer());
    const outputs: IoBuffer[] = [];
    while (cursor.acceptWord('output')) outputs.push(this.#buffer());
    cursor.expectWord('code');
    cursor.expect(token.LBrace);
    const lines: Line[] = [];
    while (!cursor.accept(token.RBrace)) {
      const { startOffset } = cursor.peek();
      const line = cursor.attempt(() => parseLine(cursor));
      if (line) lines.push(line);
      else if (!this.#skipLine(startOffset)) break;
    }
    cursor.expect(token.RBrace);
    this.#programs.push({ name, params, ...(zeros.length > 0 && { zeros }), inputs, outputs, lines, span });
  }

  /** After an error in the instruction at `start`: past its line, so that one run shows all of them. */
  #skipLine(start: number): boolean {
    const { cursor } = this;
    const lineOf = (offset: number) => lineColumn(cursor.source, offset).line;
    while (!cursor.atEnd && lineOf(cursor.peek().startOffset) === lineOf(start)) cursor.next();
    return !cursor.atEnd;
  }

  /** What the writer of binaries takes for granted, because a code generator guarantees it, a text has to show. */
  #checkPlaces({ machine, dramBytes, llcBytes }: Pick<CardImage, 'machine' | 'dramBytes' | 'llcBytes'>): void {
    const bad = (name: string, problem: string, span: Span) =>
      this.cursor.report(casmDiagnostics.place, { name, problem }, span);
    if (dramBytes > machine.dramBytes)
      bad('dram', `is above the ${machine.dramBytes} bytes of the machine`, { offset: 0, length: 4 });
    if (llcBytes > machine.llcBytes)
      bad('llc', `is above the ${machine.llcBytes} bytes of the machine`, { offset: 0, length: 4 });
    const data = this.#data.map((entry, i) => ({
      ...entry,
      end: entry.address + tensorBytes(entry.tensor),
      span: this.#dataSpans[i] ?? { offset: 0, length: 1 },
    }));
    for (const { name, end, span } of data) if (end > dramBytes) bad(name, 'lies above the dram mark', span);
    const sorted = data.filter(({ address, end }) => end > address).sort((a, b) => a.address - b.address);
    sorted.forEach(({ name, address, span }, i) => {
      const before = sorted[i - 1];
      if (before && before.end > address) bad(name, `overlaps ${before.name}`, span);
    });
    for (const { inputs, outputs, span } of this.#programs) {
      for (const { name, address, bytes } of [...inputs, ...outputs]) {
        if (address + bytes > dramBytes) bad(name, 'lies above the dram mark', span);
      }
      for (const { name, address, bytes } of inputs) {
        const hit = sorted.find((entry) => entry.address < address + bytes && address < entry.end);
        if (hit) bad(name, `overlaps ${hit.name}`, span);
      }
    }
  }
}

/** Assembles a text. Undefined when anything is wrong; all problems found are in `diagnostics`. */
export function assemble(text: string, options: AssembleOptions, diagnostics: Diagnostics): CardImage | undefined {
  const cursor = Cursor.of({ file: options.file, text }, diagnostics);
  return cursor && new Reader(cursor, options.open).image();
}
