// A package outside the tree generates TypeScript from its own spec files; it compiles under the strictest options and works
// against the built packages.

import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Diagnostics, renderDiagnostic } from '@afterglow/core';
import { generateOps, outsideTree, readSpec, sharedTypes } from '@afterglow/opspec';
import { afterAll, expect, it } from 'vitest';

const root = fileURLToPath(new URL('../..', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'afterglow-vendor-'));

afterAll(() => rmSync(folder, { recursive: true, force: true }));

const USE = `
import { dim } from '@afterglow/core';
import { Builder, createFunc, createModule, extendRegistry, ops as standard, tensorType } from '@afterglow/ir';
import { build } from './generated/build.js';
import { ops } from './generated/ops.js';

const registry = extendRegistry(standard, [...ops.all()]);
const builder = new Builder(createFunc(createModule('m'), 'main').body, { registry });
const x = builder.param('x', tensorType('f32', [dim.symbol('N'), 3]));
const [y] = build.grow(builder, x, undefined, { n: 2 });
console.log(y.type.key, build.vendorJoin(builder, [x, x]).type.key);
`;

const EXTENSION = `
import type { Type } from '@afterglow/ir';
import type { Inference } from '@afterglow/ir/infer';

export function inferRun(t: Inference): readonly Type[] {
  return t.operandTypes('xs').flatMap((type) => type ?? []);
}
`;

const OPTIONS = {
  target: 'ES2023',
  module: 'NodeNext',
  strict: true,
  exactOptionalPropertyTypes: true,
  noUncheckedIndexedAccess: true,
  noUnusedLocals: true,
  noUnusedParameters: true,
  verbatimModuleSyntax: true,
  isolatedModules: true,
  skipLibCheck: true,
  types: [],
  lib: ['ES2023', 'DOM'],
};

function run(args: readonly string[]): string {
  const { status, stdout, stderr } = spawnSync(process.execPath, args, { cwd: folder, encoding: 'utf8' });
  expect(status, `${args.join(' ')}\n${stdout}${stderr}`).toBe(0);
  return stdout;
}

it('a spec outside the tree generates a working package', () => {
  const diagnostics = new Diagnostics();
  const text = readFileSync(join(root, 'packages/opspec/test/generate/small.op'), 'utf8');
  const spec = readSpec([{ file: 'small.op', text }], diagnostics, sharedTypes(diagnostics));
  expect(diagnostics.list.map(renderDiagnostic)).toEqual([]);
  if (!spec) throw new Error('no spec');
  for (const name of ['generated', 'extensions']) mkdirSync(join(folder, name));
  for (const file of generateOps(spec, { paths: outsideTree, source: 'small.op' })) {
    writeFileSync(join(folder, 'generated', file.path), file.text);
  }
  writeFileSync(join(folder, 'extensions/run.ts'), EXTENSION);
  writeFileSync(join(folder, 'use.ts'), USE);
  writeFileSync(join(folder, 'package.json'), '{ "type": "module" }');
  writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify({ compilerOptions: OPTIONS }));
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'));
  const tsc = join(root, 'node_modules/typescript/bin/tsc');
  run([tsc, '-b', join(root, 'packages/ir')]);
  run([tsc]);
  expect(run(['use.js'])).toBe('f32[2*N, 3, 1] f32[2*N]\n');
});
