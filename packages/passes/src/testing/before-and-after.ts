// For tests of passes: the text after, where the interpreter computes the same of both.

import {
  Diagnostics,
  dim,
  type HostValue,
  isFloat,
  isTensorValue,
  numbersOf,
  renderDiagnostics,
  type Tensor,
  tensorFromNumbers,
} from '@afterglow/core';
import { type Func, type Module, printModule, type Type } from '@afterglow/ir';
import { parseText } from '@afterglow/ir/testing';
import type { Evaluate } from '../manager/evaluate.js';
import type { Pass } from '../manager/pass.js';
import type { PipelineStep } from '../manager/pipeline.js';
import { essence, runOver } from './run-text.js';

/** Made-up numbers of both signs; integers are small. `seed` makes parameters differ. */
function madeUp(type: Type, seed: number, sizes: ReadonlyMap<string, number>): Tensor {
  if (type.kind !== 'tensor') throw new Error(`no value for ${type.key}`);
  const shape = type.shape.map((d) => dim.substitute(d, (name) => sizes.get(name) ?? 3) as number);
  const size = shape.reduce((product, d) => product * d, 1);
  const number = (i: number) => (((i + seed) * 37) % 41) / 8 - 2.5;
  const numbers = Array.from({ length: size }, (_, i) => (isFloat(type.elem) ? number(i) : (i * 7 + seed) % 2));
  return tensorFromNumbers(type.elem, shape, numbers);
}

export interface Comparison {
  /** Sizes of symbols; 3 where they are not given. */
  readonly sizes?: ReadonlyMap<string, number>;
  /** Largest difference relative to max(1, |value|); 0 unless given. */
  readonly tolerance?: number;
}

function difference(expected: HostValue, found: HostValue | undefined): number {
  if (!isTensorValue(expected) || !found || !isTensorValue(found)) throw new Error('a result is no tensor');
  if (expected.elem !== found.elem || expected.shape.join() !== found.shape.join()) return Number.POSITIVE_INFINITY;
  const [a, b] = [numbersOf(expected), numbersOf(found)];
  return a.reduce((worst, x, i) => {
    const other = b[i] ?? Number.NaN;
    const apart = Object.is(x, other) || x === other ? 0 : Math.abs(x - other) / Math.max(1, Math.abs(x));
    return Math.max(worst, Number.isNaN(apart) ? Number.POSITIVE_INFINITY : apart);
  }, 0);
}

/** What a backend brings: passes import none. */
export interface Interpreter {
  readonly interpret: (
    func: Func,
    inputs: ReadonlyMap<string, HostValue>,
    options: { readonly diagnostics: Diagnostics },
  ) => ReadonlyMap<string, HostValue> | undefined;
  readonly evaluateConstant: Evaluate;
}

export interface BeforeAndAfter {
  /** Constants and nodes after the passes; throws when the interpreter computes something else than before. */
  readonly rewritten: (text: string, passes: readonly (Pass | PipelineStep)[], comparison?: Comparison) => string;
  /** The reasons that rules declined for, in the order of the record. */
  readonly reasonsOf: (text: string, passes: readonly (Pass | PipelineStep)[]) => string[];
}

export function beforeAndAfter({ interpret, evaluateConstant }: Interpreter): BeforeAndAfter {
  const resultsOf = (module: Module, sizes: ReadonlyMap<string, number> = new Map()): readonly HostValue[] => {
    const main = module.funcs.get('main');
    if (!main) throw new Error('there is no @main');
    const diagnostics = new Diagnostics();
    const inputs = new Map(main.body.params.map((param, i) => [param.name, madeUp(param.type, i * 5, sizes)]));
    const outputs = interpret(main, inputs, { diagnostics });
    if (!outputs) throw new Error(renderDiagnostics(diagnostics.list));
    return [...outputs.values()];
  };
  return {
    rewritten(text, passes, { sizes, tolerance = 0 } = {}) {
      const module = parseText(text);
      const before = resultsOf(module, sizes);
      runOver(module, passes, { evaluate: evaluateConstant });
      const after = resultsOf(module, sizes);
      const worst = before.reduce((most: number, value, i) => Math.max(most, difference(value, after[i])), 0);
      if (!(worst <= tolerance)) throw new Error(`results differ by ${worst}:\n${printModule(module)}`);
      return essence(printModule(module));
    },
    reasonsOf(text, passes) {
      const { rules } = runOver(parseText(text), passes, { evaluate: evaluateConstant });
      return rules.flatMap(({ declined }) => declined.map(({ reason }) => reason));
    },
  };
}
