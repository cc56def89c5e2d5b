// What `run` shows of a request: outputs in short, and what each partition did.

import { type ElementType, type HostValue, isFloat, numbersOf, printNumber, type Tensor } from '@afterglow/core';
import { describeValue, type PartitionRun } from '@afterglow/runtime';

export interface OutputSummary {
  readonly name: string;
  readonly type: string;
  readonly text: string;
}

const SHOWN = 8;

/** Names of counters that say what a unit took begin so. */
const CHARGED = 'lane cycles: ';

function isComplex(elem: ElementType): boolean {
  return elem === 'c64' || elem === 'c128';
}

function preview(value: HostValue): string {
  if (!('elem' in value)) return '';
  const tensor: Tensor = value;
  const total = tensor.shape.reduce((product, size) => product * size, 1);
  if (tensor.elem === 'string' || isComplex(tensor.elem) || total === 0) return '';
  const numbers = [...numbersOf(tensor).subarray(0, SHOWN)].map((x) =>
    isFloat(tensor.elem) ? printNumber(Number(x.toPrecision(6))) : String(x),
  );
  return ` = [${numbers.join(', ')}${total > SHOWN ? ', …' : ''}]`;
}

export function describeOutputs(outputs: ReadonlyMap<string, HostValue>): OutputSummary[] {
  return [...outputs].map(([name, value]) => {
    const type = describeValue(value);
    return { name, type, text: `${name}: ${type}${preview(value)}` };
  });
}

/** A table with one row a partition. Milliseconds are wall-clock; counters are the device's own. */
export function describePartitions(partitions: readonly PartitionRun[]): string[] {
  return partitions.map(({ partition, device, milliseconds, bytesIn, bytesOut, counters }) => {
    const cycles = counters['serial cycles (simulated)'];
    const simulated =
      cycles === undefined ? '' : `  ${Math.round(cycles).toLocaleString('en-US')} serial cycles (simulated)`;
    const moved = `${bytesIn.toLocaleString('en-US')} B in, ${bytesOut.toLocaleString('en-US')} B out`;
    return `${partition.padEnd(12)} on ${device.padEnd(6)} ${milliseconds.toFixed(1).padStart(8)} ms  ${moved}${simulated}`;
  });
}

/**
 * The share of each unit's lanes that did useful work, a line for devices alike. A tile with fewer elements than a unit takes at once costs as
 * much as a full one, so this is what padding wastes.
 */
export function describeLanes(partitions: readonly PartitionRun[]): string[] {
  const alike = new Map<string, string[]>();
  for (const { device, units } of lanesUsed(partitions)) {
    const shares = Object.entries(units).map(([unit, share]) => `${unit} ${(100 * share).toFixed(1)} %`);
    const text = shares.join(', ');
    alike.set(text, [...(alike.get(text) ?? []), device]);
  }
  return [...alike].map(([text, devices]) => `lanes used on ${devices.join(', ')}: ${text} (simulated)`);
}

export interface LanesUsed {
  readonly device: string;
  /** Name of a unit → share of its lanes in use. */
  readonly units: Readonly<Record<string, number>>;
}

/** The same as numbers, from the counters `lane cycles: UNIT` and `useful lane cycles: UNIT`. */
export function lanesUsed(partitions: readonly PartitionRun[]): LanesUsed[] {
  return [...new Set(partitions.map(({ device }) => device))].flatMap((device) => {
    const own = partitions.filter((partition) => partition.device === device).map(({ counters }) => counters);
    const sum = (name: string) => own.reduce((total, counters) => total + (counters[name] ?? 0), 0);
    const names = own.flatMap((counters) => Object.keys(counters)).filter((name) => name.startsWith(CHARGED));
    const units = [...new Set(names)].sort().map((name) => name.slice(CHARGED.length));
    if (units.length === 0) return [];
    const shares = units.map((unit) => [unit, sum(`useful ${CHARGED}${unit}`) / sum(`${CHARGED}${unit}`)] as const);
    return [{ device, units: Object.fromEntries(shares) }];
  });
}

/** How much of what devices reserve for the bounds of free sizes a request filled; nothing to say when every size is fixed. */
export function describeBounds(partitions: readonly PartitionRun[]): string[] {
  const bounded = partitions.filter(({ bytesReserved }) => bytesReserved !== undefined);
  const used = bounded.reduce((sum, { bytesIn, bytesOut }) => sum + bytesIn + bytesOut, 0);
  const reserved = bounded.reduce((sum, { bytesReserved = 0 }) => sum + bytesReserved, 0);
  if (reserved <= used) return [];
  const [part, whole] = [used.toLocaleString('en-US'), reserved.toLocaleString('en-US')];
  const share = Number(((100 * used) / reserved).toPrecision(2));
  return [`sizes: ${part} of ${whole} B that the bounds reserve for inputs and outputs (${share} %)`];
}
