// A backend from outside the tree: found by package name in the user's project, steered by its legality, asked whether its programs are
// sound, and, when it breaks, reported as a bug with a crash folder.

import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { GraphBuilder, writeModel } from '@afterglow/onnx/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { afterglowProcess, isBuilt, temporaryFolder } from '../support/afterglow.js';

const GRAPH = `gir 1
module @m {
  func @main(%x: f32[N]) -> (%z: f32[N]) where N in 1..8 {
    %y = relu(%x) : f32[N]
    %z = exp(%y) : f32[N]
    return %z
  }
}
`;

const BACKEND = `export default {
  name: 'toy-cards',
  summary: 'writes the names of its ops',
  defaultMachine: 'tiny',
  precisions: ['fp32'],
  parseTarget: (features) => ({ backend: 'toy-cards', features: { features } }),
  legality: [{ op: 'relu', elements: ['f32'] }],
  async compile({ device, funcs }, { target }) {
    if (target.features.features === 'broken') throw new Error('the toy broke');
    const text = funcs.map((func) => func.name).join();
    const parts = [{ name: device + '.toy', chunks: () => [new TextEncoder().encode(text)] }];
    return { main: device + '.toy', parts, listings: [], versions: { toy: 1 }, figures: {} };
  },
  verify(file, diagnostics) {
    if (!file.name.endsWith('.toy')) return false;
    const spec = { code: 'toy/unproven', severity: 'error', message: () => file.name + ' proves nothing', explanation: '' };
    diagnostics.report(spec, {});
    return true;
  },
};
`;

function reluModel(): Uint8Array {
  const g = new GraphBuilder({ opset: 17 });
  g.input('x', 'f32', [2]);
  g.node('Relu', ['x'], {}, { outputs: ['y'] });
  g.output('y');
  return writeModel(g).bytes;
}

describe.skipIf(!isBuilt)('a backend from outside the tree', () => {
  const base = temporaryFolder();
  beforeAll(() => {
    const folder = join(base, 'node_modules/toy-cards');
    mkdirSync(folder, { recursive: true });
    writeFileSync(
      join(folder, 'package.json'),
      '{"name":"toy-cards","version":"1.0.0","type":"module","main":"index.js"}',
    );
    writeFileSync(join(folder, 'index.js'), BACKEND);
    writeFileSync(join(base, 'package.json'), '{}');
    writeFileSync(join(base, 'm.gir'), GRAPH);
  });
  afterAll(() => rmSync(base, { recursive: true, force: true }));

  it('compiles what it can run; the rest goes to the host, with the reason', () => {
    const { code, out, err } = afterglowProcess(['compile', 'm.gir', '--target', 'toy-cards', '-o', 'out'], base);
    expect(code, err).toBe(0);
    expect(err).toContain('partition/host-fallback');
    expect(out).toContain('exp × 1: it has no code for exp');
    expect(readFileSync(join(base, 'out/card0.toy'), 'utf8')).toBe('dense');
    const refused = afterglowProcess(['compile', 'm.gir', '--target', 'toy-cards', '--no-fallback', '-o', 'no'], base);
    expect(refused.code).toBe(3);
    expect(refused.err).toContain('partition/no-fallback');
    expect(readdirSync(base)).not.toContain('no');
  });

  it('is asked whether its programs are sound, in bundles and in conformance runs', () => {
    expect(afterglowProcess(['compile', 'm.gir', '--target', 'toy-cards', '-o', 'asked'], base).code).toBe(0);
    expect(afterglowProcess(['inspect', 'asked'], base).code).toBe(0);
    const checked = afterglowProcess(['inspect', 'asked', '--check'], base);
    expect(checked.code).toBe(1);
    expect(checked.err).toContain('error toy/unproven: card0.toy proves nothing');
    const sets = join(base, 'cases/relu/test_data_set_0');
    mkdirSync(sets, { recursive: true });
    writeFileSync(join(base, 'cases/relu/model.onnx'), reluModel());
    const { code, out } = afterglowProcess(['conformance', 'cases', '--target', 'toy-cards'], base);
    expect(code).toBe(1);
    expect(out).toContain('fail        relu: toy/unproven: card0.toy proves nothing');
  });

  it('leaves a crash folder when it breaks', () => {
    const { code, err } = afterglowProcess(['compile', 'm.gir', '--target', 'toy-cards:broken', '-o', 'broken'], base);
    expect(code).toBe(70);
    expect(err).toContain('afterglow/internal');
    const [folder = ''] = readdirSync(base).filter((name) => name.startsWith('afterglow-crash-'));
    const files = readdirSync(join(base, folder));
    expect(files.some((name) => name.endsWith('-partition.gir'))).toBe(true);
    expect(readFileSync(join(base, folder, 'crash.txt'), 'utf8')).toContain('the toy broke');
    expect(readdirSync(base)).not.toContain('broken');
  });
});
