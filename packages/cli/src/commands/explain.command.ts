// `afterglow explain`: what a diagnostic code means, with an example.

import { allDiagnostics } from '../all-diagnostics.js';
import { defineCommand } from '../command.js';
import { EXIT } from '../exit-code.js';

/** Codes that share the most letters in order with what was typed, best first. */
function nearest(code: string, known: readonly string[]): string[] {
  const score = (candidate: string) => {
    let at = 0;
    for (const letter of candidate) if (letter === code[at]) at++;
    return at / Math.max(code.length, candidate.length);
  };
  return [...known].sort((a, b) => score(b) - score(a)).slice(0, 3);
}

export const explain = defineCommand<{ json?: boolean }>({
  usage: 'explain [code]',
  summary: 'Explain a diagnostic code, or list all of them',
  configure: (command) => command,
  examples: ['afterglow explain onnx/unsupported-op', 'afterglow explain'],
  async run([code], _options, terminal) {
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
