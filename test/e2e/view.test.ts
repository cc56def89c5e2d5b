// `afterglow view`: what it takes, what it writes, what it refuses.

import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { afterglow, buildSmallModel, isBuilt, temporaryFolder } from '../support/afterglow.js';

interface Data {
  readonly title: string;
  readonly notes: readonly string[];
  readonly steps: readonly { stage: string; pass?: string; rules: readonly { rule: string; fired: number }[] }[];
  readonly funcs: readonly { name: string }[];
  readonly memory: readonly { title: string; memory: string; length: number; blocks: readonly { role: string }[] }[];
  readonly devices: readonly { device: string; partitions: readonly string[] }[];
}

function dataOf(page: string): Data {
  return JSON.parse(/id="data">(.*?)<\/script>/s.exec(readFileSync(page, 'utf8'))?.[1] ?? '');
}

const TOO_BIG = `gir 1
module @big {
  const %t : f32[40000000, 64] = splat(0.5)
  func @main(%i: i64[L], %o: i64[N]) -> (%y: f32[N, 64]) where N in 1..4, L in 1..8 {
    %y = embedding_bag(%t, %i, %o) {mode = sum, last_offset = false} : f32[N, 64]
    return %y
  }
}
`;

describe.skipIf(!isBuilt)('afterglow view', () => {
  const base = temporaryFolder();
  const [model, out, dump] = [join(base, 'model.onnx'), join(base, 'out'), join(base, 'dump')];
  const page = join(base, 'page.html');
  const view = (...args: string[]) => afterglow(['view', ...args, '-o', page]);
  beforeAll(async () => {
    buildSmallModel(model);
    expect((await afterglow(['compile', model, '--machine', 'six-tiny', '-o', out, '--dump-dir', dump])).code).toBe(0);
  }, 120_000);
  afterAll(() => rmSync(base, { recursive: true, force: true }));

  it('shows a model pass by pass, up to its partitions', async () => {
    const { code, out: text, err } = await view(model, '--machine', 'six-tiny');
    expect(code, err).toBe(0);
    expect(text).toMatch(/^wrote .*page\.html: \d+ steps, \d\.\d MB/);
    const { steps, funcs, title } = dataOf(page);
    expect(title).toMatch(/\/model\.onnx$/);
    expect([steps[0]?.stage, steps.at(-1)?.stage]).toEqual(['import', 'partition']);
    const raise = steps.find(({ pass }) => pass === 'raise-embedding-bag');
    expect(raise?.rules.some(({ fired }) => fired > 0)).toBe(true);
    expect(funcs.map(({ name }) => name)).toContain('dense');
    const first = readFileSync(page);
    await view(model, '--machine', 'six-tiny');
    expect(readFileSync(page).equals(first)).toBe(true);
    expect(first.toString()).not.toContain(base);
  });

  it('shows a dump folder, with the memory plans of its listings', async () => {
    expect((await view(dump)).code).toBe(0);
    const { steps, memory } = dataOf(page);
    expect(steps[0]?.stage).toBe('import');
    expect(steps.some(({ pass }) => pass === 'raise-embedding-bag')).toBe(true);
    const plan = memory.find(({ title, memory: name }) => title === 'card0 · @dense' && name === 'sram');
    expect(plan?.length).toBeGreaterThan(10);
    expect(plan?.blocks.some(({ role }) => role === 'temp')).toBe(true);
  });

  it('makes the same memory plans without a dump', async () => {
    const fromDump = dataOf(page).memory;
    expect((await view(model, '--machine', 'six-tiny', '--stop-after', 'emit')).code).toBe(0);
    expect(dataOf(page).memory).toEqual(fromDump);
  });

  it('shows a bundle: partitions, devices, card memory', async () => {
    expect((await view(out)).code).toBe(0);
    const { devices, memory, steps } = dataOf(page);
    expect(steps.map(({ stage }) => stage)).toEqual(['bundle']);
    expect(devices.map(({ device }) => device)).toContain('card0');
    expect(devices[0]?.partitions.length).toBeGreaterThan(0);
    expect(memory.find(({ title }) => title === 'card0')?.memory).toBe('dram');
  });

  it('shows what there is of a model that does not compile', async () => {
    const big = join(base, 'big.gir');
    writeFileSync(big, TOO_BIG);
    const { code, err } = await view(big, '--machine', 'six-tiny');
    expect([code, err.includes('partition/does-not-fit')]).toEqual([1, true]);
    expect(dataOf(page).notes.join()).toContain('partition/does-not-fit');
    expect(dataOf(page).steps[0]?.stage).toBe('import');
    const missing = await view(join(base, 'absent.onnx'));
    expect([missing.code, missing.err.includes('compile/unreadable')]).toEqual([1, true]);
  });

  it('refuses folders without graphs, files of others, and stages without a graph', async () => {
    const [empty, foreign] = [join(base, 'empty'), join(base, 'mine.html')];
    mkdirSync(empty);
    expect((await view(empty)).err).toContain('error cli/cannot-view');
    writeFileSync(join(empty, 'index.json'), '[]');
    expect((await view(empty)).code).toBe(1);
    writeFileSync(join(empty, 'index.json'), '{"dumps":[{"file":"../../etc/passwd","stage":"import"}]}');
    expect((await view(empty)).err).toContain('index.json lists no graphs');
    writeFileSync(foreign, '<html>mine</html>');
    const refused = await afterglow(['view', out, '-o', foreign]);
    expect([refused.code, refused.err.includes('cli/cannot-write')]).toEqual([1, true]);
    expect(readFileSync(foreign, 'utf8')).toBe('<html>mine</html>');
    expect((await view(model, '--stop-after', 'bundle')).code).toBe(2);
    expect((await view(model, '--dim', 'batch=x')).code).toBe(2);
  });
});
