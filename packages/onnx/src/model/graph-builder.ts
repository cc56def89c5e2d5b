// Builds ONNX graphs in code, for tests and examples: what a person would write with `onnx.helper`, typed.

import type { ElementType, Tensor } from '@afterglow/core';
import { operatorSchema } from '../schema/operator-schema.js';
import type { AttributeKind } from './proto.js';

/** A size: known, named, or (undefined) not known. */
export type DimSpec = number | string | undefined;

export type TypeSpec =
  | { readonly kind: 'tensor'; readonly elem: ElementType; readonly shape: readonly DimSpec[] | undefined }
  | { readonly kind: 'sequence' | 'optional'; readonly of: TypeSpec }
  | { readonly kind: 'map'; readonly keys: ElementType; readonly of: TypeSpec };

export interface ValueSpec {
  readonly name: string;
  readonly type: TypeSpec | undefined;
}

/** Plain values take the kind that the operator's schema gives; where there is none, whole numbers are ints. */
export type AttributeValue =
  | number
  | bigint
  | string
  | Tensor
  | GraphBuilder
  | TypeSpec
  | readonly (number | bigint)[]
  | readonly string[]
  | { readonly ref: string; readonly kind: AttributeKind };

export interface AttributeSpec {
  readonly name: string;
  readonly kind: AttributeKind;
  readonly value: AttributeValue;
}

export interface NodeSpec {
  readonly op: string;
  readonly domain: string;
  readonly overload: string;
  readonly name: string;
  readonly inputs: readonly string[];
  readonly outputs: readonly string[];
  readonly attributes: readonly AttributeSpec[];
  readonly metadata: Readonly<Record<string, string>>;
}

export interface NodeOptions {
  readonly name?: string;
  readonly domain?: string;
  /** Which of the functions of that name is called. */
  readonly overload?: string;
  /** Names of the outputs, or how many there are; one by default. */
  readonly outputs?: readonly string[] | number;
  readonly metadata?: Readonly<Record<string, string>>;
}

export interface GraphOptions {
  readonly name?: string;
  /** Decides the kinds of attributes. */
  readonly opset?: number;
}

export function tensorOf(elem: ElementType, shape?: readonly DimSpec[]): TypeSpec {
  return { kind: 'tensor', elem, shape };
}

export class GraphBuilder {
  readonly name: string;
  readonly opset: number;
  readonly inputs: ValueSpec[] = [];
  readonly outputs: ValueSpec[] = [];
  readonly initializers: { readonly name: string; readonly tensor: Tensor }[] = [];
  readonly nodes: NodeSpec[] = [];

  constructor(options: GraphOptions = {}) {
    this.name = options.name ?? 'graph';
    this.opset = options.opset ?? 17;
  }

  /** Adds an input and answers its name; without a type for inputs of bodies. */
  input(name: string, elem?: ElementType | TypeSpec, shape?: readonly DimSpec[]): string {
    this.inputs.push({ name, type: typeof elem === 'string' ? tensorOf(elem, shape) : elem });
    return name;
  }

  initializer(name: string, tensor: Tensor): string {
    this.initializers.push({ name, tensor });
    return name;
  }

  /** Adds a node and answers the name of its first output. An empty input name is a missing operand. */
  node(
    op: string,
    inputs: readonly string[],
    attributes: Readonly<Record<string, AttributeValue>> = {},
    options: NodeOptions = {},
  ): string {
    return this.nodeOutputs(op, inputs, attributes, options)[0] ?? '';
  }

  /** Adds a node and answers the names of all its outputs. */
  nodeOutputs(
    op: string,
    inputs: readonly string[],
    attributes: Readonly<Record<string, AttributeValue>> = {},
    options: NodeOptions = {},
  ): readonly string[] {
    const name = options.name ?? `${op}_${this.nodes.length}`;
    const { outputs = 1, domain = '' } = options;
    const names =
      typeof outputs === 'number'
        ? Array.from({ length: outputs }, (_, i) => (outputs === 1 ? `${name}_out` : `${name}_out${i}`))
        : outputs;
    const schema = operatorSchema(domain === '' ? 'ai.onnx' : domain, op, domain === '' ? this.opset : Infinity);
    this.nodes.push({
      op,
      domain,
      overload: options.overload ?? '',
      name,
      inputs,
      outputs: names,
      attributes: Object.entries(attributes).map(([attribute, value]) => ({
        name: attribute,
        kind: kindOf(value, schema?.attributes.get(attribute)?.kind),
        value,
      })),
      metadata: options.metadata ?? {},
    });
    return names;
  }

  output(name: string, elem?: ElementType | TypeSpec, shape?: readonly DimSpec[]): this {
    this.outputs.push({ name, type: typeof elem === 'string' ? tensorOf(elem, shape) : elem });
    return this;
  }
}

/** True for an attribute value that is a type. */
export function isType(value: AttributeValue): value is TypeSpec {
  return typeof value === 'object' && 'kind' in value && ('of' in value || 'elem' in value) && !('storage' in value);
}

function kindOf(value: AttributeValue, declared: AttributeKind | undefined): AttributeKind {
  if (typeof value === 'string') return 'string';
  if (typeof value === 'bigint') return 'int';
  if (typeof value === 'number') return declared === 'float' || !Number.isInteger(value) ? 'float' : 'int';
  if (value instanceof GraphBuilder) return 'graph';
  if ('ref' in value) return value.kind;
  if (isType(value)) return 'type_proto';
  if ('storage' in value) return 'tensor';
  if (value.some((entry) => typeof entry === 'string')) return 'strings';
  if (declared === 'floats' || value.some((entry) => typeof entry === 'number' && !Number.isInteger(entry)))
    return 'floats';
  return declared === 'strings' ? 'strings' : 'ints';
}
