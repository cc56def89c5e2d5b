// The driver of one card: copies inputs into card memory, sets launch parameters, runs a program, reads outputs at the sizes
// they have for those parameters. Knows programs only through the table of contents of the binary.

import {
  type Diagnostics,
  dim,
  type HostValue,
  isTensorValue,
  originNames,
  packedBytes,
  type Tensor,
  tensorChunks,
  tensorFromBytes,
} from '@afterglow/core';
import type { Device, DeviceCounters, DeviceEvent, DeviceRun, RunOptions } from '@afterglow/runtime';
import { cardDiagnostics } from '../diagnostics.js';
import type { CardElf, ElfProgram } from '../elf/index.js';
import type { IoBuffer } from '../isa/image.js';
import { LANE_UNITS } from '../isa/lane-cycles.js';
import { type RunCounters, Simulator, type SimulatorOptions } from '../sim/index.js';

/** Longest trace of a run, in stretches of serial time. */
const MAX_EVENTS = 20_000;

type Params = ReadonlyMap<string, number>;

/** Flat numbers for reports; cycles are those of the cost table, summed over queues that a card runs side by side. */
export function namedCounters(counters: RunCounters): DeviceCounters {
  const named: Record<string, number> = {
    'serial cycles (simulated)': counters.cycles,
    'overlapped cycles (simulated)': counters.overlappedCycles,
    instructions: counters.instructions,
    'multiply-accumulates': counters.macs,
  };
  // A card of one engine has nothing to add here.
  if (counters.cyclesByEngine.length > 1) {
    named['cycles of the slowest engine between barriers, summed (simulated)'] = counters.longestCycles;
    counters.cyclesByEngine.forEach((cycles, engine) => {
      named[`serial cycles: engine ${engine}`] = cycles;
    });
  }
  for (const unit of LANE_UNITS) {
    const { charged, useful } = counters.laneCycles[unit];
    if (charged === 0) continue;
    named[`lane cycles: ${unit}`] = charged;
    named[`useful lane cycles: ${unit}`] = useful;
  }
  for (const [queue, cycles] of counters.cyclesByQueue) named[`serial cycles: ${queue}`] = cycles;
  for (const [op, cycles] of counters.cyclesByOpcode) named[`serial cycles: ${op}`] = cycles;
  for (const [op, count] of counters.instructionsByOpcode) named[`instructions: ${op}`] = count;
  for (const [pair, bytes] of counters.bytesMoved) named[`bytes: ${pair}`] = bytes;
  return named;
}

/** A card with its binary loaded. Runs are synchronous; a worker a card is the runtime's business. */
export class CardDevice implements Device {
  readonly #elf: CardElf;
  readonly #simulator: Simulator;

  constructor(elf: CardElf, options: SimulatorOptions = {}) {
    this.#elf = elf;
    this.#simulator = new Simulator(elf, options);
  }

  /** Programs with their launch parameters, inputs and outputs. */
  get entries(): readonly ElfProgram[] {
    return this.#elf.programs;
  }

