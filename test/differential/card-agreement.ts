// Runs a function on the simulated card and in the interpreter's card numerics, at several sizes and on several machines, and says
// where the two differ by a bit. They share scalar rounding and nothing else.

import { compareOutputs, type EngineWish, type Tolerance } from '@afterglow/backend-api';
import card, { cardLegality } from '@afterglow/backend-card';
import { CardDevice, checkBinary, readElf } from '@afterglow/backend-card/device';
import { interpret } from '@afterglow/backend-interpreter';
import {
  Diagnostics,
  dim,
  type ElementType,
  type HostValue,
  hostValuesEqual,
  isFloat,
  memorySource,
  numbersOf,
  renderDiagnostics,
  type Tensor,
  tensorFromNumbers,
} from '@afterglow/core';
import {
  Builder,
  createFunc,
  createModule,
  type Func,
  ops,
  printModule,
  setRange,
  setResultNames,
  type Value,
} from '@afterglow/ir';
import { findPreset } from '@afterglow/machine';
import { decomposePass, runPipeline } from '@afterglow/passes';
import { expect, it } from 'vitest';
import { Random, randomTensor } from './random-card-graph.js';

export const MACHINES = ['tiny', 'nnp-i'] as const;

export async function deviceFor(
  func: Func,
  machineName: string,
  engines: readonly EngineWish[] = [],
): Promise<CardDevice> {
  const diagnostics = new Diagnostics();
  const machine = findPreset(machineName);
  if (machine?.kind !== 'card') throw new Error(`no machine ${machineName}`);
  const unit = { device: 'card0', module: func.module, funcs: [func], machine, engines };
  const artifact = await card.compile(unit, { target: { backend: 'card', features: {} }, diagnostics });
  const part = artifact?.parts[0];
  if (!part) throw new Error(`${renderDiagnostics(diagnostics.list)}\n${printModule(func.module)}`);
  const elf = readElf(memorySource(part.name, Buffer.concat([...part.chunks()])), diagnostics);
  if (!elf || !checkBinary(elf, diagnostics)) {
    throw new Error(`${renderDiagnostics(diagnostics.list)}\n${printModule(func.module)}`);
  }
  // Memory that nobody wrote holds garbage, so that reading it shows.
  return new CardDevice(elf, { fill: 0x5a });
}

function firstDifference(expected: HostValue, actual: HostValue | undefined): string {
  if (!actual || !('elem' in expected) || !('elem' in actual) || expected.elem === 'string') return 'of other kinds';
  const [want, got] = [[...numbersOf(expected)], [...numbersOf(actual)]];
  const at = want.findIndex((value, i) => !Object.is(value, got[i]));
  return `element ${at} of ${want.length}: ${got[at]} instead of ${want[at]}`;
}

/** What differs between card and interpreter for these inputs, or undefined. */
export function disagreement(
  device: CardDevice,
  func: Func,
  inputs: ReadonlyMap<string, HostValue>,
  params: ReadonlyMap<string, number>,
): string | undefined {
  const diagnostics = new Diagnostics();
  const run = device.run('main', inputs, params, diagnostics);
  const expected = interpret(func, inputs, { numerics: 'card', diagnostics });
  if (!run || !expected) throw new Error(`${renderDiagnostics(diagnostics.list)}\n${printModule(func.module)}`);
  for (const [name, value] of expected) {
    const actual = run.outputs.get(name);
    if (actual !== undefined && hostValuesEqual(actual, value)) continue;
    return `${name} differs, ${firstDifference(value, actual)}\n${printModule(func.module)}`;
  }
  return undefined;
}

/** Upper bound of the dim `N` of a case. */
export const LARGEST_CASE_N = 5;

/** A function `main` of the results that `body` answers, with a free dim `N`. */
export function caseFunc(body: (b: Builder) => Value | readonly Value[]): Func {
  const func = createFunc(createModule('case'), 'main');
  setRange(func, 'N', { lo: 0, hi: LARGEST_CASE_N });
  const b = new Builder(func.body, { registry: ops });
  const made = body(b);
  const results = Array.isArray(made) ? (made as readonly Value[]) : [made as Value];
  b.results(results);
  setResultNames(
    func,
    results.map((_, i) => `out${i}`),
  );
  return func;
}

