import { evaluateConstant } from '@afterglow/backend-interpreter';
import { Diagnostics, renderDiagnostics } from '@afterglow/core';
import { ops, parseModule, printModule } from '@afterglow/ir';
import { expect, it } from 'vitest';
import { runPipeline } from '../manager/run-pipeline.js';
import { foldConstants } from './index.js';

it('folds short strings, and stops before doubling them fills the memory', () => {
  const doubled = Array.from({ length: 40 }, (_, i) => `%s${i + 1} = string_concat(%s${i}, %s${i})`).join('\n');
  const text = `gir 1\nmodule @m {\n  const %s0 : string[1] = ["afterglow"]\n  func @main() -> (%s40: string[1]) {\n${doubled}\nreturn %s40\n}\n}\n`;
  const diagnostics = new Diagnostics();
  const module = parseModule(text, { file: 'm.gir', registry: ops, diagnostics });
  if (!module) throw new Error(renderDiagnostics(diagnostics.list));
  const report = runPipeline(module, [foldConstants], { registry: ops, diagnostics, evaluate: evaluateConstant });
  expect(report.ok).toBe(true);
  const left = printModule(module).match(/string_concat/g)?.length ?? 0;
  expect(left).toBeGreaterThan(20);
  expect(left).toBeLessThan(40);
  expect(report.rules.flatMap(({ declined }) => declined.map(({ reason }) => reason)).join()).toContain('characters');
});
