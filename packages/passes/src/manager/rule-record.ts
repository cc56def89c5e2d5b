// What rules did: how often each fired, and per node why it last declined. Aggregated for reports; never printed whole.
// Invariant: a node counts once per rule and reason, however often a driver came back to it.

import type { Node } from '@afterglow/ir';

/** Node names kept for one rule or reason: all there are in most models, and a bound on what a report holds. */
const MOST_NAMES = 256;

export interface DeclineSummary {
  readonly reason: string;
  readonly count: number;
  /** Names of the nodes, in graph order; of the first 256, should there be more. */
  readonly examples: readonly string[];
}

export interface RuleSummary {
  readonly rule: string;
  readonly fired: number;
  /** Names of the nodes it fired on; of the first 256, should there be more. */
  readonly examples: readonly string[];
  readonly declined: readonly DeclineSummary[];
}

interface Decline {
  readonly reason: string;
  readonly name: string;
}

/** All that the record needs of a node. */
export interface RecordedNode {
  readonly id: number;
  readonly name: string;
}

/** The name a node goes by in reports: its first result. */
export function nodeName(node: Node): string {
  return node.results[0]?.name ?? node.op.name;
}

export class RuleRecord {
  readonly #fired = new Map<string, number>();
  readonly #examples = new Map<string, string[]>();
  readonly #declined = new Map<string, Map<number, Decline>>();

  fired(rule: string, node: RecordedNode): void {
    this.#fired.set(rule, (this.#fired.get(rule) ?? 0) + 1);
    const examples = this.#examples.get(rule) ?? [];
    if (examples.length < MOST_NAMES) examples.push(node.name);
    this.#examples.set(rule, examples);
    this.#declined.get(rule)?.delete(node.id);
  }

  declined(rule: string, node: RecordedNode, reason: string): void {
    let nodes = this.#declined.get(rule);
    if (!nodes) {
      nodes = new Map();
      this.#declined.set(rule, nodes);
    }
    nodes.set(node.id, { reason, name: node.name });
  }

  /** Why `rule` left the node with this name alone, or undefined when it did not look or did fire. */
  whyNot(rule: string, name: string): string | undefined {
    for (const decline of this.#declined.get(rule)?.values() ?? []) if (decline.name === name) return decline.reason;
    return undefined;
  }

  /** Applications of all rules so far. */
  get applications(): number {
    let total = 0;
    for (const count of this.#fired.values()) total += count;
    return total;
  }

  /** One entry a rule, by name; reasons by falling count, then text. */
  summary(): readonly RuleSummary[] {
    const names = [...new Set([...this.#fired.keys(), ...this.#declined.keys()])].sort();
    return names.map((rule) => {
      const byReason = new Map<string, string[]>();
      for (const { reason, name } of this.#declined.get(rule)?.values() ?? []) {
        const list = byReason.get(reason);
        if (list) list.push(name);
        else byReason.set(reason, [name]);
      }
      const declined = [...byReason].map(([reason, list]) => ({
        reason,
        count: list.length,
        examples: list.slice(0, MOST_NAMES),
      }));
      declined.sort((a, b) => b.count - a.count || (a.reason < b.reason ? -1 : 1));
      return { rule, fired: this.#fired.get(rule) ?? 0, examples: [...(this.#examples.get(rule) ?? [])], declined };
    });
  }
}
