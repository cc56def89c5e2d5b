// Compiles a model for the card, runs its recorded data from the one bundle, and compares with the interpreter in card
// numerics (to the bit) and with the recorded outputs (within a tolerance).

import { compareOutputs, type Tolerance } from '@afterglow/backend-api';
import { checkBinary, readElf } from '@afterglow/backend-card/device';
import { interpret } from '@afterglow/backend-interpreter';
import { type Compilation, type CompileOptions, compile } from '@afterglow/compiler';
import { Diagnostics, type HostValue, hostValuesEqual, renderDiagnostics } from '@afterglow/core';
import { loadNetwork, type Network } from '@afterglow/runtime';
import { reassembledDifference } from '../../backends/card/src/asm/reassembled.test-support.js';
import { checkChoices } from './choices.js';
import { named, type RecordedModel } from './models.js';

export async function compiled(path: string, options: CompileOptions): Promise<Compilation> {
  const result = await compile(path, options);
  if (!result.ok) throw new Error(renderDiagnostics(result.diagnostics));
  return result.value;
}

export async function opened(compilation: Compilation): Promise<Network> {
  if (!compilation.bundle) throw new Error('the compilation stopped before the bundle');
  const network = await loadNetwork(compilation.bundle.inMemory(), { workers: 0 });
  if (!network.ok) throw new Error(renderDiagnostics(network.diagnostics));
  return network.value;
}

export async function outputsOf(network: Network, inputs: ReadonlyMap<string, HostValue>): Promise<HostValue[]> {
  const result = await network.run(inputs);
  if (!result.ok) throw new Error(renderDiagnostics(result.diagnostics));
  return [...result.value.outputs.values()];
}

/** Outputs of the converted but not yet partitioned graph, computed by the interpreter with the card's arithmetic. */
export function cardNumerics(converted: Compilation, inputs: ReadonlyMap<string, HostValue>): HostValue[] {
  const main = converted.module.funcs.get('main');
  if (!main) throw new Error('no @main');
  const diagnostics = new Diagnostics();
  const outputs = interpret(main, inputs, { numerics: 'card', diagnostics });
  if (!outputs) throw new Error(renderDiagnostics(diagnostics.list));
  return [...outputs.values()];
}

/**
 * What the checker finds in the card binaries of a compilation, and what their assembly loses, one line each. `reassemble: false`
 * leaves the assembly out, which takes long where weights are hundreds of megabytes.
 */
export function unsoundPrograms(compilation: Compilation, { reassemble = true } = {}): string[] {
  const bundle = compilation.bundle?.inMemory();
  const diagnostics = new Diagnostics();
  const problems: string[] = [];
  for (const { name } of bundle?.manifest.parts ?? []) {
    const source = name.endsWith('.elf') ? bundle?.open(name) : undefined;
    const elf = source && readElf(source, diagnostics);
    if (elf) checkBinary(elf, diagnostics);
    const difference = source && reassemble ? reassembledDifference(source) : undefined;
    if (difference !== undefined)
      problems.push(`${name}: its assembly gives another binary, from byte ${difference} on`);
  }
  return [...problems, ...diagnostics.list.map(({ message }) => message)];
}

export interface CardCheck {
  readonly dataSets: number;
  /** Problems found, one line each. */
  readonly problems: readonly string[];
  /** Sums of the code generator's figures over the cards. */
  readonly figures: Readonly<Record<string, number>>;
  /** Ops of the nodes that run on the host. */
  readonly host: readonly string[];
  /** Tables that were stored smaller. */
  readonly tables: number;
}

/**
 * One compile; then every recorded data set, whatever its sizes. Outputs are compared with what was recorded; in half
 * precision those that depend on a choice between candidates are judged where the choice is made.
 */
export async function checkOnCard(
  model: RecordedModel,
  options: CompileOptions,
  tolerance: Tolerance,
): Promise<CardCheck> {
  const compilation = await compiled(model.path, options);
  const converted = await compiled(model.path, { ...options, stopAfter: 'quantize' });
  const imported = options.precision === 'fp32' ? undefined : await compiled(model.path, { stopAfter: 'import' });
  const network = await opened(compilation);
  const problems = unsoundPrograms(compilation);
  const sets = model.dataSets();
  const names = network.manifest.inputs.map(({ name }) => name);
  try {
    for (const set of sets) {
      const inputs = named(names, set.inputs);
      const outputs = await outputsOf(network, inputs);
      const choices = imported && checkChoices(imported.module, converted.module, inputs, tolerance);
      problems.push(...(choices?.problems ?? []).map((problem) => `${set.name}: ${problem}`));
      for (const [i, { name }] of network.manifest.outputs.entries()) {
        if (choices?.outputs.includes(name)) continue;
        const [found, recorded] = [outputs[i], set.outputs[i]];
        const wrong = found && recorded ? compareOutputs([found], [recorded], tolerance, [name]) : `no output ${name}`;
        if (wrong !== undefined) problems.push(`${set.name}: ${wrong}`);
      }
      const exact = cardNumerics(converted, inputs);
      const same =
        exact.length === outputs.length && exact.every((value, i) => hostValuesEqual(value, outputs[i] as HostValue));
      if (!same) problems.push(`${set.name}: the card and the interpreter in card numerics differ`);
    }
  } finally {
    await network.close();
  }
  const figures: Record<string, number> = {};
  for (const device of compilation.report.devices) {
    for (const [name, value] of Object.entries(device.figures)) figures[name] = (figures[name] ?? 0) + value;
  }
  const { fallback, tables } = compilation.report;
  return { dataSets: sets.length, problems, figures, host: fallback.map(({ op }) => op), tables: tables.length };
}
