import { Diagnostics, isTensorValue, memorySource, numbersOf, utf8Bytes } from '@afterglow/core';
import { describe, expect, it } from 'vitest';
import provider from './device.js';
import { f32 } from './testing/run-op.js';

const text = `gir 1
module @tiny {
  func @main(%x: f32[N]) -> (%y: f32[N]) where N in 1..8 {
    %y = neg(%x) : f32[N]
    return %y
  }
}
`;

function open(bytes: Uint8Array) {
  const diagnostics = new Diagnostics();
  const artifact = {
    part: 'host.gir',
    open: (name: string) => (name === 'host.gir' ? memorySource(name, bytes) : undefined),
  };
  return { device: provider.open(artifact, diagnostics), diagnostics };
}

describe('interpreter device', () => {
  it('runs a function of the part by name', () => {
    const { device, diagnostics } = open(utf8Bytes(text));
    const run = device?.run('main', new Map([['x', f32([2], [1, -2])]]), new Map([['N', 2]]), diagnostics);
    expect(diagnostics.list).toEqual([]);
    const y = run?.outputs.get('y');
    expect(y && isTensorValue(y) && Array.from(numbersOf(y))).toEqual([-1, 2]);
    expect(run?.counters).toEqual({ 'nodes run': 1, 'bytes out': 8 });
  });

  it('names functions it does not have', () => {
    const { device, diagnostics } = open(utf8Bytes(text));
    expect(device?.run('Main', new Map(), new Map(), diagnostics)).toBeUndefined();
    expect(diagnostics.list.map(({ code }) => code)).toEqual(['interpreter/unknown-function']);
  });

  it('reports a part that is missing or no text', () => {
    const diagnostics = new Diagnostics();
    expect(provider.open({ part: 'host.gir', open: () => undefined }, diagnostics)).toBeUndefined();
    expect(diagnostics.list.map(({ code }) => code)).toEqual(['interpreter/missing-part']);
    expect(open(Uint8Array.of(0xff, 0xfe)).diagnostics.list.map(({ code }) => code)).toEqual(['interpreter/not-text']);
    expect(open(utf8Bytes('gir 1 nonsense')).device).toBeUndefined();
  });
});
