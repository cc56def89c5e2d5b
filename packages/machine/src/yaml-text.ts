// A parsed YAML text that knows where each key and value stands, for located errors.

import type { Location } from '@afterglow/core';
import { locate, type SourceText } from '@afterglow/syntax';
import { type Document, isMap, isNode, isScalar, isSeq, type Node, parseDocument } from 'yaml';

export interface YamlText {
  readonly source: SourceText;
  readonly document: Document.Parsed;
}

export function parseYaml(source: SourceText): YamlText {
  // Numbers and booleans as YAML 1.2 core has them; no custom tags; duplicate keys are errors.
  return { source, document: parseDocument(source.text, { version: '1.2', schema: 'core', prettyErrors: false }) };
}

function span(node: Node | undefined | null): { offset: number; length: number } | undefined {
  if (!node?.range) return undefined;
  return { offset: node.range[0], length: Math.max(1, node.range[1] - node.range[0]) };
}

function child(node: unknown, key: PropertyKey): { key?: Node; value?: Node } {
  if (isMap(node)) {
    const pair = node.items.find((item) => isScalar(item.key) && String(item.key.value) === String(key));
    return {
      ...(isNode(pair?.key) ? { key: pair.key } : {}),
      ...(isNode(pair?.value) ? { value: pair.value } : {}),
    };
  }
  if (isSeq(node)) {
    const item = node.items[Number(key)];
    return isNode(item) ? { value: item } : {};
  }
  return {};
}

/** Where the value at `path` stands; of its key with `at = 'key'`; of the nearest enclosing thing when it is absent. */
export function placeOf(yaml: YamlText, path: readonly PropertyKey[], at: 'key' | 'value' = 'value'): Location {
  let node: unknown = yaml.document.contents;
  let place = span(isNode(node) ? node : undefined);
  // A block's own span is its first key; a missing thing is better shown at the key that opens the block.
  let [reached, opener] = [true, undefined as { offset: number; length: number } | undefined];
  for (const step of path) {
    const next = child(node, step);
    if (!next.key && !next.value) {
      reached = false;
      break;
    }
    opener = span(next.key) ?? span(next.value);
    place = (at === 'key' ? span(next.key) : span(next.value)) ?? opener;
    node = next.value;
  }
  const block = isMap(node) || isSeq(node);
  const chosen = (reached && !block) || !opener ? place : opener;
  return locate(yaml.source, chosen ?? { offset: 0, length: 1 });
}

/** True when something is written at `path`. */
export function hasPath(yaml: YamlText, path: readonly PropertyKey[]): boolean {
  let node: unknown = yaml.document.contents;
  for (const step of path) {
    const next = child(node, step);
    if (!next.value && !next.key) return false;
    node = next.value;
  }
  return true;
}
