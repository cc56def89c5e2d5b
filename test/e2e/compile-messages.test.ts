// What compiling says on the command line of options that contradict or change nothing, of places that are none, and of what was written.

import { mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { GraphBuilder, writeModel } from '@afterglow/onnx/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { afterglow, isBuilt, temporaryFolder } from '../support/afterglow.js';

describe.skipIf(!isBuilt)('afterglow compile and run', () => {
  const base = temporaryFolder();
  const at = (name: string) => join(base, name);
  const model = at('model.onnx');
  beforeAll(async () => {
    const g = new GraphBuilder({ opset: 18 });
    g.node('Relu', [g.input('x', 'f32', ['batch', 4])], {}, { outputs: ['y'] });
    writeFileSync(model, writeModel(g.output('y', 'f32', ['batch', 4])).bytes);
    mkdirSync(at('empty'));
    expect((await afterglow(['compile', model, '-m', 'tiny', '-o', at('out')])).code).toBe(0);
  });
  afterAll(() => rmSync(base, { recursive: true, force: true }));

  it.each([
    [
      'error: --target card and --backend interpreter are the same option',
      'compile MODEL --target card --backend interpreter',
    ],
    [
      'error: --target card and --backend interpreter are the same option',
      'run MODEL --target card --backend interpreter',
    ],
    ['error: --shape is for models; BASE/out is a bundle', 'run BASE/out --shape x=[1,4]'],
  ])('exits 2 with %s', async (text, words) => {
    const { code, err } = await run(words);
    expect(err).toContain(text.replaceAll('MODEL', model).replaceAll('BASE', base));
    expect(code).toBe(2);
  });

  it.each([
    [
      'compile/unreadable: BASE/nosuch.yaml cannot be read: there is no such file',
      'compile MODEL --plan BASE/nosuch.yaml',
    ],
    ['compile/unreadable: BASE/empty cannot be read: it is a folder', 'compile MODEL --plan BASE/empty'],
    ['= hint: did you mean BASE/model.onnx?', 'compile BASE/modell.onnx'],
    ['it is a bundle, compiled already', 'compile BASE/out'],
    ['BASE/empty cannot be read: it is a folder, and holds no bundle (no manifest.json)', 'run BASE/empty'],
    ['BASE/none/model.onnx cannot be read: BASE/none is no folder', 'run BASE/none/model.onnx'],
    ['MODEL/x cannot be read: MODEL is no folder', 'compile MODEL/x'],
    ['MODEL/x is not replaced: part of its path is a file, not a folder', 'compile MODEL -o MODEL/x'],
    ['MODEL/x cannot be written: MODEL is no folder', 'run MODEL --trace MODEL/x'],
    ['MODEL/x/y cannot be written: MODEL is no folder', 'run MODEL --output-dir MODEL/x/y'],
    ['= hint: did you mean batch?', 'compile MODEL --dim bach=3'],
    ['= hint: * stands for any run of characters', 'compile MODEL --dim unlike=3'],
    ['run/bad-data: BASE/x.npy cannot be read: there is no such file', 'run MODEL --input x=BASE/x.npy'],
    ['compile/unreadable: BASE/tiny.yaml cannot be read: there is no such file', 'compile MODEL -m BASE/tiny.yaml'],
  ])('exits 1 with %s', async (text, words) => {
    const { code, err } = await run(words);
    expect(err).toContain(text.replaceAll('MODEL', model).replaceAll('BASE', base));
    expect(code).toBe(1);
  });

  it('writes nothing in the place of a link that leads nowhere', async () => {
    symlinkSync(at('nowhere'), at('broken'));
    for (const words of [
      'compile MODEL -o BASE/broken',
      'compile MODEL --dump-dir BASE/broken -o BASE/unused',
      'compile MODEL --stop-after optimize -o BASE/broken',
      'run MODEL --output-dir BASE/broken',
    ]) {
      const { code, err } = await run(words);
      expect(code, words).toBe(1);
      expect(err, words).toContain(': it is a link to what does not exist');
    }
  });

  it('says what --explain finds nothing to tell about', async () => {
    const host = await run('compile MODEL --target interpreter --explain -o BASE/host');
    expect(host.code).toBe(0);
    expect(host.err).toContain('--explain changes nothing: interpreter has no engines to speak of');
    expect(host.out).not.toMatch(/^engines$/m);
    const early = await run('compile MODEL --stop-after optimize --explain -o BASE/early.gir');
    expect(early.err).toContain('--explain changes nothing: the compilation stops after optimize');
    const exported = await run('compile MODEL --target onnx --explain -o BASE/explained.onnx');
    expect(exported.err).toContain('= hint: it is for targets that are cards');
    const card = await run('compile MODEL -m six-tiny --explain -o BASE/card');
    expect([card.code, card.err]).toEqual([0, '']);
    expect(card.out).toMatch(/^engines\n {2}card0/m);
  });

  it('reports only what it wrote', async () => {
    const exported = await run('compile MODEL --target onnx -o BASE/exported.onnx');
    expect(exported.out).toMatch(/^\S+ → onnx, as after import\nwrote /);
    const followed = await run('compile MODEL --target onnx --backend card --stop-after quantize -o BASE/small.onnx');
    expect(followed.out).toMatch(/^\S+ → onnx, as after quantize for card\n/);
    const stopped = await run('compile MODEL -m tiny --stop-after emit -o BASE/listings');
    expect(stopped.out).toMatch(/^programs\n {2}card0 {2}\(words \d+, /m);
    expect(stopped.out).not.toMatch(/^binaries|elf/m);
    expect((await run('compile MODEL --stop-after optimize -o BASE/graph.gir')).out).not.toMatch(
      /^binaries|^programs/m,
    );
  });

  function run(words: string) {
    return afterglow(words.split(' ').map((word) => word.replace('MODEL', model).replace('BASE', base)));
  }
});
