// Every op of the registry goes out as ONNX and comes back as the same module.

import { ops } from '@afterglow/ir';
import { describe, expect, it } from 'vitest';
import { opInstances } from './op-instances.js';
import { textOf, thereAndBack } from './support.js';

describe('export', () => {
  it('has a case for every op', () => {
    const cases = new Set(opInstances.map(({ op }) => op));
    const missing = [...ops.all()].map((op) => op.name).filter((name) => !cases.has(name));
    expect(missing).toEqual([]);
  });

  it.each(opInstances)('$line comes back', ({ build }) => {
    const module = build();
    expect(textOf(thereAndBack(module))).toBe(textOf(module));
  });
});
