// Names and versions that exported files use. Files carry them for years: what a name means never changes, a new meaning is
// a new version.

/** Domain of calls that stand for ops of ours; each has a function of that name whose body is in standard operators. */
export const OP_DOMAIN = 'ai.afterglow';
/** Domain of the functions of a module besides `@main`, such as partitions. */
export const FUNC_DOMAIN = 'ai.afterglow.func';
/** Version of both domains. */
export const DOMAIN_VERSION = 1;
/** Key of the model's `metadata_props` that holds the module as text, without its weights. */
export const MODULE_KEY = 'ai.afterglow.module';
/** Attribute of a call: which operand of the op each input is. Inputs beyond are for the function's body alone. */
export const OPERANDS_ATTRIBUTE = 'operands';

/** Attribute of a call that has quantized operands or results: types of the operands, then of the results. */
export const TYPES_ATTRIBUTE = 'types';

/** The lowest operator set that has everything rules write: GroupNormalization per channel and 4-bit integers came with it. */
export const EXPORT_OPSET = 21;

/** IR version that belongs to an operator set, from the oldest we write. */
const IR_VERSIONS: readonly (readonly [opset: number, ir: number])[] = [
  [21, 10],
  [23, 11],
  [24, 12],
  [25, 13],
  [28, 14],
];

/** The lowest IR version whose files may import this operator set. */
export function irVersionOf(opset: number): number {
  return IR_VERSIONS.findLast(([since]) => since <= opset)?.[1] ?? 10;
}

/** Operator sets in which element types appeared, where later than `EXPORT_OPSET`. */
export const OPSET_OF_ELEMENT: Readonly<Record<string, number>> = { f4e2m1: 23, f8e8m0: 24, i2: 25, u2: 25 };
