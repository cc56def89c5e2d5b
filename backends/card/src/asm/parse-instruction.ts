// One line of assembly: `label: op operands {flags} wait(queues) signal(queues) ; loc(#k)`.

import type { Origin } from '@afterglow/core';
import { nearestName } from '@afterglow/ir';
import { type Cursor, parseInteger, token, tokenSpan } from '@afterglow/syntax';
import {
  type CardInstructionSpec,
  IMMEDIATE_LIMIT,
  INSTRUCTIONS,
  type Instruction,
  isImmediate,
  isOpcode,
  QUEUES,
  REGISTER_COUNT,
  specOf,
} from '../isa/index.js';
import { casmDiagnostics } from './diagnostics.js';

type Token = ReturnType<Cursor['peek']>;

/** A parsed line. Its immediate may still be a label. */
export interface Line {
  readonly label: Token | undefined;
  readonly instruction: Instruction;
  /** Label that stands where the immediate goes. */
  readonly target: Token | undefined;
  readonly origin: Token | undefined;
}

const NAMES = INSTRUCTIONS.map(({ op }) => op);

function parseRegister(cursor: Cursor): number {
  const word = cursor.expect(token.Word);
  const number = /^r(\d{1,2})$/.exec(word.image)?.[1];
  if (number === undefined || Number(number) >= REGISTER_COUNT) {
    return cursor.fail(casmDiagnostics.badRegister, { text: word.image }, tokenSpan(word));
  }
  return Number(number);
}

function parseImmediate(cursor: Cursor, role: string): number {
  const first = cursor.peek();
  const value = parseInteger(cursor);
  const low = role === 'unsigned' ? 0 : -IMMEDIATE_LIMIT;
  if (value >= low && value < IMMEDIATE_LIMIT) return value;
  return cursor.fail(casmDiagnostics.immediateRange, { value, low, high: IMMEDIATE_LIMIT - 1 }, tokenSpan(first));
}

function parseFlags(cursor: Cursor, spec: CardInstructionSpec): Record<string, number> {
  const flags: Record<string, number> = {};
  if (!cursor.accept(token.LBrace)) return flags;
  cursor.list(token.Comma, token.RBrace, () => {
    const word = cursor.expect(token.Word);
    const flag = spec.flags.find(({ name }) => name === word.image);
    if (!flag) {
      const known = spec.flags.map(({ name }) => name).join(', ') || 'none';
      return cursor.fail(casmDiagnostics.unknownFlag, { op: spec.op, flag: word.image, known }, tokenSpan(word));
    }
    if (Object.hasOwn(flags, flag.name)) cursor.fail(casmDiagnostics.repeated, { name: flag.name }, tokenSpan(word));
    const value = flag.values ? parseFlagValue(cursor, spec, flag.name, flag.values) : 1;
    if (value !== 0) flags[flag.name] = value;
  });
  return flags;
}

function parseFlagValue(cursor: Cursor, spec: CardInstructionSpec, name: string, values: readonly string[]): number {
  cursor.expect(token.Equals);
  const word = cursor.expect(token.Word);
  const value = values.indexOf(word.image);
  if (value >= 0) return value;
  const flag = `${name} = ${word.image}`;
  return cursor.fail(casmDiagnostics.unknownFlag, { op: spec.op, flag, known: values.join(', ') }, tokenSpan(word));
}

function parseQueues(cursor: Cursor, word: string): number {
  if (!cursor.isWord(word) || !cursor.is(token.LParen, 1)) return 0;
  cursor.next();
  cursor.next();
  let mask = 0;
  cursor.list(token.Comma, token.RParen, () => {
    const queue = cursor.expect(token.Word);
    const bit = Object.keys(QUEUES).indexOf(queue.image);
    if (bit < 0) cursor.fail(casmDiagnostics.unknownQueue, { queue: queue.image }, tokenSpan(queue));
    mask |= 1 << bit;
  });
  return mask;
}

function parseOrigin(cursor: Cursor): Token | undefined {
  if (!cursor.accept(token.Semicolon)) return undefined;
  cursor.expectWord('loc');
  cursor.expect(token.LParen);
  const reference = cursor.expect(token.TableRef);
  cursor.expect(token.RParen);
  return reference;
}

export function parseLine(cursor: Cursor): Line {
  const label = cursor.is(token.Colon, 1) ? cursor.expect(token.Word) : undefined;
  if (label) cursor.expect(token.Colon);
  const name = cursor.expect(token.Word);
  if (!isOpcode(name.image)) {
    const near = nearestName(name.image, NAMES);
    return cursor.fail(casmDiagnostics.unknownInstruction, { name: name.image, near }, tokenSpan(name));
  }
  const spec = specOf(name.image);
  const regs: number[] = [];
  let imm: number | undefined;
  let target: Token | undefined;
  spec.operands.forEach(({ role }, i) => {
    if (i > 0) cursor.expect(token.Comma);
    if (!isImmediate(role)) regs.push(parseRegister(cursor));
    else if (spec.op === 'loop' && cursor.is(token.Word)) {
      target = cursor.next();
      imm = 0;
    } else imm = parseImmediate(cursor, role);
  });
  const flags = parseFlags(cursor, spec);
  const wait = parseQueues(cursor, 'wait');
  const signal = parseQueues(cursor, 'signal');
  const instruction = {
    op: spec.op,
    regs,
    ...(imm === undefined ? {} : { imm }),
    ...(Object.keys(flags).length > 0 ? { flags } : {}),
    ...(wait ? { wait } : {}),
    ...(signal ? { signal } : {}),
  };
  return { label, instruction, target, origin: parseOrigin(cursor) };
}

/** A program's lines with labels resolved; origins are still references. */
export function resolveLabels(cursor: Cursor, lines: readonly Line[]): Instruction[] {
  const labels = new Map<string, number>();
  lines.forEach(({ label }, pc) => {
    if (!label) return;
    if (labels.has(label.image)) cursor.report(casmDiagnostics.repeated, { name: label.image }, tokenSpan(label));
    labels.set(label.image, pc);
  });
  return lines.map(({ instruction, target }, pc) => {
    if (!target) return instruction;
    const end = labels.get(target.image);
    if (end === undefined || end <= pc) {
      cursor.report(casmDiagnostics.unknownLabel, { label: target.image }, tokenSpan(target));
      return instruction;
    }
    return { ...instruction, imm: end - pc };
  });
}

/** Looks up the origins of lines in the table at the end of the text. */
export function resolveOrigins(
  cursor: Cursor,
  lines: readonly Line[],
  known: ReadonlyMap<string, Origin>,
): (Origin | undefined)[] {
  return lines.map(({ origin }) => {
    if (!origin) return undefined;
    const found = known.get(origin.image);
    if (!found) cursor.report(casmDiagnostics.unknownOrigin, { reference: origin.image }, tokenSpan(origin));
    return found;
  });
}
