// Reads a plan file. Every problem is reported with its line; nothing of an unreadable plan is used.

import type { Diagnostics, Location } from '@afterglow/core';
import { locate, type SourceText } from '@afterglow/syntax';
import { isMap, isNode, isScalar, isSeq, parseDocument, type YAMLMap } from 'yaml';
import { partitionDiagnostics as codes } from '../diagnostics.js';
import { PLAN_VERSION, type PlanEngines, type PlanRequest, type PlanRequestTable } from './plan.js';

const topLevelKeys = new Set(['plan', 'model', 'cards', 'dense', 'tables', 'partitions', 'host', 'engines']);
const engineKeys = new Set(['node', 'split', 'engine', 'fuse']);
const tableKeys = new Set(['table', 'card', 'pinned', 'bytes', 'cost', 'placed-by', 'runner-up', 'together']);

class PlanReader {
  readonly #source: SourceText;
  readonly #diagnostics: Diagnostics;
  ok = true;

  constructor(source: SourceText, diagnostics: Diagnostics) {
    this.#source = source;
    this.#diagnostics = diagnostics;
  }

  at(node: unknown): Location {
    const range = isNode(node) ? node.range : undefined;
    const span = range ? { offset: range[0], length: Math.max(1, range[1] - range[0]) } : { offset: 0, length: 1 };
    return locate(this.#source, span);
  }

  refuse(problem: string, node: unknown): undefined {
    this.#diagnostics.report(codes.planSyntax, { problem }, { location: this.at(node) });
    this.ok = false;
    return undefined;
  }

  knownKeys(map: YAMLMap, known: ReadonlySet<string>): void {
    for (const pair of map.items) {
      const key = isScalar(pair.key) ? String(pair.key.value) : '';
      if (!known.has(key)) this.refuse(`there is no entry "${key}" (${[...known].join(', ')})`, pair.key);
    }
  }

  version(map: YAMLMap): void {
    const node = map.get('plan', true);
    const version = isScalar(node) ? node.value : undefined;
    if (typeof version !== 'number')
      this.refuse(`it does not begin with its version, plan: ${PLAN_VERSION}`, node ?? map);
    else if (version !== PLAN_VERSION) {
      const location = this.at(node);
      this.#diagnostics.report(codes.planVersion, { found: version, supported: PLAN_VERSION }, { location });
      this.ok = false;
    }
  }

  table(node: unknown): PlanRequestTable | undefined {
    if (!isMap(node)) return this.refuse('an entry of tables is no map with table, card and pinned', node);
    this.knownKeys(node, tableKeys);
    const [name, card, pinned] = ['table', 'card', 'pinned'].map((key) => node.get(key, true));
    // A name such as 123 reads as a number; its text is what the model calls the table.
    const table = isScalar(name) ? (name.source ?? String(name.value)) : undefined;
    if (table === undefined) return this.refuse('an entry of tables does not name its table', node);
    const cardName = isScalar(card) ? String(card.value) : undefined;
    if (card !== undefined && cardName === undefined) return this.refuse(`card of ${table} is no name`, card);
    const isPinned = isScalar(pinned) ? pinned.value : false;
    if (typeof isPinned !== 'boolean') return this.refuse(`pinned of ${table} is neither true nor false`, pinned);
    const chosen = cardName === 'auto' || cardName === 'null' ? undefined : cardName;
    if (isPinned && chosen === undefined)
      return this.refuse(`table ${table} is pinned, but to no card`, pinned ?? node);
    return { table, card: chosen, pinned: isPinned, location: this.at(name), cardLocation: this.at(card ?? name) };
  }

  engines(node: unknown): PlanEngines | undefined {
    if (!isMap(node)) return this.refuse('an entry of engines is no map with node, split, engine and fuse', node);
    this.knownKeys(node, engineKeys);
    const [name, split, engine, fuse] = ['node', 'split', 'engine', 'fuse'].map((key) => node.get(key, true));
    const text = isScalar(name) ? (name.source ?? String(name.value)) : undefined;
    if (text === undefined) return this.refuse('an entry of engines does not name its node', node);
    const by = isScalar(split) ? split.value : undefined;
    if (split !== undefined && typeof by !== 'string') return this.refuse(`split of ${text} is no word`, split);
    const joins = isScalar(fuse) ? fuse.value : undefined;
    if (fuse !== undefined && typeof joins !== 'string') return this.refuse(`fuse of ${text} is no word`, fuse);
    const number = isScalar(engine) ? engine.value : undefined;
    const counts = typeof number === 'number' && Number.isInteger(number) && number >= 0;
    if (engine !== undefined && !counts) return this.refuse(`engine of ${text} is no number of an engine`, engine);
    if (split === undefined && engine === undefined && fuse === undefined)
      return this.refuse(`the entry of ${text} asks for nothing: it has neither split nor engine nor fuse`, node);
    return {
      node: text,
      ...(typeof by === 'string' ? { split: by } : {}),
      ...(counts ? { engine: number } : {}),
      ...(typeof joins === 'string' ? { fuse: joins } : {}),
      location: this.at(name),
    };
  }

  /** Entries may add to one another, such as `fuse` to `split`, and not contradict. */
  agree(entries: readonly PlanEngines[]): void {
    for (const key of ['split', 'engine', 'fuse'] as const) {
      const asked = new Map<string, string>();
      for (const { node, location, ...entry } of entries) {
        if (entry[key] === undefined) continue;
        const [first, second] = [asked.get(node), String(entry[key])];
        asked.set(node, first ?? second);
        if (first === undefined || first === second) continue;
        this.#diagnostics.report(codes.planNodeTwice, { node, key, first, second }, { location });
        this.ok = false;
      }
    }
  }
}

function readList<T>(reader: PlanReader, root: YAMLMap, key: string, read: (node: unknown) => T | undefined): T[] {
  const list = root.get(key, true);
  if (list !== undefined && !isSeq(list)) reader.refuse(`${key} is no list`, list);
  return (isSeq(list) ? list.items : []).map(read).filter((entry) => entry !== undefined);
}

/** The placement a plan file asks for, or undefined with the problems reported. `file` names it in messages. */
export function parsePlan(text: string, file: string, diagnostics: Diagnostics): PlanRequest | undefined {
  const reader = new PlanReader({ file, text }, diagnostics);
  const document = parseDocument(text, { version: '1.2', schema: 'core', prettyErrors: false });
  for (const error of document.errors) {
    const [offset] = error.pos;
    const location = locate({ file, text }, { offset, length: 1 });
    diagnostics.report(codes.planSyntax, { problem: error.message }, { location });
  }
  if (document.errors.length > 0) return undefined;
  const root = document.contents;
  if (!isMap(root)) return reader.refuse('it is no map', root);
  reader.knownKeys(root, topLevelKeys);
  reader.version(root);
  const tables = readList(reader, root, 'tables', (node) => reader.table(node));
  const engines = readList(reader, root, 'engines', (node) => reader.engines(node));
  reader.agree(engines);
  return reader.ok ? { file, tables, engines } : undefined;
}
