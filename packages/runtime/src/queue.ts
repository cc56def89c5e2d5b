// Device queues: one a device, runs one after another. `LocalQueue` runs in this thread, `WorkerQueue` in a worker; both
// give the same bytes.

import type { Diagnostic, Diagnostics, HostValue } from '@afterglow/core';
import type { Device, DeviceRun, RunOptions } from './device.js';

export interface LaunchRequest {
  readonly entry: string;
  readonly inputs: ReadonlyMap<string, HostValue>;
  readonly params: ReadonlyMap<string, number>;
  readonly trace: boolean;
  readonly maxWork: number | undefined;
}

export type LaunchResult =
  | {
      readonly ok: true;
      readonly run: DeviceRun;
      readonly startMs: number;
      readonly endMs: number;
    }
  | { readonly ok: false; readonly diagnostics: readonly Diagnostic[] };

export interface DeviceQueue {
  /** Requests waiting or running, for least-busy dispatch. */
  readonly pending: number;
  launch(request: LaunchRequest): Promise<LaunchResult>;
  close(): Promise<void>;
}

/** The part of a launch that is the device's options. */
export function runOptions({ trace, maxWork }: Pick<LaunchRequest, 'trace' | 'maxWork'>): RunOptions {
  return { trace, ...(maxWork === undefined ? {} : { maxWork }) };
}

/** Runs launches of `device` in this thread, in order. */
export function localQueue(device: Device, newDiagnostics: () => Diagnostics): DeviceQueue {
  let pending = 0;
  let tail: Promise<unknown> = Promise.resolve();
  return {
    get pending() {
      return pending;
    },
    launch(request) {
      pending++;
      const result = tail.then((): LaunchResult => {
        const diagnostics = newDiagnostics();
        const startMs = performance.now();
        const { entry, inputs, params } = request;
        const run = device.run(entry, inputs, params, diagnostics, runOptions(request));
        pending--;
        return run
          ? { ok: true, run, startMs, endMs: performance.now() }
          : { ok: false, diagnostics: diagnostics.list };
      });
      tail = result.catch(() => undefined);
      return result;
    },
    async close() {
      await tail;
      device.close();
    },
  };
}
