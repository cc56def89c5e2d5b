import type { PartitionRun } from '@afterglow/runtime';
import { describe, expect, it } from 'vitest';
import { describeLanes, lanesUsed } from './describe-run.js';

function partition(device: string, counters: Readonly<Record<string, number>>): PartitionRun {
  return { partition: 'p', device, milliseconds: 1, bytesIn: 0, bytesOut: 0, bytesReserved: undefined, counters };
}

describe('lanes used in a request', () => {
  const vector = { 'lane cycles: vector': 100, 'useful lane cycles: vector': 25 };
  const runs = [
    partition('card0', { ...vector, 'lane cycles: matrix': 30, 'useful lane cycles: matrix': 30 }),
    partition('card1', vector),
    partition('card0', { 'lane cycles: matrix': 70, 'useful lane cycles: matrix': 5 }),
    partition('card2', vector),
    partition('host', {}),
  ];

  it('are added up over the partitions of a device', () => {
    expect(lanesUsed(runs)).toEqual([
      { device: 'card0', units: { matrix: 0.35, vector: 0.25 } },
      { device: 'card1', units: { vector: 0.25 } },
      { device: 'card2', units: { vector: 0.25 } },
    ]);
  });

  it('are said once for devices alike', () => {
    expect(describeLanes(runs)).toEqual([
      'lanes used on card0: matrix 35.0 %, vector 25.0 % (simulated)',
      'lanes used on card1, card2: vector 25.0 % (simulated)',
    ]);
  });
});
