// Running on the command line: data files in and out, workers, traces, damage, and sizes outside the bundle's ranges.

import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { tensorFromNumbers } from '@afterglow/core';
import { GraphBuilder, writeModel } from '@afterglow/onnx/testing';
import { writeNpy } from '@afterglow/runtime';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { afterglow, buildSmallModel, digestsOf, filesOf, isBuilt, temporaryFolder } from '../support/afterglow.js';

describe.skipIf(!isBuilt)('afterglow run', () => {
  const base = temporaryFolder();
  const [model, out] = [join(base, 'model.onnx'), join(base, 'out')];
  beforeAll(async () => {
    buildSmallModel(model);
    const result = await afterglow(['compile', model, '--machine', 'six-tiny', '--dim', 'batch=1..16', '-o', out]);
    expect(result.code, result.err).toBe(0);
  }, 120_000);
  afterAll(() => rmSync(base, { recursive: true, force: true }));

  it('makes up inputs, says so, and names outputs by position', async () => {
    const results = join(base, 'results');
    const { code, out: text, err } = await afterglow(['run', out, '--seed', '3', '--output-dir', results]);
    expect(code, err).toBe(0);
    expect(text).toContain('made up from seed 3');
    expect(text).toContain('serial cycles (simulated)');
    expect(text).toMatch(/^lanes used on card0.*: matrix \d+\.\d %, vector \d+\.\d % \(simulated\)$/m);
    expect(readdirSync(results)).toEqual(['output_0.pb']);
    expect((await afterglow(['inspect', join(results, 'output_0.pb')])).out).toContain('f32[4, 1]');
  });

  it('gives the same bytes with and without workers', async () => {
    const [a, b] = [join(base, 'w0'), join(base, 'w6')];
    expect((await afterglow(['run', out, '--workers', '0', '--format', 'npy', '--output-dir', a])).code).toBe(0);
    expect((await afterglow(['run', out, '--format', 'npy', '--output-dir', b])).code).toBe(0);
    expect(digestsOf(a)).toEqual(digestsOf(b));
  });

  it('writes a trace with host, transfer and card lanes, simulated time apart', async () => {
    const trace = join(base, 'trace.json');
    expect((await afterglow(['run', out, '--workers', '0', '--trace', trace])).code).toBe(0);
    const { traceEvents } = JSON.parse(readFileSync(trace, 'utf8'));
    const lanes = (pid: number) =>
      traceEvents
        .filter((event: { name: string; pid: number }) => event.name === 'thread_name' && event.pid === pid)
        .map((event: { args: { name: string } }) => event.args.name);
    expect(lanes(1)).toEqual(expect.arrayContaining(['host', 'transfer', 'card0', 'card5']));
    expect(lanes(2).length).toBeGreaterThan(0);
    expect(lanes(2).every((name: string) => name.startsWith('card'))).toBe(true);
    // A trace takes the place of a trace, and of nothing else.
    expect((await afterglow(['run', out, '--workers', '0', '--trace', trace])).code).toBe(0);
    const before = readFileSync(model);
    const refused = await afterglow(['run', out, '--workers', '0', '--trace', model]);
    expect([refused.code, refused.out]).toEqual([1, '']);
    expect(refused.err).toContain(`${model} cannot be written: it is no trace`);
    expect(readFileSync(model)).toEqual(before);
  });

  it('makes up sizes and positions that fit, and says where it cannot know', async () => {
    const write = (op: string, size: number, attributes = {}) => {
      const g = new GraphBuilder({ opset: 18 });
      const operands = [g.input('x', 'f32', ['n', 4]), g.input('s', 'i64', [size])];
      g.node(op, operands, attributes, { outputs: ['y'] });
      const path = join(base, `${op}.onnx`);
      writeFileSync(path, writeModel(g.output('y', 'f32', ['a', 'b'])).bytes);
      return path;
    };
    for (const [op, size] of [
      ['Expand', 2],
      ['Reshape', 2],
      ['Tile', 2],
    ] as const) {
      const { code, out: text, err } = await afterglow(['run', write(op, size), '--seed', '1']);
      expect(code, err).toBe(0);
      expect(text).toContain('y: f32[');
    }
    const axes = await afterglow(['run', write('ReduceSum', 2, { keepdims: 1 })]);
    expect(axes.code).not.toBe(0);
    expect(axes.err).toContain('cli/made-up-inputs');
    expect(axes.err).toContain('nothing shows what integers make sense in s');
    expect(axes.err).toContain('give the data with --input s=file');
  });

  it('takes the shape of an input that a model leaves open from its data', async () => {
    const g = new GraphBuilder();
    g.node('Relu', [g.input('x', 'f32')], {}, { outputs: ['y'] });
    g.output('y', 'f32');
    const [open, data] = [join(base, 'open.onnx'), join(base, 'data')];
    writeFileSync(open, writeModel(g).bytes);
    expect((await afterglow(['run', open])).err).toContain("--shape 'x=[N,3]'");
    mkdirSync(data);
    writeFileSync(join(data, 'x.npy'), writeNpy(tensorFromNumbers('f32', [2, 3], [1, 2, 3, -4, 5, 6])) ?? '');
    expect((await afterglow(['run', open, '--inputs-dir', data])).out).toContain('f32[2, 3]');
    expect((await afterglow(['run', open, '--input', `x=${join(data, 'x.npy')}`])).out).toContain('f32[2, 3]');
    expect((await afterglow(['run', open, '--inputs-dir', join(base, 'nowhere')])).err).toContain('cli/no-folder');
  });

  it('reports wrong inputs all at once', async () => {
    const { code, err } = await afterglow(['run', out, '--dim', 'batch=64']);
    expect(code).toBe(1);
    expect(err).toContain('run/size-out-of-range');
    writeFileSync(join(base, 'x.npy'), 'no array');
    const bad = await afterglow(['run', out, '--input', `dense_x=${join(base, 'x.npy')}`, '--input', 'x=/dev/null']);
    expect(bad.code).toBe(1);
    expect(bad.err.split('error run/bad-data').length - 1).toBe(2);
    const folder = join(base, 'empty');
    mkdirSync(folder);
    expect((await afterglow(['run', out, '--inputs-dir', folder])).err).toContain('run/missing-input');
    expect((await afterglow(['run', out, '--inputs-dir', join(base, 'nowhere')])).err).toContain('cli/no-folder');
  });

  it('refuses options that mean nothing for a bundle, and sizes it does not have', async () => {
    const usage = await afterglow(['run', out, '--target', 'nope', '--no-fallback', '--workers', '3', '--input', 'x']);
    expect(usage.code).toBe(2);
    for (const flag of ['--target', '--no-fallback', '--workers', '--input x']) expect(usage.err).toContain(flag);
    const sizes = await afterglow(['run', out, '--dim', 'nope=2', '--dim', 'lookups_*=1..2']);
    expect(sizes.code).toBe(1);
    expect(sizes.err.split('error cli/launch-size').length - 1).toBe(2);
    const empty = await afterglow(['run', out, '--dim', 'lookups_*=0', '--dim', 'batch=1', '--workers', '0', '--json']);
    expect(JSON.parse(empty.out).params).toMatchObject({ batch: 1, lookups_0: 0, lookups_7: 0 });
  });

  it('asks whether results can be written before it computes them', async () => {
    writeFileSync(join(base, 'file'), '');
    for (const where of [
      ['--output-dir', join(base, 'file', 'x')],
      ['--output-dir', join(base, 'file')],
      ['--trace', base],
    ]) {
      const { code, err } = await afterglow(['run', out, ...where]);
      expect(code).toBe(1);
      expect(err).toContain('cli/cannot-write');
    }
  });

  it('names the part of a flipped byte, wherever it is', async () => {
    const copy = join(base, 'damaged');
    mkdirSync(copy);
    const files = filesOf(out);
    for (const [name, bytes] of files) writeFileSync(join(copy, name), bytes);
    for (const [name, bytes] of files) {
      const damaged = Buffer.from(bytes);
      const at = Math.floor(bytes.length / 2);
      damaged[at] = (damaged[at] as number) ^ 4;
      writeFileSync(join(copy, name), damaged);
      const { code, err } = await afterglow(['run', copy]);
      expect(code, name).toBe(1);
      expect(err).toMatch(/bundle\/(part-digest|manifest-digest|bad-manifest)/);
      expect(err).toContain(name);
      writeFileSync(join(copy, name), bytes);
    }
  }, 120_000);

  it('runs a model without a bundle on any backend', async () => {
    const results = [];
    for (const backend of ['interpreter', 'card']) {
      const {
        code,
        out: text,
        err,
      } = await afterglow(['run', model, '--backend', backend, '--precision', 'fp32', '--json']);
      expect(code, err).toBe(0);
      results.push(JSON.parse(text));
    }
    expect(results[0].seed).toBe(0);
    expect(results[0].outputs[0].type).toBe('f32[4, 1]');
    expect(results[1].partitions.length).toBeGreaterThan(6);
  });

  it('says which outputs .npy files cannot hold', async () => {
    const gir = join(base, 'small.gir');
    writeFileSync(
      gir,
      'gir 1\nmodule @m {\n  func @main(%x: f32[2]) -> (%y: bf16[2]) {\n    %y = cast(%x) {to = bf16, saturate = true} : bf16[2]\n    return %y\n  }\n}\n',
    );
    const { code, err } = await afterglow(['run', gir, '--format', 'npy', '--output-dir', join(base, 'npy')]);
    expect(err).toContain('cli/not-npy');
    expect(code).toBe(1);
  });

  it('writes outputs that are constants or inputs of the model', async () => {
    const gir = join(base, 'results.gir');
    const body = '%s = shape_of(%x) {start = 0} : i64[2]\n    return %s, %x';
    writeFileSync(
      gir,
      `gir 1\nmodule @m {\n  func @main(%x: f32[3, 4]) -> (%a: i64[2], %b: f32[3, 4]) {\n    ${body}\n  }\n}\n`,
    );
    for (const backend of ['interpreter', 'card']) {
      const { code, out: text, err } = await afterglow(['run', gir, '--backend', backend]);
      expect(code, err).toBe(0);
      expect(text).toContain('a: i64[2] = [3, 4]');
      expect(text).toContain('b: f32[3, 4]');
    }
  });

  it('refuses wrong usage', async () => {
    expect((await afterglow(['run'])).code).toBe(2);
    expect((await afterglow(['run', out, '--format', 'csv'])).code).toBe(2);
    expect((await afterglow(['run', out, '--seed', 'x'])).code).toBe(2);
    expect((await afterglow(['run', join(base, 'missing')])).code).toBe(1);
  });
});
