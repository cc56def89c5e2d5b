// A case where it belongs: in memory, or on disk when it is about paths, with everything watched that is opened.

import { openFolder } from '@afterglow/bundle/node';
import { Diagnostics } from '@afterglow/core';
import { importOnnx } from '@afterglow/onnx';
import type { Hostile } from '../mutate/mutation.js';
import { check, inMemory, type Opened, type Outcome } from './check.js';
import { CANARY, makeFolder } from './folder.js';
import { watchOpens } from './watch.js';

export interface Job extends Hostile {
  readonly deep: boolean;
}

export function checkCase(job: Job): Outcome {
  return job.traps === undefined ? check(inMemory(job.bytes, job.files), job.deep) : onDisk(job);
}

function onDisk(job: Job): Outcome {
  const folder = makeFolder(job);
  const watch = watchOpens(folder.model);
  try {
    const opened = openFolder(folder.model);
    const source = opened.open('model.onnx');
    if (!source) return { status: 'failed', step: 'open', what: 'the model does not open', detail: '' };
    const openExternal = (name: string) => opened.open(name);
    const outcome = check({ source, openExternal }, job.deep);
    const leak = watch.outside.size > 0 || readsCanary({ source, openExternal });
    opened.close();
    if (!leak) return outcome;
    return {
      status: 'failed',
      step: 'open',
      what: 'a file outside the folder was read',
      detail: [...watch.outside].join('\n'),
    };
  } finally {
    watch.stop();
    folder.remove();
  }
}

/** True when some constant of the module holds what is written outside the folder. */
function readsCanary({ source, openExternal }: Opened): boolean {
  const module = importOnnx(source, { diagnostics: new Diagnostics(), openExternal });
  for (const { def } of module?.consts.values() ?? []) {
    if (def.kind !== 'const' || def.tensor.storage.kind !== 'source') continue;
    const { storage } = def.tensor;
    const head = new Uint8Array(Math.min(CANARY.length, storage.source.size - storage.offset));
    storage.source.read(storage.offset, head);
    if (Buffer.from(head).includes(Buffer.from(CANARY.subarray(0, 4)))) return true;
  }
  return false;
}
