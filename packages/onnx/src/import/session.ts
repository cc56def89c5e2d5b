// What one import shares: the model file, the module in the making, and everything learnt so far.

import type { ByteSource, Diagnostics, DimRange, Tensor } from '@afterglow/core';
import type { Func, Module, OpRegistry, Region, Value } from '@afterglow/ir';
import type { ExternalFiles } from '../external/external-files.js';
import type { AttributeProto, FunctionProto } from '../model/proto.js';
import type { NodeReport } from './node-report.js';
import type { RuleRegistry } from './rule-registry.js';
import type { Scope } from './scope.js';
import type { Symbols } from './symbols.js';
import type { Behind, Tail } from './tail.js';

export interface ImportSession {
  readonly source: ByteSource;
  readonly diagnostics: Diagnostics;
  readonly report: NodeReport;
  readonly registry: OpRegistry;
  readonly rules: RuleRegistry;
  readonly external: ExternalFiles;
  readonly module: Module;
  readonly func: Func;
  readonly symbols: Symbols;
  /** Sizes with different names are not taken as equal where one of them may be 1. */
  readonly independentSizes: boolean;
  readonly rangeOf: (symbol: string) => DimRange | undefined;
  /** Model-local functions by `functionKey`. */
  readonly functions: ReadonlyMap<string, FunctionProto>;
  /** Operator sets that the model imports. */
  readonly versions: ReadonlyMap<string, number>;
  /** Keys of functions that were found to call themselves, by way of others or not. */
  readonly recursive: Set<string>;
  /** Names of all values of the model. */
  readonly modelNames: ReadonlySet<string>;
  /** Nodes that were imported once more. */
  readonly copied: { nodes: number };
  /** Makes a constant of the module. */
  readonly constant: (name: string, tensor: Tensor) => Value;
}

/** What the nodes of one graph (or of one function's body) are imported into. */
export interface GraphContext {
  readonly session: ImportSession;
  readonly region: Region;
  readonly scope: Scope;
  /** Imported operator sets; the domain `ai.onnx` under that name. */
  readonly versions: ReadonlyMap<string, number>;
  /** The graph in words, for locations. */
  readonly graph: string;
  /** Put before names of values and nodes inside an expanded function. */
  readonly prefix: string;
  /** Values of the attributes of the function that is being expanded. */
  readonly attributes: ReadonlyMap<string, AttributeProto> | undefined;
  /** Functions being expanded, outermost first. */
  readonly calls: readonly string[];
  /** What comes behind the node that is being imported, where a rule may ask for it. */
  readonly tail?: Tail | undefined;
  /** What comes behind the node in whose place this graph stands. */
  readonly behind?: Behind | undefined;
  /** True for nodes that are imported once more, for another branch. */
  readonly isCopy?: boolean | undefined;
  /** True for nodes on which nothing depends that the model answers: they may be left out. */
  readonly isUnneeded?: boolean | undefined;
}

/** `""` and `ai.onnx` are one domain. */
export function domainOf(domain: string): string {
  return domain === '' ? 'ai.onnx' : domain;
}

export function functionKey(domain: string, name: string, overload: string): string {
  return `${domainOf(domain)}/${name}${overload === '' ? '' : `:${overload}`}`;
}
