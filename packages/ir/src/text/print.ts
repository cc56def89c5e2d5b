// Prints a module in its canonical text form (`.gir`): the same module is the same bytes on every machine.
// Invariant: `parseModule(printModule(m))` equals `m`, for every module that verifies.

import { type DimRange, dim, type Origin, type Tensor } from '@afterglow/core';
import { quoteName } from '@afterglow/syntax';
import { type Func, type Module, type Node, nodesOf, type Region, type Value } from '../graph/graph.js';
import { printName } from '../graph/type.js';
import type { BlobRef } from './blob-ref.js';
import { OriginTable } from './origin-table.js';
import { calleeAttr, printAttrs } from './print-attr.js';
import { printTensor } from './print-tensor.js';

export const GIR_VERSION = 1;
/** Largest number of elements that text shows. */
export const INLINE_LIMIT = 16;

export interface PrintOptions {
  /**
   * Names the place of a tensor with more elements than `inlineLimit`. Without it a tensor in a file prints that file, and
   * one in memory prints as `elided(…)`, which is good for reading but is refused by the parser.
   */
  readonly blob?: (tensor: Tensor, name: string) => BlobRef;
  /**
   * Names a tensor with more elements than `inlineLimit` that is kept elsewhere: it prints as `elided(bytes, "name")`, which is
   * read back with `ParseOptions.elided`.
   */
  readonly elided?: (tensor: Tensor, name: string) => string;
  /** Default 16. */
  readonly inlineLimit?: number;
}

function* originsOf(region: Region): Generator<Origin | undefined> {
  for (const node of nodesOf(region)) {
    yield node.origin;
    for (const inner of node.regions) yield* originsOf(inner);
  }
}

function printRange(symbol: string, { lo, hi }: DimRange): string {
  return `${dim.printDim(dim.symbol(symbol))} in ${lo}..${hi === Number.POSITIVE_INFINITY ? '' : hi}`;
}

function printValue(value: Value | undefined): string {
  return value ? printName(value.name) : '_';
}

class Printer {
  readonly lines: string[] = [];
  readonly #origins: OriginTable;

  constructor(origins: OriginTable) {
    this.#origins = origins;
  }

  func(func: Func): void {
    const params = func.body.params.map((value) => `${printName(value.name)}: ${value.type.key}`);
    const results = func.body.results.map(
      (value, i) => `${printName(func.resultNames[i] ?? value.name)}: ${value.type.key}`,
    );
    const ranges = Array.from(func.ranges, ([symbol, range]) => printRange(symbol, range));
    const where = ranges.length === 0 ? '' : ` where ${ranges.join(', ')}`;
    const name = `@${quoteName(func.name)}`;
    this.lines.push(`  func ${name}(${params.join(', ')}) -> (${results.join(', ')})${where} {`);
    this.region(func.body, '    ', 'return');
    this.lines.push('  }');
  }

  region(region: Region, indent: string, end: string): void {
    for (const node of nodesOf(region)) this.node(node, indent);
    const results = region.results.map(printValue).join(', ');
    this.lines.push(results === '' ? indent + end : `${indent}${end} ${results}`);
  }

  node(node: Node, indent: string): void {
    const { op, results } = node;
    const callee = calleeAttr(op.attrs);
    const target = callee && node.attrs[callee.name];
    let text = indent;
    if (results.length > 0) text += `${results.map(printValue).join(', ')} = `;
    text += op.name;
    if (typeof target === 'string') text += ` @${quoteName(target)}`;
    text += `(${node.operands.map(printValue).join(', ')})${printAttrs(node)}`;
    node.regions.forEach((region, i) => {
      const params = region.params.map((value) => `${printName(value.name)}: ${value.type.key}`);
      const head = `${op.regions[i]?.name ?? 'region'}${params.length > 0 ? `(${params.join(', ')})` : ''}`;
      this.lines.push(`${text} ${head} {`);
      this.region(region, `${indent}  `, 'yield');
      text = `${indent}}`;
    });
    if (results.length > 0) text += ` : ${results.map((value) => value.type.key).join(', ')}`;
    if (node.origin) text += ` loc(#${this.#origins.number(node.origin)})`;
    this.lines.push(text);
  }
}

/** The canonical text of a module. */
export function printModule(module: Module, options: PrintOptions = {}): string {
  const funcs = [...module.funcs.values()];
  const origins = new OriginTable(
    (function* () {
      for (const func of funcs) yield* originsOf(func.body);
    })(),
  );
  const printer = new Printer(origins);
  const { blob, elided, inlineLimit = INLINE_LIMIT } = options;
  const tensorOptions = { blob, elided, inlineLimit };
  printer.lines.push(`gir ${GIR_VERSION}`, `module @${quoteName(module.name)} {`);
  for (const value of module.consts.values()) {
    if (value.def.kind !== 'const') continue;
    const init = printTensor(value.def.tensor, value.name, tensorOptions);
    printer.lines.push(`  const ${printName(value.name)} : ${value.type.key} = ${init}`);
  }
  for (const func of funcs) printer.func(func);
  for (const line of origins.lines()) printer.lines.push(`  ${line}`);
  printer.lines.push('}', '');
  return printer.lines.join('\n');
}

/** The text of one node on its own, for messages: no origin, regions as `{…}`. */
export function printNode(node: Node): string {
  const results = node.results.map(printValue).join(', ');
  const callee = calleeAttr(node.op.attrs);
  const target = callee && node.attrs[callee.name];
  const head = `${node.op.name}${typeof target === 'string' ? ` @${quoteName(target)}` : ''}`;
  const regions = node.regions.map((_, i) => ` ${node.op.regions[i]?.name ?? 'region'} {…}`).join('');
  const types = node.results.map((value) => value.type.key).join(', ');
  const left = results === '' ? '' : `${results} = `;
  const right = types === '' ? '' : ` : ${types}`;
  return `${left}${head}(${node.operands.map(printValue).join(', ')})${printAttrs(node)}${regions}${right}`;
}
