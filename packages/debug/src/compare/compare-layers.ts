// Layer by layer: the values that two ways of computing a model have in common, and how far they are apart.
// Values are the same when they have the same name: a node that took another's place took its name, too. What was renamed is
// found by the model nodes it comes from.

import { type LoadOptions, loadModule, type ModelInput } from '@afterglow/compiler';
import { Diagnostics, type HostValue, isTensorValue, numbersOf, originNames, type Result } from '@afterglow/core';
import { bareSymbol, type Module, type Node, substituteSymbols } from '@afterglow/ir';
import { debugDiagnostics } from '../diagnostics.js';
import { findInterpreter } from '../execute/interpreter.js';
import { madeUpInputs } from '../execute/made-up-inputs.js';
import { type Layers, layersOf, type Side } from './side.js';

/** How far apart two values of one layer are. */
export interface LayerDifference {
  readonly name: string;
  /** Name on the other side, where it differs. */
  readonly other: string | undefined;
  readonly opA: string;
  readonly opB: string;
  readonly type: string;
  /** Largest difference of two elements; infinite where one is a number and the other is none, or the shapes differ. */
  readonly absolute: number;
  /** The same, as a part of the largest number of side a. */
  readonly relative: number;
  readonly origin: readonly string[];
}

export interface LayerComparison {
  readonly a: Side;
  readonly b: Side;
  /** Worst first; equally bad ones in the order of graph b. */
  readonly layers: readonly LayerDifference[];
  /** The first layer of graph b that is further apart than the tolerance. */
  readonly firstDiverging: LayerDifference | undefined;
  /** Values of one side that the other does not compute. */
  readonly onlyA: number;
  readonly onlyB: number;
}

export interface CompareOptions extends LoadOptions {
  readonly a: Side;
  readonly b: Side;
  readonly inputs?: ReadonlyMap<string, HostValue>;
  readonly seed?: number;
  /** Relative difference from which on a layer diverges; 0.01 if absent. */
  readonly tolerance?: number;
}

function distance(a: HostValue, b: HostValue): { absolute: number; relative: number } {
  const far = { absolute: Number.POSITIVE_INFINITY, relative: Number.POSITIVE_INFINITY };
  if (!isTensorValue(a) || !isTensorValue(b) || a.elem === 'string' || b.elem === 'string') return far;
  if (a.shape.join() !== b.shape.join()) return far;
  const [left, right] = [numbersOf(a), numbersOf(b)];
  let [absolute, largest] = [0, 0];
  for (let i = 0; i < left.length; i++) {
    const [x, y] = [left[i] as number, right[i] as number];
    if (Number.isFinite(x)) largest = Math.max(largest, Math.abs(x));
    if (Object.is(x, y) || x === y) continue;
    const apart = Math.abs(x - y);
    absolute = Math.max(absolute, Number.isNaN(apart) ? Number.POSITIVE_INFINITY : apart);
  }
  return { absolute, relative: absolute === 0 ? 0 : absolute / (largest || 1) };
}

/** Values by the model nodes they come from, where those have one value only. */
function byOrigin({ nodes, values }: Layers): Map<string, string> {
  const found = new Map<string, string | undefined>();
  for (const node of nodes) {
    const names = originNames(node.origin);
    const [result] = node.results;
    if (names.length === 0 || node.results.length !== 1 || !result || !values.has(result.name)) continue;
    const key = `${node.op.name} ${[...names].sort().join('\0')}`;
    found.set(key, found.has(key) ? undefined : result.name);
  }
  return new Map([...found].filter((entry): entry is [string, string] => entry[1] !== undefined));
}

interface Matched {
  readonly node: Node;
  readonly nameA: string;
  readonly nameB: string;
}

function match(a: Layers, b: Layers): Matched[] {
  const [originsA, originsB] = [byOrigin(a), byOrigin(b)];
  const keyOf = new Map([...originsB].map(([key, name]) => [name, key]));
  return b.nodes.flatMap((node) =>
    node.results.flatMap(({ name }) => {
      if (!b.values.has(name)) return [];
      const nameA = a.values.has(name) ? name : originsA.get(keyOf.get(name) ?? '');
      return nameA === undefined ? [] : [{ node, nameA, nameB: name }];
    }),
  );
}

function compareValues(a: Layers, b: Layers): LayerDifference[] {
  const opA = new Map(a.nodes.flatMap((node) => node.results.map(({ name }) => [name, node.op.name] as const)));
  return match(a, b).flatMap(({ node, nameA, nameB }) => {
    const [left, right] = [a.values.get(nameA), b.values.get(nameB)];
    const type = node.results.find(({ name }) => name === nameB)?.type.key ?? '';
    if (!left || !right) return [];
    return [
      {
        name: nameB,
        other: nameA === nameB ? undefined : nameA,
        opA: opA.get(nameA) ?? '',
        opB: node.op.name,
        type,
        ...distance(left, right),
        origin: originNames(node.origin),
      },
    ];
  });
}

/** Puts the sizes of the data in the place of the symbols of the inputs. */
function fixSizes(module: Module, inputs: ReadonlyMap<string, HostValue>): void {
  const sizes = new Map<string, number>();
  for (const { name, type } of module.funcs.get('main')?.body.params ?? []) {
    const value = inputs.get(name);
    if (type.kind !== 'tensor' || !value || !isTensorValue(value)) continue;
    for (const [axis, size] of type.shape.entries()) {
      const [symbol, known] = [bareSymbol(size), value.shape[axis]];
      if (symbol !== undefined && known !== undefined) sizes.set(symbol, known);
    }
  }
  for (const func of module.funcs.values()) substituteSymbols(func, (name) => sizes.get(name));
}

/** Compares `a` with `b` on the same inputs. */
export async function compareLayers(
  model: string | ModelInput,
  options: CompareOptions,
): Promise<Result<LayerComparison>> {
  const diagnostics = new Diagnostics();
  const interpreter = await findInterpreter();
  const loaded = loadModule(model, options, diagnostics);
  if (!interpreter) diagnostics.report(debugDiagnostics.cannotRun, { problem: 'no interpreter is installed' });
  if (!loaded || !interpreter) return { ok: false, diagnostics: diagnostics.list };
  try {
    const { module } = loaded;
    const inputs = madeUpInputs(module, options.seed ?? 0, options.inputs);
    fixSizes(module, inputs);
    const a = await layersOf(module, options.a, inputs, interpreter, diagnostics);
    const b = a && (await layersOf(module, options.b, inputs, interpreter, diagnostics));
    if (!a || !b) return { ok: false, diagnostics: diagnostics.list };
    const inOrder = compareValues(a, b);
    const limit = options.tolerance ?? 0.01;
    const isWorse = (x: LayerDifference, y: LayerDifference) =>
      x.relative === y.relative ? 0 : y.relative - x.relative;
    const value: LayerComparison = {
      a: options.a,
      b: options.b,
      layers: [...inOrder].sort(isWorse),
      firstDiverging: inOrder.find(({ relative }) => relative > limit),
      onlyA: a.values.size - inOrder.length,
      onlyB: b.values.size - inOrder.length,
    };
    return { ok: true, value, diagnostics: diagnostics.list };
  } finally {
    loaded.close();
  }
}
