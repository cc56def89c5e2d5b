// One request: binds its launch parameters, runs every partition as soon as its inputs are there, and moves tensors along
// the edges of the partition DAG.

import { dimOf, type Manifest, type PartitionInfo } from '@afterglow/bundle';
import {
  bindDims,
  type Diagnostic,
  Diagnostics,
  dim,
  type HostValue,
  invariant,
  type Result,
  tensorBytes,
} from '@afterglow/core';
import { checkInputs } from './check-inputs.js';
import { SizeChecks } from './check-sizes.js';
import type { DeviceCounters } from './device.js';
import { runtimeDiagnostics } from './diagnostics.js';
import { asTensor } from './host-value.js';
import type { DeviceQueue, LaunchResult } from './queue.js';
import { reservedBytes } from './reserved-bytes.js';
import type { Trace } from './trace.js';

export interface RequestOptions {
  readonly trace?: Trace;
  /** Units of work after which a device ends a launch, in place of the device's own default. */
  readonly maxWork?: number;
}

/** What one partition did in a request. Milliseconds are wall-clock. */
export interface PartitionRun {
  readonly partition: string;
  readonly device: string;
  readonly milliseconds: number;
  readonly bytesIn: number;
  readonly bytesOut: number;
  /** Bytes of inputs and outputs at the upper bounds of all sizes, which the device keeps; undefined where there are none. */
  readonly bytesReserved: number | undefined;
  readonly counters: DeviceCounters;
}

export interface RequestResult {
  /** By output name of the model, in the order of the manifest. */
  readonly outputs: ReadonlyMap<string, HostValue>;
  readonly params: ReadonlyMap<string, number>;
  readonly partitions: readonly PartitionRun[];
}

/** What a request runs on. Queues by `device/part`; `number` counts requests, so that replicas take turns. */
export interface RequestContext {
  readonly manifest: Manifest;
  readonly queues: ReadonlyMap<string, DeviceQueue>;
  readonly number: number;
}

interface ChosenPlacement {
  readonly device: string;
  readonly entry: string;
  readonly queue: DeviceQueue;
}

/** The placement with the fewest pending launches; ties rotate with the request number. */
function pickPlacement(partition: PartitionInfo, { queues, number }: RequestContext): ChosenPlacement {
  const open = partition.placements.flatMap(({ device, part, entry }) => {
    const queue = queues.get(`${device}/${part}`);
    return queue ? [{ device, entry, queue }] : [];
  });
  const rotated = open.map((_, i) => open[(i + number) % open.length] as ChosenPlacement);
  const [first, ...rest] = rotated;
  invariant(first, `partition ${partition.name} has no open device`);
  return rest.reduce((best, next) => (next.queue.pending < best.queue.pending ? next : best), first);
}

function bytesOf(value: HostValue): number {
  const tensor = asTensor(value);
  return tensor && tensor.elem !== 'string' ? tensorBytes(tensor) : 0;
}

function totalBytes(values: Iterable<HostValue>): number {
  let sum = 0;
  for (const value of values) sum += bytesOf(value);
  return sum;
}

/** A partition reported problems with the data; they are already among the request's diagnostics. */
class PartitionFailed extends Error {}

class Request {
  readonly #context: RequestContext;
  /** Launch parameters; sizes that only the data decide join them when the partition that makes them is done. */
  readonly #params: Map<string, number>;
  readonly #checks: SizeChecks;
  readonly #trace: Trace | undefined;
  readonly #maxWork: number | undefined;
  readonly #started = performance.now();
  readonly #values = new Map<string, Promise<HostValue>>();
  readonly #runs = new Map<string, PartitionRun>();
  readonly failures: Diagnostic[] = [];

  constructor(context: RequestContext, params: ReadonlyMap<string, number>, { trace, maxWork }: RequestOptions) {
    this.#context = context;
    this.#params = new Map(params);
    this.#checks = new SizeChecks(context.manifest);
    this.#trace = trace;
    this.#maxWork = maxWork;
  }

