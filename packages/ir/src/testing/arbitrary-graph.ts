// Random modules over all ops whose specs let uses be drawn, as fast-check arbitraries. A module is grown from a list of steps, so that
// a failure shrinks to a short one.

import type { ElementType } from '@afterglow/core';
import fc from 'fast-check';
import { ops } from '../generated/ops.js';
import { Builder, createFunc, createModule, setRange, setResultNames } from '../graph/builder.js';
import type { Module, Value } from '../graph/graph.js';
import type { OpDef } from '../graph/op-def.js';
import { tensorType } from '../graph/type.js';
import { printModule } from '../text/print.js';
import { Draw } from './draw.js';
import { drawNode, isDrawable } from './draw-node.js';
import { drawTensor } from './draw-tensor.js';
import { FREE_SIZE } from './draw-types.js';

/** Ops that can be drawn, by name. */
export const drawableOps: readonly OpDef[] = [...ops.all()]
  .filter(isDrawable)
  .sort((a, b) => (a.name < b.name ? -1 : 1));

export interface GraphStep {
  /** Position in the list of ops. */
  readonly op: number;
  readonly seed: number;
}

export interface GraphOptions {
  /** Ops to draw from. */
  readonly ops?: readonly OpDef[];
  readonly maxLength?: number;
  readonly elem?: ElementType;
}

/** The module that these steps grow; its results are the values that nobody reads. */
export function growGraph(
  steps: readonly GraphStep[],
  { ops: pool = drawableOps, elem = 'f32' }: GraphOptions = {},
): Module {
  const module = createModule('random');
  const func = createFunc(module, 'main');
  setRange(func, 'N', { lo: 1, hi: 5 });
  const builder = new Builder(func.body, { registry: ops });
  const values: Value[] = [
    builder.param('x', tensorType(elem, [FREE_SIZE, 4])),
    builder.param('y', tensorType(elem, [FREE_SIZE, 4])),
  ];
  for (const { op, seed } of steps) {
    const draw = new Draw(seed);
    const chosen = pool[op % pool.length];
    if (!chosen) continue;
    const node = drawNode(draw, builder, chosen, {
      values,
      elem,
      shape: [FREE_SIZE, 4],
      symbols: true,
      operand: (type) => {
        const sizes = type.shape.filter((d) => typeof d === 'number');
        if (sizes.length < type.shape.length || draw.oneIn(2)) return builder.param('p', type);
        return builder.constant('c', drawTensor(draw, type.elem, sizes));
      },
    });
    values.push(...(node?.results ?? []).filter(({ type }) => type.kind === 'tensor'));
  }
  const unread = values.filter((value) => value.uses.size === 0 && value.def.kind === 'result');
  const results = unread.length > 0 ? unread : values.slice(0, 1);
  builder.results(results);
  setResultNames(
    func,
    results.map((_, i) => `output ${i}`),
  );
  return module;
}

/** Modules of up to `maxLength` nodes. */
export function arbitraryGraph(options: GraphOptions = {}): fc.Arbitrary<Module> {
  const step = fc.record({ op: fc.nat({ max: 9999 }), seed: fc.nat() });
  return fc.array(step, { maxLength: options.maxLength ?? 12 }).map((steps) => {
    const module = growGraph(steps, options);
    // A counterexample is shown as its text.
    return Object.defineProperty(module, fc.toStringMethod, { value: () => printModule(module), enumerable: false });
  });
}
