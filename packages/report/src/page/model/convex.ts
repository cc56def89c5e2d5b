// Whether the nodes of a scope can be one folder. A module that a model uses in many places (`/act/Relu`, `/act/Relu_1`)
// is one scope, but closing it would tie the ends of the network together: edges would run in circles.

import type { NodeData } from '../../view/data.js';

/** Nodes of a region in execution order, with who makes what they read. */
export class Flow {
  readonly #sources: readonly (readonly number[])[];

  constructor(nodes: readonly NodeData[]) {
    const makers = new Map<string, number>();
    this.#sources = nodes.map(({ operands, results }, index) => {
      // In execution order makers come first, so the table is complete for what this node reads.
      const sources = operands.flatMap(([, value]) => makers.get(value) ?? []);
      for (const [name] of results) makers.set(name, index);
      return sources;
    });
  }

  /** True when no path leaves the nodes (positions, rising) and comes back to them. */
  isConvex(members: readonly number[]): boolean {
    const inside = new Set(members);
    const [first = 0, last = -1] = [members[0], members.at(-1)];
    const left = new Set<number>();
    for (let at = first; at <= last; at++) {
      const sources = this.#sources[at] ?? [];
      if (inside.has(at)) {
        if (sources.some((source) => left.has(source))) return false;
      } else if (sources.some((source) => inside.has(source) || left.has(source))) left.add(at);
    }
    return true;
  }

  /** The nodes in groups that edges among them connect, by their first. */
  components(members: readonly number[]): number[][] {
    const inside = new Set(members);
    const up = new Map<number, number>();
    const top = (at: number): number => {
      let root = at;
      for (let next = up.get(root); next !== undefined; next = up.get(root)) root = next;
      return root;
    };
    for (const at of members) {
      for (const source of this.#sources[at] ?? []) {
        if (!inside.has(source)) continue;
        const [a, b] = [top(at), top(source)];
        if (a !== b) up.set(Math.max(a, b), Math.min(a, b));
      }
    }
    const groups = new Map<number, number[]>();
    for (const at of members) {
      const group = groups.get(top(at));
      if (group) group.push(at);
      else groups.set(top(at), [at]);
    }
    return [...groups.values()];
  }
}
