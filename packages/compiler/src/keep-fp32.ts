// `--keep-fp32`: which nodes stay in single precision, by the names of the model they came from or of what they compute.

import { originNames } from '@afterglow/core';
import type { Node } from '@afterglow/ir';
import { matches } from './dim-options.js';

export class KeptNodes {
  readonly #patterns: readonly string[];
  readonly #used = new Set<string>();

  constructor(patterns: readonly string[]) {
    this.#patterns = patterns;
  }

  readonly has = (node: Node): boolean => {
    const names = [...originNames(node.origin), ...node.results.map(({ name }) => name)];
    const found = this.#patterns.filter((pattern) => names.some((name) => matches(pattern, name)));
    for (const pattern of found) this.#used.add(pattern);
    return found.length > 0;
  };

  /** Patterns that no node had a name for. */
  get unused(): readonly string[] {
    return this.#patterns.filter((pattern) => !this.#used.has(pattern));
  }
}
