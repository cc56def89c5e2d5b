// Looks operators up in the tables: existence, arity, attribute kinds and defaults by domain and version. Each table is parsed
// once, on first use.

import type { AttributeKind } from '../model/proto.js';
import { MICROSOFT_OPERATORS } from './microsoft-operators.js';
import { ML_OPERATORS } from './ml-operators.js';
import { ONNX_RUNTIME_OPERATORS } from './onnx-runtime-operators.js';
import { NEWEST_OPSET, OPERATOR_TABLE } from './operator-table.js';
import { PREVIEW_OPERATORS } from './preview-operators.js';
import { TRAINING_OPERATORS } from './training-operators.js';

export interface AttributeSchema {
  readonly name: string;
  readonly kind: AttributeKind;
  readonly required: boolean;
  /** Text of the default, as in the table. */
  readonly default: string | undefined;
}

export interface OperatorSchema {
  readonly name: string;
  readonly since: number;
  readonly deprecated: boolean;
  /** One letter an operand: `r` required, `o` optional, `v` variadic. */
  readonly inputs: string;
  readonly minInputs: number;
  readonly outputs: string;
  readonly attributes: ReadonlyMap<string, AttributeSchema>;
}

const KINDS: Readonly<Record<string, AttributeKind>> = {
  f: 'float',
  i: 'int',
  s: 'string',
  t: 'tensor',
  g: 'graph',
  sp: 'sparse_tensor',
  tp: 'type_proto',
  fs: 'floats',
  is: 'ints',
  ss: 'strings',
  ts: 'tensors',
  gs: 'graphs',
  sps: 'sparse_tensors',
  tps: 'type_protos',
};

interface OperatorSet {
  readonly table: string;
  /** The newest version in the table. */
  readonly newest: number;
  parsed?: ReadonlyMap<string, readonly OperatorSchema[]>;
}

const SETS: Readonly<Record<string, OperatorSet>> = {
  // Oldest first: of several definitions, the last that is old enough counts.
  'ai.onnx': { table: ONNX_RUNTIME_OPERATORS + OPERATOR_TABLE.trimStart(), newest: NEWEST_OPSET },
  'ai.onnx.ml': { table: ML_OPERATORS, newest: 5 },
  'ai.onnx.preview': { table: PREVIEW_OPERATORS, newest: 1 },
  'ai.onnx.preview.training': { table: TRAINING_OPERATORS, newest: 1 },
  'com.microsoft': { table: MICROSOFT_OPERATORS, newest: 1 },
};

function schemas(domain: string): ReadonlyMap<string, readonly OperatorSchema[]> {
  const set = Object.hasOwn(SETS, domain) ? SETS[domain] : undefined;
  if (!set) return new Map();
  if (set.parsed) return set.parsed;
  const byName = new Map<string, OperatorSchema[]>();
  for (const line of set.table.trim().split('\n')) {
    const schema = parseLine(line);
    const versions = byName.get(schema.name);
    if (versions) versions.push(schema);
    else byName.set(schema.name, [schema]);
  }
  set.parsed = byName;
  return byName;
}

function parseLine(line: string): OperatorSchema {
  const words = line.split(' ');
  const [name = '', since = ''] = words;
  const deprecated = words[2] === 'deprecated';
  const [inputs = '-', outputs = '-', ...attributes] = words.slice(deprecated ? 3 : 2);
  const letters = inputs.replace(/[-\d]/g, '');
  const least = /\d+/.exec(inputs)?.[0];
  return {
    name,
    since: Number(since),
    deprecated,
    inputs: letters,
    minInputs: least === undefined ? letters.lastIndexOf('r') + 1 : Number(least),
    outputs: outputs.replace(/[-\d]/g, ''),
    attributes: new Map(attributes.map((text) => parseAttribute(text)).map((schema) => [schema.name, schema])),
  };
}

function parseAttribute(text: string): AttributeSchema {
  const [name = '', rest = ''] = text.split(/:(.*)/s);
  const equals = rest.indexOf('=');
  const kind = (equals < 0 ? rest : rest.slice(0, equals)).replace('!', '');
  return {
    name,
    kind: KINDS[kind] ?? 'int',
    required: rest.endsWith('!') && equals < 0,
    default: equals < 0 ? undefined : rest.slice(equals + 1),
  };
}

/** The newest version of a domain whose operators are known, or undefined for a domain without a table. */
export function newestVersion(domain: string): number | undefined {
  return Object.hasOwn(SETS, domain) ? SETS[domain]?.newest : undefined;
}

/** The definition of an operator that holds at `version` of its domain, or undefined when there is none (yet). */
export function operatorSchema(domain: string, name: string, version: number): OperatorSchema | undefined {
  return schemas(domain)
    .get(name)
    ?.findLast((schema) => schema.since <= version);
}

/** The version that first defined an operator, or undefined for a name the domain never had. */
export function operatorSince(domain: string, name: string): number | undefined {
  return schemas(domain).get(name)?.[0]?.since;
}

export function operatorNames(domain: string): Iterable<string> {
  return schemas(domain).keys();
}
