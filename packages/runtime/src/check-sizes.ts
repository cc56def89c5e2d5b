// Checks the sizes of a request against what the nodes of the graph ask of them, as far as they are known: some come with the data.

import { dimOf, type LaunchCondition, type Manifest } from '@afterglow/bundle';
import { type Diagnostics, dim, type SizeConditionKind, sizesSatisfy } from '@afterglow/core';
import { runtimeDiagnostics } from './diagnostics.js';

const PROBLEMS: Readonly<Record<SizeConditionKind, (sizes: readonly (number | undefined)[]) => string>> = {
  natural: ([size]) => `would have a size or bound of ${size}`,
  equal: ([from, to]) => `would see ${from} elements as ${to}`,
  repeats: ([size, full]) => `would repeat ${size} elements to make ${full}, and only one can be repeated`,
};

/** The conditions of a bundle; each is looked at once, when its sizes are known. */
export class SizeChecks {
  readonly #params: readonly string[];
  #left: readonly LaunchCondition[];

  constructor({ conditions = [], params }: Manifest) {
    this.#left = conditions;
    this.#params = params.map(({ name }) => name);
  }

  /** Reports every condition that the sizes known by now do not satisfy. */
  check(sizes: ReadonlyMap<string, number>, diagnostics: Diagnostics): void {
    const later: LaunchCondition[] = [];
    for (const condition of this.#left) {
      const dims = condition.sizes.map(dimOf);
      const numbers = dims.map((d) => dim.evaluate(d, sizes));
      const holds = sizesSatisfy(condition.kind, numbers);
      if (holds === undefined) later.push(condition);
      if (holds !== false) continue;
      const used = new Set(dims.flatMap((d) => [...dim.symbolsOf(d)]));
      const at = this.#params.filter((name) => used.has(name)).map((name) => `${name} = ${sizes.get(name)}`);
      const problem = PROBLEMS[condition.kind](numbers);
      diagnostics.report(runtimeDiagnostics.impossibleSize, { node: condition.node, problem, at: at.join(', ') });
    }
    this.#left = later;
  }
}
