// Reads the index of a dump folder as far as `view` needs it. The file may be anybody's: what has not the right form counts
// as absent, and only a file that lists no dumps at all is refused.

import type { RuleData } from '@afterglow/report';

export interface DumpedFile {
  readonly file: string;
  readonly stage: string;
  readonly pass: string | undefined;
  /** Number of the pass run. */
  readonly run: number | undefined;
}

export interface DumpedRun {
  readonly index: number;
  readonly stage: string;
  readonly pass: string;
  readonly rules: readonly RuleData[];
}

export interface DumpIndex {
  readonly dumps: readonly DumpedFile[];
  readonly runs: readonly DumpedRun[];
}

type Fields = Readonly<Record<string, unknown>>;

function fieldsOf(value: unknown): Fields {
  return typeof value === 'object' && value !== null ? (value as Fields) : {};
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

const text = (value: unknown): string => (typeof value === 'string' ? value : '');
const count = (value: unknown): number => (typeof value === 'number' && Number.isFinite(value) ? value : 0);
const words = (value: unknown): string[] => listOf(value).filter((word) => typeof word === 'string');

function ruleOf(value: unknown): RuleData {
  const { rule, fired, examples, declined } = fieldsOf(value);
  return {
    rule: text(rule),
    fired: count(fired),
    examples: words(examples),
    declined: listOf(declined).map((entry) => {
      const decline = fieldsOf(entry);
      return { reason: text(decline['reason']), count: count(decline['count']), examples: words(decline['examples']) };
    }),
  };
}

export function readDumpIndex(json: string): DumpIndex | undefined {
  let index: Fields;
  try {
    index = fieldsOf(JSON.parse(json));
  } catch {
    return undefined;
  }
  const dumps = listOf(index['dumps']).flatMap((entry): DumpedFile[] => {
    const { file, stage, pass, run } = fieldsOf(entry);
    if (typeof file !== 'string' || typeof stage !== 'string') return [];
    const known = typeof pass === 'string' ? pass : undefined;
    return [{ file, stage, pass: known, run: typeof run === 'number' ? run : undefined }];
  });
  const runs = listOf(index['runs']).map((entry): DumpedRun => {
    const { index: number, stage, pass, rules } = fieldsOf(entry);
    return { index: count(number), stage: text(stage), pass: text(pass), rules: listOf(rules).map(ruleOf) };
  });
  return dumps.length === 0 ? undefined : { dumps, runs };
}
