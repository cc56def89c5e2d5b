// What `why` and `why-not` say, as text.

import type { Life, LifeDecline, LifeEvent, SeenNode } from './life.js';
import type { Refusal, WhyNot } from './why-not.js';

/** Names listed of many. */
const SHOWN = 4;

function some<T>(list: readonly T[], print: (item: T) => string): string {
  const more = list.length - SHOWN;
  return `${list.slice(0, SHOWN).map(print).join(', ')}${more > 0 ? `, … ${more} more` : ''}`;
}

function printShort({ name, op }: { readonly name: string; readonly op: string }): string {
  return `${op} %${name}`;
}

function printEvent({ sequence, pass, round, rule, before, after }: LifeEvent): string {
  const became = after.length === 0 ? 'gone' : some(after, printShort);
  return `  #${sequence} ${rule} (${pass}, round ${round}): ${some(before, printShort)} → ${became}`;
}

function printSeen({ name, op, types, func, origin }: SeenNode): string {
  const from = origin.length > 0 ? `  from ${some(origin, String)}` : '';
  return `  %${name} = ${op} : ${types.join(', ')}  in @${func}${from}`;
}

function printDecline({ rule, pass, node, reason, times }: LifeDecline): string {
  return `  ${rule} (${pass}) at %${node}: ${reason}${times > 1 ? `, ${times} times` : ''}`;
}

export function printLife({ asked, stages, declines }: Life): string {
  const lines = [asked];
  let known = '';
  for (const { stage, events, nodes, consts } of stages) {
    lines.push(stage, ...events.map(printEvent));
    const shown = nodes.slice(0, SHOWN).map(printSeen);
    const more = nodes.length > SHOWN ? [`  … ${nodes.length - SHOWN} more`] : [];
    if (nodes.length === 0)
      shown.push(
        consts.length > 0 ? `  computed: constant ${some(consts, (name) => `%${name}`)}` : '  nothing of it is left',
      );
    const text = shown.join('\n');
    lines.push(...(text === known ? ['  as before'] : [...shown, ...more]));
    known = text;
  }
  if (declines.length > 0) lines.push('rules that left it alone', ...declines.map(printDecline));
  return lines.join('\n');
}

function printRefusal({ condition, ...decline }: Refusal): string {
  return `${printDecline(decline)}${condition === undefined ? '' : `  (condition ${condition})`}`;
}

export function printWhyNot({ a, b, joinedBy, refusals, near, between, unmatched }: WhyNot): string {
  if (joinedBy !== undefined) return `${a} and ${b} are one node: ${joinedBy} made it`;
  const [first, ...others] = refusals;
  const lines = [];
  if (first) lines.push(`${first.rule} looked at both and declined: ${first.reason}`, printRefusal(first));
  else lines.push(`no rule had ${a} and ${b} in view together`);
  if (others.length > 0) lines.push('then', ...others.map(printRefusal));
  if (!between) lines.push('neither reads the other at the end of the passes');
  else if (between.length <= 2) lines.push('one reads the other, with nothing in between');
  else lines.push(`between them stand ${some(between.slice(1, -1), printShort)}`);
  if (!first && near.length > 0) lines.push('rules that looked at one of them', ...near.map(printRefusal));
  if (!first && unmatched.length > 0) {
    const rows = unmatched.map(({ rule, summary }) => `  ${rule}${summary === '' ? '' : `: ${summary}`}`);
    lines.push('rules that start at such a node and did not match', ...rows);
  }
  return lines.join('\n');
}
