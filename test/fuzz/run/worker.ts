// The process that meets the hostile files. It answers one message a case, so whoever waits knows which one broke it.

import { ownSeeds, recordedSeeds } from '../corpus/index.js';
import type { Kind } from '../mutate/index.js';
import { makeCase } from './case.js';
import type { Outcome } from './check.js';
import { checkCase, type Job } from './check-case.js';

export type Request =
  | {
      readonly type: 'cases';
      readonly seed: number;
      readonly from: number;
      readonly count: number;
      readonly only?: Kind;
    }
  | { readonly type: 'job'; readonly job: Job };

export interface Reply {
  readonly outcome: Outcome;
  readonly cpuSeconds: number;
  readonly peakBytes: number;
}

const [data = ''] = process.argv.slice(2);
let corpus: ReturnType<typeof ownSeeds> | undefined;

function timed(job: Job): Reply {
  const start = process.cpuUsage();
  const outcome = checkCase(job);
  const { user, system } = process.cpuUsage(start);
  return { outcome, cpuSeconds: (user + system) / 1e6, peakBytes: process.resourceUsage().maxRSS * 1024 };
}

process.on('message', (request: Request) => {
  if (request.type === 'job') {
    process.send?.(timed(request.job));
    return;
  }
  corpus ??= [...ownSeeds(), ...recordedSeeds(data)];
  const { seed, from, count, only } = request;
  for (let index = from; index < from + count; index++) process.send?.(timed(makeCase(corpus, seed, index, only)));
});
process.on('disconnect', () => process.exit(0));
