// Conformance runs on the command line: what may be off by how much, sizes of single cases, and names that are none.

import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { tensorFromNumbers } from '@afterglow/core';
import { encodeValueProto } from '@afterglow/onnx';
import { GraphBuilder, writeModel } from '@afterglow/onnx/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { afterglow, isBuilt, temporaryFolder } from '../support/afterglow.js';

/** Writes a case y = sqrt(x), whose size may be open, that expects what is given. */
function writeCase(folder: string, size: number | string, y: readonly number[]): void {
  const data = join(folder, 'test_data_set_0');
  mkdirSync(data, { recursive: true });
  const g = new GraphBuilder({ opset: 18 });
  g.node('Sqrt', [g.input('x', 'f32', [size])], {}, { outputs: ['y'] });
  writeFileSync(join(folder, 'model.onnx'), writeModel(g.output('y', 'f32', [size])).bytes);
  writeFileSync(join(data, 'input_0.pb'), encodeValueProto('x', tensorFromNumbers('f32', [2], [2, 3])));
  writeFileSync(join(data, 'output_0.pb'), encodeValueProto('y', tensorFromNumbers('f32', [2], y)));
}

describe.skipIf(!isBuilt)('afterglow conformance', () => {
  const base = temporaryFolder();
  const cases = join(base, 'cases');
  const roots = [Math.sqrt(2), Math.sqrt(3)];
  beforeAll(() => {
    writeCase(join(cases, 'fixed'), 2, roots);
    writeCase(join(cases, 'open'), 'n', roots);
    // Between what is allowed in fp32 and in fp16.
    writeCase(join(base, 'near'), 2, [1.42, 1.74]);
  });
  afterAll(() => rmSync(base, { recursive: true, force: true }));

  it('allows what the precision of the backend allows, and says so', async () => {
    const near = join(base, 'near');
    const half = await afterglow(['conformance', near, '--backend', 'card']);
    expect([half.code, half.err]).toEqual([0, '']);
    expect(half.out).toContain('card in fp16; where a case states no tolerance, a float may be off by 0.01 + 0.02·|x|');
    const full = await afterglow(['conformance', near, '--backend', 'card', '-p', 'fp32']);
    expect(full.code).toBe(1);
    // The folder is the case, and goes by its name.
    expect(full.out).toMatch(new RegExp(`^fail +${basename(near)}: output y: `));
    expect(full.out).toContain(
      'card in fp32; where a case states no tolerance, a float may be off by 1e-7 + 0.001·|x|',
    );
    expect((await afterglow(['conformance', near, '--backend', 'card', '--rtol', '1e-5', '--atol', '0'])).code).toBe(1);
    expect((await afterglow(['conformance', near])).out).toContain('interpreter; where');
  });

  it('takes a range that one case has, and refuses one that none has', async () => {
    const used = await afterglow(['conformance', cases, '--dim', 'n=1..4']);
    expect([used.code, used.err]).toEqual([0, '']);
    const unused = await afterglow(['conformance', cases, '--dim', 'n=1..4', '--dim', 'm=1..4']);
    expect(unused.code).toBe(1);
    expect(unused.err).toContain('error cli/unused-dim: --dim m=1..4 matches no free dim of any case');
    expect(unused.err).not.toContain('n=1..4');
    expect(unused.out).toContain('2 cases: 2 pass');
  });

  it('says once that there is no such backend, machine or folder', async () => {
    const backend = await afterglow(['conformance', cases, '--backend', 'nobody']);
    expect([backend.code, backend.out]).toEqual([2, '']);
    expect(backend.err.match(/compile\/unknown-backend:/g)).toHaveLength(1);
    const machine = await afterglow(['conformance', cases, '--backend', 'card', '-m', 'nothing']);
    expect([machine.code, machine.out]).toEqual([2, '']);
    expect(machine.err.match(/compile\/unknown-machine:/g)).toHaveLength(1);
    const folder = await afterglow(['conformance', join(base, 'none')]);
    expect(folder.code).toBe(1);
    expect(folder.err).toContain('error cli/no-folder:');
    const twice = await afterglow(['conformance', cases, '--backend', 'card', '--target', 'interpreter']);
    expect([twice.code, twice.err]).toEqual([
      2,
      'error: --target interpreter and --backend card are the same option; give one of them\n',
    ]);
    expect((await afterglow(['conformance', cases, '-p', 'fp8'])).code).toBe(2);
    expect((await afterglow(['conformance', cases, '--rtol', ' '])).code).toBe(2);
  });

  it('replaces its own results and nothing else', async () => {
    const file = join(base, 'result.json');
    for (let i = 0; i < 2; i++) expect((await afterglow(['conformance', cases, '--json', file])).code).toBe(0);
    const result = JSON.parse(readFileSync(file, 'utf8'));
    expect(result).toMatchObject({ cases: [{ name: 'fixed' }, { name: 'open' }], target: 'interpreter' });
    const victim = join(cases, 'fixed', 'model.onnx');
    const before = readFileSync(victim);
    const refused = await afterglow(['conformance', cases, '--json', victim]);
    expect(refused.code).toBe(1);
    expect(refused.err).toContain('cli/cannot-write');
    expect(refused.err).toContain('it is no result of conformance');
    expect(readFileSync(victim)).toEqual(before);
  });
});