/** Makes the data of an input. */
export type MakeInput = (random: Random, elem: ElementType, shape: readonly number[], name: string) => Tensor;

/** Numbers of every kind: ties, zeros of both signs, what overflows, not-a-number. */
const CORNERS = [0, -0, 0.5, -0.5, 1.5, 2.5, -2.5, 1, -1, 65504, -65504, 1e-7, Infinity, -Infinity, NaN, 3, 1e5, -7.25];

/** Ordinary numbers with some corners among them. */
export const withCorners: MakeInput = (random, elem, shape, name) => {
  if (!isFloat(elem)) return smallNumbers(random, elem, shape, name);
  const values = Array.from(numbersOf(randomTensor(random, elem, shape)) as Iterable<number>, (value) =>
    random.below(3) === 0 ? random.pick(CORNERS) : value,
  );
  return tensorFromNumbers(elem, shape, values);
};

/** Floats in ±2, integers in ±20, bools. */
export const smallNumbers: MakeInput = (random, elem, shape) => {
  if (isFloat(elem)) return randomTensor(random, elem, shape);
  const size = shape.reduce((a, b) => a * b, 1);
  const one =
    elem === 'bool'
      ? () => random.below(2)
      : () => random.below(elem.startsWith('u') ? 21 : 41) - (elem.startsWith('u') ? 0 : 20);
  return tensorFromNumbers(elem, shape, Array.from({ length: size }, one));
};

/** Inputs of a function at a size of `N`. */
function caseInputs(func: Func, n: number, make: MakeInput): Map<string, HostValue> {
  const random = new Random(n + 1);
  return new Map(
    func.body.params.map(({ name, type }) => {
      if (type.kind !== 'tensor') throw new Error('only tensors here');
      const shape = type.shape.map((d) => dim.evaluate(d, new Map([['N', n]])) ?? 0);
      return [name, make(random, type.elem, shape, name)];
    }),
  );
}

/** Declares a test: the function agrees with the interpreter on every machine and at several sizes of `N`. */
export function agrees(label: string, body: (b: Builder) => Value | readonly Value[], make: MakeInput = smallNumbers) {
  it(label, async () => {
    const func = caseFunc(body);
    for (const machine of MACHINES) {
      const device = await deviceFor(func, machine);
      for (const n of [0, 1, LARGEST_CASE_N]) {
        const problem = disagreement(device, func, caseInputs(func, n, make), new Map([['N', n]]));
        if (problem !== undefined) expect.fail(`on ${machine} at N = ${n}: ${problem}`);
      }
    }
  });
}

/** The function with everything taken apart that the card takes apart. */
export function takenApart(body: (b: Builder) => Value | readonly Value[]): Func {
  return takeApart(caseFunc(body));
}

/** Takes apart in a function what the card takes apart. */
export function takeApart(func: Func): Func {
  const diagnostics = new Diagnostics();
  const pass = decomposePass({ whyIllegal: cardLegality, decompositions: card.decompositions });
  if (!runPipeline(func.module, [pass], { registry: ops, diagnostics }).ok)
    throw new Error(renderDiagnostics(diagnostics.list));
  return func;
}

/**
 * Declares a test: the function, taken apart, agrees to the bit with the interpreter on the same steps, and within a tolerance with
 * the interpreter on the whole op.
 */
export function agreesTakenApart(
  label: string,
  body: (b: Builder) => Value | readonly Value[],
  make: MakeInput = smallNumbers,
  tolerance: Tolerance = { rtol: 1e-5, atol: 1e-5 },
) {
  it(label, async () => {
    const [whole, func] = [caseFunc(body), takenApart(body)];
    for (const machine of MACHINES) {
      const device = await deviceFor(func, machine);
      for (const n of [0, 1, LARGEST_CASE_N]) {
        const inputs = caseInputs(func, n, make);
        const problem = disagreement(device, func, inputs, new Map([['N', n]]));
        if (problem !== undefined) expect.fail(`on ${machine} at N = ${n}: ${problem}`);
        const diagnostics = new Diagnostics();
        const [exact, steps] = [whole, func].map((f) => interpret(f, inputs, { numerics: 'exact', diagnostics }));
        if (!exact || !steps) throw new Error(renderDiagnostics(diagnostics.list));
        expect(compareOutputs([...steps.values()], [...exact.values()], tolerance)).toBeUndefined();
      }
    }
  });
}
