// What a backend's `./device` entry implements: load a part of a bundle, run its entries. The runtime knows devices
// only through these interfaces and finds them by backend name.

import type { ByteSource, Diagnostics, HostValue } from '@afterglow/core';

/** The files a device may read: its own part and parts that lie beside it in the bundle. */
export interface DeviceArtifact {
  /** Part that holds the programs, such as `card0.elf`. */
  readonly part: string;
  open(part: string): ByteSource | undefined;
}

/** Numbers a run leaves behind, summed over the run; names are the device's own (`serial cycles (simulated)`). */
export type DeviceCounters = Readonly<Record<string, number>>;

/** A stretch of simulated time on one lane of the device, for the trace. `start` and `duration` in simulated microseconds. */
export interface DeviceEvent {
  readonly lane: string;
  readonly name: string;
  readonly start: number;
  readonly duration: number;
  readonly args?: Readonly<Record<string, string | number>>;
}

export interface DeviceRun {
  /** By result name of the entry. */
  readonly outputs: ReadonlyMap<string, HostValue>;
  readonly counters: DeviceCounters;
  readonly events: readonly DeviceEvent[];
  /** Wall-clock milliseconds spent moving inputs to the device and outputs back, where the device does either. */
  readonly copyInMs?: number;
  readonly copyOutMs?: number;
}

export interface RunOptions {
  /** Collect `events`; off by default because they cost memory. */
  readonly trace?: boolean;
  /** Units of work, in the device's own measure, after which a launch is ended; the device's default without it. */
  readonly maxWork?: number;
}

/** A loaded part, ready to run. Runs of one device happen one after another. */
export interface Device {
  /**
   * Runs one entry. `inputs` by parameter name; `params` are the launch parameters by symbol name. Problems of the data
   * (an index outside a table) are reported and answer undefined.
   */
  run(
    entry: string,
    inputs: ReadonlyMap<string, HostValue>,
    params: ReadonlyMap<string, number>,
    diagnostics: Diagnostics,
    options?: RunOptions,
  ): DeviceRun | undefined;
  close(): void;
}

/** Default export of a backend's `./device` entry. */
export interface DeviceProvider {
  /** Loads a part. Problems go to `diagnostics`; then the answer is undefined. */
  open(artifact: DeviceArtifact, diagnostics: Diagnostics): Device | undefined;
}
