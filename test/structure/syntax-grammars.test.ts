// The TextMate grammars under ir-spec/syntax know every word, every element type and every kind of token that the parsers know.

import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { ELEMENT_TYPES } from '@afterglow/core';
import { beforeAll, describe, expect, it } from 'vitest';
import oniguruma from 'vscode-oniguruma';
import textmate from 'vscode-textmate';
import { isTest, readSources, root } from './sources.js';

const folder = join(root, 'ir-spec/syntax');
/** Sources of the parser of each form that reads words as it goes along. */
const PARSERS: Readonly<Record<string, readonly string[]>> = {
  gir: ['packages/syntax/src', 'packages/ir/src/text'],
  lir: ['packages/syntax/src', 'packages/ir/src/text', 'packages/lir/src/text'],
  casm: ['packages/syntax/src', 'backends/card/src/asm'],
};
/** Spec forms name their keywords in lists. */
const KEYWORDS: Readonly<Record<string, readonly string[]>> = {
  op: ['packages/opspec/src/grammar/keywords.ts'],
  rw: ['packages/opspec/src/grammar/keywords.ts', 'packages/opspec/src/grammar/rule-keywords.ts'],
};

/** Words that a parser asks for by name; `string` is the name of an element type, `_` and `b` are no words of a language. */
function wordsOf(form: string): string[] {
  const listed = (KEYWORDS[form] ?? []).flatMap((file) => {
    const lists = readFileSync(join(root, file), 'utf8').matchAll(/= \[([^\]]*?)\] as const;/g);
    return [...lists].flatMap(([, list = '']) => [...list.matchAll(/'(\w+)'/g)].map(([, word = '']) => word));
  });
  const asked = readSources(PARSERS[form] ?? [], (path) => path.endsWith('.ts') && !isTest(path)).flatMap(({ text }) =>
    [...text.matchAll(/(?:expect|accept|is)Word\('(\w+)'/g)].map(([, word = '']) => word),
  );
  return [...new Set([...listed, ...asked])].filter((word) => !['_', 'b', 'string'].includes(word)).sort();
}

const grammars = new Map<string, textmate.IGrammar>();

beforeAll(async () => {
  const wasm = createRequire(import.meta.url).resolve('vscode-oniguruma/release/onig.wasm');
  await oniguruma.loadWASM(readFileSync(wasm).buffer);
  const files = readdirSync(folder).filter((name) => name.endsWith('.tmLanguage.json'));
  const texts = files.map((name) => ({ name, text: readFileSync(join(folder, name), 'utf8') }));
  const registry = new textmate.Registry({
    onigLib: Promise.resolve({
      createOnigScanner: (patterns) => new oniguruma.OnigScanner(patterns),
      createOnigString: (text) => new oniguruma.OnigString(text),
    }),
    loadGrammar: async (scope) => {
      const found = texts.find(({ text }) => JSON.parse(text).scopeName === scope);
      return found ? textmate.parseRawGrammar(found.text, found.name) : null;
    },
  });
  for (const form of ['gir', 'lir', 'casm', 'op', 'rw']) {
    const grammar = await registry.loadGrammar(`source.afterglow.${form}`);
    if (grammar) grammars.set(form, grammar);
  }
});

/** Words and signs of a line with the kind of each: the first two parts of its innermost scope. */
function tokens(form: string, line: string): [string, string][] {
  const { tokens: found = [] } = grammars.get(form)?.tokenizeLine(line, null) ?? {};
  return found.flatMap(({ startIndex, endIndex, scopes }): [string, string][] => {
    const text = line.slice(startIndex, endIndex).trim();
    return text === '' ? [] : [[text, scopes.at(-1)?.split('.').slice(0, 2).join('.') ?? '']];
  });
}

describe.each(['gir', 'lir', 'casm', 'op', 'rw'])('the grammar of .%s', (form) => {
  it('knows every word of the parser', () => {
    const words = wordsOf(form);
    expect(words.length).toBeGreaterThan(8);
    const kinds = words.map((word) => [word, tokens(form, `  ${word} `)[0]?.[1]]);
    expect(kinds.filter(([, kind]) => kind !== 'keyword.control' && kind !== 'constant.language')).toEqual([]);
  });

  it('knows every element type', () => {
    const names = Object.keys(ELEMENT_TYPES);
    expect(names.filter((name) => tokens(form, `${name}[4]`)[0]?.[1] !== 'storage.type')).toEqual([]);
  });

  it('takes names, strings, numbers and comments as the lexer does', () => {
    expect(tokens(form, '%"a b" @main #12 0x1f 1.5e-3 42 // done')).toEqual([
      ['%"a b"', 'variable.other'],
      ['@main', 'entity.name'],
      ['#12', 'constant.other'],
      ['0x1f', 'constant.numeric'],
      ['1.5e-3', 'constant.numeric'],
      ['42', 'constant.numeric'],
      ['// done', 'comment.line'],
    ]);
    // A word inside a name or a longer word is none.
    expect(tokens(form, '%func.in')).toEqual([['%func.in', 'variable.other']]);
  });
});

describe('whole lines', () => {
  it('of graph IR', () => {
    const line = '%y = relu(%x) {axis = 1} : f32[N, 4] loc(#0)';
    expect(tokens('gir', line).slice(0, 3)).toEqual([
      ['%y', 'variable.other'],
      ['=', 'keyword.operator'],
      ['relu', 'support.function'],
    ]);
    expect(tokens('gir', line)).toContainEqual(['f32', 'storage.type']);
    expect(tokens('gir', line)).toContainEqual(['loc', 'keyword.control']);
  });

  it('of every spec and rule: no string or comment runs on', () => {
    for (const [form, path] of [
      ['op', 'ir-spec/ops'],
      ['rw', 'ir-spec/rules'],
    ] as const) {
      for (const name of readdirSync(join(root, path)).filter((file) => file.endsWith(`.${form}`))) {
        let state: textmate.StateStack | null = null;
        for (const line of readFileSync(join(root, path, name), 'utf8').split('\n')) {
          const answer: textmate.ITokenizeLineResult | undefined = grammars.get(form)?.tokenizeLine(line, state);
          state = answer?.ruleStack ?? null;
          expect(state?.depth, `${name}: ${line}`).toBe(1);
        }
      }
    }
  });
});
