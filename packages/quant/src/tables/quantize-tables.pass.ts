// Stores embedding tables smaller: as rows of int8 or int4 with a scale and a bias of their own, or in half precision.
//
//   %y = embedding_bag(%t, %ids, %off) : f32[B, D]              %y.rows = embedding_bag(%t, %ids, %off) : f16[B, D]
//   %t : f32[R, D]                                         →    %y      = cast(%y.rows) {to = f32}
//                                                               %t : u8[R, D]<row=f16>
//
// A table that rows of its model encode already stays what it is. Only tables that nothing but bags read are converted: a gather would have to
// answer numbers, not rows of bytes. Rows are made from the original whenever they are read, so that weights stay on disk.

import { convertTensor, type Tensor, tensorBytes } from '@afterglow/core';
import {
  constTensor,
  type Func,
  type Node,
  type Rewriter,
  type TensorType,
  tensorType,
  type Value,
  walk,
} from '@afterglow/ir';
import { definePass, type Pass, type PassContext } from '@afterglow/passes';
import { quantDiagnostics as codes } from '../diagnostics.js';
import { examineHalf, examineTable, vanishingScale } from './examine-table.js';
import type { RowFormat } from './row-format.js';
import { encodedTable } from './row-table.js';

const RULE = 'quantize-tables';

export type TableForm = 'int8' | 'int4' | 'fp16';

/** A table after conversion, for the report. */
export interface ConvertedTable {
  readonly table: string;
  readonly form: TableForm;
  /** Precision of scale and bias of rows. */
  readonly params: 'f16' | 'f32' | undefined;
  readonly rows: number;
  readonly bytesBefore: number;
  readonly bytesAfter: number;
  /** Largest error of an element, and the row it is in; undefined for tables without elements. */
  readonly worst: { readonly row: number; readonly error: number } | undefined;
}

interface TableOptions {
  /** Absent: nothing is converted, and only the scales of tables that are encoded already are checked. */
  readonly form: TableForm | undefined;
  /** Precision of scale and bias of int8 rows. Those of int4 are always in half precision. */
  readonly params: 'f16' | 'f32';
  readonly onConverted: (table: ConvertedTable) => void;
}

interface Replacement {
  readonly tensor: Tensor;
  readonly type: TensorType;
}

function isBag(node: Node): boolean {
  return node.op.name === 'embedding_bag';
}

/** Constants that bags read as tables, each with the bags. */
function tablesOf(func: Func): Map<Value, Node[]> {
  const tables = new Map<Value, Node[]>();
  for (const node of walk(func.body)) {
    const [table] = node.operands;
    if (isBag(node) && table?.def.kind === 'const') tables.set(table, [...(tables.get(table) ?? []), node]);
  }
  return tables;
}

function readByBagsOnly({ uses }: Value): boolean {
  return [...uses].every((use) => use.kind === 'operand' && use.index === 0 && isBag(use.node));
}

class TableConverter {
  readonly #context: PassContext;
  readonly #options: TableOptions;
  /** By the table of the model; a table that stays has no replacement. */
  readonly #made = new Map<Value, Value | undefined>();

  constructor(context: PassContext, options: TableOptions) {
    this.#context = context;
    this.#options = options;
  }

