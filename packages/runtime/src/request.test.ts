import type { Manifest } from '@afterglow/bundle';
import { tensorFromNumbers } from '@afterglow/core';
import { describe, expect, it } from 'vitest';
import type { DeviceQueue } from './queue.js';
import { runRequest } from './request.js';

const x = { name: 'x', elem: 'f32', shape: [2] };
const manifest: Manifest = {
  schema: 1,
  producer: { name: 'afterglow', version: '0.0.0' },
  versions: {},
  model: { name: 'm' },
  target: { backend: 'card' },
  precision: 'fp32',
  inputs: [x],
  outputs: [{ ...x, name: 'y', value: 'y' }],
  params: [],
  partitions: [
    {
      name: 'dense',
      backend: 'card',
      placements: [{ device: 'card0', part: 'card0.elf', entry: 'dense' }],
      inputs: [{ parameter: 'x', value: 'x' }],
      outputs: [{ result: 'y', value: 'y', type: { ...x, name: 'y' } }],
    },
  ],
  fallback: [],
  parts: [],
  digest: '',
};

/** A device whose program answers its operand under a name of its own. */
function echo(result: string): DeviceQueue {
  return {
    pending: 0,
    async launch({ inputs }) {
      const [value] = inputs.values();
      if (!value) throw new Error('the partition has an operand');
      return { ok: true, run: { outputs: new Map([[result, value]]), counters: {}, events: [] }, startMs: 0, endMs: 1 };
    },
    async close() {},
  };
}

describe('a request', () => {
  const inputs = new Map([['x', tensorFromNumbers('f32', [2], [1, 2])]]);
  const runOn = (queue: DeviceQueue) =>
    runRequest({ manifest, queues: new Map([['card0/card0.elf', queue]]), number: 0 }, inputs, {});

  it('moves values along the edges', async () => {
    const outcome = await runOn(echo('y'));
    expect(outcome.ok && outcome.value.outputs.get('y')).toBe(inputs.get('x'));
  });

  it('knows what the bounds of its sizes reserve', async () => {
    const outcome = await runOn(echo('y'));
    expect(outcome.ok && outcome.value.partitions[0]).toMatchObject({ bytesIn: 8, bytesOut: 8, bytesReserved: 16 });
  });

  it('reports a program whose results are not those of the manifest', async () => {
    const outcome = await runOn(echo('z'));
    expect(outcome.ok).toBe(false);
    expect(outcome.diagnostics.map(({ code }) => code)).toEqual(['run/missing-result']);
    expect(outcome.diagnostics[0]?.message).toContain('dense on card0 did not produce y');
  });
});
