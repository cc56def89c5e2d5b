// Makes a failing file smaller while it fails in the same way: fields go, first in large pieces, then one by one.

import { type Message, messagesOf, parseMessage, writeMessage } from '../wire/tree.js';
import type { Outcome } from './check.js';
import type { Job } from './check-case.js';
import type { Sandbox } from './sandbox.js';

const SECONDS = 20;

/** The failure without what differs from file to file: names, numbers, places. */
export function signature(outcome: Outcome): string | undefined {
  if (outcome.status !== 'failed') return undefined;
  const place = /\n\s+at [^\n]*?([\w.-]+\.js)/.exec(outcome.detail)?.[1] ?? '';
  return `${outcome.step}: ${outcome.what.replace(/"[^"]*"|'[^']*'|%[\w./]+|-?\d+n?/g, '#')} ${place}`.trim();
}

async function outcomeOf(sandbox: Sandbox, job: Job): Promise<Outcome | undefined> {
  let found: Outcome | undefined;
  await sandbox.run({ type: 'job', job }, 1, (outcome) => (found = outcome));
  return found;
}

export async function minimise(sandbox: Sandbox, job: Job, wanted: string): Promise<Job> {
  const model = parseMessage(job.bytes, 'Model');
  if (!model) return job;
  const end = performance.now() + SECONDS * 1000;
  const fails = async () =>
    signature(
      (await outcomeOf(sandbox, { ...job, bytes: writeMessage(model) })) ?? { status: 'refused', codes: [] },
    ) === wanted;
  if (!(await fails())) return job;
  const isOver = () => performance.now() > end;
  for (const message of messagesOf(model)) {
    if (isOver()) break;
    await shrink(message, fails, isOver);
  }
  return { ...job, bytes: writeMessage(model) };
}

async function shrink(message: Message, fails: () => Promise<boolean>, isOver: () => boolean): Promise<void> {
  for (let size = Math.max(1, message.fields.length >> 1); ; size >>= 1) {
    for (let at = 0; at < message.fields.length && !isOver(); ) {
      const before = message.fields;
      message.fields = [...before.slice(0, at), ...before.slice(at + size)];
      if (await fails()) continue;
      message.fields = before;
      at += size;
    }
    if (size <= 1) return;
  }
}
