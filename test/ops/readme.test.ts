// Every example of the language guide is a text that checks.

import { readFileSync } from 'node:fs';
import { Diagnostics, renderDiagnostic } from '@afterglow/core';
import { readSpec, sharedTypes } from '@afterglow/opspec';
import { describe, expect, it } from 'vitest';

const text = readFileSync(new URL('../../ir-spec/README.md', import.meta.url), 'utf8');
const examples = [...text.matchAll(/^```op\n(.*?)^```$/gms)].map((match) => match[1] ?? '');

describe('examples of ir-spec/README.md', () => {
  it('are there', () => {
    expect(examples.length).toBeGreaterThan(15);
  });

  it.each(examples.map((example) => [example.split('\n').find((line) => !line.startsWith('///')) ?? '', example]))(
    '%s',
    (_, example) => {
      const diagnostics = new Diagnostics();
      const whole = example.startsWith('opspec') ? example : `opspec 1\nfamily readme\n${example}`;
      readSpec([{ file: 'README.md', text: whole }], diagnostics, sharedTypes(diagnostics));
      expect(diagnostics.list.map(renderDiagnostic)).toEqual([]);
    },
  );
});
