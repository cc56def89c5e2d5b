// `afterglow explain`: what a diagnostic code means, with an example; or why the sizes of a model stay open.

import { existsSync, statSync } from 'node:fs';
import { type DimOption, parseDimOption } from '@afterglow/compiler';
import { Diagnostics } from '@afterglow/core';
import { allDiagnostics } from '../all-diagnostics.js';
import { collect, defineCommand } from '../command.js';
import { EXIT, type ExitCode, exitCodeOf } from '../exit-code.js';
import { explainSizes, printSizes } from '../explain/explain-sizes.js';
import type { Terminal } from '../terminal.js';

/** Codes that share the most letters in order with what was typed, best first. */
function nearest(code: string, known: readonly string[]): string[] {
  const score = (candidate: string) => {
    let at = 0;
    for (const letter of candidate) if (letter === code[at]) at++;
    return at / Math.max(code.length, candidate.length);
  };
  return [...known].sort((a, b) => score(b) - score(a)).slice(0, 3);
}

/** Explains the open sizes of a model: all, or those `--dim` names. */
async function explainModel(file: string, words: readonly string[], terminal: Terminal): Promise<ExitCode> {
  const problems = new Diagnostics();
  const ranges: DimOption[] = words
    .filter((word) => word.includes('='))
    .flatMap((w) => parseDimOption(w, problems) ?? []);
  const names = words.filter((word) => !word.includes('='));
  const { sizes, diagnostics } = await explainSizes(file, ranges);
  terminal.diagnostics([...problems.list, ...diagnostics].filter(({ severity }) => severity === 'error'));
  if (!sizes || problems.hasErrors) return problems.hasErrors ? EXIT.usage : exitCodeOf(diagnostics);
  const unknown = names.find((name) => !sizes.some((size) => size.name === name));
  if (unknown !== undefined) {
    const known = sizes.map(({ name }) => name).join(', ') || 'none';
    process.stderr.write(`error: no open size is called ${unknown}; open are ${known}\n`);
    return EXIT.usage;
  }
  const shown = names.length === 0 ? sizes : sizes.filter(({ name }) => names.includes(name));
  if (!terminal.result(shown)) terminal.print(printSizes(shown));
  return EXIT.ok;
}

export const explain = defineCommand<{ json?: boolean; dim?: string[] }>({
  usage: 'explain [code-or-model]',
  summary: 'Explain a diagnostic code (or list all), or why sizes of a model stay open',
  configure: (command) =>
    command.option('-d, --dim <name[=range]>', 'an open size to explain, or the range of one', collect),
  examples: [
    'afterglow explain onnx/unsupported-op',
    'afterglow explain',
    'afterglow explain model.onnx --dim batch=1..8 --dim nonzero',
  ],
  async run([code], options, terminal) {
    if (code !== undefined && existsSync(code) && statSync(code).isFile()) {
      return explainModel(code, options.dim ?? [], terminal);
    }
    const specs = await allDiagnostics();
    if (code === undefined) {
      const rows = specs.map((spec) => ({ code: spec.code, severity: spec.severity }));
      if (!terminal.result(rows)) terminal.print(rows.map((row) => `${row.severity.padEnd(8)}${row.code}`).join('\n'));
      return EXIT.ok;
    }
    const spec = specs.find((candidate) => candidate.code === code);
    if (!spec) {
      const close = nearest(
        code,
        specs.map((candidate) => candidate.code),
      );
      process.stderr.write(`error: there is no code ${code}; did you mean ${close.join(', ')}?\n`);
      return EXIT.usage;
    }
    const { severity, explanation } = spec;
    if (!terminal.result({ code, severity, explanation }))
      terminal.print(`${severity} ${code}\n\n${explanation.trim()}`);
    return EXIT.ok;
  },
});
