// `afterglow conformance`: runs every case below a folder and says which pass.

import { existsSync, statSync } from 'node:fs';
import {
  type CaseResult,
  type CaseStatus,
  CONFORMANCE_MODES,
  type ConformanceMode,
  HALF_TOLERANCE,
  ONNX_TOLERANCE,
  runConformance,
  type Tolerance,
} from '@afterglow/backend-api';
import { type CompileOptions, type DimOption, findMachine, findTarget, parseDimOption } from '@afterglow/compiler';
import { Diagnostics } from '@afterglow/core';
import { collect, defineCommand } from '../command.js';
import { compileSubject, diskDirectory } from '../conformance-subject.js';
import { cliDiagnostics } from '../diagnostics.js';
import { EXIT, type ExitCode } from '../exit-code.js';
import { checkWritable, writeResult } from '../result-file.js';
import { targetOf, targetProblem } from '../target-option.js';

interface Options {
  /** Takes an optional file here, unlike on other commands. */
  json?: string | boolean;
  backend?: string;
  target?: string;
  machine?: string;
  dim?: string[];
  precision?: string;
  filter?: string;
  mode?: string;
  rtol?: string;
  atol?: string;
  fallback: boolean;
  saturate?: boolean;
}

const STATUSES: readonly CaseStatus[] = ['pass', 'fail', 'unsupported', 'error'];

function count(cases: readonly CaseResult[], status: CaseStatus): number {
  return cases.filter((entry) => entry.status === status).length;
}

/** What is wrong with the options themselves, or what each of them says. */
function readOptions(options: Options): string | { readonly modes: readonly ConformanceMode[] } {
  const { precision, mode = 'given', rtol = '0', atol = '0' } = options;
  if (![rtol, atol].every((text) => text.trim() !== '' && Number(text) >= 0))
    return '--rtol and --atol take numbers ≥ 0';
  if (precision !== undefined && precision !== 'fp16' && precision !== 'fp32') {
    return `--precision ${precision}: fp16 or fp32`;
  }
  const modes = modesOf(mode);
  return targetProblem(options) ?? (modes ? { modes } : `--mode takes ${CONFORMANCE_MODES.join(', ')} or all`);
}

/** The modes an option names, or undefined for a word that is none. */
function modesOf(word: string): readonly ConformanceMode[] | undefined {
  if (word === 'all') return CONFORMANCE_MODES;
  const mode = CONFORMANCE_MODES.find((name) => name === word);
  return mode && [mode];
}

function totals(cases: readonly CaseResult[]): string {
  const ms = cases.reduce((sum, entry) => sum + entry.ms, 0);
  const counts = STATUSES.map((status) => `${count(cases, status)} ${status}`).join(', ');
  return `${cases.length} cases: ${counts} in ${(ms / 1000).toFixed(1)} s`;
}

/** What cases are run for, with what each of them may be off by. */
interface Setting {
  readonly target: string;
  /** Undefined where the types of the graph stay. */
  readonly precision: 'fp16' | 'fp32' | undefined;
  readonly tolerance: Tolerance;
}

/** The target once for all cases: what is wrong with it is reported here, not case by case. */
async function readSetting(options: Options, diagnostics: Diagnostics): Promise<Setting | undefined> {
  const target = targetOf(options, 'interpreter');
  const found = await findTarget(target, diagnostics);
  if (options.machine !== undefined) findMachine(options.machine, diagnostics);
  if (!found || diagnostics.hasErrors) return undefined;
  const [usual] = found.backend.precisions;
  const asked = options.precision === 'fp16' || options.precision === 'fp32' ? options.precision : undefined;
  const precision = usual && (asked ?? usual);
  const { rtol, atol } = precision === 'fp16' ? HALF_TOLERANCE : ONNX_TOLERANCE;
  return { target, precision, tolerance: { rtol: Number(options.rtol ?? rtol), atol: Number(options.atol ?? atol) } };
}

function describeSetting({ target, precision, tolerance: { rtol, atol } }: Setting): string {
  const computes = precision === undefined ? '' : ` in ${precision}`;
  return `${target}${computes}; where a case states no tolerance, a float may be off by ${atol} + ${rtol}·|x|`;
}

/** Ranges that cases made use of: most cases of a folder have none of the sizes. */
class DimUse {
  readonly #used = new Set<DimOption>();

  readonly note = (option: DimOption, names: readonly string[]): void => {
    if (names.length > 0) this.#used.add(option);
  };

