// A device in a worker thread: opens its part from the bundle's folder and answers launches in order. The bundle was
// checked by the main thread before the worker starts.

import { parentPort } from 'node:worker_threads';
import { openFolder } from '@afterglow/bundle/node';
import { Diagnostics } from '@afterglow/core';
import type { Device } from './device.js';
import { findDevice } from './find-device.js';
import { runOptions } from './queue.js';
import {
  type FromWorker,
  fromWire,
  type LaunchMessage,
  type OpenMessage,
  type ToWorker,
  toWire,
} from './worker-protocol.js';

let device: Device | undefined;

async function open(message: OpenMessage): Promise<FromWorker> {
  const diagnostics = new Diagnostics();
  const folder = openFolder(message.folder);
  const provider = await findDevice(message.backend, diagnostics);
  device = provider?.open({ part: message.part, open: (name) => folder.open(name) }, diagnostics);
  return { kind: 'opened', diagnostics: diagnostics.list };
}

function launch({ id, entry, inputs, params, ...options }: LaunchMessage): FromWorker {
  const diagnostics = new Diagnostics();
  try {
    const run = device?.run(entry, fromWire(inputs), new Map(params), diagnostics, runOptions(options));
    const outputs = run && toWire(run.outputs);
    if (!run || !outputs) return { kind: 'failed', id, diagnostics: diagnostics.list };
    const { counters, events, copyInMs = 0, copyOutMs = 0 } = run;
    return { kind: 'done', id, outputs, counters, events, copyInMs, copyOutMs };
  } catch (error) {
    return {
      kind: 'crashed',
      id,
      message: error instanceof Error ? (error.stack ?? error.message) : String(error),
    };
  }
}

parentPort?.on('message', async (message: ToWorker) => {
  parentPort?.postMessage(message.kind === 'open' ? await open(message) : launch(message));
});
