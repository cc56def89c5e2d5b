// Draws uses of ops from the specs: operands are values that fit, or new ones of a type that fits. Well-typed by the op's own inference;
// a draw that it refuses is no draw.

import type { Builder } from '../graph/builder.js';
import type { Node, Value } from '../graph/graph.js';
import type { AttrKind, OpDef } from '../graph/op-def.js';
import { type TensorType, tensorType } from '../graph/type.js';
import type { Draw } from './draw.js';
import { drawAttrs } from './draw-attrs.js';
import { TypeDraw, type TypePreferences } from './draw-types.js';
import { opSignatures } from './generated/op-signatures.js';
import type { OperandSignature } from './op-signature.js';

export interface NodeDrawOptions extends TypePreferences {
  /** Values that operands may be. */
  readonly values?: readonly Value[];
  /** Makes an operand of a type; its place tells what it is for. */
  readonly operand: (type: TensorType, at: { readonly op: OpDef; readonly name: string }) => Value;
  /** Draws before giving up. */
  readonly tries?: number;
}

/** Kinds that a random value says nothing about. */
function isText(kind: AttrKind): boolean {
  return kind === 'func' || kind === 'type' || kind === 'string';
}

/** True when uses of the op can be drawn: its operands are tensors and it holds no regions. */
export function isDrawable(op: OpDef): boolean {
  const signature = opSignatures[op.name];
  if (!signature || op.regions.length > 0) return false;
  if (op.attrs.some(({ kind, default: fallback }) => isText(kind) && fallback === undefined)) return false;
  // A whole type may be a sequence, of which there are other tests.
  return signature.operands.every(({ shape }) => shape !== undefined) || op.name === 'identity';
}

/** How many operands a draw has for one of the signature. */
function count(draw: Draw, { arity }: OperandSignature): number {
  if (arity === 'one') return 1;
  return arity === 'optional' ? draw.below(2) : draw.between(1, 3);
}

/** Adds a use of `op`, or answers undefined when no draw was well-typed. What was made for draws that failed stays unread. */
export function drawNode(draw: Draw, builder: Builder, op: OpDef, options: NodeDrawOptions): Node | undefined {
  const signature = opSignatures[op.name];
  if (!signature) return undefined;
  for (let i = 0; i < (options.tries ?? 20); i++) {
    const types = new TypeDraw(draw, signature, options);
    const plan: (Value | TensorType | undefined)[] = [];
    for (const operand of signature.operands) {
      for (let k = count(draw, operand); k > 0; k--) plan.push(choose(draw, types, operand, options.values ?? []));
      if (operand.arity === 'optional' && plan.length < signature.operands.indexOf(operand) + 1) plan.push(undefined);
    }
    const attrs = drawAttrs(draw, op, signature, types, plan.map(typeOf));
    const resultCount = attrs['sizes'] && Array.isArray(attrs['sizes']) ? attrs['sizes'].length : op.results.length;
    const input = {
      operands: plan.map(typeOf),
      attrs: completed(op, attrs),
      regions: [],
      resultCount,
      unify: () => false,
      freshDim: () => 1,
    };
    // Asked before values are made, so that refused draws leave nothing behind.
    if (!op.infer(input).ok) continue;
    const operands = plan.map((entry, at) => {
      if (entry === undefined || 'def' in entry) return entry;
      const name = signature.operands[Math.min(at, signature.operands.length - 1)]?.name ?? '';
      return options.operand(entry, { op, name });
    });
    const node = builder.tryAdd(op.name, operands, attrs, { resultCount });
    if ('results' in node) return node;
  }
  return undefined;
}

function completed(op: OpDef, attrs: ReturnType<typeof drawAttrs>): ReturnType<typeof drawAttrs> {
  const defaults = op.attrs.flatMap((spec) => (spec.default === undefined ? [] : [[spec.name, spec.default] as const]));
  return { ...Object.fromEntries(defaults), ...attrs };
}

function typeOf(entry: Value | TensorType | undefined) {
  return entry && 'def' in entry ? entry.type : entry;
}

function choose(draw: Draw, types: TypeDraw, operand: OperandSignature, values: readonly Value[]): Value | TensorType {
  if (values.length > 0 && !draw.oneIn(3)) {
    const value = draw.pick(values);
    // A failed fit may leave names bound; the op then refuses the draw.
    if (value.type.kind === 'tensor' && types.fit(operand, value.type)) return value;
  }
  const { elem, shape } = types.type(operand);
  return tensorType(elem, shape);
}
