// The commands that look at things: inspect, backends, explain, conformance.

import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { afterglow, buildSmallModel, checkout, isBuilt, temporaryFolder } from '../support/afterglow.js';
import { hasModels, modelsFolder } from '../support/models.js';

describe.skipIf(!isBuilt)('afterglow inspect, backends, explain, conformance', () => {
  const base = temporaryFolder();
  const [model, out, dump] = [join(base, 'model.onnx'), join(base, 'out'), join(base, 'dump')];
  beforeAll(async () => {
    buildSmallModel(model);
    expect((await afterglow(['compile', model, '--machine', 'six-tiny', '-o', out, '--dump-dir', dump])).code).toBe(0);
  }, 120_000);
  afterAll(() => rmSync(base, { recursive: true, force: true }));

  it('shows each artefact', async () => {
    const shown = async (path: string) => {
      const { code, out: text, err } = await afterglow(['inspect', path]);
      expect(code, err).toBe(0);
      return text;
    };
    expect(await shown(model)).toContain('dense_x: f32[batch, 13]');
    expect(await shown(out)).toContain('all digests match');
    expect(await shown(join(out, 'manifest.json'))).toContain('partitions:');
    expect(await shown(join(out, 'plan.yaml'))).toContain('tables:');
    const listing = await shown(join(out, 'card0.elf'));
    expect(listing).toMatch(/^casm 1\n/);
    expect(listing).toContain('egather');
    expect(listing).toMatch(/^ {4}\/\/ \/emb_l\.\d+\/Loop$/m);
    expect(listing).toMatch(/loop r\d+, r\d+, end0 .*\/\/ \d+: loop 1 of /);
    expect(listing).toMatch(/^\/\/ program dense: \d+ words$/m);
    writeFileSync(join(out, 'again.casm'), listing);
    expect(await shown(join(out, 'again.casm'))).toBe(listing);
    expect((await afterglow(['inspect', join(out, 'card0.elf'), '--check'])).code).toBe(0);
    const drawing = join(base, 'card0.svg');
    expect((await afterglow(['inspect', join(out, 'card0.elf'), '--svg', drawing])).code).toBe(0);
    expect(readFileSync(drawing, 'utf8')).toMatch(/^<svg .*engine 0.*program dense<.*<\/svg>\n$/s);
    const victim = join(base, 'victim.onnx');
    for (const [path, text, problem] of [
      [victim, '\b\u0007pytorch', 'it is no drawing that inspect wrote'],
      [out, undefined, 'it is a folder'],
    ] as const) {
      if (text !== undefined) writeFileSync(path, text);
      const refused = await afterglow(['inspect', join(out, 'card0.elf'), '--svg', path]);
      expect(refused.code).toBe(1);
      expect(refused.err).toContain(`error cli/cannot-write: ${path} cannot be written: ${problem}`);
      if (text !== undefined) expect(readFileSync(path, 'utf8')).toBe(text);
    }
    // Its own, and what is empty, it does replace.
    expect((await afterglow(['inspect', join(out, 'card0.elf'), '--svg', drawing])).code).toBe(0);
    const sized = await afterglow(['inspect', join(out, 'card0.elf'), '--dim', 'batch=1']);
    expect(sized.code).toBe(1);
    expect(sized.err).toContain('error cli/for-models: --dim is for ONNX models;');
    expect(sized.err).toContain('is of another kind (card binary)');
    const both = join(base, 'cards.svg');
    writeFileSync(both, '');
    expect((await afterglow(['inspect', out, '--check', '--svg', both])).code).toBe(0);
    expect(readFileSync(both, 'utf8')).toMatch(/^<svg .*card0\.elf: .*engine 0.*<\/svg>\n$/s);
    for (const asked of [['--svg', join(base, 'none.svg')], ['--check']]) {
      for (const path of [model, join(out, 'manifest.json'), join(out, 'again.casm')]) {
        const refused = await afterglow(['inspect', path, ...asked]);
        expect([refused.code, refused.err]).toEqual([1, expect.stringContaining('cli/no-programs')]);
      }
    }
    expect(existsSync(join(base, 'none.svg'))).toBe(false);
    expect(await shown(join(checkout, 'packages/machine/presets/tiny.yaml'))).toContain('tiny');
    expect(JSON.parse((await afterglow(['inspect', out, '--json'])).out).kind).toBe('bundle');
    expect(await shown(join(dump, 'index.json'))).toMatch(/^\d+ dumps, \d+ rules\n01-import\.gir\n/);
    expect(await shown(join(dump, 'weights.bin'))).toContain('of weights');
    const host = join(base, 'host');
    expect((await afterglow(['compile', model, '--target', 'interpreter', '-o', host])).code).toBe(0);
    expect(await shown(join(host, 'host-weights.safetensors'))).toContain('emb_l.0.weight: F32[1460, 16]');
  });

  it('says what a model holds, what it takes to run, and who can run it', async () => {
    const { out: text } = await afterglow(['inspect', model, '--dim', 'batch=16']);
    expect(text).toContain('producer: pytorch 1.13.0; IR version 7; operator sets: ai.onnx 13');
    expect(text).toMatch(/^ {2}Gather +45$/m);
    expect(text).toMatch(/^ {2}embedding_bag +8 +128 +yes +yes$/m);
    expect(text).toContain('operations at batch=16, lookups_0=1');
    expect(text).toMatch(/^activations: 18 KiB of memory planned; 18 KiB are in use while %/m);
    const { value } = JSON.parse((await afterglow(['inspect', model, '--json'])).out);
    expect(value.model.weights.parameters).toBe(149_473);
    expect(value.graph.funcs[0].ops.find(({ op }: { op: string }) => op === 'dot_interaction').work).toBe(1152);
  });

  it.skipIf(!hasModels)('describes a model that cannot be imported, with all that is wrong', async () => {
    const {
      code,
      out: text,
      err,
    } = await afterglow(['inspect', join(modelsFolder, 'bad-model/many-unsupported.onnx')]);
    expect(code).toBe(1);
    expect(text).toMatch(/^ {2}com\.example\.cards\.FusedBagLookup +1$/m);
    expect(text).not.toContain('after optimization');
    expect(err).toContain('4 errors');
  });

  it('refuses what it does not know', async () => {
    writeFileSync(join(base, 'notes.txt'), 'hello');
    for (const path of [join(base, 'notes.txt'), join(base, 'missing'), base]) {
      const { code, err } = await afterglow(['inspect', path]);
      expect(code, path).toBe(1);
      expect(err).toContain('error cli/unknown-file');
    }
  });

  it('lists backends and prints the legality of one', async () => {
    expect((await afterglow(['backends'])).out).toMatch(/^card .*\ninterpreter /);
    const card = (await afterglow(['backends', 'card'])).out;
    expect(card).toContain('fully_connected');
    expect(card).toContain('no code for');
    expect((await afterglow(['backends', 'nobody'])).code).toBe(2);
  });

  it('explains every code it lists', async () => {
    const codes = JSON.parse((await afterglow(['explain', '--json'])).out).map((entry: { code: string }) => entry.code);
    expect(codes).toContain('onnx/unsupported-op');
    expect(codes.length).toBeGreaterThan(100);
    const { code, out: text } = await afterglow(['explain', 'bundle/part-digest']);
    expect(code).toBe(0);
    expect(text).toContain('SHA-256');
    const unknown = await afterglow(['explain', 'bundle/part-diges']);
    expect(unknown.code).toBe(2);
    expect(unknown.err).toContain('bundle/part-digest');
  });

  it.skipIf(!hasModels)('runs conformance cases and writes the result as JSON (needs the test data)', async () => {
    const file = join(base, 'result.json');
    const folder = join(modelsFolder, 'embedding-bag-sum-opset11');
    const { code, err } = await afterglow([
      'conformance',
      folder,
      '--backend',
      'card',
      '--precision',
      'fp32',
      '--json',
      file,
    ]);
    expect(code, err).toBe(0);
    const { cases } = JSON.parse(readFileSync(file, 'utf8'));
    expect(cases).toMatchObject([{ status: 'pass', reason: '' }]);
  });

  it('goes on after a bad case', async () => {
    const folder = join(base, 'cases');
    for (const name of ['a', 'b']) {
      mkdirSync(join(folder, name, 'test_data_set_0'), { recursive: true });
      writeFileSync(join(folder, name, 'model.onnx'), 'not a model');
    }
    const { code, out: text } = await afterglow(['conformance', folder, '--json']);
    expect(code).toBe(1);
    const { cases } = JSON.parse(text);
    expect(cases.map(({ name, status }: { name: string; status: string }) => [name, status])).toEqual([
      ['a', 'error'],
      ['b', 'error'],
    ]);
  });

  it('takes no cases for no success', async () => {
    const empty = join(base, 'no-cases');
    mkdirSync(empty);
    const none = await afterglow(['conformance', empty]);
    expect([none.code, none.err]).toEqual([2, `error: there are no cases in ${empty}\n`]);
    const mistyped = await afterglow(['conformance', join(base, 'cases'), '--filter', 'aa']);
    expect([mistyped.code, mistyped.err]).toEqual([
      2,
      `error: no case in ${join(base, 'cases')} has "aa" in its name\n`,
    ]);
  });
});