  run(): void {
    for (const func of [...this.#context.module.funcs.values()]) {
      const rewriter = this.#context.rewriter(func);
      for (const [table, bags] of tablesOf(func)) {
        if (this.#isEncoded(table)) continue;
        for (const bag of bags) this.#convert(rewriter, table, bag);
      }
    }
  }

  /** Checks the scales that a model brings along. */
  #isEncoded(table: Value): boolean {
    const { type } = table;
    const tensor = constTensor(table);
    if (type.kind !== 'tensor' || !tensor || !type.encoding) return false;
    const zero = vanishingScale(tensor, type);
    if (zero) this.#context.diagnostics.report(codes.zeroScale, { table: table.name, ...zero });
    return true;
  }

  #convert(rewriter: Rewriter, table: Value, bag: Node): void {
    const { form } = this.#options;
    const [result] = bag.results;
    if (form === undefined || !result) return;
    if (!readByBagsOnly(table)) {
      this.#context.declined(RULE, bag, 'its table is read by others than bags');
      return;
    }
    if (!this.#context.mayApply()) return;
    const builder = rewriter.before(bag);
    if (!this.#made.has(table)) {
      const replacement = this.#replacement(table, form);
      const made = replacement && builder.constant(`${table.name}.${form}`, replacement.tensor, replacement.type);
      this.#made.set(table, made);
    }
    const small = this.#made.get(table);
    if (!small) return;
    const { name } = result;
    const operands = bag.operands.map((operand, i) => (i === 0 ? small : operand));
    const made = builder.value('embedding_bag', operands, bag.attrs, { names: [`${name}.rows`], origin: bag.origin });
    const elem = result.type.kind === 'tensor' ? result.type.elem : 'f32';
    const isSame = made.type === result.type;
    const value = isSame
      ? made
      : builder.value('cast', [made], { to: elem }, { names: [`${name}.wide`], origin: bag.origin });
    this.#context.fired(RULE, bag);
    rewriter.replaceUses(result, value);
    rewriter.erase(bag);
    rewriter.rename(value, name);
    if (table.uses.size === 0) this.#takeName(rewriter, table, small, value);
  }

  /** The last bag has its new table: the name of the model stays with it. */
  #takeName(rewriter: Rewriter, table: Value, small: Value, reader: Value): void {
    const tensor = constTensor(small);
    const node = reader.def.kind === 'result' ? reader.def.node : undefined;
    if (!tensor || !node) return;
    rewriter.eraseConst(table);
    const renamed = rewriter.before(node).constant(table.name, tensor, small.type);
    rewriter.replaceUses(small, renamed);
    rewriter.eraseConst(small);
  }

  #replacement(table: Value, form: TableForm): Replacement | undefined {
    const tensor = constTensor(table);
    const { type } = table;
    if (!tensor || type.kind !== 'tensor') return undefined;
    const found = form === 'fp16' ? this.#half(table.name, tensor, type) : this.#rows(table.name, tensor, type, form);
    return found;
  }

  #kept(table: string, row: number, form: string): undefined {
    this.#context.diagnostics.report(codes.tableKept, { table, row, form });
    return undefined;
  }

  #half(table: string, tensor: Tensor, type: TensorType): Replacement | undefined {
    if (type.elem === 'f16') return undefined;
    const examined = examineHalf(tensor);
    if (examined.kind === 'unfit') return this.#kept(table, examined.row, 'fp16');
    const half = convertTensor(tensor, 'f16');
    this.#report(table, 'fp16', undefined, tensor, half, examined.worst);
    return { tensor: half, type: tensorType('f16', type.shape) };
  }

  #rows(table: string, tensor: Tensor, type: TensorType, form: 'int8' | 'int4'): Replacement | undefined {
    const format: RowFormat =
      form === 'int8' ? { elem: 'u8', params: this.#options.params } : { elem: 'u4', params: 'f16' };
    const examined = examineTable(tensor, format);
    if (examined.kind === 'zero-scale') {
      const { row, scale } = examined;
      this.#context.diagnostics.report(codes.zeroScale, { table, row, scale });
      return undefined;
    }
    if (examined.kind === 'unfit') return this.#kept(table, examined.row, form);
    const encoded = encodedTable(tensor, format);
    this.#report(table, form, format.params, tensor, encoded, examined.worst);
    return { tensor: encoded, type: tensorType(format.elem, type.shape, { kind: 'row', params: format.params }) };
  }

  #report(
    table: string,
    form: TableForm,
    params: ConvertedTable['params'],
    before: Tensor,
    after: Tensor,
    worst: ConvertedTable['worst'],
  ): void {
    const [rows = 0] = before.shape;
    const bytes = { bytesBefore: tensorBytes(before), bytesAfter: tensorBytes(after) };
    this.#options.onConverted({ table, form, params, rows, ...bytes, worst });
  }
}

function isForm(word: string): word is TableForm {
  return word === 'int8' || word === 'int4' || word === 'fp16';
}

/** A pass that stores tables as asked, and refuses scales that the card would take for 0; `onConverted` hears of each table. */
export function quantizeTablesPass(onConverted: (table: ConvertedTable) => void = () => {}): Pass {
  return definePass({
    name: RULE,
    summary: 'store embedding tables as rows of integers with their own scale and bias, or in half precision',
    stage: 'quantize',
    options: {
      form: {
        default: 'int8',
        summary: 'int8, int4 or fp16; none only checks the scales of tables that are encoded already',
      },
      params: { default: 'f16', summary: 'precision of scale and bias of int8 rows: f16 or f32' },
    },
    run(context, { form, params }) {
      const options = { form: isForm(form) ? form : undefined, params: params === 'f32' ? 'f32' : 'f16' } as const;
      new TableConverter(context, { ...options, onConverted }).run();
    },
  });
}
