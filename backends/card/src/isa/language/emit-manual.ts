// Generates the manual (`docs/isa.md`): chapters as written in the `.isa` file, encodings, and one entry a family.

import type { Expr } from './ast.js';
import type { IsaFlag, IsaInstruction, IsaModel, IsaRegion } from './model.js';

const PRECEDENCE: Readonly<Record<string, number>> = { or: 1, and: 2, '+': 4, '-': 4, '*': 5, '/': 5 };

/** Names of family attributes print as their values where all rows agree, and as `{name}` otherwise. */
function print(expr: Expr, rows: readonly IsaInstruction[], outer = 0): string {
  switch (expr.kind) {
    case 'number':
      return String(expr.value);
    case 'name': {
      const values = new Set(rows.map((row) => row.params.get(expr.name)));
      const [only] = values;
      if (only === undefined) return expr.name;
      return values.size === 1 ? String(only) : `{${expr.name}}`;
    }
    case 'call':
      return `${expr.name}(${expr.args.map((arg) => print(arg, rows)).join(', ')})`;
    case 'binary': {
      const level = PRECEDENCE[expr.op] ?? 3;
      const text = `${print(expr.left, rows, level)} ${expr.op} ${print(expr.right, rows, level + 1)}`;
      return level < outer ? `(${text})` : text;
    }
  }
}

function printRegion(region: IsaRegion, rows: readonly IsaInstruction[]): string {
  const repeats = region.repeats.map(({ count, stride }) => ` x ${print(count, rows)} by ${print(stride, rows)}`);
  const align = region.align ? ` align ${print(region.align, rows)}` : '';
  return `\`${region.space}[${print(region.address, rows)}; ${print(region.bytes, rows)}]${repeats.join('')}${align}\``;
}

function cell(text: string): string {
  return text.replaceAll('|', '\\|').replaceAll('\n', ' ');
}

/** The text as declared; attributes that are the same in all rows are filled in, the others stay in braces. */
function pattern(rows: readonly IsaInstruction[], first: IsaInstruction): string {
  return first.doesPattern.replace(/\{(\w+)\}/g, (name: string, key: string) => {
    const values = new Set(rows.map((row) => row.params.get(key)));
    return values.size === 1 ? String([...values][0]) : name;
  });
}

function flagRow(flag: IsaFlag, base: number): string {
  const bits = flag.bits === 1 ? String(base + flag.lo) : `${base + flag.lo}–${base + flag.lo + flag.bits - 1}`;
  const values = flag.values ? flag.values.map((value, i) => `${i} ${value}`).join(', ') : '0 no, 1 yes';
  return `| \`${flag.name}\` | ${bits} | ${values} |`;
}

const ROLES: Readonly<Record<string, string>> = {
  out: 'register written',
  value: 'register, a value',
  count: 'register, a count',
  stride: 'register, a stride in bytes',
  address: 'register, a byte address in',
  signed: 'signed immediate',
  unsigned: 'immediate, not negative',
};

class Manual {
  readonly #lines: string[] = [];
  readonly #model: IsaModel;

  constructor(model: IsaModel) {
    this.#model = model;
  }

