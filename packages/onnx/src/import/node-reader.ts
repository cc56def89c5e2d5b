// One ONNX node as an import rule sees it. Accessors that cannot answer refuse the node with a located diagnostic, so a
// rule reads as if nothing could be missing.

import {
  type DiagnosticSpec,
  type Dim,
  ELEMENT_TYPES,
  type ElementType,
  elementTypeFromOnnx,
  integersOf,
  numbersOf,
  type Tensor,
  tensorSize,
} from '@afterglow/core';
import {
  bareSymbol,
  boundEntriesOf,
  constTensor,
  knownNumbersOf,
  type Shape,
  scalarShapeValueOf,
  type TensorType,
  type Type,
  type Value,
} from '@afterglow/ir';
import { decodeSparse } from '../data/decode-sparse.js';
import { decodeTensor, type TensorContext } from '../data/decode-tensor.js';
import { nodeDiagnostics } from '../diagnostics/node.js';
import { tensorDiagnostics } from '../diagnostics/tensor.js';
import type { GraphProto, NodeProto, TensorProto } from '../model/proto.js';
import type { AttributeReader } from './attributes.js';
import { MAX_RANK } from './import-type.js';
import type { NodePlace } from './node-report.js';
import { Refusal } from './refusal.js';
import type { Binding } from './scope.js';
import type { GraphContext } from './session.js';

export class NodeReader {
  readonly proto: NodeProto;
  readonly context: GraphContext;
  readonly place: NodePlace;
  /** Opset of the node's domain. */
  readonly version: number;
  readonly attributes: AttributeReader;
  readonly #domain: string;
  /** Trailing missing operands are not counted. */
  readonly #operands: readonly (Binding | undefined)[];

  constructor(
    proto: NodeProto,
    context: GraphContext,
    place: NodePlace,
    domain: string,
    version: number,
    attributes: AttributeReader,
    operands: readonly (Binding | undefined)[],
  ) {
    this.proto = proto;
    this.context = context;
    this.place = place;
    this.version = version;
    this.attributes = attributes;
    this.#domain = domain;
    this.#operands = operands;
  }

  // ---- giving up ------------------------------------------------------------------------------------------------------

  /** Refuses a form that has no translation, such as `mode="cubic"`. */
  unsupported(form: string, advice?: string): never {
    const params = { op: this.proto.opType, domain: this.#domain, version: this.version, form };
    throw Refusal.of(nodeDiagnostics.unsupportedOp, advice === undefined ? params : { ...params, advice });
  }

  /** Refuses a node that contradicts the definition of its operator. */
  invalid(problem: string): never {
    throw Refusal.of(nodeDiagnostics.invalidNode, { op: this.proto.opType, problem });
  }

  #attributeProblem(attribute: string, problem: string): never {
    throw Refusal.of(nodeDiagnostics.attribute, { op: this.proto.opType, attribute, problem });
  }

  // ---- operands -------------------------------------------------------------------------------------------------------

  get inputCount(): number {
    return this.#operands.length;
  }

  has(index: number): boolean {
    return this.#operands[index] !== undefined;
  }

