// What a backend has code for, as a table: reasons to refuse a node that several ops share stand once above it, by letter.

import type { Legality, LegalityRow } from '@afterglow/backend-api';

const LETTERS = 'abcdefghijklmnopqrstuvwxyz';
/** A list of element types that is longer moves what stands behind it. */
const MOST_TYPES = 32;

/** Reasons of several rows in order of how many have them, each with its letter. */
function sharedReasons(legality: Legality): Map<string, string> {
  const counts = new Map<string, number>();
  for (const { conditions = [] } of legality) {
    for (const { because } of conditions) counts.set(because, (counts.get(because) ?? 0) + 1);
  }
  const shared = [...counts].filter(([, count]) => count > 1).sort(([, a], [, b]) => b - a);
  return new Map(shared.slice(0, LETTERS.length).map(([because], i) => [because, LETTERS[i] ?? '']));
}

function describeConditions({ conditions = [] }: LegalityRow, letters: ReadonlyMap<string, string>): string[] {
  const shared = conditions.flatMap(({ because }) => letters.get(because) ?? []).sort();
  const own = conditions.filter(({ because }) => !letters.has(because)).map(({ because }) => because);
  return [...(shared.length > 0 ? [shared.join(' ')] : []), ...own];
}

function describeTypes({ operands, results, maxRank }: LegalityRow): string[] {
  const at = (label: string, single: LegalityRow['operands']) =>
    Object.entries(single ?? {}).map(([index, elements]) => `${label} ${index}: ${elements.join(' ')}`);
  return [
    ...at('operand', operands),
    ...at('result', results),
    ...(maxRank === undefined ? [] : [`rank ≤ ${maxRank}`]),
  ];
}

/** A line a row of the legality under a head, after the reasons that have a letter. */
export function describeLegality(legality: Legality): string[] {
  const letters = sharedReasons(legality);
  const rows = legality.map((row) => ({
    op: row.op,
    types: row.elements.join(' '),
    refused: describeConditions(row, letters).join('; '),
    other: describeTypes(row).join('; '),
  }));
  const widest = (texts: readonly string[]) => Math.max(0, ...texts.map((text) => text.length));
  const ops = widest(['op', ...rows.map(({ op }) => op)]);
  const types = Math.min(MOST_TYPES, widest(['element types', ...rows.map((row) => row.types)]));
  const line = (op: string, elements: string, rest: string) =>
    `${op.padEnd(ops)}  ${elements.padEnd(types)}  ${rest}`.trimEnd();
  const reasons = [...letters].map(([because, letter]) => `  ${letter}  ${because}`);
  return [
    ...(reasons.length > 0 ? ['why a node may be refused, by the letters in the table:', ...reasons, ''] : []),
    line('op', 'element types', 'other types; why refused'),
    ...rows.map(({ op, types, other, refused }) => line(op, types, [other, refused].filter(Boolean).join('; '))),
  ];
}
