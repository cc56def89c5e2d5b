// What is asked of sizes once they are numbers.

/** `natural`: the size is not negative. `equal`: both are the same. `repeats`: the first is 1, or the same as the second. */
export type SizeConditionKind = 'natural' | 'equal' | 'repeats';

/** Whether a condition holds for these sizes; undefined where one that matters is not known. */
export function sizesSatisfy(kind: SizeConditionKind, sizes: readonly (number | undefined)[]): boolean | undefined {
  const [a, b] = sizes;
  if (a === undefined) return undefined;
  if (kind === 'natural') return a >= 0;
  if (kind === 'repeats' && a === 1) return true;
  return b === undefined ? undefined : a === b;
}