  /** What an operand stands for. One that could not be imported ends the rule: its cause was reported. */
  #operand(index: number): Exclude<Binding, { kind: 'unknown' | 'missing' }> | undefined {
    const binding = this.#operands[index];
    if (binding?.kind === 'unknown') throw Refusal.silent();
    return binding?.kind === 'missing' ? undefined : binding;
  }

  /** False for an operand that could not be imported. */
  isKnown(index: number): boolean {
    return this.#operands[index]?.kind !== 'unknown';
  }

  /** A required operand. */
  in(index: number): Value {
    return this.maybe(index) ?? this.invalid(`operand ${index} is missing`);
  }

  /** An optional operand. */
  maybe(index: number): Value | undefined {
    const binding = this.#operand(index);
    if (!binding) return undefined;
    if (binding.kind === 'value') return binding.value;
    binding.value ??= this.context.session.constant(binding.name, binding.tensor);
    return binding.value;
  }

  /** All operands, of a node whose operator takes any number. */
  all(from = 0): Value[] {
    return this.#operands.slice(from).map((_, i) => this.in(from + i));
  }

  type(index: number): Type {
    const binding = this.#operand(index);
    if (binding?.kind === 'tensor') return this.in(index).type;
    return this.context.session.symbols.resolveType(this.in(index).type);
  }

  tensorType(index: number): TensorType {
    const type = this.type(index);
    return type.kind === 'tensor' ? type : this.invalid(`operand ${index} is ${type.key}, not a tensor`);
  }

  shape(index: number): Shape {
    const binding = this.#operand(index);
    return binding?.kind === 'tensor' ? binding.tensor.shape : this.tensorType(index).shape;
  }

  rank(index: number): number {
    return this.shape(index).length;
  }

  elem(index: number): ElementType {
    const binding = this.#operand(index);
    return binding?.kind === 'tensor' ? binding.tensor.elem : this.tensorType(index).elem;
  }

  /** The tensor of an operand that is a constant. */
  constant(index: number): Tensor | undefined {
    const binding = this.#operand(index);
    if (binding?.kind === 'tensor') return binding.tensor;
    return binding?.kind === 'value' ? constTensor(binding.value) : undefined;
  }

  /**
   * Integers of a rank 0 or 1 operand as dims, undefined for those that are not known; integers beyond 2^53 are
   * infinite. Undefined when not even their number is known.
   */
  bounds(index: number): readonly (Dim | undefined)[] | undefined {
    const tensor = this.constant(index);
    if (tensor) {
      if (tensorSize(tensor) > 1024 || tensor.shape.length > 1) return undefined;
      return integersOf(tensor)?.map((value) => {
        const number = Number(value);
        return Number.isSafeInteger(number) ? number : number > 0 ? Number.POSITIVE_INFINITY : Number.NEGATIVE_INFINITY;
      });
    }
    if (this.rank(index) === 1 && this.shape(index)[0] === 0) return [];
    const { symbols } = this.context.session;
    return boundEntriesOf(this.in(index))?.map((entry) => entry && symbols.resolve(entry));
  }

  /** Integers of a rank 0 or 1 operand as dims, when all are known. */
  dims(index: number): readonly Dim[] | undefined {
    const dims = this.bounds(index)?.map((entry) => clamp(entry));
    const known = dims?.filter((entry) => entry !== undefined);
    return known && known.length === dims?.length ? known : undefined;
  }

  /** Integers of an operand when all are constant. */
  knownIntegers(index: number): readonly number[] | undefined {
    const dims = this.dims(index);
    const known = dims?.filter((d) => typeof d === 'number');
    return known && known.length === dims?.length ? known : undefined;
  }

  /** Number of entries of a vector that decides the rank of a result. */
  lengthOf(index: number, what: string, wanted: (resultRank: number) => number): number {
    return this.countOf(this.rank(index) === 0 ? 1 : (this.shape(index)[0] ?? 0), what, wanted);
  }

  /**
   * A size that decides the rank of a result. Where it is open, it is taken to be `wanted`: what fits the rank of the result,
   * which the model states unless the operands do.
   */
  countOf(length: Dim, what: string, wanted: (resultRank: number) => number, rank = this.statedRank(0)): number {
    if (typeof length === 'number') {
      if (length > MAX_RANK) this.invalid(`${what}: ${length} axes are more than a tensor has`);
      return length;
    }
    if (rank === undefined) {
      this.unsupported(`${what} of which not even the number is known`, this.#rankAdvice(length));
    }
    const needed = wanted(rank);
    if (needed < 0 || !this.context.session.symbols.unify(length, needed)) {
      this.invalid(`the result is declared with rank ${rank}, which does not fit its operands`);
    }
    return needed;
  }

  #rankAdvice(length: Dim): string {
    const symbol = bareSymbol(length);
    const states = 'a declared type of the result states its rank';
    return symbol === undefined || !this.context.session.symbols.isDeclared(symbol)
      ? states
      : `${states}, and so does a number for "${symbol}": --dim ${symbol}=2`;
  }

  /** The rank that the model states for an output. */
  statedRank(output: number): number | undefined {
    return this.context.scope.rankOf(this.proto.output[output] ?? '');
  }

  /** Integers of an operand that must be constant, such as axes. */
  integers(index: number, what: string): readonly number[] {
    return this.knownIntegers(index) ?? this.unsupported(`${what} that are computed from data`);
  }

  /** An integer that must be constant. */
  integer(index: number, what: string): number {
    const [value] = this.integers(index, what);
    return value ?? this.invalid(`${what} is empty`);
  }

  #numeric(index: number): Tensor | undefined {
    const tensor = this.constant(index);
    const kind = tensor && ELEMENT_TYPES[tensor.elem].class;
    if (kind === 'string') return this.invalid(`operand ${index} holds strings, not numbers`);
    return kind === 'complex' ? this.invalid(`operand ${index} holds complex numbers`) : tensor;
  }

  /** Numbers of an operand that is constant or follows from shapes, such as scales. */
  maybeNumbers(index: number): readonly number[] | undefined {
    const tensor = this.#numeric(index);
    return tensor ? [...numbersOf(tensor)] : knownNumbersOf(this.in(index));
  }

  /** A condition that is known before the model runs. */
  knownFlag(index: number): boolean | undefined {
    const tensor = this.constant(index);
    const known = tensor ? this.constNumber(index) : scalarShapeValueOf(this.in(index));
    return typeof known === 'number' ? known !== 0 : undefined;
  }

  /** The number of a constant operand of one element, or undefined when it is not constant. */
  constNumber(index: number): number | undefined {
    const tensor = this.#numeric(index);
    return tensor && tensorSize(tensor) === 1 ? numbersOf(tensor)[0] : undefined;
  }

  // ---- attributes (kinds were checked; what has a default in the operator's schema is never missing) --------------------

  #need<T>(value: T | undefined, name: string): T {
    return value ?? this.#attributeProblem(name, 'is missing');
  }

  given(name: string): boolean {
    return this.attributes.get(name) !== undefined;
  }

  int(name: string): number {
    return this.#need(this.maybeInt(name), name);
  }

  maybeInt(name: string): number | undefined {
    return this.attributes.int(name);
  }

  flag(name: string): boolean {
    return this.int(name) !== 0;
  }

  ints(name: string): readonly number[] {
    return this.#need(this.maybeInts(name), name);
  }

  maybeInts(name: string): readonly number[] | undefined {
    return this.attributes.ints(name);
  }

  float(name: string): number {
    return this.#need(this.maybeFloat(name), name);
  }

  maybeFloat(name: string): number | undefined {
    return this.attributes.float(name);
  }

  maybeFloats(name: string): readonly number[] | undefined {
    return this.attributes.floats(name);
  }

  string(name: string): string {
    const value = this.attributes.string(name);
    if (value === undefined && this.given(name)) this.#attributeProblem(name, 'is not UTF-8 text');
    return this.#need(value, name);
  }

  maybeStrings(name: string): readonly string[] | undefined {
    return this.attributes.strings(name);
  }

  /** A string attribute translated by a table; other words are reported as unsupported forms. */
  word<T>(name: string, table: Readonly<Record<string, T>>): T {
    const value = this.string(name);
    const known = Object.hasOwn(table, value) ? table[value] : undefined;
    return (
      known ?? this.unsupported(`${name}=${JSON.stringify(value)}`, `${name} may be ${Object.keys(table).join(', ')}`)
    );
  }

  /** An attribute that is the number of an element type. */
  elementType(name: string): ElementType {
    const number = this.int(name);
    return (
      elementTypeFromOnnx(number) ??
      this.refuse(tensorDiagnostics.elementType, {
        what: `attribute "${name}" of ${this.proto.opType}`,
        dataType: number,
      })
    );
  }

  graph(name: string): GraphProto {
    return this.#need(this.attributes.get(name)?.g, name);
  }

  /** A tensor attribute; problems with its data are reported where it is. */
  tensor(name: string): Tensor | undefined {
    const proto = this.attributes.get(name)?.t;
    return proto && this.decode(proto, name);
  }

  decode(proto: TensorProto, name: string): Tensor {
    return decodeTensor(proto, this.#dataOf(name)) ?? this.#silently();
  }

  /** A sparse tensor attribute, filled in. */
  sparse(name: string): Tensor | undefined {
    const proto = this.attributes.get(name)?.sparseTensor;
    return proto && (decodeSparse(proto, this.#dataOf(name)) ?? this.#silently());
  }

  #dataOf(name: string): TensorContext {
    const { source, diagnostics, external, report } = this.context.session;
    const what = `attribute "${name}" of ${this.proto.opType}`;
    return { source, diagnostics, external, what, location: report.locationOf(this.place) };
  }

  /** Ends the rule after a problem that was reported where it is. */
  #silently(): never {
    throw Refusal.silent();
  }

  refuse<P>(spec: DiagnosticSpec<P>, params: P): never {
    throw Refusal.of(spec, params);
  }

  // ---- results --------------------------------------------------------------------------------------------------------

  /** True when output `index` has a name, so that somebody may read it. */
  wants(index: number): boolean {
    return (this.proto.output[index] ?? '') !== '';
  }

  get outputCount(): number {
    return this.proto.output.length;
  }

  // ---- axes -----------------------------------------------------------------------------------------------------------

  /** An axis counted from the front. */
  axis(axis: number, rank: number): number {
    if (axis < -rank || axis >= rank) this.invalid(`axis ${axis} is out of range for rank ${rank}`);
    return axis < 0 ? axis + rank : axis;
  }

  axes(axes: readonly number[], rank: number): readonly number[] {
    const normal = axes.map((axis) => this.axis(axis, rank));
    if (new Set(normal).size < normal.length) this.invalid(`axes [${axes.join(', ')}] name an axis twice`);
    return normal;
  }
}

function clamp(entry: Dim | undefined): Dim | undefined {
  if (entry === Number.POSITIVE_INFINITY) return Number.MAX_SAFE_INTEGER;
  return entry === Number.NEGATIVE_INFINITY ? -Number.MAX_SAFE_INTEGER : entry;
}
