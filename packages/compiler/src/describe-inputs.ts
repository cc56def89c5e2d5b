// What a function takes, as a manifest states it: enough to make up inputs for it.

import type { Manifest } from '@afterglow/bundle';
import type { Func } from '@afterglow/ir';
import { describeType } from './assemble-bundle.js';
import { valuesOf } from './input-values.js';

/** Inputs with what their integers mean, and the ranges of the sizes. */
export function describeInputs(func: Func): Pick<Manifest, 'inputs' | 'params'> {
  const inputs = func.body.params.map((param) => {
    const values = valuesOf(param);
    return { ...describeType(param.name, param.type), ...(values ? { values } : {}) };
  });
  return { inputs, params: [...func.ranges].map(([name, { lo, hi }]) => ({ name, lo, hi })) };
}
