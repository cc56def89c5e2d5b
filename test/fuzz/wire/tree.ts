// A model file as a tree of protobuf fields that may be changed at will and written back, valid or not.

import { type MessageName, SUBMESSAGES } from './schema.js';

export const [VARINT, FIXED64, BYTES, FIXED32] = [0, 1, 2, 5] as const;

export interface Message {
  readonly name: MessageName;
  fields: Field[];
}

export interface Field {
  number: number;
  wire: number;
  /** Varints as bigint; fixed and length-delimited ones as bytes; submessages as such. */
  value: bigint | Uint8Array | Message;
  /** Written in the place of the true length. */
  claimedLength?: bigint;
}

export function isMessage(value: Field['value']): value is Message {
  return typeof value === 'object' && 'fields' in value;
}

/** Reads a message; undefined when the bytes are none. Submessages that do not parse stay bytes. */
export function parseMessage(bytes: Uint8Array, name: MessageName): Message | undefined {
  const fields: Field[] = [];
  let at = 0;
  const varint = (): bigint | undefined => {
    let value = 0n;
    for (let shift = 0n; shift < 70n; shift += 7n) {
      const byte = bytes[at++];
      if (byte === undefined) return undefined;
      value |= BigInt(byte & 0x7f) << shift;
      if (byte < 0x80) return value;
    }
    return undefined;
  };
  while (at < bytes.length) {
    const tag = varint();
    if (tag === undefined || tag > 0xffffffffn) return undefined;
    const [number, wire] = [Number(tag >> 3n), Number(tag & 7n)];
    if (wire === VARINT) {
      const value = varint();
      if (value === undefined) return undefined;
      fields.push({ number, wire, value });
      continue;
    }
    const length = wire === FIXED64 ? 8n : wire === FIXED32 ? 4n : wire === BYTES ? varint() : undefined;
    if (length === undefined || length > BigInt(bytes.length - at)) return undefined;
    const payload = bytes.subarray(at, at + Number(length));
    at += Number(length);
    const inner = SUBMESSAGES[name][number];
    const value = (wire === BYTES && inner && parseMessage(payload, inner)) || payload;
    fields.push({ number, wire, value });
  }
  return { name, fields };
}

export function writeMessage(message: Message): Uint8Array {
  const parts: Uint8Array[] = [];
  for (const { number, wire, value, claimedLength } of message.fields) {
    parts.push(varintBytes((BigInt(number) << 3n) | BigInt(wire)));
    if (typeof value === 'bigint') {
      parts.push(varintBytes(value));
      continue;
    }
    const payload = isMessage(value) ? writeMessage(value) : value;
    if (wire === BYTES) parts.push(varintBytes(claimedLength ?? BigInt(payload.length)));
    parts.push(payload);
  }
  return concat(parts);
}

export function varintBytes(value: bigint): Uint8Array {
  const bytes: number[] = [];
  let rest = BigInt.asUintN(64, value);
  do {
    bytes.push(Number(rest & 0x7fn) | (rest > 0x7fn ? 0x80 : 0));
    rest >>= 7n;
  } while (rest > 0n);
  return Uint8Array.from(bytes);
}

function concat(parts: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

export function copyField(field: Field): Field {
  return { ...field, value: isMessage(field.value) ? copyMessage(field.value) : field.value };
}

export function copyMessage(message: Message): Message {
  return { name: message.name, fields: message.fields.map(copyField) };
}

/** All messages of a tree, outermost first. */
export function messagesOf(root: Message, name?: MessageName): Message[] {
  const found: Message[] = [];
  const stack: Message[] = [root];
  for (let top = stack.pop(); top; top = stack.pop()) {
    if (name === undefined || top.name === name) found.push(top);
    for (const { value } of top.fields.toReversed()) if (isMessage(value)) stack.push(value);
  }
  return found;
}

export function fieldsOf(message: Message, number: number): Field[] {
  return message.fields.filter((field) => field.number === number);
}

export function childrenOf(message: Message, number: number): Message[] {
  return fieldsOf(message, number).flatMap(({ value }) => (isMessage(value) ? [value] : []));
}

const encoder = new TextEncoder();
const decoder = new TextDecoder();

export function textOf(field: Field | undefined): string {
  return field?.value instanceof Uint8Array ? decoder.decode(field.value) : '';
}

export function textField(number: number, text: string): Field {
  return { number, wire: BYTES, value: encoder.encode(text) };
}

export function intField(number: number, value: number | bigint): Field {
  return { number, wire: VARINT, value: BigInt.asUintN(64, BigInt(value)) };
}

export function messageField(number: number, value: Message): Field {
  return { number, wire: BYTES, value };
}

/** Puts a field in the place of the first one with its number, or at the end. */
export function setField(message: Message, field: Field): void {
  const at = message.fields.findIndex(({ number }) => number === field.number);
  if (at < 0) message.fields.push(field);
  else message.fields[at] = field;
}
