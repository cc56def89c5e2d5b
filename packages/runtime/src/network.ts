// A loaded network: a queue for every device its bundle names. Loading opens each part once, however many partitions it
// serves.

import type { Bundle, Manifest } from '@afterglow/bundle';
import { Diagnostics, type HostValue, type Result } from '@afterglow/core';
import { findDevice } from './find-device.js';
import { type DeviceQueue, localQueue } from './queue.js';
import { type RequestOptions, type RequestResult, runRequest } from './request.js';
import { workerQueue } from './worker-queue.js';

export interface LoadOptions {
  /**
   * Worker threads for devices other than the host: one a device, or 0 for everything in this thread. The bytes that
   * come out are the same. Workers need a bundle that lies in a folder.
   */
  readonly workers?: 0 | 'one-per-card';
  /** Folder of the bundle, for workers. */
  readonly folder?: string;
}

export interface Network {
  readonly manifest: Manifest;
  /** Runs one request; several may be in flight. */
  run(inputs: ReadonlyMap<string, HostValue>, options?: RequestOptions): Promise<Result<RequestResult>>;
  close(): Promise<void>;
}

async function openQueues(
  bundle: Bundle,
  options: LoadOptions,
  diagnostics: Diagnostics,
): Promise<Map<string, DeviceQueue>> {
  const queues = new Map<string, DeviceQueue>();
  // One report a backend: what keeps it from opening one part keeps it from opening the others.
  const failed = new Set<string>();
  for (const partition of bundle.manifest.partitions) {
    for (const { device, part } of partition.placements) {
      const key = `${device}/${part}`;
      if (queues.has(key) || failed.has(partition.backend)) continue;
      const remote = options.workers !== 0 && options.folder !== undefined && device !== 'host';
      if (remote && options.folder !== undefined) {
        const queue = await workerQueue(partition.backend, part, options.folder, diagnostics);
        if (queue) queues.set(key, queue);
        else failed.add(partition.backend);
        continue;
      }
      const provider = await findDevice(partition.backend, diagnostics);
      const opened = provider?.open({ part, open: bundle.open }, diagnostics);
      if (opened)
        queues.set(
          key,
          localQueue(opened, () => new Diagnostics()),
        );
      else failed.add(partition.backend);
    }
  }
  return queues;
}

/** Loads a checked bundle onto its devices. */
export async function loadNetwork(bundle: Bundle, options: LoadOptions = {}): Promise<Result<Network>> {
  const diagnostics = new Diagnostics();
  const queues = await openQueues(bundle, options, diagnostics);
  const close = async () => {
    await Promise.all([...queues.values()].map((queue) => queue.close()));
  };
  if (diagnostics.hasErrors) {
    await close();
    return { ok: false, diagnostics: diagnostics.list };
  }
  // Requests that tie for the least busy card rotate over the cards, so that replicas share the load.
  let requests = 0;
  const network: Network = {
    manifest: bundle.manifest,
    run: (inputs, runOptions = {}) =>
      runRequest({ manifest: bundle.manifest, queues, number: requests++ }, inputs, runOptions),
    close,
  };
  return { ok: true, value: network, diagnostics: diagnostics.list };
}
