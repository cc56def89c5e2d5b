// Models: ONNX files and `.gir` text, in short or as text.

import { Diagnostics, ELEMENT_TYPES, isFloat, tensorBytes } from '@afterglow/core';
import { type Func, type Module, ops, parseModule, printModule, printType, walk } from '@afterglow/ir';
import { printBytes } from '@afterglow/machine';
import { importOnnx } from '@afterglow/onnx';
import { type Inspector, readText, startsWith } from './inspection.js';

interface FuncSummary {
  readonly name: string;
  readonly inputs: readonly string[];
  readonly outputs: readonly string[];
  readonly sizes: readonly string[];
  readonly ops: Readonly<Record<string, number>>;
}

function summarizeFunc(func: Func): FuncSummary {
  const counts = new Map<string, number>();
  for (const node of walk(func.body)) counts.set(node.op.name, (counts.get(node.op.name) ?? 0) + 1);
  const byCount = [...counts].sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1));
  return {
    name: func.name,
    inputs: func.body.params.map((param) => `${param.name}: ${printType(param.type)}`),
    outputs: func.body.results.map((value, i) => `${func.resultNames[i] ?? value.name}: ${printType(value.type)}`),
    sizes: [...func.ranges].map(
      ([name, { lo, hi }]) => `${name} in ${lo}..${hi === Number.POSITIVE_INFINITY ? '' : hi}`,
    ),
    ops: Object.fromEntries(byCount),
  };
}

interface WeightSummary {
  readonly tensors: number;
  readonly parameters: number;
  readonly bytes: number;
  readonly byType: Readonly<Record<string, number>>;
  readonly largest: readonly { readonly name: string; readonly type: string; readonly bytes: number }[];
}

function summarizeWeights(module: Module): WeightSummary {
  const byType: Record<string, number> = {};
  const all: { name: string; type: string; bytes: number }[] = [];
  let parameters = 0;
  for (const value of module.consts.values()) {
    if (value.def.kind !== 'const') continue;
    const { tensor } = value.def;
    const bytes = ELEMENT_TYPES[tensor.elem].bits === 0 ? 0 : tensorBytes(tensor);
    byType[tensor.elem] = (byType[tensor.elem] ?? 0) + bytes;
    if (isFloat(tensor.elem)) parameters += tensor.shape.reduce((product, size) => product * size, 1);
    all.push({ name: value.name, type: printType(value.type), bytes });
  }
  const largest = [...all].sort((a, b) => b.bytes - a.bytes || (a.name < b.name ? -1 : 1)).slice(0, 10);
  return { tensors: all.length, parameters, bytes: all.reduce((sum, { bytes }) => sum + bytes, 0), byType, largest };
}

function list(title: string, lines: readonly string[]): string[] {
  const [shown, more] = [lines.slice(0, 60), lines.length - 60];
  if (lines.length === 0) return [];
  return [title, ...shown.map((line) => `  ${line}`), ...(more > 0 ? [`  … ${more} more`] : [])];
}

function describe(module: Module): { text: string; json: unknown } {
  const funcs = [...module.funcs.values()].map(summarizeFunc);
  const weights = summarizeWeights(module);
  const lines = [
    `module ${module.name}`,
    ...funcs.flatMap((func) => [
      '',
      `@${func.name}`,
      ...list('inputs', func.inputs),
      ...list('outputs', func.outputs),
      ...list('sizes', func.sizes),
      ...list(
        'ops',
        Object.entries(func.ops).map(([op, count]) => `${op.padEnd(24)} ${count}`),
      ),
    ]),
    '',
    `weights: ${weights.tensors} tensors, ${weights.parameters.toLocaleString('en-US')} parameters, ${printBytes(weights.bytes)}`,
    ...list(
      'largest',
      weights.largest.map(({ name, type, bytes }) => `${name}: ${type}  ${printBytes(bytes)}`),
    ),
  ];
  return { text: lines.join('\n'), json: { name: module.name, funcs, weights } };
}

/** Inspectors of models; with `asText` they print the whole module as `.gir`. */
export function modelInspectors(asText: boolean): { gir: Inspector; onnx: Inspector } {
  const show = (kind: string, module: Module | undefined) => {
    if (!module) return undefined;
    const summary = describe(module);
    return { kind, text: asText ? printModule(module) : summary.text, json: summary.json };
  };
  return {
    gir({ path, name, source, head, openBeside }, diagnostics) {
      if (!name.endsWith('.gir') && !startsWith(head, 'gir ')) return 'unknown';
      const text = readText(source);
      if (text === undefined) return 'unknown';
      return show('graph IR', parseModule(text, { file: path, registry: ops, open: openBeside, diagnostics }));
    },
    onnx({ name, source, openBeside }, diagnostics) {
      const attempt = new Diagnostics();
      const module = importOnnx(source, { openExternal: openBeside, diagnostics: attempt });
      if (!module && !name.endsWith('.onnx')) return 'unknown';
      diagnostics.list.push(...attempt.list);
      return show('ONNX model', module);
    },
  };
}
