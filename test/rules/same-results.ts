// Runs a graph and what became of it on the same random inputs.

import { compareValues, graphTolerance } from '@afterglow/backend-api';
import { interpret } from '@afterglow/backend-interpreter';
import {
  Diagnostics,
  dim,
  type HostValue,
  isFloat,
  isTensorValue,
  numbersOf,
  renderDiagnostics,
} from '@afterglow/core';
import { type Func, type Module, walk } from '@afterglow/ir';
import { Draw, drawTensor } from '@afterglow/ir/testing';

function mainOf(module: Module): Func {
  const func = module.funcs.get('main');
  if (!func) throw new Error('no function @main');
  return func;
}

/** Sizes of the symbols that parameters have; those that only the data decide are found out. */
function drawSizes(draw: Draw, func: Func): Map<string, number> {
  const symbols = new Set<string>();
  for (const { type } of func.body.params) {
    if (type.kind === 'tensor') for (const d of type.shape) dim.symbolsOf(d, symbols);
  }
  return new Map(
    [...func.ranges]
      .filter(([symbol]) => symbols.has(symbol))
      .map(([symbol, { lo, hi }]) => [symbol, draw.between(lo, Math.min(hi, lo + 6))] as const),
  );
}

function drawInputs(draw: Draw, func: Func, sizes: ReadonlyMap<string, number>): Map<string, HostValue> {
  const inputs = new Map<string, HostValue>();
  for (const { name, type } of func.body.params) {
    if (type.kind !== 'tensor') throw new Error(`%${name} is no tensor`);
    const shape = type.shape.map((d) => dim.evaluate(d, sizes) ?? 1);
    inputs.set(name, drawTensor(draw, type.elem, shape));
  }
  return inputs;
}

/** Largest finite number of a value. */
function magnitudeOf(value: HostValue): number {
  if (!isTensorValue(value) || !isFloat(value.elem)) return 0;
  return numbersOf(value).reduce((most, x) => (Number.isFinite(x) ? Math.max(most, Math.abs(x)) : most), 0);
}

export type Comparison =
  | { readonly kind: 'same' }
  | { readonly kind: 'refused' }
  | { readonly kind: 'different'; readonly how: string };

/** What `before` computes on inputs drawn from a seed. Keep it: a module is rewritten in place. */
export class Reference {
  readonly #inputs: Map<string, HostValue>;
  readonly #sizes: Map<string, number>;
  readonly #outputs: Map<string, HostValue> | undefined;
  #magnitude = 0;
  readonly #nodes;

  constructor(before: Module, seed: number) {
    const func = mainOf(before);
    const draw = new Draw(seed);
    this.#sizes = drawSizes(draw, func);
    this.#inputs = drawInputs(draw, func, this.#sizes);
    this.#nodes = [...walk(func.body)];
    this.#outputs = interpret(func, this.#inputs, {
      diagnostics: new Diagnostics(),
      params: this.#sizes,
      onValue: (_, host) => {
        this.#magnitude = Math.max(this.#magnitude, magnitudeOf(host));
      },
    });
  }

  /** True when the graph before does not run on these inputs: indices out of range, sizes that contradict each other. */
  get refused(): boolean {
    return this.#outputs === undefined;
  }

  /** Compares the outputs of `after`. Refused: the graph before does not run on these inputs. */
  compare(after: Module): Comparison {
    if (!this.#outputs) return { kind: 'refused' };
    const func = mainOf(after);
    const diagnostics = new Diagnostics();
    const got = interpret(func, this.#inputs, { diagnostics, params: this.#sizes });
    if (!got) return { kind: 'different', how: renderDiagnostics(diagnostics.list) };
    const tolerance = graphTolerance([...this.#nodes, ...walk(func.body)], this.#magnitude);
    for (const [name, expected] of this.#outputs) {
      const value = got.get(name);
      const how = value ? compareValues(value, expected, tolerance) : 'it is missing';
      if (how !== undefined) return { kind: 'different', how: `${name}: ${how}` };
    }
    return { kind: 'same' };
  }
}
