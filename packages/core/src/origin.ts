// Origins: where in the user's model a thing came from, kept through fusion, partition, card code and traces.

/** One node of the model, or several joined by a pass. Immutable; shared freely. */
export type Origin =
  | {
      readonly kind: 'node';
      /** Node name in the model, or `OpType_index` where it has none. */
      readonly name: string;
      /** Exporter's source line (from `metadata_props`), if the model carries one. */
      readonly source?: string;
    }
  | { readonly kind: 'fused'; readonly by: string; readonly parts: readonly Origin[] };

export function nodeOrigin(name: string, source?: string): Origin {
  return source === undefined ? { kind: 'node', name } : { kind: 'node', name, source };
}

/** Joins origins under the pass that fused them; nested fusions stay visible, duplicates go. */
export function fusedOrigin(by: string, parts: readonly (Origin | undefined)[]): Origin | undefined {
  const present = [...new Set(parts.filter((part) => part !== undefined))];
  if (present.length === 0) return undefined;
  return present.length === 1 ? present[0] : { kind: 'fused', by, parts: present };
}

/** Names of all model nodes behind an origin, first occurrence order. */
export function originNames(origin: Origin | undefined): string[] {
  if (!origin) return [];
  if (origin.kind === 'node') return [origin.name];
  return [...new Set(origin.parts.flatMap(originNames))];
}