  async run(inputs: ReadonlyMap<string, HostValue>): Promise<RequestResult | undefined> {
    const { manifest, number } = this.#context;
    this.#checkSizes();
    if (this.failures.length > 0) return undefined;
    for (const [name, value] of inputs) this.#values.set(name, Promise.resolve(value));
    const finished = manifest.partitions.map((partition) => this.#start(partition));
    for (const outcome of await Promise.allSettled(finished)) {
      if (outcome.status === 'rejected' && !(outcome.reason instanceof PartitionFailed)) throw outcome.reason;
    }
    if (this.failures.length > 0) return undefined;
    const outputs = new Map<string, HostValue>();
    for (const { name, value } of manifest.outputs) outputs.set(name, await this.#value(value));
    this.#trace?.wall('host', `request ${number}`, 0, performance.now() - this.#started);
    const partitions = manifest.partitions.flatMap(({ name }) => this.#runs.get(name) ?? []);
    return { outputs, params: this.#params, partitions };
  }

  #value(name: string): Promise<HostValue> {
    const value = this.#values.get(name);
    invariant(value, `nothing writes ${name}`);
    return value;
  }

  /** Starts a partition once its inputs are there, and promises its outputs under their value names. */
  #start(partition: PartitionInfo): Promise<unknown> {
    const operands = partition.inputs.map(
      async ({ parameter, value }) => [parameter, await this.#value(value)] as const,
    );
    const done = Promise.all(operands).then((inputs) => this.#launch(partition, new Map(inputs)));
    for (const { result, value } of partition.outputs) {
      const output = done.then((outputs) => {
        const found = outputs.get(result);
        invariant(found, `partition ${partition.name} did not produce ${result}`);
        return found;
      });
      // Whoever awaits the value sees the failure; without a reader it is still no unhandled rejection.
      output.catch(() => undefined);
      this.#values.set(value, output);
    }
    return done;
  }

  async #launch(
    partition: PartitionInfo,
    inputs: ReadonlyMap<string, HostValue>,
  ): Promise<ReadonlyMap<string, HostValue>> {
    const { device, entry, queue } = pickPlacement(partition, this.#context);
    const trace = this.#trace !== undefined;
    const result = await queue.launch({
      entry,
      inputs,
      params: this.#params,
      trace,
      maxWork: this.#maxWork,
    });
    if (!result.ok) {
      this.failures.push(...result.diagnostics);
      throw new PartitionFailed();
    }
    const { outputs, counters } = result.run;
    const missing = partition.outputs.filter(({ result: name }) => !outputs.has(name));
    if (missing.length > 0) {
      const report = new Diagnostics();
      for (const { result: name } of missing) {
        report.report(runtimeDiagnostics.missingResult, { partition: partition.name, device, result: name });
      }
      this.failures.push(...report.list);
      throw new PartitionFailed();
    }
    this.#learnSizes(partition, outputs);
    if (this.failures.length > 0) throw new PartitionFailed();
    const [bytesIn, bytesOut] = [totalBytes(inputs.values()), totalBytes(outputs.values())];
    const milliseconds = result.endMs - result.startMs;
    this.#runs.set(partition.name, {
      partition: partition.name,
      device,
      milliseconds,
      bytesIn,
      bytesOut,
      bytesReserved: device === 'host' ? undefined : reservedBytes(this.#context.manifest, partition),
      counters,
    });
    this.#record(partition.name, device, result, bytesIn, bytesOut);
    return outputs;
  }

  /** Binds symbols that first occur in the results of a partition, such as the number of non-zero elements. */
  #learnSizes(partition: PartitionInfo, outputs: ReadonlyMap<string, HostValue>): void {
    const known = (name: string) => this.#params.get(name);
    const declared = partition.outputs.map(({ result, type }) => ({
      name: result,
      shape: type.shape.map((json) => dim.substitute(dimOf(json), known)),
    }));
    const shapeOf = (name: string) => {
      const value = outputs.get(name);
      return value && asTensor(value)?.shape;
    };
    for (const [symbol, size] of bindDims(declared, shapeOf).bindings) this.#params.set(symbol, size);
    this.#checkSizes();
  }

  /** Stops the request where sizes that are known now do not fit. */
  #checkSizes(): void {
    const report = new Diagnostics();
    this.#checks.check(this.#params, report);
    this.failures.push(...report.list);
  }

  #record(name: string, device: string, result: LaunchResult & { ok: true }, bytesIn: number, bytesOut: number): void {
    const trace = this.#trace;
    if (!trace) return;
    const { run } = result;
    const [start, end] = [result.startMs - this.#started, result.endMs - this.#started];
    const [copiedIn, copyOutFrom] = [start + (run.copyInMs ?? 0), end - (run.copyOutMs ?? 0)];
    if (copiedIn > start)
      trace.wall('transfer', `${name}: host → ${device}`, start, copiedIn, {
        bytes: bytesIn,
      });
    trace.wall(device, name, copiedIn, copyOutFrom, {
      request: this.#context.number,
      ...run.counters,
    });
    if (end > copyOutFrom)
      trace.wall('transfer', `${name}: ${device} → host`, copyOutFrom, end, {
        bytes: bytesOut,
      });
    trace.simulated(device, run.events);
  }
}

/** Runs one request. Problems with the inputs or the data come back as diagnostics. */
export async function runRequest(
  context: RequestContext,
  inputs: ReadonlyMap<string, HostValue>,
  options: RequestOptions,
): Promise<Result<RequestResult>> {
  const diagnostics = new Diagnostics();
  const params = checkInputs(context.manifest, inputs, diagnostics);
  if (!params) return { ok: false, diagnostics: diagnostics.list };
  const request = new Request(context, params, options);
  const value = await request.run(inputs);
  return value ? { ok: true, value, diagnostics: [] } : { ok: false, diagnostics: request.failures };
}
