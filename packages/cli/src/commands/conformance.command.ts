// `afterglow conformance`: runs every case below a folder and says which pass.

import { existsSync, statSync } from 'node:fs';
import {
  type CaseResult,
  type CaseStatus,
  CONFORMANCE_MODES,
  type ConformanceMode,
  runConformance,
  type Tolerance,
} from '@afterglow/backend-api';
import { writeFileWhole } from '@afterglow/bundle/node';
import { type CompileOptions, parseDimOption } from '@afterglow/compiler';
import { Diagnostics } from '@afterglow/core';
import { collect, defineCommand } from '../command.js';
import { compileSubject, diskDirectory } from '../conformance-subject.js';
import { EXIT } from '../exit-code.js';

interface Options {
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

function toleranceOf({ rtol, atol }: Options): Tolerance | undefined | string {
  if (rtol === undefined && atol === undefined) return undefined;
  const [r, a] = [Number(rtol ?? 1e-3), Number(atol ?? 1e-7)];
  return r >= 0 && a >= 0 ? { rtol: r, atol: a } : '--rtol and --atol take numbers ≥ 0';
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

export const conformance = defineCommand<Options & { json?: boolean }>({
  usage: 'conformance <folder>',
  summary: "Run ONNX backend test cases (at any depth, ONNX's flat light layout included) and report each",
  configure: (command) =>
    command
      .option('--backend <name>', 'backend to test (default: interpreter)')
      .option('-t, --target <target>', 'the same as --backend')
      .option('-m, --machine <machine>', 'machine preset or .yaml file')
      .option('-d, --dim <name=range>', 'ranges of free dims', collect)
      .option('-p, --precision <precision>', 'fp16 or fp32')
      .option('--saturate', 'results too large for fp16 become ±65504 instead of infinity')
      .option('--mode <mode>', `${CONFORMANCE_MODES.join(', ')} or all (default: given)`)
      .option('--filter <text>', 'only cases whose name contains this')
      .option('--rtol <number>', 'relative tolerance where a case states none (default: 1e-3)')
      .option('--atol <number>', 'absolute tolerance where a case states none (default: 1e-7)')
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
    if (!existsSync(path) || !statSync(path).isDirectory()) return usage(`${path} is not a folder`);
    const diagnostics = new Diagnostics();
    const dims = (options.dim ?? []).flatMap((text) => parseDimOption(text, diagnostics) ?? []);
    const tolerance = toleranceOf(options);
    if (typeof tolerance === 'string') return usage(tolerance);
    if (diagnostics.hasErrors) {
      terminal.diagnostics(diagnostics.list);
      return EXIT.usage;
    }
    const { precision, filter, machine } = options;
    const compileOptions: CompileOptions = {
      target: options.target ?? options.backend ?? 'interpreter',
      fallback: options.fallback,
      saturate: options.saturate,
      dims,
      ...(machine === undefined ? {} : { machine }),
      ...(precision === 'fp16' || precision === 'fp32' ? { precision } : {}),
    };
    const modes = modesOf(options.mode ?? 'given');
    if (!modes) return usage(`--mode takes ${CONFORMANCE_MODES.join(', ')} or all`);
    const folder = diskDirectory(path);
    const { cases } = await runConformance(folder, compileSubject(compileOptions), {
      ...(filter === undefined ? {} : { filter: (name: string) => name.includes(filter) }),
      ...(tolerance ? { tolerance } : {}),
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
    // `--json` takes an optional file here, unlike on other commands.
    const json: unknown = options.json;
    if (typeof json === 'string') {
      writeFileWhole(json, [new TextEncoder().encode(`${JSON.stringify({ cases }, undefined, 2)}\n`)]);
    }
    if (json === true) terminal.result({ cases });
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
    }
    return count(cases, 'fail') + count(cases, 'error') === 0 ? EXIT.ok : EXIT.diagnostics;
  },
});
