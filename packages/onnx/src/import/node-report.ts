// Problems of nodes, grouped by form: the first node of a form is shown in full, the others by number.

import type { DiagnosticSpec, Diagnostics, Location } from '@afterglow/core';

const MOST_LISTED = 20;

/** A node in words and as a location. */
export interface NodePlace {
  readonly graph: string;
  /** Position in the file's list of nodes of its graph. */
  readonly index: number;
  /** Its name, or `OpType_index`. */
  readonly name: string;
}

interface Group {
  readonly emit: (notes: readonly string[]) => void;
  readonly others: string[];
}

export class NodeReport {
  readonly #diagnostics: Diagnostics;
  readonly #file: string;
  readonly #groups = new Map<string, Group>();

  constructor(diagnostics: Diagnostics, file: string) {
    this.#diagnostics = diagnostics;
    this.#file = file;
  }

  locationOf(place: NodePlace): Location {
    return { kind: 'node', file: this.#file, ...place };
  }

  add<P>(
    spec: DiagnosticSpec<P>,
    params: P,
    place: NodePlace,
    extras: { readonly context?: readonly string[]; readonly notes?: readonly string[] } = {},
  ): void {
    const key = `${spec.code}\n${spec.message(params)}`;
    const known = this.#groups.get(key);
    if (known) {
      known.others.push(String(place.index));
      return;
    }
    const location = this.locationOf(place);
    const emit = (notes: readonly string[]) =>
      this.#diagnostics.report(spec, params, {
        location,
        ...(extras.context ? { context: extras.context } : {}),
        notes: [...(extras.notes ?? []), ...notes],
      });
    this.#groups.set(key, { emit, others: [] });
  }

  /** Hands everything to the diagnostics, in the order in which it was found. */
  flush(): void {
    for (const { emit, others } of this.#groups.values()) {
      const listed = others.slice(0, MOST_LISTED).join(', ');
      const more = others.length > MOST_LISTED ? ', …' : '';
      const nodes = others.length === 1 ? 'node' : 'nodes';
      emit(others.length === 0 ? [] : [`same form: ${others.length} more ${nodes} (${listed}${more})`]);
    }
    this.#groups.clear();
  }
}
