// Checks a parsed `.isa` file and resolves it to a model. Every problem is reported with its place: overlapping or missing
// bits, numbers and names used twice, names that mean nothing, operands a format has no room for.

import type { DiagnosticSpec, Diagnostics } from '@afterglow/core';
import { locate, type SourceText, type Span } from '@afterglow/syntax';
import type { Declaration, Expr, InstructionNode, IsaFile, Named } from './ast.js';
import { isaDiagnostics } from './diagnostics.js';
import { type ExpandedInstruction, Expander } from './expand.js';
import type { IsaFlag, IsaFormat, IsaInstruction, IsaModel, IsaOperand, IsaRegion } from './model.js';
import { parseIsa } from './parse.js';

const FUNCTIONS = new Map([
  ['ceil', 1],
  ['floor', 1],
  ['max', 2],
  ['min', 2],
  ['select', 3],
]);

type Of<K extends Declaration['kind']> = Extract<Declaration, { kind: K }>;

/** Two families may have the same pattern; no two have the same first number. */
function familyKey({ opcode, pattern }: InstructionNode): string {
  return `${opcode} ${pattern.name}`;
}

class Checker {
  readonly #file: IsaFile;
  readonly #source: SourceText;
  readonly #diagnostics: Diagnostics;
  readonly #machine = new Set<string>();
  readonly #lets = new Set<string>();
  readonly #spaces = new Map<string, number>();
  readonly #queues = new Set<string>();
  readonly #formats = new Map<string, IsaFormat>();
  #flagBits = 0;

  constructor(file: IsaFile, source: SourceText, diagnostics: Diagnostics) {
    this.#file = file;
    this.#source = source;
    this.#diagnostics = diagnostics;
  }

  report<P>(spec: DiagnosticSpec<P>, params: P, span: Span): void {
    this.#diagnostics.report(spec, params, { location: locate(this.#source, span) });
  }

