// Attributes of one node as the importer reads them: references of function bodies resolved, kinds checked against the
// operator's schema, defaults taken from it.

import type { AttributeKind, AttributeProto, NodeProto } from '../model/proto.js';
import type { OperatorSchema } from '../schema/operator-schema.js';
import { decodeUtf8 } from '../wire/utf8.js';

export interface AttributeProblem {
  readonly attribute: string;
  readonly problem: string;
}

export class AttributeReader {
  readonly problems: AttributeProblem[] = [];
  readonly #given = new Map<string, AttributeProto>();
  readonly #schema: OperatorSchema | undefined;

  /** `values` are the attributes of the function being expanded, which attributes of its nodes may refer to. */
  constructor(
    node: NodeProto,
    schema: OperatorSchema | undefined,
    values: ReadonlyMap<string, AttributeProto> | undefined,
  ) {
    this.#schema = schema;
    for (const attribute of node.attribute) {
      const { name, refAttrName } = attribute;
      if (this.#given.has(name)) this.problems.push({ attribute: name, problem: 'is given twice' });
      if (refAttrName === '') this.#given.set(name, attribute);
      else if (!values) {
        this.problems.push({ attribute: name, problem: `refers to "${refAttrName}", but is in no function` });
      } else {
        const value = values.get(refAttrName);
        if (value) this.#given.set(name, { ...value, name });
      }
    }
    if (schema) this.#check(schema);
  }

  #check(schema: OperatorSchema): void {
    for (const [name, { kind, typeNumber }] of this.#given) {
      const expected = schema.attributes.get(name);
      if (!expected) this.problems.push({ attribute: name, problem: 'does not exist in this version' });
      else if (kind === undefined) this.problems.push({ attribute: name, problem: `has no type (${typeNumber})` });
      else if (kind !== expected.kind) {
        this.problems.push({
          attribute: name,
          problem: `is given as ${words(kind)}, but must be ${words(expected.kind)}`,
        });
      }
    }
    for (const { name, required } of schema.attributes.values()) {
      if (required && !this.#given.has(name)) this.problems.push({ attribute: name, problem: 'is missing' });
    }
  }

  names(): IterableIterator<string> {
    return this.#given.keys();
  }

  get(name: string): AttributeProto | undefined {
    return this.#given.get(name);
  }

  #default(name: string): string | undefined {
    return this.#schema?.attributes.get(name)?.default;
  }

  #defaults(name: string): readonly string[] | undefined {
    const text = this.#default(name)?.slice(1, -1);
    return text === undefined ? undefined : text === '' ? [] : text.split(',');
  }

  /** Beyond 2^53 saturated: the only such values mean "to the end". */
  int(name: string): number | undefined {
    const given = this.#given.get(name);
    if (given) return saturate(given.i);
    const text = this.#default(name);
    return text === undefined ? undefined : Number(text);
  }

  ints(name: string): readonly number[] | undefined {
    return this.#given.get(name)?.ints.map(saturate) ?? this.#defaults(name)?.map(Number);
  }

  /** Attributes are float32; defaults are rounded like given ones. */
  float(name: string): number | undefined {
    const given = this.#given.get(name);
    if (given) return given.f;
    const text = this.#default(name);
    return text === undefined ? undefined : Math.fround(Number(text));
  }

  floats(name: string): readonly number[] | undefined {
    return this.#given.get(name)?.floats ?? this.#defaults(name)?.map((text) => Math.fround(Number(text)));
  }

  string(name: string): string | undefined {
    const given = this.#given.get(name);
    return given ? decodeUtf8(given.s) : this.#default(name);
  }

  strings(name: string): readonly string[] | undefined {
    const given = this.#given.get(name);
    return given ? given.strings.map((bytes) => decodeUtf8(bytes) ?? '') : this.#defaults(name);
  }
}

function words(kind: AttributeKind): string {
  const text = kind.replace('_', ' ');
  return text.endsWith('s') ? `a list of ${text}` : `${/^[aeiou]/.test(text) ? 'an' : 'a'} ${text}`;
}

export function saturate(value: bigint): number {
  const limit = BigInt(Number.MAX_SAFE_INTEGER);
  return Number(value > limit ? limit : value < -limit ? -limit : value);
}
