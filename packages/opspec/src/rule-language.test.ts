// The rule language by example: files under test/rules/pass check, files under test/rules/fail report exactly the errors written on
// their lines, files under test/rules/generate compile to the text beside them.

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Diagnostics, renderDiagnostic } from '@afterglow/core';
import { describe, expect, it } from 'vitest';
import { ruleDiagnostics } from './check/rules/diagnostics.js';
import { emitRuleGroup } from './emit/emit-rules.js';
import { readRules } from './generate-rules.js';
import { readSpec } from './generate-tree.js';
import { sharedTypes } from './load-ops.js';

const folder = fileURLToPath(new URL('../test/rules', import.meta.url));

function filesOf(kind: string): string[] {
  return readdirSync(join(folder, kind)).filter((name) => name.endsWith('.rw'));
}

function read(path: string) {
  return { file: path, text: readFileSync(join(folder, path), 'utf8') };
}

const nothing = new Diagnostics();
const spec = readSpec([read('ops.op')], nothing, sharedTypes(nothing));

function check(path: string) {
  if (!spec) throw new Error(nothing.list.map(renderDiagnostic).join('\n'));
  const diagnostics = new Diagnostics();
  return { groups: readRules([read(path)], spec, diagnostics), diagnostics };
}

const codesSeen = new Set<string>();

describe('rule files that are right', () => {
  it.each(filesOf('pass'))('%s checks', (name) => {
    const { groups, diagnostics } = check(`pass/${name}`);
    expect(diagnostics.list.map(renderDiagnostic)).toEqual([]);
    expect(groups?.[0]?.rules.length).toBeGreaterThan(0);
  });
});

describe('rule files that are wrong', () => {
  it.each(filesOf('fail'))('%s reports what its comments say', (name) => {
    const { groups, diagnostics } = check(`fail/${name}`);
    expect(groups).toBeUndefined();
    const wanted = read(`fail/${name}`)
      .text.split('\n')
      .flatMap((line, index) =>
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

  it('are told when two files have one group', () => {
    const diagnostics = new Diagnostics();
    const text = 'rulespec 1\ngroup one\n';
    const sources = ['a.rw', 'b.rw'].map((file) => ({ file, text }));
    expect(spec && readRules(sources, spec, diagnostics)).toBeUndefined();
    expect(diagnostics.list.map(({ message }) => message)).toEqual(['the group one has a file already']);
  });

  it('exercise every code of the rule language', () => {
    const codes = [
      'rule/bad-pattern',
      'rule/bad-replacement',
      'rule/no-group',
      'rule/no-reason',
      'rule/unbound-name',
      'rule/unknown-version',
    ];
    const declared = Object.values(ruleDiagnostics).map(({ code }) => code);
    expect([...codesSeen].filter((code) => code.startsWith('rule/')).sort()).toEqual(codes);
    expect(declared.sort()).toEqual(codes);
  });

  it('explain every code with an example', () => {
    for (const { explanation, code } of Object.values(ruleDiagnostics)) expect(explanation, code).toContain('```');
  });
});

describe('generated rules', () => {
  it.each(filesOf('generate'))('of %s are the text beside it', async (name) => {
    const { groups, diagnostics } = check(`generate/${name}`);
    expect(diagnostics.list.map(renderDiagnostic)).toEqual([]);
    const [group] = groups ?? [];
    if (!group) throw new Error('no group');
    const text = emitRuleGroup(group, { runtime: '../rules/index.js', ir: '@afterglow/ir' });
    await expect(text).toMatchFileSnapshot(join(folder, 'generate', name.replace(/\.rw$/, '.txt')));
  });
});
