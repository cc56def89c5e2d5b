// The language by example: files under test/pass check and print back, files under test/fail report exactly the errors written
// on their lines, files under test/generate compile to the text beside them.

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Diagnostics, renderDiagnostic } from '@afterglow/core';
import { describe, expect, it } from 'vitest';
import { specDiagnostics } from './diagnostics.js';
import { emitFamilyBuilders } from './emit/emit-builders.js';
import { emitFamily } from './emit/emit-table.js';
import { readSpec } from './generate-tree.js';
import { parseSpec } from './grammar/parse-spec.js';
import { printDef, printOp } from './grammar/print-spec.js';
import { outsideTree } from './import-paths.js';
import { sharedTypes } from './load-ops.js';

const folder = fileURLToPath(new URL('../test', import.meta.url));

function filesOf(kind: string): string[] {
  return readdirSync(join(folder, kind)).filter((name) => name.endsWith('.op'));
}

function read(kind: string, name: string) {
  return { file: `${kind}/${name}`, text: readFileSync(join(folder, kind, name), 'utf8') };
}

function check(source: { readonly file: string; readonly text: string }) {
  const diagnostics = new Diagnostics();
  const base = sharedTypes(diagnostics);
  const spec = readSpec([source], diagnostics, base);
  return { spec, diagnostics };
}

const codesSeen = new Set<string>();

describe('files that are right', () => {
  it.each(filesOf('pass'))('%s checks', (name) => {
    const { spec, diagnostics } = check(read('pass', name));
    expect(diagnostics.list.map(renderDiagnostic)).toEqual([]);
    expect(spec?.families.length).toBeGreaterThan(0);
  });

  it.each(filesOf('pass'))('%s prints to a text that prints the same', (name) => {
    const print = (text: string) => {
      const diagnostics = new Diagnostics();
      const file = parseSpec({ file: name, text }, diagnostics);
      expect(diagnostics.list.map(renderDiagnostic)).toEqual([]);
      const parts = (file?.declarations ?? []).map((decl) => {
        if (decl.kind === 'op' || decl.kind === 'instr') return printOp(decl);
        return decl.kind === 'def' ? printDef(decl) : '';
      });
      return ['opspec 1', 'family pass', '', ...parts].join('\n');
    };
    const once = print(read('pass', name).text);
    expect(print(once)).toBe(once);
  });
});

describe('files that are wrong', () => {
  it.each(filesOf('fail'))('%s reports what its comments say', (name) => {
    const source = read('fail', name);
    const { spec, diagnostics } = check(source);
    expect(spec).toBeUndefined();
    const wanted = source.text.split('\n').flatMap((line, index) =>
      line
        .split('// error: ')
        .slice(1)
        .map((message) => `${index + 1}: ${message.trim()}`),
    );
    const found = diagnostics.list.map(({ code, message, location }) => {
      codesSeen.add(code);
      return `${location?.kind === 'text' ? location.line : '?'}: ${message}`;
    });
    expect(found.sort()).toEqual(wanted.sort());
  });

  it('exercise every code of the language', () => {
    const codes = [
      'spec/bad-default',
      'spec/bad-extension',
      'spec/bad-operand',
      'spec/duplicate-name',
      'spec/missing-guard',
      'spec/no-family',
      'spec/unknown-name',
      'spec/unknown-type',
      'spec/unknown-version',
      'spec/unused-name',
      'spec/wrong-type',
    ];
    expect([...codesSeen].filter((code) => code.startsWith('spec/')).sort()).toEqual(codes);
    expect(
      Object.values(specDiagnostics)
        .map((spec) => spec.code)
        .sort(),
    ).toEqual(codes);
  });

  it('explain every code with an example', () => {
    for (const spec of Object.values(specDiagnostics)) expect(spec.explanation, spec.code).toContain('```');
  });
});

describe('generated code', () => {
  it.each(filesOf('generate'))('of %s is the text beside it', async (name) => {
    const { spec, diagnostics } = check(read('generate', name));
    expect(diagnostics.list.map(renderDiagnostic)).toEqual([]);
    const [family] = spec?.families ?? [];
    if (!family) throw new Error('no family');
    const base = join(folder, 'generate', name.replace(/\.op$/, ''));
    await expect(emitFamily(family, outsideTree)).toMatchFileSnapshot(`${base}.ops.txt`);
    await expect(emitFamilyBuilders(family, outsideTree)).toMatchFileSnapshot(`${base}.build.txt`);
  });
});
