// What `run` shows of a request: outputs in short, and what each partition did.

import { type ElementType, type HostValue, isFloat, numbersOf, printNumber, type Tensor } from '@afterglow/core';
import { describeValue, type PartitionRun } from '@afterglow/runtime';

export interface OutputSummary {
  readonly name: string;
  readonly type: string;
  readonly text: string;
}

const SHOWN = 8;

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
