import type { LaunchCondition, Manifest } from '@afterglow/bundle';
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

  it('refuses sizes that do not fit each other, whether they come with the inputs or with the data', async () => {
    const input = { ...x, shape: ['A'] };
    const made = { result: 'y', value: 'y', type: { ...x, name: 'y', shape: ['K'] } };
    const [partition] = manifest.partitions;
    if (!partition) throw new Error('there is a partition');
    const sized = (...conditions: LaunchCondition[]): Manifest => ({
      ...{ ...manifest, conditions, inputs: [input] },
      ...{ params: ['A', 'K'].map((name) => ({ name, lo: 0, hi: 9 })), outputs: [{ ...made.type, value: 'y' }] },
      partitions: [{ ...partition, outputs: [made] }],
    });
    const run = async (...conditions: LaunchCondition[]) => {
      const context = { manifest: sized(...conditions), queues: new Map([['card0/card0.elf', echo('y')]]), number: 0 };
      const outcome = await runRequest(context, inputs, {});
      return outcome.ok ? [] : outcome.diagnostics.map(({ code, message }) => `${code}: ${message}`);
    };
    expect(await run({ node: 'pool', kind: 'natural', sizes: [['+', 'A', -3]] })).toEqual([
      'run/impossible-size: pool cannot run at A = 2: it would have a size or bound of -1',
    ]);
    expect(await run({ node: 'view', kind: 'equal', sizes: [['*', 2, 'A'], 6] })).toEqual([
      'run/impossible-size: view cannot run at A = 2: it would see 4 elements as 6',
    ]);
    const repeated =
      'run/impossible-size: sum cannot run at A = 2: it would repeat 2 elements to make 4, and only one can be repeated';
    expect(await run({ node: 'sum', kind: 'repeats', sizes: ['A', 4] })).toEqual([repeated]);
    expect(
      await run({ node: 'sum', kind: 'repeats', sizes: ['K', 'A'] }, { node: 'k', kind: 'equal', sizes: ['K', 1] }),
    ).toEqual(['run/impossible-size: k cannot run at K = 2: it would see 2 elements as 1']);
  });

  it('reports a program whose results are not those of the manifest', async () => {
    const outcome = await runOn(echo('z'));
    expect(outcome.ok).toBe(false);
    expect(outcome.diagnostics.map(({ code }) => code)).toEqual(['run/missing-result']);
    expect(outcome.diagnostics[0]?.message).toContain('dense on card0 did not produce y');
  });
});