  #all<K extends Declaration['kind']>(kind: K): Of<K>[] {
    return this.#file.declarations.filter((declaration): declaration is Of<K> => declaration.kind === kind);
  }

  /** Reports every name after the first use of it. */
  #unique(what: string, names: readonly Named[]): Set<string> {
    const seen = new Set<string>();
    for (const { name, span } of names) {
      if (seen.has(name)) this.report(isaDiagnostics.duplicate, { what, name }, span);
      seen.add(name);
    }
    return seen;
  }

  #uniqueNumbers(what: string, entries: readonly { readonly number: number; readonly named: Named }[]): void {
    const owner = new Map<number, string>();
    for (const { number, named } of entries) {
      const first = owner.get(number);
      if (first !== undefined) {
        this.report(isaDiagnostics.duplicateNumber, { what, number, first, second: named.name }, named.span);
      } else owner.set(number, named.name);
    }
  }

  #known(what: string, names: ReadonlySet<string> | ReadonlyMap<string, unknown>, { name, span }: Named): void {
    if (!names.has(name)) this.report(isaDiagnostics.unknownName, { name, what }, span);
  }

  check(): IsaModel {
    const word = this.#checkWord();
    const machine = this.#all('machine').flatMap((declaration) => declaration.fields);
    for (const name of this.#unique('machine field', machine)) this.#machine.add(name);
    const spaces = this.#all('space');
    this.#unique(
      'space',
      spaces.map((s) => s.space),
    );
    for (const { space, number } of spaces) this.#spaces.set(space.name, number);
    this.#uniqueNumbers(
      'space',
      spaces.map((s) => ({ number: s.number, named: s.space })),
    );
    for (const { capacity } of spaces) this.#known('machine field', this.#machine, capacity);
    const queues = this.#all('queue');
    for (const name of this.#unique(
      'queue',
      queues.map((q) => q.queue),
    ))
      this.#queues.add(name);
    this.#uniqueNumbers(
      'queue',
      queues.map((q) => ({ number: q.number, named: q.queue })),
    );
    const lets = this.#all('let');
    this.#unique(
      'let',
      lets.map((l) => l.variable),
    );
    for (const { variable, value } of lets) {
      this.#checkExpr(value, new Set([...this.#machine, ...this.#lets]));
      this.#lets.add(variable.name);
    }
    this.#checkFormats(word);
    const { instructions, outline } = this.#instructions(word.bits);
    return {
      name: this.#file.name,
      version: this.#file.version,
      wordBits: word.bits,
      fields: word.fields.map(({ name, lo, hi }) => ({ name, lo, hi })),
      formats: [...this.#formats.values()],
      machine: machine.map(({ name, doc }) => ({ name, doc })),
      spaces: spaces.map(({ space, number, shared, capacity, doc }) => ({
        name: space.name,
        number,
        shared,
        capacity: capacity.name,
        doc,
      })),
      queues: queues.map(({ queue, number, doc }) => ({ name: queue.name, number, doc })),
      lets: lets.map(({ variable, value }) => ({ name: variable.name, value })),
      instructions,
      outline,
    };
  }

  #checkWord(): Of<'word'> {
    const [word] = this.#all('word');
    const nowhere = { offset: 0, length: 1 };
    if (!word) this.report(isaDiagnostics.unknownName, { name: 'word', what: 'declaration' }, nowhere);
    const declared = word ?? { kind: 'word' as const, bits: 0, fields: [], span: nowhere };
    this.#unique('word field', declared.fields);
    for (const name of ['opcode', 'wait', 'signal', 'flags']) {
      if (!declared.fields.some((field) => field.name === name)) {
        this.report(isaDiagnostics.unknownName, { name, what: 'word field' }, declared.span);
      }
    }
    const flags = declared.fields.find((field) => field.name === 'flags');
    this.#flagBits = flags ? flags.hi - flags.lo + 1 : 0;
    this.#noOverlap(
      declared.bits,
      declared.fields.map((f) => ({ named: f, lo: f.lo, hi: f.hi })),
    );
    return declared;
  }

  /** Ranges must lie inside `bits` and share none of them. */
  #noOverlap(bits: number, ranges: readonly { readonly named: Named; readonly lo: number; readonly hi: number }[]) {
    const owner = new Map<number, string>();
    for (const { named, lo, hi } of ranges) {
      if (hi < lo || hi >= bits) {
        this.report(isaDiagnostics.bitsOutside, { name: named.name, lo, hi, bits }, named.span);
        continue;
      }
      for (let bit = lo; bit <= hi; bit++) {
        const other = owner.get(bit);
        if (other !== undefined && other !== named.name) {
          this.report(isaDiagnostics.overlappingBits, { name: named.name, other, bit }, named.span);
          break;
        }
        owner.set(bit, named.name);
      }
    }
  }

  #checkFormats(word: Of<'word'>): void {
    const formats = this.#all('format');
    this.#unique(
      'format',
      formats.map((f) => f.format),
    );
    for (const { format, registers, immediate, doc } of formats) {
      const ranges = word.fields.map((f) => ({ named: { name: f.name, span: format.span }, lo: f.lo, hi: f.hi }));
      const end = registers.from + registers.count * registers.width - 1;
      ranges.push({ named: { name: `${format.name}.reg`, span: format.span }, lo: registers.from, hi: end });
      if (immediate) {
        const last = immediate.from + immediate.width - 1;
        ranges.push({ named: { name: `${format.name}.imm`, span: format.span }, lo: immediate.from, hi: last });
      }
      this.#noOverlap(word.bits, ranges);
      this.#formats.set(format.name, { name: format.name, doc, registers, immediate });
    }
  }

  #instructions(wordBits: number): Pick<IsaModel, 'instructions' | 'outline'> {
    const bodies = new Map(this.#all('body').map((body) => [body.body.name, body]));
    this.#unique(
      'body',
      this.#all('body').map((body) => body.body),
    );
    const expander = new Expander(bodies, this.#source, this.#diagnostics);
    const instructions: IsaInstruction[] = [];
    const outline: IsaModel['outline'][number][] = [];
    const numbered: { number: number; named: Named }[] = [];
    for (const declaration of this.#file.declarations) {
      if (declaration.kind === 'chapter' || declaration.kind === 'section') {
        outline.push({ kind: declaration.kind, title: declaration.title, doc: declaration.doc });
      }
      if (declaration.kind !== 'instruction') continue;
      outline.push({ kind: 'family', family: familyKey(declaration) });
      for (const expanded of expander.expand(declaration)) {
        numbered.push({ number: expanded.opcode, named: { name: expanded.name, span: declaration.pattern.span } });
        const instruction = this.#instruction(expanded);
        if (instruction) instructions.push(instruction);
      }
    }
    this.#unique(
      'instruction',
      numbered.map((entry) => entry.named),
    );
    this.#uniqueNumbers('opcode', numbered);
    const opcode = this.#all('word')[0]?.fields.find((field) => field.name === 'opcode');
    const limit = opcode && wordBits > 0 ? 2 ** (opcode.hi - opcode.lo + 1) : 0;
    for (const { number, named } of numbered) {
      if (number >= limit) this.report(isaDiagnostics.numberTooLarge, { name: named.name, number, limit }, named.span);
    }
    return { instructions, outline };
  }

  #flags({ items, params, node }: ExpandedInstruction): IsaFlag[] {
    const flags: IsaFlag[] = [];
    const ranges: { named: Named; lo: number; hi: number }[] = [];
    for (const item of items) {
      if (item.kind !== 'flag') continue;
      if (item.only && ![...params.values()].includes(item.only.name)) {
        const rows = node.items.flatMap((other) => (other.kind === 'each' ? other.rows : []));
        this.#known('row of this family', new Set(rows.map((row) => row.name)), item.only);
        continue;
      }
      const { lo, hi } = item.bits;
      const bits = hi - lo + 1;
      this.#unique('flag value', item.values);
      if (item.values.length > 2 ** bits) {
        const room = { name: item.flag.name, count: item.values.length, room: 2 ** bits };
        this.report(isaDiagnostics.noRoom, room, item.flag.span);
      }
      const first = this.#spaces.get(item.values[0]?.name ?? '') ?? 0;
      item.values.forEach((value, number) => {
        const space = this.#spaces.get(value.name);
        if (space !== undefined && space !== first + number) {
          const found = { flag: item.flag.name, value: value.name, expected: first + number, space };
          this.report(isaDiagnostics.spaceNumber, found, value.span);
        }
      });
      ranges.push({ named: item.flag, lo, hi });
      const values = item.values.map((value) => value.name);
      flags.push({ name: item.flag.name, lo, bits, ...(values.length > 0 ? { values } : {}) });
    }
    this.#unique(
      'flag',
      ranges.map((range) => range.named),
    );
    this.#noOverlap(this.#flagBits, ranges);
    return flags;
  }

  #operands({ items, node }: ExpandedInstruction): IsaOperand[] {
    const operands: IsaOperand[] = [];
    const names: Named[] = [];
    for (const item of items) {
      if (item.kind !== 'operand') continue;
      names.push(item.operand);
      const { name } = item.operand;
      operands.push({ name, role: item.role, ...(item.space ? { space: item.space.name } : {}) });
    }
    this.#unique('operand', names);
    const format = this.#formats.get(node.format.name);
    if (!format) return operands;
    const registers = operands.filter(({ role }) => role !== 'signed' && role !== 'unsigned');
    if (registers.length > format.registers.count) {
      const room = { name: node.pattern.name, count: registers.length, room: format.registers.count };
      this.report(isaDiagnostics.noRoom, room, node.pattern.span);
    }
    const immediates = operands.length - registers.length;
    if (immediates > (format.immediate ? 1 : 0)) {
      const room = { name: node.pattern.name, count: immediates, room: format.immediate ? 1 : 0 };
      this.report(isaDiagnostics.noRoom, room, node.pattern.span);
    }
    return operands;
  }

  #instruction(expanded: ExpandedInstruction): IsaInstruction | undefined {
    const { node, items, params, name, opcode, doesPattern, doc } = expanded;
    this.#known('format', this.#formats, node.format);
    this.#known('queue', this.#queues, node.queue);
    const flags = this.#flags(expanded);
    const operands = this.#operands(expanded);
    const spaceNames = new Set([
      ...this.#spaces.keys(),
      ...flags.filter((flag) => this.#isSpaceFlag(flag)).map((f) => f.name),
    ]);
    const numbers = [...params].filter(([, value]) => typeof value === 'number').map(([key]) => key);
    const values = operands.filter((operand) => operand.role !== 'out').map((operand) => operand.name);
    const names = new Set([...values, ...flags.map((flag) => flag.name), ...numbers]);
    const costNames = new Set([...names, ...this.#machine, ...this.#lets]);
    const regions: IsaRegion[] = [];
    const moves: IsaInstruction['moves'][number][] = [];
    let active: Expr | undefined;
    let macs: Expr | undefined;
    let cost: Expr | undefined;
    let useful: Expr | undefined;
    let does: string | undefined;
    for (const item of items) {
      if (item.kind === 'operand' && item.space) this.#known('space or space flag', spaceNames, item.space);
      if (item.kind === 'active') active = this.#checkExpr(item.condition, names);
      if (item.kind === 'macs') macs = this.#checkExpr(item.count, names);
      if (item.kind === 'cost') cost = this.#checkExpr(item.cycles, costNames);
      if (item.kind === 'useful') useful = this.#checkExpr(item.cycles, costNames);
      if (item.kind === 'does') does = item.text;
      if (item.kind === 'moves') {
        for (const space of [item.from, item.to]) this.#known('space or space flag', spaceNames, space);
        moves.push({ from: item.from.name, to: item.to.name, bytes: this.#checkExpr(item.bytes, names) });
      }
      if (item.kind !== 'reads' && item.kind !== 'writes') continue;
      const { space, address, bytes, repeats, align } = item.region;
      this.#known('space or space flag', spaceNames, space);
      if (repeats.length > 2) {
        const room = { name: `the region of ${space.name}`, count: repeats.length, room: 2 };
        this.report(isaDiagnostics.noRoom, room, space.span);
      }
      for (const expr of [address, bytes, ...repeats.flatMap((r) => [r.count, r.stride]), ...(align ? [align] : [])]) {
        this.#checkExpr(expr, names);
      }
      regions.push({ write: item.kind === 'writes', space: space.name, address, bytes, repeats, align });
    }
    for (const [what, present] of [
      ['does', does],
      ['cost', cost],
    ] as const) {
      if (present === undefined) this.report(isaDiagnostics.missingItem, { name, item: what }, node.pattern.span);
    }
    if (cost === undefined || does === undefined) return undefined;
    const kernel = node.kernel ?? name;
    const family = familyKey(node);
    const { name: format } = node.format;
    const { name: queue } = node.queue;
    return {
      name,
      opcode,
      format,
      queue,
      kernel,
      params,
      family,
      operands,
      flags,
      active,
      regions,
      moves,
      macs,
      does,
      doesPattern,
      cost,
      useful,
      doc,
    };
  }

  #isSpaceFlag(flag: IsaFlag): boolean {
    return flag.values?.every((value) => this.#spaces.has(value)) ?? false;
  }

  #checkExpr(expr: Expr, names: ReadonlySet<string>): Expr {
    if (expr.kind === 'name') this.#known('operand, flag or field', names, expr);
    if (expr.kind === 'binary') {
      this.#checkExpr(expr.left, names);
      this.#checkExpr(expr.right, names);
    }
    if (expr.kind === 'call') {
      const arity = FUNCTIONS.get(expr.name);
      this.#known('function', FUNCTIONS, expr);
      if (arity !== undefined && arity !== expr.args.length) {
        const counts = { name: expr.name, expected: arity, found: expr.args.length };
        this.report(isaDiagnostics.argumentCount, counts, expr.span);
      }
      for (const arg of expr.args) this.#checkExpr(arg, names);
    }
    return expr;
  }
}

/** Parses and checks a `.isa` text. Undefined when anything is wrong; all problems are in `diagnostics`. */
export function loadIsa(source: SourceText, diagnostics: Diagnostics): IsaModel | undefined {
  const file = parseIsa(source, diagnostics);
  if (!file) return undefined;
  const before = diagnostics.list.length;
  const model = new Checker(file, source, diagnostics).check();
  return diagnostics.list.slice(before).some((entry) => entry.severity === 'error') ? undefined : model;
}
