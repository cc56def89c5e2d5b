// Chrome trace events, which Perfetto and chrome://tracing open. Wall-clock lanes (host, transfer, cards) are one
// process; simulated time has a process of its own and never shares that axis.

import type { DeviceEvent } from './device.js';

const WALL = 1;
const SIMULATED = 2;

interface ChromeEvent {
  readonly name: string;
  readonly ph: 'X' | 'M';
  readonly pid: number;
  readonly tid: number;
  /** Microseconds. */
  readonly ts?: number;
  readonly dur?: number;
  readonly args?: Readonly<Record<string, unknown>>;
}

/** Collects events of one or more requests; `toJson` is the file Perfetto opens. */
export class Trace {
  readonly #events: ChromeEvent[] = [];
  readonly #lanes = new Map<string, number>();

  #lane(pid: number, name: string): number {
    const key = `${pid}/${name}`;
    const known = this.#lanes.get(key);
    if (known !== undefined) return known;
    const tid = this.#lanes.size + 1;
    this.#lanes.set(key, tid);
    this.#events.push({
      name: 'thread_name',
      ph: 'M',
      pid,
      tid,
      args: { name },
    });
    return tid;
  }

  /** A stretch of wall-clock time, in milliseconds since the start of the run. */
  wall(lane: string, name: string, startMs: number, endMs: number, args: Readonly<Record<string, unknown>> = {}): void {
    const tid = this.#lane(WALL, lane);
    this.#events.push({
      name,
      ph: 'X',
      pid: WALL,
      tid,
      ts: startMs * 1000,
      dur: (endMs - startMs) * 1000,
      args,
    });
  }

  /** Simulated events of one device. */
  simulated(device: string, events: readonly DeviceEvent[]): void {
    for (const { lane, name, start, duration, args } of events) {
      const tid = this.#lane(SIMULATED, `${device} ${lane}`);
      this.#events.push({
        name,
        ph: 'X',
        pid: SIMULATED,
        tid,
        ts: start,
        dur: duration,
        args: args ?? {},
      });
    }
  }

  toJson(): string {
    const names: ChromeEvent[] = [
      {
        name: 'process_name',
        ph: 'M',
        pid: WALL,
        tid: 0,
        args: { name: 'wall clock' },
      },
      {
        name: 'process_name',
        ph: 'M',
        pid: SIMULATED,
        tid: 0,
        args: { name: 'simulated: serial cycles, not latency' },
      },
    ];
    return JSON.stringify({
      displayTimeUnit: 'ms',
      traceEvents: [...names, ...this.#events],
    });
  }
}
