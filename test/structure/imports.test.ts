// Walks every import of every package and fails on an arrow the architecture does not allow. The table below is the
// architecture's: `→` lists what a package may import, together with everything those may import.

import { readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, join, relative } from 'node:path';
import { describe, expect, it } from 'vitest';

const root = new URL('../..', import.meta.url).pathname;

/** Direct arrows; what a package may import is their transitive closure. */
const ARROWS: Readonly<Record<string, readonly string[]>> = {
  core: [],
  syntax: ['core'],
  opspec: ['core', 'syntax'],
  ir: ['core', 'syntax'],
  onnx: ['core', 'ir'],
  machine: ['core', 'syntax'],
  passes: ['core', 'ir', 'machine'],
  quant: ['passes'],
  lir: ['ir', 'machine'],
  'backend-api': ['ir', 'lir', 'machine'],
  partition: ['backend-api'],
  bundle: ['core'],
  runtime: ['core', 'bundle'],
  compiler: ['onnx', 'passes', 'quant', 'partition', 'lir', 'machine', 'backend-api', 'bundle'],
  report: ['core', 'ir', 'lir'],
  debug: ['compiler', 'runtime'],
  cli: ['compiler', 'runtime', 'report', 'debug'],
  testing: ['ir', 'backend-api'],
};
const BACKEND_ARROWS = ['core', 'syntax', 'ir', 'lir', 'machine', 'passes', 'backend-api', 'bundle', 'runtime'];
const DEVICE_ARROWS = ['core', 'runtime'];

/** Packages that must run where there is no Node: they import no `node:` module. */
const PORTABLE = ['core', 'syntax', 'ir', 'onnx', 'machine', 'passes', 'quant', 'lir', 'partition', 'report'];

function closure(names: readonly string[]): Set<string> {
  const reached = new Set<string>();
  const visit = (name: string) => {
    if (reached.has(name)) return;
    reached.add(name);
    for (const next of ARROWS[name] ?? []) visit(next);
  };
  for (const name of names) visit(name);
  return reached;
}

function sources(folder: string): string[] {
  return readdirSync(folder).flatMap((name) => {
    const path = join(folder, name);
    if (statSync(path).isDirectory()) return name === 'node_modules' || name === 'dist' ? [] : sources(path);
    return name.endsWith('.ts') ? [path] : [];
  });
}

function importsOf(path: string): string[] {
  const text = readFileSync(path, 'utf8').replace(/^\s*(\/\/|\*|\/\*).*$/gm, '');
  return [...text.matchAll(/(?:from|import)\s*\(?\s*['"]([^'"]+)['"]/g)].map((match) => match[1] as string);
}

interface Place {
  readonly group: 'packages' | 'backends';
  readonly name: string;
}

const places: Place[] = (['packages', 'backends'] as const).flatMap((group) =>
  readdirSync(join(root, group))
    .filter((name) => statSync(join(root, group, name)).isDirectory())
    .map((name) => ({ group, name })),
);

function problems(place: Place): string[] {
  const folder = join(root, place.group, place.name, 'src');
  const allowed = place.group === 'packages' ? closure([place.name]) : new Set([...closure(BACKEND_ARROWS), 'runtime']);
  const exported = (name: string): Set<string> => {
    const [group, dir] =
      name.startsWith('backend-') && name !== 'backend-api' ? ['backends', name.slice(8)] : ['packages', name];
    const manifest = JSON.parse(readFileSync(join(root, group, dir, 'package.json'), 'utf8'));
    return new Set(Object.keys(manifest.exports).map((key) => key.slice(1)));
  };
  const found: string[] = [];
  for (const path of sources(folder)) {
    const isTest = path.endsWith('.test.ts');
    const where = relative(root, path);
    for (const specifier of importsOf(path)) {
      if (specifier.startsWith('node:') && PORTABLE.includes(place.name) && place.group === 'packages' && !isTest) {
        found.push(`${where} imports ${specifier}: this package must run without Node`);
      }
      if (specifier.startsWith('.')) {
        const target = join(path, '..', specifier);
        if (relative(join(root, place.group, place.name), target).startsWith('..')) {
          found.push(`${where} reaches out of its package: ${specifier}`);
        }
        continue;
      }
      const match = /^@afterglow\/([\w-]+)(\/.*)?$/.exec(specifier);
      if (!match) continue;
      const [, name = '', sub = ''] = match;
      const self = place.group === 'packages' ? name === place.name : name === `backend-${place.name}`;
      if (!self && !isTest && !allowed.has(name)) found.push(`${where} imports ${name}, which is no allowed arrow`);
      if (!exported(name).has(sub)) found.push(`${where} reaches past the exports of ${name}: ${specifier}`);
    }
  }
  return found;
}

/** Files a device entry loads, following relative imports. */
function deviceFiles(backend: string): string[] {
  const seen = new Set<string>();
  const visit = (path: string) => {
    if (seen.has(path)) return;
    seen.add(path);
    for (const specifier of importsOf(path)) {
      if (specifier.startsWith('.')) visit(join(path, '..', specifier.replace(/\.js$/, '.ts')));
    }
  };
  visit(join(root, 'backends', backend, 'src/device.ts'));
  return [...seen];
}

describe('imports follow the architecture', () => {
  for (const place of places) {
    it(`${place.group}/${place.name}`, () => {
      if (place.group === 'packages') expect(Object.keys(ARROWS)).toContain(place.name);
      expect(problems(place)).toEqual([]);
    });
  }

  for (const { name } of places.filter(({ group }) => group === 'backends')) {
    it(`backends/${name}/device loads only core and runtime`, () => {
      // Host partitions are graph IR, so the interpreter's device may read it: the one stated exception.
      const allowed = closure(name === 'interpreter' ? [...DEVICE_ARROWS, 'ir'] : DEVICE_ARROWS);
      const bad = deviceFiles(name).flatMap((path) =>
        importsOf(path)
          .map((specifier) => /^@afterglow\/([\w-]+)/.exec(specifier)?.[1])
          .filter((target) => target !== undefined && !allowed.has(target))
          .map((target) => `${relative(root, path)} imports ${target}`),
      );
      expect(bad).toEqual([]);
    });
  }

  it('finds an arrow that is not allowed', () => {
    expect(closure(['core']).has('ir')).toBe(false);
    expect(closure(['runtime']).has('ir')).toBe(false);
    expect(importsOf(new URL(import.meta.url).pathname).map((name) => basename(name))).toContain('vitest');
  });

  it('declares in package.json exactly the Afterglow packages its sources import', () => {
    const wrong: string[] = [];
    for (const { group, name } of places) {
      const manifest = JSON.parse(readFileSync(join(root, group, name, 'package.json'), 'utf8'));
      const declared = new Set([
        ...Object.keys(manifest.dependencies ?? {}),
        ...Object.keys(manifest.devDependencies ?? {}),
      ]);
      for (const path of sources(join(root, group, name, 'src'))) {
        for (const specifier of importsOf(path)) {
          const target = /^(@afterglow\/[\w-]+)/.exec(specifier)?.[1];
          if (target && target !== manifest.name && !declared.has(target) && !path.endsWith('.test.ts')) {
            wrong.push(`${relative(root, path)}: ${target} is not among the dependencies`);
          }
        }
      }
    }
    expect(wrong).toEqual([]);
  });
});
