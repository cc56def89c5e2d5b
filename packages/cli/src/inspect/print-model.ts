// Models as text for people: what the file says, then what the compiler makes of it.

import { printBytes } from '@afterglow/machine';
import type { ModelDescription } from '@afterglow/onnx';
import type { FuncSummary, GraphSummary, LargeTensor, OpSummary } from './graph-summary.js';

const SHOWN_LINES = 60;

/** A titled list; long ones are cut, and say so. */
function list(title: string, lines: readonly string[]): string[] {
  if (lines.length === 0) return [];
  const more = lines.length - SHOWN_LINES;
  return [title, ...lines.slice(0, SHOWN_LINES).map((line) => `  ${line}`), ...(more > 0 ? [`  … ${more} more`] : [])];
}

/** Columns padded to the widest entry; numbers to the right. */
function columns(rows: readonly (readonly string[])[], right: ReadonlySet<number>): string[] {
  const widths = rows[0]?.map((_, i) => Math.max(...rows.map((row) => row[i]?.length ?? 0))) ?? [];
  return rows.map((row) =>
    row
      .map((cell, i) => (right.has(i) ? cell.padStart(widths[i] ?? 0) : cell.padEnd(widths[i] ?? 0)))
      .join('  ')
      .trimEnd(),
  );
}

/** `1,234`, `5.6 M`, `7.8 G`. */
export function printCount(count: number): string {
  for (const [unit, size] of [
    ['T', 1e12],
    ['G', 1e9],
    ['M', 1e6],
  ] as const) {
    if (count >= size) return `${(count / size).toPrecision(3)} ${unit}`;
  }
  return count.toLocaleString('en-US');
}

function describeTypes(byType: Readonly<Record<string, number>>): string {
  const entries = Object.entries(byType).filter(([, bytes]) => bytes > 0);
  return entries
    .sort(([, a], [, b]) => b - a)
    .map(([elem, bytes]) => `${elem} ${printBytes(bytes)}`)
    .join(', ');
}

/** What the file says of itself. */
export function printDescription(model: ModelDescription): string[] {
  const { producer, irVersion, opsets, weights, metadata, functions } = model;
  const sets = opsets.map(({ domain, version }) => `${domain} ${version}`).join(', ');
  const external = weights.externalBytes > 0 ? `, ${printBytes(weights.externalBytes)} of it in external files` : '';
  return [
    `ONNX model ${model.graph}${model.domain === '' ? '' : ` of ${model.domain}`}`,
    `producer: ${producer === '' ? 'not stated' : producer}; IR version ${irVersion ?? 'not stated'}; operator sets: ${sets === '' ? 'none' : sets}`,
    ...list(
      'metadata',
      Object.entries(metadata).map(([key, value]) => `${key}: ${oneLine(value)}`),
    ),
    '',
    ...list(
      'inputs',
      model.inputs.map(({ name, type }) => `${name}: ${type}`),
    ),
    ...list(
      'outputs',
      model.outputs.map(({ name, type }) => `${name}: ${type}`),
    ),
    '',
    ...list(
      `operators (${model.nodes.toLocaleString('en-US')} nodes)`,
      columns(
        model.operators.map(({ domain, op, count }) => [
          domain === 'ai.onnx' ? op : `${domain}.${op}`,
          count.toLocaleString('en-US'),
        ]),
        new Set([1]),
      ),
    ),
    ...list('functions', functions),
    '',
    `weights: ${weights.tensors} tensors, ${weights.parameters.toLocaleString('en-US')} parameters, ${printBytes(weights.bytes)}${external}`,
    ...(weights.bytes > 0 ? [`  ${describeTypes(weights.byType)}`] : []),
  ];
}

function supportCell({ count, support }: OpSummary, backend: string): string {
  const entry = support[backend];
  if (!entry) return '';
  if (entry.runs === count) return 'yes';
  const why = entry.reasons.join('; ');
  return entry.runs === 0 ? `no: ${why}` : `${entry.runs} of ${count}: ${why}`;
}

function printFunc(func: FuncSummary, fixed: readonly string[] = []): string[] {
  const backends = Object.keys(func.ops[0]?.support ?? {});
  const at = [...fixed, ...Object.entries(func.at).map(([name, value]) => `${name}=${value}`)];
  const head = ['op', 'nodes', 'work', ...backends];
  const rows = func.ops.map((entry) => [
    entry.op,
    entry.count.toLocaleString('en-US'),
    entry.work === 0 ? '' : printCount(entry.work),
    ...backends.map((backend) => supportCell(entry, backend)),
  ]);
  return [
    ...list('sizes', func.sizes),
    ...list(`ops (${func.nodes.toLocaleString('en-US')} nodes)`, columns([head, ...rows], new Set([1, 2]))),
    `work: ${printCount(func.work)} operations${at.length === 0 ? '' : ` at ${shorten(at)}`}`,
    ...printMemory(func.memory),
  ];
}

/** The memory plan: bytes, how few they could be, and what would be needed without sharing. */
function printMemory({
  plannedBytes,
  lowerBoundBytes,
  unsharedBytes,
  during,
  shared,
}: FuncSummary['memory']): string[] {
  const where = during === undefined ? '' : ` while %${during} is computed`;
  const { views, inplace, joined } = shared;
  return [
    `activations: ${printBytes(plannedBytes)} of memory planned; ${printBytes(lowerBoundBytes)} are in use${where}`,
    `  without sharing ${printBytes(unsharedBytes)}; ${views} views, ${inplace} results in place of operands, ${joined} parts made in place`,
  ];
}

function shorten(parts: readonly string[]): string {
  return parts.length <= 4 ? parts.join(', ') : `${parts.slice(0, 3).join(', ')}, … ${parts.length - 3} more`;
}

function printLargest(tensors: readonly LargeTensor[]): string[] {
  const rows = tensors.map(({ name, kind, type, bytes }) => [kind, printBytes(bytes), `${name}: ${type}`]);
  return list('largest tensors', columns(rows, new Set([1])));
}

function largestOf({ funcs, weights }: GraphSummary): LargeTensor[] {
  const all = [...weights.largest, ...funcs.flatMap(({ largest }) => largest)];
  return all.sort((a, b) => b.bytes - a.bytes).slice(0, 10);
}

/** What the compiler makes of an ONNX model. `fixed` are the sizes that were asked for, as `name=size`. */
export function printOptimized(graph: GraphSummary, fixed: readonly string[]): string[] {
  const funcs = graph.funcs.flatMap((func) => printFunc(func, fixed));
  return ['', 'after optimization', ...funcs, '', ...printLargest(largestOf(graph))];
}

/** A module of graph IR. */
export function printModuleSummary(graph: GraphSummary): string[] {
  const { weights } = graph;
  return [
    `module ${graph.name}`,
    ...graph.funcs.flatMap((func) => [
      '',
      `@${func.name}`,
      ...list('inputs', func.inputs),
      ...list('outputs', func.outputs),
      ...printFunc(func),
    ]),
    '',
    `weights: ${weights.tensors} tensors, ${weights.parameters.toLocaleString('en-US')} parameters, ${printBytes(weights.bytes)}`,
    ...printLargest(largestOf(graph)),
  ];
}

/** The beginning of a text, which may be that of a whole module. */
function oneLine(text: string): string {
  const start = text.slice(0, 100).replace(/\s+/g, ' ');
  return text.length > 100 ? `${start}…` : start;
}
