// A pattern as an automaton: all states it can be in are followed at once, so time grows with states times characters and
// nothing else. Thompson's construction (Communications of the ACM 11, 1968).

import type { CharClass } from './char-class.js';
import { type Assertion, type PatternNode, PatternProblem } from './syntax.js';

/** RE2 bounds its programs to about as many. */
const MOST_STATES = 10_000;

type State =
  | { readonly kind: 'char'; readonly matches: CharClass; next: number }
  | { readonly kind: 'assert'; readonly assertion: Assertion; next: number }
  | { readonly kind: 'split'; next: number; other: number }
  | { readonly kind: 'accept' };

const NOWHERE = -1;

/** States in order of making; state 0 accepts. */
class Construction {
  readonly states: State[] = [{ kind: 'accept' }];

  add(state: State): number {
    if (this.states.length >= MOST_STATES) throw new PatternProblem(`it has more than ${MOST_STATES} states`);
    return this.states.push(state) - 1;
  }

  /** The state that takes `node` and goes on at `next`. */
  build(node: PatternNode, next: number): number {
    switch (node.kind) {
      case 'char':
        return this.add({ kind: 'char', matches: node.matches, next });
      case 'assert':
        return this.add({ kind: 'assert', assertion: node.assertion, next });
      case 'concat':
        return node.parts.reduceRight((after, part) => this.build(part, after), next);
      case 'either':
        return node.parts
          .map((part) => this.build(part, next))
          .reduceRight((other, begin) => this.add({ kind: 'split', next: begin, other }));
      case 'repeat':
        return this.#repeat(node.of, node.min, node.max, next);
    }
  }

  #repeat(of: PatternNode, min: number, max: number | undefined, next: number): number {
    let after = next;
    if (max === undefined) {
      const split: Extract<State, { kind: 'split' }> = { kind: 'split', next: NOWHERE, other: next };
      after = this.add(split);
      split.next = this.build(of, after);
    } else {
      for (let i = min; i < max; i++) after = this.add({ kind: 'split', next: this.build(of, after), other: next });
    }
    for (let i = 0; i < min; i++) after = this.build(of, after);
    return after;
  }
}

function isWord(c: number | undefined): boolean {
  return c !== undefined && /[0-9A-Za-z_]/.test(String.fromCodePoint(c));
}

function holds(assertion: Assertion, before: number | undefined, after: number | undefined): boolean {
  switch (assertion) {
    case 'text-begin':
      return before === undefined;
    case 'text-end':
      return after === undefined;
    case 'line-begin':
      return before === undefined || before === 10;
    case 'line-end':
      return after === undefined || after === 10;
    case 'word-edge':
      return isWord(before) !== isWord(after);
    case 'no-word-edge':
      return isWord(before) === isWord(after);
  }
}

/** A pattern that whole strings are held against. */
export class Automaton {
  readonly #states: readonly State[];
  readonly #start: number;

  constructor(node: PatternNode) {
    const construction = new Construction();
    this.#start = construction.build(node, 0);
    this.#states = construction.states;
  }

  /** True when all of `text` matches. */
  matches(text: string): boolean {
    const codes = Array.from(text, (c) => c.codePointAt(0) ?? 0);
    let active: number[] = [this.#start];
    for (let i = 0; i <= codes.length; i++) {
      const [before, after] = [codes[i - 1], codes[i]];
      const reached = this.#closure(active, before, after);
      if (after === undefined) return reached.has(0);
      active = [];
      for (const index of reached) {
        const state = this.#states[index];
        if (state?.kind === 'char' && state.matches(after)) active.push(state.next);
      }
      if (active.length === 0) return false;
    }
    return false;
  }

  /** All states that can be reached without taking a character. */
  #closure(from: readonly number[], before: number | undefined, after: number | undefined): Set<number> {
    const reached = new Set<number>();
    const open = [...from];
    for (let index = open.pop(); index !== undefined; index = open.pop()) {
      if (reached.has(index)) continue;
      reached.add(index);
      const state = this.#states[index];
      if (state?.kind === 'split') open.push(state.next, state.other);
      else if (state?.kind === 'assert' && holds(state.assertion, before, after)) open.push(state.next);
    }
    return reached;
  }
}
