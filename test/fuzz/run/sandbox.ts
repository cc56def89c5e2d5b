// Starts and restarts the process that meets the files, and turns what kills it into outcomes: a crash, a hang, memory.

import { type ChildProcess, fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { Outcome } from './check.js';
import { processTime } from './process-time.js';
import type { Reply, Request } from './worker.js';

/** Limits of one case. Time is the processor's: a busy machine is no fault of the file. */
export const LIMITS = { cpuSeconds: 5, peakBytes: 1e9 };
/** A case that neither ends nor uses the processor. One that gets too little of it, on a busy machine, waits on. */
const HANG_SECONDS = 30;
/** The first answer of a process comes after it has loaded its code and the corpus. */
const START_SECONDS = 150;
const HEAP_MEGABYTES = 800;

export class Sandbox {
  readonly #data: string;
  #child: ChildProcess | undefined;

  constructor(data: string) {
    this.#data = data;
  }

  /** Sends a request and hands on its replies. Ends with the last one, or with the first that broke the process. */
  run(request: Request, expected: number, onReply: (outcome: Outcome) => void): Promise<void> {
    const isNew = this.#child === undefined;
    const child = this.#child ?? this.#start();
    this.#child = child;
    return new Promise((resolve) => {
      let left = expected;
      let errors = '';
      let timer: NodeJS.Timeout;
      const done = () => {
        clearTimeout(timer);
        child.removeAllListeners();
        child.stderr?.removeAllListeners();
        resolve();
      };
      const broken = (what: string) => {
        this.close();
        onReply({ status: 'failed', step: 'process', what, detail: errors.slice(0, 4000) });
        done();
      };
      const cpuNow = () => processTime(child.pid)?.cpuSeconds ?? 0;
      const wait = (seconds: number, cpuBefore = cpuNow(), cpuLast = cpuBefore) => {
        clearTimeout(timer);
        timer = setTimeout(() => {
          const now = processTime(child.pid);
          const isGoingOn = now !== undefined && (now.runs || now.cpuSeconds > cpuLast);
          const isStarved = isGoingOn && now.cpuSeconds - cpuBefore < LIMITS.cpuSeconds;
          if (isStarved) wait(seconds, cpuBefore, now.cpuSeconds);
          else broken(`no answer in ${seconds} s`);
        }, seconds * 1000);
      };
      child.stderr?.on('data', (text) => (errors += text));
      child.on('exit', (code, signal) => broken(`the process died (${signal ?? code})`));
      child.on('message', (reply: Reply) => {
        const problem = overLimit(reply);
        if (problem !== undefined) {
          broken(problem);
          return;
        }
        onReply(reply.outcome);
        if (--left === 0) done();
        else wait(HANG_SECONDS);
      });
      wait(isNew ? START_SECONDS : HANG_SECONDS);
      child.send(request);
    });
  }

  close(): void {
    this.#child?.removeAllListeners();
    this.#child?.kill('SIGKILL');
    this.#child = undefined;
  }

  #start(): ChildProcess {
    return fork(fileURLToPath(new URL('worker.js', import.meta.url)), [this.#data], {
      execArgv: [`--max-old-space-size=${HEAP_MEGABYTES}`],
      serialization: 'advanced',
      stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    });
  }
}

function overLimit({ cpuSeconds, peakBytes, outcome }: Reply): string | undefined {
  if (outcome.status === 'failed') return undefined;
  if (cpuSeconds > LIMITS.cpuSeconds) return `took more than ${LIMITS.cpuSeconds} s`;
  if (peakBytes > LIMITS.peakBytes) return `took more than ${LIMITS.peakBytes / 1e6} MB`;
  return undefined;
}