  reportUnused(options: readonly DimOption[], texts: readonly string[], diagnostics: Diagnostics): void {
    options.forEach((option, i) => {
      if (!this.#used.has(option)) diagnostics.report(cliDiagnostics.unusedDim, { text: texts[i] ?? option.pattern });
    });
  }
}

export const conformance = defineCommand<Options>({
  usage: 'conformance <folder>',
  summary: "Run ONNX backend test cases (at any depth, ONNX's flat light layout included) and report each",
  configure: (command) =>
    command
      .option('--backend <name>', 'backend to test (default: interpreter)')
      .option('-t, --target <target>', 'the same as --backend')
      .option('-m, --machine <machine>', 'machine preset or .yaml file')
      .option('-d, --dim <name=range>', 'ranges of free dims', collect)
      .option('-p, --precision <precision>', 'fp16 or fp32 (default: fp16 on card)')
      .option('--saturate', 'results too large for fp16 become ±65504 instead of infinity')
      .option('--mode <mode>', `${CONFORMANCE_MODES.join(', ')} or all (default: given)`)
      .option('--filter <text>', 'only cases whose name contains this')
      .option('--rtol <number>', 'relative tolerance where a case states none (default: 1e-3, in fp16 2e-2)')
      .option('--atol <number>', 'absolute tolerance where a case states none (default: 1e-7, in fp16 1e-2)')
      .option('--no-fallback', 'count nodes the target cannot run as unsupported')
      .option('--json [file]', 'write the result as JSON to a file, or print it'),
  examples: [
    'afterglow conformance onnx-backend-tests/light --backend interpreter',
    'afterglow conformance onnx-backend-tests/node --mode all --filter reshape',
    'afterglow conformance models --backend card --precision fp32 --rtol 1e-4 --atol 1e-4 --json result.json',
  ],
  async run([path = ''], options, terminal) {
    const usage = (problem: string) => {
      process.stderr.write(`error: ${problem}\n`);
      return EXIT.usage;
    };
    const read = readOptions(options);
    if (typeof read === 'string') return usage(read);
    const { modes } = read;
    const { dim = [], precision, filter, machine, json } = options;
    const diagnostics = new Diagnostics();
    const stop = (code: ExitCode) => {
      terminal.diagnostics(diagnostics.list);
      if (json === true) terminal.result({ ok: false, diagnostics: diagnostics.list });
      return code;
    };
    const dims = dim.flatMap((text) => parseDimOption(text, diagnostics) ?? []);
    const setting = await readSetting(options, diagnostics);
    if (!setting) return stop(EXIT.usage);
    if (!existsSync(path) || !statSync(path).isDirectory())
      diagnostics.report(cliDiagnostics.noFolder, { folder: path });
    if (typeof json === 'string') checkWritable(json, 'cases', diagnostics);
    if (diagnostics.hasErrors) return stop(EXIT.diagnostics);
    const { target, tolerance } = setting;
    const dimUse = new DimUse();
    const compileOptions: CompileOptions = {
      target,
      fallback: options.fallback,
      saturate: options.saturate,
      dims,
      onDimMatch: dimUse.note,
      ...(machine === undefined ? {} : { machine }),
      ...(precision === 'fp16' || precision === 'fp32' ? { precision } : {}),
    };
    const folder = diskDirectory(path);
    const { cases } = await runConformance(folder, compileSubject(compileOptions), {
      ...(filter === undefined ? {} : { filter: (name: string) => name.includes(filter) }),
      tolerance,
      modes,
      onCase({ name, status, mode }, index, total) {
        terminal.progress(`${index + 1} of ${total}  ${status}  ${name} (${mode})`);
        folder.close();
      },
    });
    // A name that is mistyped in a script must not look like a success.
    if (cases.length === 0) {
      return usage(
        filter === undefined ? `there are no cases in ${path}` : `no case in ${path} has "${filter}" in its name`,
      );
    }
    dimUse.reportUnused(dims, dim, diagnostics);
    if (typeof json === 'string') {
      const text = `${JSON.stringify({ cases, ...setting }, undefined, 2)}\n`;
      writeResult(json, [new TextEncoder().encode(text)], diagnostics);
    }
    terminal.diagnostics(diagnostics.list);
    if (json === true) terminal.result({ cases, ...setting, diagnostics: diagnostics.list });
    else {
      const several = modes.length > 1;
      for (const { name, status, reason, mode } of cases) {
        if (status === 'pass') continue;
        terminal.print(`${status.padEnd(12)}${several ? `${mode.padEnd(9)} ` : ''}${name}: ${reason}`);
      }
      for (const mode of modes) {
        const ofMode = cases.filter((entry) => entry.mode === mode);
        terminal.print(`${several ? `${mode.padEnd(9)} ` : ''}${totals(ofMode)}`);
      }
      terminal.print(describeSetting(setting));
    }
    if (diagnostics.hasErrors) return EXIT.diagnostics;
    return count(cases, 'fail') + count(cases, 'error') === 0 ? EXIT.ok : EXIT.diagnostics;
  },
});
