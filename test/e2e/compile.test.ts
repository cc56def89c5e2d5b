// Compiling on the command line: what is written, that it is the same everywhere, and that a checkpoint resumes to the same
// bytes.

import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { tensorFromNumbers } from '@afterglow/core';
import { GraphBuilder, writeModel } from '@afterglow/onnx/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  afterglow,
  afterglowProcess,
  buildSmallModel,
  digestsOf,
  filesOf,
  isBuilt,
  temporaryFolder,
} from '../support/afterglow.js';

const hasReadelf = spawnSync('readelf', ['--version']).status === 0;

describe.skipIf(!isBuilt)('afterglow compile', () => {
  const base = temporaryFolder();
  const model = join(base, 'model.onnx');
  const [out, dump] = [join(base, 'out'), join(base, 'dump')];
  beforeAll(async () => {
    buildSmallModel(model);
    const result = await afterglow(['compile', model, '--machine', 'six-tiny', '-o', out, '--dump-dir', dump]);
    expect(result.code, result.err).toBe(0);
  }, 120_000);
  afterAll(() => rmSync(base, { recursive: true, force: true }));

  it('writes one binary a card, the plan and the manifest', async () => {
    const cards = [0, 1, 2, 3, 4, 5].map((card) => `card${card}.elf`);
    expect([...filesOf(out).keys()]).toEqual([...cards, 'manifest.json', 'plan.yaml']);
  });

  it('gives the same bytes in another folder, and is quiet in a pipe', async () => {
    const elsewhere = join(base, 'a', 'deep', 'folder');
    mkdirSync(elsewhere, { recursive: true });
    writeFileSync(join(elsewhere, 'model.onnx'), readFileSync(model));
    const result = afterglowProcess(['compile', 'model.onnx', '--machine', 'six-tiny', '-o', 'bundle'], elsewhere);
    expect(result.code, result.err).toBe(0);
    expect(result.err).toBe('');
    expect(digestsOf(join(elsewhere, 'bundle'))).toEqual(digestsOf(out));
  });

  it('resumes from every checkpoint to the same bytes', async () => {
    const checkpoints = readdirSync(dump).filter((name) => name.endsWith('.gir'));
    expect(checkpoints.length).toBeGreaterThan(8);
    // One of each stage is enough here; what passes do in between is the same code.
    const stages = new Map(checkpoints.map((name) => [name.split('-')[1], name]));
    for (const name of stages.values()) {
      const resumed = join(base, 'resumed');
      const result = await afterglow(['compile', join(dump, name), '--machine', 'six-tiny', '-o', resumed]);
      expect(result.code, `${name}: ${result.err}`).toBe(0);
      expect(digestsOf(resumed), name).toEqual(digestsOf(out));
    }
  }, 120_000);

  it('reads back every text it writes, unchanged', async () => {
    const texts = readdirSync(dump).filter((name) => /\.(gir|lir|casm)$/.test(name));
    const one = [...new Map(texts.map((name) => [name.replace(/^\d+-/, '').replace(/card\d/, ''), name])).values()];
    for (const name of one) {
      const { code, out: text, err } = await afterglow(['inspect', '--text', join(dump, name)]);
      expect(code, `${name}: ${err}`).toBe(0);
      // Beside assembly stands what a reader asks first: numbers of words, loops, nodes.
      const plain = name.endsWith('.casm') ? text.replace(/^ *\/\/ .*\n| *\/\/ \d+(?:: .*)?$/gm, '') : text;
      expect(`${plain.trimEnd()}\n` === readFileSync(join(dump, name), 'utf8'), name).toBe(true);
    }
  }, 120_000);

  it.skipIf(!hasReadelf)('writes binaries that readelf reads without a warning (needs binutils)', async () => {
    for (const name of readdirSync(out).filter((file) => file.endsWith('.elf'))) {
      const { status, stdout, stderr } = spawnSync('readelf', ['-a', join(out, name)], { encoding: 'utf8' });
      expect(status).toBe(0);
      expect(stderr).toBe('');
      expect(stdout).not.toMatch(/warning/i);
    }
  });

  it('stops after a stage and shows or writes its text', async () => {
    const shown = await afterglow(['compile', model, '--stop-after', 'optimize']);
    expect(shown.code, shown.err).toBe(0);
    expect(shown.out).toMatch(/^gir 1\n/);
    expect(shown.out).toContain('embedding_bag(');
    const path = join(base, 'stopped.gir');
    expect((await afterglow(['compile', model, '--stop-after', 'optimize', '-o', path])).code).toBe(0);
    const resumed = await afterglow([
      'compile',
      path,
      '--resume-from',
      'optimize',
      '--machine',
      'six-tiny',
      '-o',
      join(base, 'r'),
    ]);
    expect(resumed.code, resumed.err).toBe(0);
    expect(digestsOf(join(base, 'r'))).toEqual(digestsOf(out));
    const lowered = await afterglow(['compile', model, '--stop-after', 'lower', '-o', join(base, 'lowered')]);
    expect(lowered.code, lowered.err).toBe(0);
    expect(readdirSync(join(base, 'lowered'))).toContain('card0.lir');
  }, 120_000);

  it('says which loops were written out', async () => {
    const body = new GraphBuilder();
    body.input('i', 'i64', []);
    body.input('going', 'bool', []);
    body.input('v', 'f32', [2]);
    body.output(body.node('Identity', ['going']));
    body.output(body.node('Add', ['v', 'v']));
    const g = new GraphBuilder();
    const trip = g.initializer('trip', tensorFromNumbers('i64', [], [3]));
    const x = g.input('x', 'f32', [2]);
    const names = ['y0', 'y1', 'y2', 'y3', 'y4'];
    for (const name of names) g.output(g.node('Loop', [trip, '', x], { body }, { outputs: [name] }), 'f32', [2]);
    const path = join(base, 'loop.onnx');
    writeFileSync(path, writeModel(g).bytes);
    const { code, out: text, err } = await afterglow(['compile', path, '-o', join(base, 'loop')]);
    expect(code, err).toBe(0);
    expect(text).toContain('loops\n  5 written out (y0, y1, y2 and 2 more)');
    const json = await afterglow(['compile', path, '-o', join(base, 'loop-json'), '--json']);
    const { rules } = JSON.parse(json.out).report;
    expect(rules).toContainEqual({ rule: 'unroll-loop', fired: 5, examples: names, declined: [] });
  });

  it('never overwrites what a person may miss', async () => {
    const taken = async (...args: string[]) => {
      const { code, err } = await afterglow(['compile', model, '--machine', 'six-tiny', ...args]);
      expect(code, args.join(' ')).toBe(1);
      expect(err).toContain('compile/output-taken');
    };
    const copy = join(base, 'copy');
    mkdirSync(copy);
    for (const [name, bytes] of filesOf(out)) writeFileSync(join(copy, name), bytes);
    writeFileSync(join(copy, 'notes.txt'), 'mine');
    await taken('-o', copy);
    expect(readFileSync(join(copy, 'notes.txt'), 'utf8')).toBe('mine');
    const app = join(base, 'app');
    mkdirSync(join(app, 'src'), { recursive: true });
    writeFileSync(join(app, 'manifest.json'), '{"name":"app"}');
    await taken('-o', app);
    expect(existsSync(join(app, 'src'))).toBe(true);
    const before = readFileSync(model);
    await taken('--stop-after', 'optimize', '-o', model);
    expect(readFileSync(model).equals(before)).toBe(true);
    await taken('--stop-after', 'lower', '-o', app);
    const weights = join(base, 'weights');
    mkdirSync(weights);
    writeFileSync(join(weights, 'weights.bin'), 'mine');
    await taken('--dump-dir', weights, '-o', join(base, 'unused'));
    expect(readFileSync(join(weights, 'weights.bin'), 'utf8')).toBe('mine');
    await taken('--dump-dir', join(model, 'x'), '-o', join(base, 'unused'));
    expect(existsSync(join(base, 'unused'))).toBe(false);
  }, 120_000);

  it('takes no empty name for a place', async () => {
    const { code, err } = await afterglow(['compile', model, '-o', '']);
    expect(code).toBe(2);
    expect(err).toContain("option '-o, --output <folder>' argument is empty");
  });

  it('refuses a checkpoint that was partitioned for cards the machine lacks', async () => {
    const checkpoint = readdirSync(dump).find((name) => name.endsWith('-partition.gir')) ?? '';
    const { code, err } = await afterglow([
      'compile',
      join(dump, checkpoint),
      '--machine',
      'nnp-i',
      '-o',
      join(base, 'x'),
    ]);
    expect(code).toBe(1);
    expect(err).toContain('compile/unknown-device');
    expect(err).toContain('card5');
  });

  it('checks placements that were edited before they become files', async () => {
    const checkpoint = readdirSync(dump).find((name) => name.endsWith('-partition.gir')) ?? '';
    const text = readFileSync(join(dump, checkpoint), 'utf8');
    const folder = join(base, 'edited-placements');
    mkdirSync(folder);
    writeFileSync(join(folder, 'weights.bin'), readFileSync(join(dump, 'weights.bin')));
    const cases: Readonly<Record<string, string>> = {
      '["../../escaped"]': 'compile/unknown-device',
      '[card05]': 'compile/unknown-device',
      '[]': 'compile/placement',
      '[card5, card5]': 'compile/placement',
      '[card5, host]': 'compile/placement',
    };
    for (const [placement, code] of Object.entries(cases)) {
      const path = join(folder, checkpoint);
      writeFileSync(path, text.replace('placement = [card5]', `placement = ${placement}`));
      const result = await afterglow(['compile', path, '--machine', 'six-tiny', '-o', join(base, 'placed')]);
      expect(result.code, placement).toBe(1);
      expect(result.err, placement).toContain(code);
    }
    expect(existsSync(join(base, '..', 'escaped.elf'))).toBe(false);
  });

  it('states the precision that a resumed graph computes in, and refuses a plan that comes too late', async () => {
    const checkpoint = readdirSync(dump).find((name) => name.endsWith('-partition.gir')) ?? '';
    const path = join(dump, checkpoint);
    const resumed = join(base, 'other-precision');
    const common = ['compile', path, '--machine', 'six-tiny', '-o', resumed];
    const { code, err } = await afterglow([...common, '--precision', 'fp32']);
    expect(code).toBe(0);
    expect(err).toContain('warning compile/precision-kept');
    expect(JSON.parse(readFileSync(join(resumed, 'manifest.json'), 'utf8')).precision).toBe('fp16');
    const late = await afterglow([...common, '--plan', join(out, 'plan.yaml')]);
    expect(late.code).toBe(1);
    expect(late.err).toContain('compile/resume');
  });

  it('spreads work over engines as the plan says, and tells who does what', async () => {
    const file = join(base, 'engines.yaml');
    const compileWith = async (entry: string) => {
      writeFileSync(file, `plan: 1\nengines:\n  - ${entry}\n`);
      const output = join(base, 'engines');
      return await afterglow(['compile', model, '--machine', 'six-tiny', '--plan', file, '--explain', '-o', output]);
    };
    const split = await compileWith('{node: /top_l/top_l.0/Gemm, split: columns}');
    expect(split.code, split.err).toBe(0);
    expect(split.out).toMatch(
      /card0 +fully_connected: columns over 2 engines, as the plan says so \(.top_l.top_l.0.Gemm/,
    );
    const refused = await compileWith('{node: /top_l/top_l.0/Gemm, engine: 7}');
    expect(refused.err).toContain('card/refused-hint');
    expect((await compileWith('{node: /top_l/top_l.0/Gemm, split: diagonals}')).err).toContain('card/unknown-split');
    expect((await compileWith('{node: /top_l/top_l.0/Gemm, fuse: all}')).err).toContain('card/unknown-fuse');
    expect((await compileWith('{node: Gemm_99, engine: 1}')).err).toContain('partition/plan-unknown-node');
  });

  it('follows an edited plan and explains one that does not fit', async () => {
    const plan = readFileSync(join(out, 'plan.yaml'), 'utf8');
    const card = /table: emb_l\.0\.weight\n\s+card: (card\d)/.exec(plan)?.[1];
    const other = card === 'card0' ? 'card1' : 'card0';
    const edited = plan.replace(/(table: emb_l\.0\.weight\n\s+card: )card\d(\n\s+pinned: )false/, `$1${other}$2true`);
    const file = join(base, 'edited.yaml');
    writeFileSync(file, edited);
    const replanned = join(base, 'replanned');
    const result = await afterglow(['compile', model, '--machine', 'six-tiny', '--plan', file, '-o', replanned]);
    expect(result.code, result.err).toBe(0);
    expect(readFileSync(join(replanned, 'plan.yaml'), 'utf8')).toMatch(
      new RegExp(`table: emb_l\\.0\\.weight\\n\\s+card: ${other}\\n\\s+pinned: true`),
    );
    writeFileSync(file, edited.replaceAll('emb_l.1.weight', 'no_such_table').replace('plan: 1', 'plan: 1 # edited'));
    const bad = await afterglow(['compile', model, '--machine', 'six-tiny', '--plan', file, '-o', join(base, 'bad')]);
    expect(bad.code).toBe(1);
    expect(bad.err).toContain('partition/plan-unknown-table');
    expect(bad.err).toMatch(/edited\.yaml:\d+/);
    expect(existsSync(join(base, 'bad'))).toBe(false);
  }, 120_000);

  it('refuses wrong usage with exit code 2 and replaces nothing but bundles', async () => {
    expect((await afterglow([])).code).toBe(2);
    expect((await afterglow(['compile'])).code).toBe(2);
    expect((await afterglow(['compile', model, '--precision', 'fp8'])).code).toBe(2);
    expect((await afterglow(['compile', model, '--stop-after', 'nowhere'])).code).toBe(2);
    expect((await afterglow(['compile', model, '--dim', 'batch'])).err).toContain('compile/bad-dim');
    expect((await afterglow(['compile', model, '--dim', 'nobody=4'])).err).toContain('compile/unused-dim');
    expect((await afterglow(['compile', model, '--shape', 'x=2'])).err).toContain('compile/bad-shape');
    expect((await afterglow(['compile', model, '--shape', 'nobody=[2]'])).err).toContain('compile/unused-shape');
    expect((await afterglow(['compile', model, '--target', 'nobody'])).err).toContain('compile/unknown-backend');
    expect((await afterglow(['compile', model, '--machine', 'nobody'])).err).toContain('compile/unknown-machine');
    expect((await afterglow(['compile', join(base, 'missing.onnx')])).err).toContain('compile/unreadable');
    expect((await afterglow(['compile', model, '--resume-from', 'lower'])).err).toContain('compile/resume');
    const onHost = ['compile', model, '--target', 'interpreter', '-o', join(base, 'host')];
    expect((await afterglow([...onHost, '--precision', 'fp16'])).code).toBe(0);
    expect((await afterglow(['compile', model, '--target', 'card:fast'])).err).toContain('backend/unknown-feature');
    const gir = join(base, 'small.gir');
    writeFileSync(
      gir,
      'gir 1\nmodule @m {\n  func @main(%x: f32[N]) -> (%y: f32[N]) where N in 1..8 {\n    %y = relu(%x) : f32[N]\n    return %y\n  }\n}\n',
    );
    expect((await afterglow(['compile', gir, '--dim', 'N=1..9'])).err).toContain('compile/dim-out-of-range');
    const taken = await afterglow(['compile', model, '-o', base]);
    expect(taken.code).toBe(1);
    expect(taken.err).toContain('compile/output-taken');
    expect(existsSync(model)).toBe(true);
  }, 120_000);
});
