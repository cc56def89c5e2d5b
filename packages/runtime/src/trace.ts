// Chrome trace events, which Perfetto and chrome://tracing open. Wall-clock lanes (host, transfer, cards) are one
// process; simulated time has a process of its own and never shares that axis.
// Invariant: events of one track nest or follow each other; viewers drop or misplace those that merely overlap.

import type { DeviceEvent } from './device.js';

const WALL = 1;
const SIMULATED = 2;

/** A stretch of a lane. Times are microseconds. */
interface Span {
  readonly name: string;
  readonly start: number;
  readonly end: number;
  readonly args: Readonly<Record<string, unknown>>;
}

interface Lane {
  readonly pid: number;
  readonly name: string;
  readonly spans: Span[];
}

/** Collects events of one or more requests; `toJson` is the file Perfetto opens. */
export class Trace {
  readonly #lanes = new Map<string, Lane>();
  /** Where the next launch of a device begins in simulated time. */
  readonly #simulatedEnd = new Map<string, number>();

  #add(pid: number, lane: string, span: Span): void {
    const key = `${pid}/${lane}`;
    const known = this.#lanes.get(key);
    if (known) known.spans.push(span);
    else this.#lanes.set(key, { pid, name: lane, spans: [span] });
  }

  /** A stretch of wall-clock time, in milliseconds since the start of the run. */
  wall(lane: string, name: string, startMs: number, endMs: number, args: Readonly<Record<string, unknown>> = {}): void {
    this.#add(WALL, lane, { name, start: startMs * 1000, end: endMs * 1000, args });
  }

  /** Simulated events of one launch on a device, whose clock starts at 0: launches follow each other. */
  simulated(device: string, events: readonly DeviceEvent[]): void {
    const base = this.#simulatedEnd.get(device) ?? 0;
    let end = base;
    for (const { lane, name, start, duration, args } of events) {
      const span = { name, start: base + start, end: base + start + duration, args: args ?? {} };
      this.#add(SIMULATED, `${device} ${lane}`, span);
      end = Math.max(end, span.end);
    }
    this.#simulatedEnd.set(device, end);
  }

  toJson(): string {
    const processes = [
      { name: 'process_name', ph: 'M', pid: WALL, tid: 0, args: { name: 'wall clock' } },
      {
        name: 'process_name',
        ph: 'M',
        pid: SIMULATED,
        tid: 0,
        args: { name: 'simulated: serial cycles, not latency' },
      },
    ];
    const events: unknown[] = [];
    let tid = 0;
    for (const { pid, name: lane, spans } of this.#lanes.values()) {
      tracksOf(spans).forEach((track, k) => {
        tid++;
        const label = k === 0 ? lane : `${lane} (${k + 1})`;
        events.push({ name: 'thread_name', ph: 'M', pid, tid, args: { name: label } });
        for (const { name, start, end, args } of track) {
          events.push({ name, ph: 'X', pid, tid, ts: start, dur: end - start, args });
        }
      });
    }
    return JSON.stringify({ displayTimeUnit: 'ms', traceEvents: [...processes, ...events] });
  }
}

/** Spreads spans over as few tracks as first fit finds, so that on each one spans nest or follow each other. */
function tracksOf(spans: readonly Span[]): Span[][] {
  const sorted = [...spans].sort((a, b) => a.start - b.start || b.end - a.end);
  const tracks: { readonly spans: Span[]; readonly open: Span[] }[] = [];
  for (const span of sorted) {
    let home = tracks.find(({ open }) => {
      while ((open.at(-1)?.end ?? Infinity) <= span.start) open.pop();
      return span.end <= (open.at(-1)?.end ?? Infinity);
    });
    if (!home) {
      home = { spans: [], open: [] };
      tracks.push(home);
    }
    home.spans.push(span);
    home.open.push(span);
  }
  return tracks.map((track) => track.spans);
}
