// For tests: a graph function through the code generator, the binary and the simulator, with tensors in and out.

import {
  Diagnostics,
  type ElementType,
  memorySource,
  numbersOf,
  renderDiagnostics,
  type Tensor,
  tensorFromNumbers,
} from '@afterglow/core';
import { Builder, createFunc, createModule, type Func, ops, setRange, setResultNames, type Value } from '@afterglow/ir';
import { loadMachine, presets } from '@afterglow/machine';
import { reassembledDifference } from '../asm/reassembled.test-support.js';
import { checkBinary } from '../check/index.js';
import { CardDevice } from '../driver/index.js';
import { readElf, writeElf } from '../elf/index.js';
import type { CardMachine } from '../isa/index.js';
import { cardMachine } from '../machine-fields.js';
import { type CompiledFuncs, compileFuncs } from './compile-funcs.js';
import type { EngineHint } from './split/assign-work.js';

export function presetMachine(name: string): CardMachine {
  const diagnostics = new Diagnostics();
  const machine = loadMachine(presets.get(name) ?? '', name, diagnostics);
  if (machine?.kind !== 'card') throw new Error(renderDiagnostics(diagnostics.list));
  return cardMachine(machine);
}

export const tiny = presetMachine('tiny');
export const large = presetMachine('nnp-i');

/** A function `main` built by `body`, which answers the results. */
export function makeFunc(
  ranges: Readonly<Record<string, readonly [number, number]>>,
  body: (b: Builder) => Value | readonly Value[],
): Func {
  const func = createFunc(createModule('test'), 'main');
  const b = new Builder(func.body, { registry: ops });
  for (const [name, [lo, hi]] of Object.entries(ranges)) setRange(func, name, { lo, hi });
  const made = body(b);
  const results = Array.isArray(made) ? (made as readonly Value[]) : [made as Value];
  b.results(results);
  setResultNames(
    func,
    results.map((_, i) => `out${i}`),
  );
  return func;
}

export class TestCard {
  readonly compiled: CompiledFuncs;
  readonly #device: CardDevice;

  constructor(compiled: CompiledFuncs) {
    this.compiled = compiled;
    const bytes: Uint8Array[] = [...writeElf(compiled.image).chunks()];
    const whole = new Uint8Array(bytes.reduce((sum, part) => sum + part.length, 0));
    let at = 0;
    for (const part of bytes) {
      whole.set(part, at);
      at += part.length;
    }
    const diagnostics = new Diagnostics();
    const source = memorySource('card0.elf', whole);
    const elf = readElf(source, diagnostics);
    if (!elf || !checkBinary(elf, diagnostics)) throw new Error(renderDiagnostics(diagnostics.list));
    const difference = reassembledDifference(source);
    if (difference !== undefined) throw new Error(`its assembly gives another binary, from byte ${difference} on`);
    // Memory that nobody has written is not zero here, so that reading it shows.
    this.#device = new CardDevice(elf, { fill: 0x7f });
  }

  #launch(inputs: Readonly<Record<string, Tensor>>, params: Readonly<Record<string, number>>, entry: string) {
    const diagnostics = new Diagnostics();
    const run = this.#device.run(entry, new Map(Object.entries(inputs)), new Map(Object.entries(params)), diagnostics);
    if (!run) throw new Error(renderDiagnostics(diagnostics.list));
    return run;
  }

  run(
    inputs: Readonly<Record<string, Tensor>>,
    params: Readonly<Record<string, number>> = {},
    entry = 'main',
  ): Tensor[] {
    return [...this.#launch(inputs, params, entry).outputs.values()] as Tensor[]; // the card has tensors only
  }

  /** Share of each unit's lanes in use in a run. */
  lanes(
    inputs: Readonly<Record<string, Tensor>>,
    params: Readonly<Record<string, number>> = {},
  ): Readonly<Record<string, number>> {
    const { counters } = this.#launch(inputs, params, 'main');
    const shares = ['matrix', 'vector'].map((unit) => {
      return [unit, (counters[`useful lane cycles: ${unit}`] ?? 0) / (counters[`lane cycles: ${unit}`] ?? 1)] as const;
    });
    return Object.fromEntries(shares);
  }

  /** Serial cycles of a run. */
  cycles(inputs: Readonly<Record<string, Tensor>>, params: Readonly<Record<string, number>> = {}): number {
    return this.#launch(inputs, params, 'main').counters['serial cycles (simulated)'] ?? 0;
  }
}

export function compileTest(
  func: Func,
  machine: CardMachine = tiny,
  hints: readonly EngineHint[] = [],
  fuse = true,
): TestCard {
  const diagnostics = new Diagnostics();
  const compiled = compileFuncs([{ name: 'main', func }], machine, { diagnostics, hints, fuse });
  if (!compiled) throw new Error(renderDiagnostics(diagnostics.list));
  return new TestCard(compiled);
}

/** A small deterministic generator; tests name their seeds. */
export function randomNumbers(seed: number): () => number {
  let state = (seed * 2654435761 + 12345) >>> 0;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}

/** Random values in [-scale, scale), rounded to `elem`. */
export function randomTensor(elem: ElementType, shape: readonly number[], seed: number, scale = 2): Tensor {
  const next = randomNumbers(seed);
  const size = shape.reduce((a, b) => a * b, 1);
  return tensorFromNumbers(
    elem,
    shape,
    Array.from({ length: size }, () => (next() * 2 - 1) * scale),
  );
}

export function integers(
  elem: 'i32' | 'i64',
  values: readonly number[],
  shape: readonly number[] = [values.length],
): Tensor {
  return tensorFromNumbers(elem, shape, values);
}

export function valuesOf(tensor: Tensor): number[] {
  return [...numbersOf(tensor)];
}
