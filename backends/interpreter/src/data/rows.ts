// The one index walker: visits a row-major result row by row, with the offset and step of each strided operand.
// Adjacent axes that all operands walk evenly are merged first, so a same-shape walk is a single row.

/** One row: `count` result elements from `at`; operand k is read at `offsets[k] + i * steps[k]`. Arrays are reused. */
export type RowVisitor = (at: number, count: number, offsets: readonly number[], steps: readonly number[]) => void;

/** Walks `shape`. `strides[k]` has one entry an axis; `starts[k]` is operand k's offset of the first element. */
export function forEachRow(
  shape: readonly number[],
  strides: readonly (readonly number[])[],
  visit: RowVisitor,
  starts?: readonly number[],
): void {
  const operands = strides.length;
  const dims: number[] = [];
  const merged: number[][] = strides.map(() => []);
  for (let axis = 0; axis < shape.length; axis++) {
    const n = shape[axis];
    if (n === 0) return;
    if (n === 1) continue;
    const last = dims.length - 1;
    let even = last >= 0;
    for (let k = 0; k < operands && even; k++) even = merged[k][last] === strides[k][axis] * n;
    if (even) {
      dims[last] *= n;
      for (let k = 0; k < operands; k++) merged[k][last] = strides[k][axis];
    } else {
      dims.push(n);
      for (let k = 0; k < operands; k++) merged[k].push(strides[k][axis]);
    }
  }
  const offsets = starts ? [...starts] : strides.map(() => 0);
  const inner = dims.length - 1;
  if (inner < 0) {
    visit(
      0,
      1,
      offsets,
      strides.map(() => 0),
    );
    return;
  }
  const count = dims[inner];
  const steps = merged.map((list) => list[inner]);
  const index = new Array<number>(inner).fill(0);
  for (let at = 0; ; at += count) {
    visit(at, count, offsets, steps);
    let axis = inner - 1;
    for (; axis >= 0; axis--) {
      for (let k = 0; k < operands; k++) offsets[k] += merged[k][axis];
      if (++index[axis] < dims[axis]) break;
      for (let k = 0; k < operands; k++) offsets[k] -= merged[k][axis] * dims[axis];
      index[axis] = 0;
    }
    if (axis < 0) return;
  }
}
