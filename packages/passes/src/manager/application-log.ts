// Turns what rewriters do between two applications into events. An application ends where the next one begins or the pass
// ends: a driver removes what a replacement left dead after the rule has answered, and names settle late too.

import type { Node, RewriteWatcher } from '@afterglow/ir';
import { involvedNodes } from './involved-nodes.js';
import {
  type EventPlace,
  type NodeRef,
  nodeRef,
  type RuleApplication,
  type RuleDecline,
  type RunObserver,
} from './observer.js';
import type { RuleMatch } from './rule.js';

type Place = Omit<EventPlace, 'rule'>;

export class ApplicationLog implements RewriteWatcher {
  readonly #observer: RunObserver;
  #place: Place | undefined;
  #fired: Pick<RuleApplication, 'sequence' | 'rule' | 'root'> | undefined;
  readonly #made = new Set<Node>();
  readonly #altered = new Set<Node>();
  readonly #removed: NodeRef[] = [];
  /** Declines since the application, told after it: a driver looks around before it removes what is dead. */
  readonly #declines: RuleDecline[] = [];

  constructor(observer: RunObserver) {
    this.#observer = observer;
  }

  /** A pass begins or ends (undefined); what came before it is told first. */
  enter(place: Place | undefined): void {
    this.flush();
    this.#place = place;
  }

  added(node: Node): void {
    this.#made.add(node);
  }

  altered(node: Node): void {
    this.#altered.add(node);
  }

  erased(node: Node): void {
    // What a rule makes and removes again was never there for anybody else.
    if (!this.#made.delete(node)) this.#removed.push(nodeRef(node));
    this.#altered.delete(node);
  }

  /** Tells of the application before, if there was one. */
  flush(): void {
    if (this.#fired && this.#place) {
      const altered = [...this.#altered].filter((node) => !this.#made.has(node));
      const { sequence, rule, root } = this.#fired;
      this.#observer.applied?.({
        ...this.#place,
        sequence,
        rule,
        root,
        made: [...this.#made].map(nodeRef),
        removed: [...this.#removed],
        altered: altered.map(nodeRef),
      });
    }
    for (const decline of this.#declines) this.#observer.declined?.(decline);
    this.#declines.length = 0;
    this.#fired = undefined;
    this.#made.clear();
    this.#altered.clear();
    this.#removed.length = 0;
  }

  fired(rule: string, node: Node, sequence: number): void {
    this.#fired = { sequence, rule, root: nodeRef(node) };
  }

  declined(rule: string, node: Node, reason: string, match: RuleMatch | undefined): void {
    if (!this.#place || !this.#observer.declined) return;
    this.#declines.push({
      ...this.#place,
      rule,
      node: nodeRef(node),
      reason,
      condition: match?.condition,
      involved: involvedNodes(node, match?.match).map(nodeRef),
    });
    // Nothing can belong to an application any more: keep no pile.
    if (!this.#fired) this.flush();
  }
}
