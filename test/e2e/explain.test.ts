// `afterglow explain` of a model: which sizes stay open, and why.

import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { GraphBuilder, writeModel } from '@afterglow/onnx/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { afterglow, isBuilt, temporaryFolder } from '../support/afterglow.js';

const base = temporaryFolder();
const model = join(base, 'model.onnx');

beforeAll(() => {
  const g = new GraphBuilder({ opset: 17 });
  g.input('x', 'f32', ['batch', 4]);
  g.node('Relu', ['x'], {}, { name: 'act', outputs: ['z'] });
  g.node('NonZero', ['z'], {}, { name: 'find', outputs: ['where'] });
  g.output('where');
  writeFileSync(model, writeModel(g).bytes);
});

afterAll(() => rmSync(base, { recursive: true, force: true }));

describe.skipIf(!isBuilt)('explain a model', () => {
  it('names the op that forces a size to stay open', async () => {
    const { code, out } = await afterglow(['explain', model, '--dim', 'batch=1..8']);
    expect(out).toBe(`batch in 1..8
  fixed by the caller: axis 0 of x, and 1 other value
nonzero in 0..32
  decided by data: non_zero (find) makes axis 1 of where
    by z <- x (input)
`);
    expect(code).toBe(0);
  });

  it('explains one size, or says which there are', async () => {
    expect((await afterglow(['explain', model, '--dim', 'nonzero'])).out).toMatch(/^nonzero in 0\.\./);
    const { code, err } = await afterglow(['explain', model, '--dim', 'rows']);
    expect(err).toContain('no open size is called rows; open are batch, nonzero');
    expect(code).toBe(2);
  });
});
