// Reads machine files: YAML text in, a checked machine out, every problem reported at its line at once.

import { type Diagnostics, nearestName } from '@afterglow/core';
import { locate, type SourceText } from '@afterglow/syntax';
import type { z } from 'zod';
import { buildCard } from './build-card.js';
import { buildPlatform, type CardFinder } from './build-platform.js';
import { machineDiagnostics as codes } from './diagnostics.js';
import { presetTexts } from './generated/presets.js';
import type { Machine, Platform } from './machine.js';
import { cardSchema, knownKeys, platformSchema } from './schema.js';
import { hasPath, parseYaml, placeOf, type YamlText } from './yaml-text.js';

/** Version of the file format this package reads. */
const FORMAT = 1;

export interface LoadOptions {
  /** Finds the file of a card that a platform names, beside the presets: for files of the user's own. */
  readonly resolve?: (name: string) => SourceText | undefined;
}

/** The machine a file describes, or undefined after reporting what is wrong with it. `file` names it in messages. */
export function loadMachine(
  text: string,
  file: string,
  diagnostics: Diagnostics,
  options: LoadOptions = {},
): Machine | Platform | undefined {
  return load({ file, text }, diagnostics, finderFor(diagnostics, options));
}

/** Finds cards in the user's files, then among the presets. A platform cannot hold another, so this never recurses. */
function finderFor(diagnostics: Diagnostics, options: LoadOptions): CardFinder {
  return {
    known: Object.keys(presetTexts).filter((name) => /^kind: card$/m.test(presetTexts[name] ?? '')),
    find: (name) => {
      const preset = Object.hasOwn(presetTexts, name) ? presetTexts[name] : undefined;
      const builtIn = preset === undefined ? undefined : { file: `${name}.yaml`, text: preset };
      const source = options.resolve?.(name) ?? builtIn;
      return source ? (load(source, diagnostics, undefined) ?? 'invalid') : 'missing';
    },
  };
}

function load(source: SourceText, diagnostics: Diagnostics, finder: CardFinder): Machine | Platform | undefined;
function load(source: SourceText, diagnostics: Diagnostics, finder: undefined): Machine | 'platform' | undefined;
function load(
  source: SourceText,
  diagnostics: Diagnostics,
  finder: CardFinder | undefined,
): Machine | Platform | 'platform' | undefined {
  const yaml = parseYaml(source);
  const { errors, warnings } = yaml.document;
  for (const { message, pos } of [...errors, ...warnings]) {
    const location = locate(yaml.source, { offset: pos[0], length: Math.max(1, pos[1] - pos[0]) });
    diagnostics.report(codes.syntax, { problem: message }, { location });
  }
  if (errors.length > 0 || warnings.length > 0) return undefined;
  const data = toData(yaml, diagnostics);
  if (data === undefined) return undefined;
  const found = data['machine'];
  if (found !== FORMAT) {
    const shown = found === undefined ? 'nothing' : JSON.stringify(found);
    diagnostics.report(codes.version, { found: shown, accepted: FORMAT }, { location: placeOf(yaml, ['machine']) });
    return undefined;
  }
  if (data['kind'] === 'card') {
    const card = check(yaml, cardSchema, data, diagnostics);
    return card && buildCard(card, yaml, diagnostics);
  }
  if (data['kind'] === 'platform') {
    if (!finder) return 'platform';
    const platform = check(yaml, platformSchema, data, diagnostics);
    return platform && buildPlatform(platform, yaml, diagnostics, finder);
  }
  const kind = data['kind'] === undefined ? 'a file without a kind' : JSON.stringify(data['kind']);
  diagnostics.report(codes.kind, { found: kind }, { location: placeOf(yaml, ['kind']) });
  return undefined;
}

function toData(yaml: YamlText, diagnostics: Diagnostics): Record<string, unknown> | undefined {
  let problem = 'a machine file is a block of keys and values';
  try {
    const data: unknown = yaml.document.toJS({ maxAliasCount: 50 });
    if (typeof data === 'object' && data !== null && !Array.isArray(data)) return data as Record<string, unknown>;
  } catch (error) {
    // The YAML library throws on aliases that expand without end, which is the file's fault and not ours.
    problem = error instanceof Error ? error.message : String(error);
  }
  diagnostics.report(codes.syntax, { problem }, { location: placeOf(yaml, []) });
  return undefined;
}

function check<T extends z.ZodType>(
  yaml: YamlText,
  schema: T,
  data: unknown,
  diagnostics: Diagnostics,
): z.output<T> | undefined {
  const result = schema.safeParse(data);
  if (result.success) return result.data;
  for (const issue of result.error.issues) reportIssue(yaml, schema, issue, diagnostics);
  return undefined;
}

function reportIssue(yaml: YamlText, schema: z.ZodType, issue: z.core.$ZodIssue, diagnostics: Diagnostics): void {
  const { path } = issue;
  if (issue.code === 'unrecognized_keys') {
    const known = knownKeys(schema, path) ?? [];
    for (const key of issue.keys) {
      const params = { key, nearest: nearestName(key, known), known };
      diagnostics.report(codes.unknownKey, params, { location: placeOf(yaml, [...path, key], 'key') });
    }
    return;
  }
  const key = path.map(String).join('.');
  const parent = path.slice(0, -1);
  if (path.length > 0 && !hasPath(yaml, path)) {
    const where = parent.length === 0 ? 'the file' : parent.map(String).join('.');
    const location = placeOf(yaml, parent, 'key');
    diagnostics.report(codes.missingKey, { key: String(path.at(-1)), where }, { location });
    return;
  }
  const inner = issue.code === 'invalid_key' ? issue.issues[0]?.message : undefined;
  const problem = inner ?? (issue.message.startsWith('Invalid input: ') ? issue.message.slice(15) : issue.message);
  const location = placeOf(yaml, path, issue.code === 'invalid_key' ? 'key' : 'value');
  diagnostics.report(codes.badValue, { key, problem }, { location });
}