  #add(...lines: string[]): void {
    this.#lines.push(...lines);
  }

  #paragraphs(text: string): void {
    if (text !== '') this.#add(text, '');
  }

  write(): string {
    const { name, version, outline } = this.#model;
    this.#add(
      `# The ${name}'s instruction set, version ${version}`,
      '',
      '<!-- Generated from isa/card.isa by `npm run generate`. Do not edit. -->',
      '',
    );
    let instructionsBegun = false;
    for (const part of outline) {
      if (part.kind === 'family') {
        this.#family(this.#model.instructions.filter((row) => row.family === part.family));
        continue;
      }
      if (part.kind === 'section' && !instructionsBegun) {
        instructionsBegun = true;
        this.#tables();
        this.#add('## Instructions', '');
      }
      this.#add(`${part.kind === 'chapter' ? '##' : '###'} ${part.title}`, '');
      this.#paragraphs(part.doc);
    }
    this.#opcodeTable();
    return `${this.#lines.join('\n').trimEnd()}\n`;
  }

  #tables(): void {
    const { wordBits, fields, formats, spaces, queues, machine, lets } = this.#model;
    this.#add('## The word', '');
    this.#add(`A word has ${wordBits} bits and is stored little-endian: bit i is bit i mod 8 of byte i div 8.`, '');
    this.#add('| field | bits |', '| --- | --- |');
    for (const { name, lo, hi } of fields) this.#add(`| \`${name}\` | ${lo}–${hi} |`);
    for (const { name, registers, immediate, doc } of formats) {
      this.#add('', `Format **${name}**. ${doc}`, '', '| operand | bits |', '| --- | --- |');
      const { count, width, from } = registers;
      this.#add(`| register i, for i = 0 … ${count - 1} | ${from} + ${width}i … ${from + width - 1} + ${width}i |`);
      if (immediate) {
        const last = immediate.from + immediate.width - 1;
        this.#add(`| immediate, two's complement | ${immediate.from}–${last} |`);
      }
    }
    this.#add('', 'Bits that no field, flag or operand of an instruction uses are reserved and must be zero.', '');
    this.#add(
      '## Memories and queues',
      '',
      '| memory | number | of | size | what |',
      '| --- | --- | --- | --- | --- |',
    );
    for (const { name, number, shared, capacity, doc } of spaces) {
      const owner = shared ? 'the card' : 'each engine';
      this.#add(`| \`${name}\` | ${number} | ${owner} | \`${capacity}\` | ${cell(doc)} |`);
    }
    this.#add('', '| queue | bit in `wait` and `signal` | what |', '| --- | --- | --- |');
    for (const { name, number, doc } of queues) this.#add(`| \`${name}\` | ${number} | ${cell(doc)} |`);
    this.#add('', '## Machine fields', '');
    this.#add(
      'Costs are cycles on the queue of the instruction, as expressions over these fields of the machine file;',
    );
    this.#add('an instruction that does nothing still costs one cycle.', '');
    this.#add('| field | what |', '| --- | --- |');
    for (const { name, doc } of machine) this.#add(`| \`${name}\` | ${cell(doc)} |`);
    for (const { name, value } of lets) this.#add(`| \`${name}\` | \`${print(value, [])}\` |`);
    this.#add('');
  }

  #family(rows: readonly IsaInstruction[]): void {
    const [first] = rows;
    if (!first) return;
    const flagBase = this.#model.fields.find((field) => field.name === 'flags')?.lo ?? 0;
    this.#add(`#### ${heading(rows, first)}`, '');
    this.#paragraphs(rows.length === 1 ? first.doc : '');
    const opcode = rows.length === 1 ? `Opcode ${hex(first.opcode)}, queue` : 'Queue';
    this.#add(`${opcode} \`${first.queue}\`, format ${first.format}.`, '');
    if (rows.length > 1) {
      this.#add('| instruction | opcode | what |', '| --- | --- | --- |');
      for (const row of rows) {
        const does = row.params.get('does');
        const what = does === undefined ? row.doc : `${row.doc} \`${does}\``;
        this.#add(`| \`${row.name}\` | ${hex(row.opcode)} | ${cell(what)} |`);
      }
      this.#add('');
    }
    if (first.operands.length > 0) {
      this.#add('| operand | what |', '| --- | --- |');
      for (const { name, role, space } of first.operands) {
        this.#add(`| \`${name}\` | ${ROLES[role]}${space ? ` \`${space}\`` : ''} |`);
      }
      this.#add('');
    }
    const flags = new Map(rows.flatMap((row) => row.flags.map((flag) => [flag.name, flag] as const)));
    if (flags.size > 0) {
      this.#add('| flag | word bits | values |', '| --- | --- | --- |');
      for (const flag of flags.values()) {
        const owners = rows.filter((row) => row.flags.some((other) => other.name === flag.name));
        const only =
          owners.length === rows.length ? '' : ` (only ${owners.map((row) => `\`${row.name}\``).join(', ')})`;
        this.#add(`${flagRow(flag, flagBase).slice(0, -2)}${only} |`);
      }
      this.#add('');
    }
    this.#add('```text', pattern(rows, first), '```', '');
    const facts: string[] = [];
    if (first.active) facts.push(`acts only when \`${print(first.active, rows)}\``);
    for (const region of first.regions) facts.push(`${region.write ? 'writes' : 'reads'} ${printRegion(region, rows)}`);
    for (const { from, to, bytes } of first.moves) {
      facts.push(`counts as \`${print(bytes, rows)}\` bytes from \`${from}\` to \`${to}\``);
    }
    if (first.macs) facts.push(`counts as \`${print(first.macs, rows)}\` multiply-accumulates`);
    facts.push(`costs \`${print(first.cost, rows)}\` cycles`);
    if (first.useful) facts.push(`of which \`${print(first.useful, rows)}\` would do if no lane were idle`);
    this.#add(...facts.map((fact) => `- ${fact}`), '');
    this.#attributes(rows, first);
  }

  /** What differs between rows and the lines above name in braces; `does` stands beside the opcodes. */
  #attributes(rows: readonly IsaInstruction[], first: IsaInstruction): void {
    const named = (key: string) => first.family.includes(`{${key}}`);
    const inText = (key: string) => key !== 'does' && !named(key) && first.doesPattern.includes(`{${key}}`);
    const keys = [...first.params].filter(([key, value]) => typeof value === 'number' || inText(key));
    const varying = keys.map(([key]) => key).filter((key) => new Set(rows.map((row) => row.params.get(key))).size > 1);
    if (varying.length === 0 || rows.length === 1) return;
    this.#add(`| instruction | ${varying.map((key) => `{${key}}`).join(' | ')} |`);
    this.#add(`| --- |${varying.map(() => ' --- |').join('')}`);
    for (const row of rows) this.#add(`| \`${row.name}\` | ${varying.map((key) => row.params.get(key)).join(' | ')} |`);
    this.#add('');
  }

  #opcodeTable(): void {
    this.#add('## All opcodes', '', '| opcode | instruction | queue |', '| --- | --- | --- |');
    const sorted = [...this.#model.instructions].sort((a, b) => a.opcode - b.opcode);
    for (const { opcode, name, queue } of sorted) this.#add(`| ${hex(opcode)} | \`${name}\` | ${queue} |`);
  }
}

/** The pattern of a family; the names of its rows where the pattern is nothing but a variable. */
function heading(rows: readonly IsaInstruction[], first: IsaInstruction): string {
  const pattern = first.family.slice(first.family.indexOf(' ') + 1);
  if (!/^\{\w+\}$/.test(pattern)) return `\`${pattern}\``;
  return rows.map(({ name }) => `\`${name}\``).join(' ');
}

function hex(opcode: number): string {
  return `0x${opcode.toString(16).padStart(2, '0')}`;
}

/** The manual as Markdown. */
export function emitManual(model: IsaModel): string {
  return new Manual(model).write();
}
