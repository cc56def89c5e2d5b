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

  it('puts spans that merely overlap on tracks of their own', () => {
    const trace = new Trace();
    trace.wall('transfer', 'a', 0, 3);
    trace.wall('transfer', 'b', 1, 4);
    trace.wall('transfer', 'inside b', 2, 3);
    trace.wall('transfer', 'c', 3, 5);
    const { traceEvents } = JSON.parse(trace.toJson());
    const track = (name: string) => traceEvents.find((event: { name: string }) => event.name === name).tid;
    expect(track('a')).toBe(track('c'));
    expect(track('b')).not.toBe(track('a'));
    expect(track('inside b')).toBe(track('a'));
    const lanes = traceEvents.filter((event: { name: string }) => event.name === 'thread_name');
    expect(lanes.map(({ args }: { args: { name: string } }) => args.name)).toEqual(['transfer', 'transfer (2)']);
  });

  it('lets launches of a device follow each other in simulated time', () => {
    const trace = new Trace();
    const launch = [
      { lane: 'engine 0', name: 'load', start: 0, duration: 4 },
      { lane: 'engine 0', name: 'mm', start: 4, duration: 6 },
    ];
    trace.simulated('card0', launch);
    trace.simulated('card0', launch);
    trace.simulated('card1', launch);
    const { traceEvents } = JSON.parse(trace.toJson());
    const loads = traceEvents.filter((event: { name: string }) => event.name === 'load');
    expect(loads.map(({ ts }: { ts: number }) => ts)).toEqual([0, 10, 0]);
  });
});