  run(
    entry: string,
    inputs: ReadonlyMap<string, HostValue>,
    params: Params,
    diagnostics: Diagnostics,
    options: RunOptions = {},
  ): DeviceRun | undefined {
    const program = this.#simulator.prepare(entry, diagnostics)?.entry;
    if (!program) return undefined;
    const before = diagnostics.list.length;
    const values = launchValues(program, params, diagnostics);
    checkZeros(program, params, diagnostics);
    const tensors = program.inputs.map((buffer) => checkedInput(program, buffer, inputs, params, diagnostics));
    for (const buffer of program.outputs) checkOutput(buffer, params, diagnostics);
    if (diagnostics.list.length > before) return undefined;
    const started = performance.now();
    program.inputs.forEach((buffer, i) => {
      const tensor = tensors[i];
      if (tensor) this.#write(buffer, tensor);
    });
    const copyInMs = performance.now() - started;
    const { maxWork } = options;
    const limits = maxWork === undefined ? {} : { maxWork };
    const trace = options.trace ? { maxStretches: MAX_EVENTS } : {};
    const counters = this.#simulator.run(entry, values, diagnostics, { ...limits, ...trace });
    if (!counters) return undefined;
    const finished = performance.now();
    const outputs = new Map(program.outputs.map((buffer) => [buffer.name, this.#read(buffer, params)]));
    const copyOutMs = performance.now() - finished;
    return { outputs, counters: namedCounters(counters), events: this.#events(entry, counters), copyInMs, copyOutMs };
  }

  close(): void {}

  #write({ address }: IoBuffer, tensor: Tensor): void {
    let at = address;
    for (const chunk of tensorChunks(tensor)) {
      this.#simulator.state.dram.write(at, chunk, 0, chunk.length);
      at += chunk.length;
    }
  }

  #read(buffer: IoBuffer, params: Params): Tensor {
    const shape = shapeOf(buffer, params) ?? []; // launch values were checked to bind all dims
    const bytes = new Uint8Array(packedBytes(buffer.elem, product(shape)));
    this.#simulator.state.dram.read(buffer.address, bytes, 0, bytes.length);
    return tensorFromBytes(buffer.elem, shape, bytes);
  }

  #events(entry: string, { stretches, droppedStretches }: RunCounters): DeviceEvent[] {
    const microseconds = 1e6 / this.#elf.machine.clockHz;
    const events = stretches.map(({ engine, origin, start, cycles, instructions }): DeviceEvent => {
      const names = originNames(this.#elf.origins[origin]);
      return {
        lane: `engine ${engine}`,
        name: names.length > 0 ? names.join(', ') : entry,
        start: start * microseconds,
        duration: cycles * microseconds,
        args: { entry, cycles, instructions },
      };
    });
    const last = events.at(-1);
    if (droppedStretches === 0 || !last) return events;
    // Nothing silent: the trace says that it does not go to the end.
    const rest = { entry, stretches: droppedStretches };
    return [
      ...events,
      { lane: 'engine 0', name: 'not recorded', start: last.start + last.duration, duration: 0, args: rest },
    ];
  }
}

function product(shape: readonly number[]): number {
  return shape.reduce((size, extent) => size * extent, 1);
}

function shapeOf({ dims }: IoBuffer, params: Params): number[] | undefined {
  const shape = dims.map((d) => dim.evaluate(d, params));
  return shape.every((extent) => extent !== undefined && extent >= 0) ? (shape as number[]) : undefined; // just checked
}

/** Values of the launch parameters in declared order; missing ones and ones out of range are reported. */
function launchValues(
  { name: entry, params: declared }: ElfProgram,
  params: Params,
  diagnostics: Diagnostics,
): number[] {
  return declared.map(({ name, lo, hi }) => {
    const value = params.get(name);
    const report = (problem: string) => diagnostics.report(cardDiagnostics.badParam, { entry, name, problem });
    if (value === undefined) report('is missing');
    else if (!Number.isInteger(value)) report(`is ${value}, not an integer`);
    else if (value < lo || value > hi) report(`is ${value}, outside ${lo}..${hi}`);
    return value ?? 0;
  });
}

/** Sizes that do not fit each other are none that the program was made for. */
function checkZeros({ name: entry, zeros = [] }: ElfProgram, params: Params, diagnostics: Diagnostics): void {
  for (const zero of zeros) {
    const value = dim.evaluate(zero, params) ?? 0;
    if (value === 0) continue;
    const at = [...dim.symbolsOf(zero)].map((name) => `${name} = ${params.get(name)}`).join(', ');
    diagnostics.report(cardDiagnostics.impossibleLaunch, { entry, zero: dim.printDim(zero), value, at });
  }
}

/** A binary whose outputs do not fit where it says they are is damaged. */
function checkOutput(buffer: IoBuffer, params: Params, diagnostics: Diagnostics): void {
  const shape = shapeOf(buffer, params);
  const size = shape ? packedBytes(buffer.elem, product(shape)) : Number.POSITIVE_INFINITY;
  if (size <= buffer.bytes) return;
  const reason = `output ${buffer.name} takes ${size} bytes; ${buffer.bytes} are reserved for it`;
  diagnostics.report(cardDiagnostics.badElf, { reason });
}

function printShape(shape: readonly (string | number)[]): string {
  return `[${shape.join(', ')}]`;
}

function checkedInput(
  { name: entry }: ElfProgram,
  buffer: IoBuffer,
  inputs: ReadonlyMap<string, HostValue>,
  params: Params,
  diagnostics: Diagnostics,
): Tensor | undefined {
  const { name, elem, dims, bytes } = buffer;
  const report = (problem: string) => {
    diagnostics.report(cardDiagnostics.badInput, { entry, name, problem });
    return undefined;
  };
  const value = inputs.get(name);
  if (!value) return report('is missing');
  if (!isTensorValue(value)) return report(`is a ${value.kind}; a card takes tensors`);
  if (value.elem !== elem) return report(`has elements of type ${value.elem}, expected ${elem}`);
  const expected = shapeOf(buffer, params);
  const matches = expected?.length === value.shape.length && expected.every((extent, i) => extent === value.shape[i]);
  if (!matches) {
    const wanted = printShape(expected ?? dims.map(dim.printDim));
    return report(`has shape ${printShape(value.shape)}, expected ${wanted}`);
  }
  const size = packedBytes(elem, product(value.shape));
  if (size > bytes) return report(`takes ${size} bytes; ${bytes} are reserved for it`);
  return value;
}
