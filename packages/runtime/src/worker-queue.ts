// A device queue whose device lives in a worker thread.

import { createRequire } from 'node:module';
import { Worker } from 'node:worker_threads';
import type { Diagnostics } from '@afterglow/core';
import type { DeviceQueue, LaunchResult } from './queue.js';
import { type FromWorker, fromWire, type ToWorker, toWire } from './worker-protocol.js';

/** Starts a worker and opens `part` of the bundle folder in it; problems go to `diagnostics`. */
export async function workerQueue(
  backend: string,
  part: string,
  folder: string,
  diagnostics: Diagnostics,
): Promise<DeviceQueue | undefined> {
  // Flags of this process, such as import conditions of a test runner, are not the worker's.
  const worker = new Worker(createRequire(import.meta.url).resolve('@afterglow/runtime/worker'), { execArgv: [] });
  const waiting = new Map<
    number,
    {
      resolve: (result: LaunchResult) => void;
      reject: (error: Error) => void;
      startMs: number;
    }
  >();
  let nextId = 0;
  const post = (message: ToWorker) => worker.postMessage(message);
  const opened = new Promise<boolean>((resolve, reject) => {
    worker.on('error', (error) => {
      reject(error);
      for (const { reject: fail } of waiting.values()) fail(error as Error);
    });
    worker.on('message', (message: FromWorker) => {
      if (message.kind === 'opened') {
        diagnostics.list.push(...message.diagnostics);
        resolve(message.diagnostics.every(({ severity }) => severity !== 'error'));
        return;
      }
      const request = waiting.get(message.id);
      waiting.delete(message.id);
      if (!request) return;
      if (message.kind === 'failed') request.resolve({ ok: false, diagnostics: message.diagnostics });
      else if (message.kind === 'crashed') request.reject(new Error(message.message));
      else {
        const { counters, events, copyInMs, copyOutMs } = message;
        const run = {
          outputs: fromWire(message.outputs),
          counters,
          events,
          copyInMs,
          copyOutMs,
        };
        request.resolve({
          ok: true,
          run,
          startMs: request.startMs,
          endMs: performance.now(),
        });
      }
    });
  });
  post({ kind: 'open', backend, part, folder });
  if (!(await opened)) {
    await worker.terminate();
    return undefined;
  }
  return {
    get pending() {
      return waiting.size;
    },
    launch({ entry, inputs, params, trace, maxWork }) {
      const wire = toWire(inputs);
      if (!wire) return Promise.reject(new Error(`${entry}: only plain tensors cross to a card`));
      const id = nextId++;
      const result = new Promise<LaunchResult>((resolve, reject) => {
        waiting.set(id, { resolve, reject, startMs: performance.now() });
      });
      post({
        kind: 'launch',
        id,
        entry,
        inputs: wire,
        params: [...params],
        trace,
        maxWork,
      });
      return result;
    },
    async close() {
      await worker.terminate();
    },
  };
}
