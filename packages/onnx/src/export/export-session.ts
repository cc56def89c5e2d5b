// What one export shares: the file in the making, its functions and constants, and what was found wrong.

import type { Diagnostics } from '@afterglow/core';
import type { Module, Value } from '@afterglow/ir';
import type { GraphBuilder } from '../model/graph-builder.js';
import type { FunctionSpec } from '../wire/write-model.js';
import type { ExportRule } from './export-rule.js';
import type { FunctionTable } from './function-table.js';
import type { ValueNames } from './value-names.js';

/** A function of the file, with what it takes as inputs after its own. */
export interface ExportedFunc {
  readonly spec: FunctionSpec;
  readonly constants: readonly Value[];
  /** Symbols that no input of its own determines; each is a vector of one element. */
  readonly symbols: readonly string[];
}

export interface ExportSession {
  readonly module: Module;
  /** Name of the file in the making, for messages. */
  readonly file: string;
  readonly diagnostics: Diagnostics;
  readonly rules: ReadonlyMap<string, ExportRule>;
  /** The graph of the file. */
  readonly graph: GraphBuilder;
  /** Names in that graph, of its constants among others. */
  readonly names: ValueNames;
  /** Bodies of the ops that have no ONNX operator. */
  readonly ops: FunctionTable;
  /** A function of the module besides `@main`, by name. */
  readonly funcOf: (name: string) => ExportedFunc;
  /** Operator sets that the file imports, by domain. */
  readonly opsets: Map<string, number>;
}
