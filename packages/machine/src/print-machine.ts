// A machine as a short table for people: what `inspect` shows.

import type { Link, Machine, Memory, Platform } from './machine.js';
import { machineTotals, ridgePoints } from './totals.js';

const binary = ['B', 'KiB', 'MiB', 'GiB', 'TiB'];
const decimal = ['', 'k', 'M', 'G', 'T', 'P'];

function scaled(value: number, step: number, prefixes: readonly string[]): [string, string] {
  let [rest, index] = [value, 0];
  while (rest >= step && index < prefixes.length - 1) {
    rest /= step;
    index++;
  }
  return [String(Number(rest.toPrecision(4))), prefixes[index] ?? ''];
}

/** Bytes with the largest fitting binary unit: `16 GiB`. */
export function printBytes(bytes: number): string {
  return scaled(bytes, 1024, binary).join(' ');
}

/** A rate with a decimal prefix: `67.2 GB/s`, `50.14 TOPS`. */
export function printRate(value: number, unit: string): string {
  const [text, prefix] = scaled(value, 1000, decimal);
  return `${text} ${prefix}${unit}`;
}

function printLink({ standard, lanes, bytesPerSecond }: Link): string {
  return `${standard} x${lanes}, ${printRate(bytesPerSecond, 'B/s')} each way`;
}

function row(label: string, text: string): string {
  return `  ${label.padEnd(10)}${text}`;
}

function memoryRow(label: string, memory: Memory, ridge: number): string {
  const many = memory.instances > 1 ? `${memory.instances} x ` : '';
  const rate = printRate(memory.bytesPerSecond * memory.instances, 'B/s');
  return row(label, `${many}${printBytes(memory.bytes)}, ${rate} in all, ridge ${Number(ridge.toPrecision(3))} op/B`);
}

function cardLines(card: Machine): string[] {
  const { memories, matrix, vector, clock, profiles } = card;
  const totals = machineTotals(card);
  const ridge = ridgePoints(card);
  const others = profiles.filter(({ name }) => name !== clock.name);
  const choice = others.map(({ name, hertz, watts }) => `; ${name}: ${printRate(hertz, 'Hz')}, ${watts} W`).join('');
  return [
    row(
      'engines',
      `${card.engines}, each ${matrix.int8MacsPerCycle} int8 MAC/cycle and a ${vector.bits}-bit vector unit`,
    ),
    row('clock', `${clock.name}: ${printRate(clock.hertz, 'Hz')}, ${clock.watts} W${choice}`),
    row('peak', `${printRate(totals.int8OpsPerSecond, 'OPS')} int8, ${printRate(totals.fp16OpsPerSecond, 'OPS')} fp16`),
    memoryRow('dram', memories.dram, ridge.dram),
    memories.llc.bytes === 0 ? row('llc', 'none') : memoryRow('llc', memories.llc, ridge.llc),
    memoryRow('sram', memories.sram, ridge.sram),
    memoryRow('tile', memories.tile, ridge.tile),
    row('link', printLink(card.link)),
  ];
}

/** Several lines, no newline at the end. */
export function printMachine(machine: Machine | Platform): string {
  const head = `${machine.kind} ${machine.name}: ${machine.summary}`;
  if (machine.kind === 'card') return [head, ...cardLines(machine)].join('\n');
  const totals = machineTotals(machine);
  const lines = [
    row(
      'host',
      `${machine.host.cores} cores, ${printBytes(machine.host.memoryBytes)}, ${printLink(machine.host.link)}`,
    ),
    row('cards', `${totals.cards}${machine.peerToPeer ? ', peer to peer through the switch' : ''}`),
    row('dram', `${printBytes(totals.dramBytes)}, ${printRate(totals.dramBytesPerSecond, 'B/s')} in all`),
    row(
      'peak',
      `${printRate(totals.int8OpsPerSecond, 'OPS')} int8, ${printRate(totals.fp16OpsPerSecond, 'OPS')} fp16, ${totals.watts} W`,
    ),
  ];
  for (const card of new Set(machine.cards)) {
    const numbers = machine.cards.flatMap((other, i) => (other === card ? [i] : []));
    lines.push(`card ${numbers.join(', ')}: ${card.name}`, ...cardLines(card));
  }
  return [head, ...lines].join('\n');
}
