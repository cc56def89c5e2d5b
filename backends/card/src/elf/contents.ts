// The tables of a binary as JSON text: programs and their interfaces, data, and which words came from which model node.
// Keys are written in a fixed order, so equal images give equal bytes.

import { dim, invariant, type Origin } from '@afterglow/core';
import { MACHINE_FIELDS } from '../isa/generated/machine-fields.js';
import type { CardImage, IoBuffer } from '../isa/image.js';

const utf8 = new TextEncoder();

function safe(value: number, what: string): number {
  invariant(Number.isSafeInteger(value) && value >= 0, `${what} is ${value}`);
  return value;
}

function bufferJson({ name, elem, dims, address, bytes }: IoBuffer): unknown {
  return {
    name,
    elem,
    dims: dims.map((d) => dim.toJson(d)),
    address: safe(address, `address of ${name}`),
    bytes: safe(bytes, `size of ${name}`),
  };
}

/** Table of contents, `.afterglow.io`. */
export function ioBytes(image: CardImage): Uint8Array {
  let start = 0;
  const programs = image.programs.map(({ name, code, params, zeros, inputs, outputs }) => {
    const first = start;
    start += code.length;
    return {
      name,
      start: first,
      words: code.length,
      params: params.map(({ name: symbol, lo, hi }) => ({ name: symbol, lo: safe(lo, symbol), hi: safe(hi, symbol) })),
      ...(zeros && { zeros: zeros.map((zero) => dim.toJson(zero)) }),
      inputs: inputs.map(bufferJson),
      outputs: outputs.map(bufferJson),
    };
  });
  const data = image.data.map(({ name, kind, address, tensor }) => {
    const { elem, shape } = tensor;
    return { name, kind, elem, shape, address: safe(address, `address of ${name}`) };
  });
  return utf8.encode(JSON.stringify({ programs, data }));
}

function originJson(origin: Origin): unknown {
  if (origin.kind === 'fused') return { by: origin.by, parts: origin.parts.map(originJson) };
  return origin.source === undefined ? { name: origin.name } : { name: origin.name, source: origin.source };
}

/** `.afterglow.origins`: each distinct origin once, and runs of words (`[count, origin or -1, …]`) a program. */
export function originBytes(image: CardImage): Uint8Array {
  const byObject = new Map<Origin, number>();
  const byText = new Map<string, number>();
  const origins: unknown[] = [];
  const numberOf = (origin: Origin | undefined): number => {
    if (!origin) return -1;
    const known = byObject.get(origin);
    if (known !== undefined) return known;
    const json = originJson(origin);
    const text = JSON.stringify(json);
    const number = byText.get(text) ?? origins.push(json) - 1;
    byText.set(text, number);
    byObject.set(origin, number);
    return number;
  };
  const programs = image.programs.map(({ code, origins: list }) => {
    const runs: number[] = [];
    for (let pc = 0; pc < code.length; ) {
      const number = numberOf(list[pc]);
      let end = pc + 1;
      while (end < code.length && numberOf(list[end]) === number) end++;
      runs.push(end - pc, number);
      pc = end;
    }
    return runs;
  });
  return utf8.encode(JSON.stringify({ origins, programs }));
}

/** The machine note. */
export function machineBytes({ machine }: CardImage): Uint8Array {
  const fields = MACHINE_FIELDS.map((field) => {
    invariant(Number.isFinite(machine[field]) && machine[field] >= 0, `machine field ${field} is ${machine[field]}`);
    return [field, machine[field]] as const;
  });
  return utf8.encode(JSON.stringify({ name: machine.name, digest: machine.digest, ...Object.fromEntries(fields) }));
}
