import { describe, expect, it } from 'vitest';
import { Trace } from './trace.js';

describe('Trace', () => {
  it('keeps simulated time in a process of its own', () => {
    const trace = new Trace();
    trace.wall('card0', 'dense', 1, 3);
    trace.wall('host', 'request 0', 0, 4);
    trace.simulated('card0', [{ lane: 'matrix', name: 'mm.f16', start: 0, duration: 10 }]);
    const { traceEvents } = JSON.parse(trace.toJson());
    const spans = traceEvents.filter((event: { ph: string }) => event.ph === 'X');
    expect(spans.map(({ name, pid, ts, dur }: Record<string, unknown>) => [name, pid, ts, dur])).toEqual([
      ['dense', 1, 1000, 2000],
      ['request 0', 1, 0, 4000],
      ['mm.f16', 2, 0, 10],
    ]);
    const names = traceEvents.filter((event: { name: string }) => event.name === 'process_name');
    expect(names.map(({ args }: { args: { name: string } }) => args.name)).toEqual([
      'wall clock',
      'simulated: serial cycles, not latency',
    ]);
    expect(new Set(spans.map(({ pid, tid }: Record<string, number>) => `${pid}/${tid}`)).size).toBe(3);
  });
});
