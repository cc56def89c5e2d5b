// Looks operators up in the table: existence, arity, attribute kinds and defaults by opset. Parsed once, on first use.

import type { AttributeKind } from '../model/proto.js';
import { OPERATOR_TABLE } from './operator-table.js';

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

let parsed: ReadonlyMap<string, readonly OperatorSchema[]> | undefined;

function schemas(): ReadonlyMap<string, readonly OperatorSchema[]> {
  if (parsed) return parsed;
  const byName = new Map<string, OperatorSchema[]>();
  for (const line of OPERATOR_TABLE.trim().split('\n')) {
    const schema = parseLine(line);
    const versions = byName.get(schema.name);
    if (versions) versions.push(schema);
    else byName.set(schema.name, [schema]);
  }
  parsed = byName;
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

/** The definition of an ai.onnx operator that holds at `opset`, or undefined when there is none (yet). */
export function operatorSchema(name: string, opset: number): OperatorSchema | undefined {
  return schemas()
    .get(name)
    ?.findLast((schema) => schema.since <= opset);
}

/** The opset that first defined an ai.onnx operator, or undefined for a name the standard never had. */
export function operatorSince(name: string): number | undefined {
  return schemas().get(name)?.[0]?.since;
}

export function operatorNames(): Iterable<string> {
  return schemas().keys();
}
