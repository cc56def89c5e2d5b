// `afterglow debug compare`: layer by layer, two ways of computing a model. Exits 1 when a layer diverges.

import { Diagnostics } from '@afterglow/core';
import { compareLayers, parseSide, printComparison } from '@afterglow/debug';
import { collect, defineCommand } from '../command.js';
import { readSizes } from '../compile-options.js';
import { readNamedInputs } from '../data-files.js';
import { EXIT, exitCodeOf } from '../exit-code.js';

interface Options {
  json?: boolean;
  a: string;
  b: string;
  tolerance: string;
  shown: string;
  input?: string[];
  seed: string;
  dim?: string[];
  shape?: string[];
}

function usageProblem(what: string, { a, b, tolerance, shown, seed, input = [] }: Options): string | undefined {
  if (what !== 'compare') return `debug ${what}: what there is is debug compare`;
  const odd = [a, b].find((text) => parseSide(text) === undefined);
  if (odd !== undefined) return `${odd}: a side is import or optimized, a colon and a backend, such as optimized:card`;
  if (!(Number(tolerance) >= 0)) return '--tolerance takes a number';
  if (!/^\d{1,6}$/.test(shown)) return '--shown takes a whole number';
  if (!/^\d{1,9}$/.test(seed)) return '--seed takes a whole number';
  const bad = input.find((text) => text.lastIndexOf('=') <= 0);
  return bad === undefined ? undefined : `--input ${bad} is not of the form name=file`;
}

export const debug = defineCommand<Options>({
  usage: 'debug <compare> <model>',
  summary: 'Compare two ways of computing a model, layer by layer: import or optimized, on any backend',
  configure: (command) =>
    command
      .option('--a <graph:backend>', 'one side', 'import:interpreter')
      .option('--b <graph:backend>', 'the other side', 'optimized:card')
      .option('--tolerance <number>', 'relative difference from which on a layer diverges', '0.01')
      .option('--shown <number>', 'layers to show, worst first', '10')
      .option('-i, --input <name=file>', 'one input as .npy or .pb; the others are made up', collect)
      .option('--seed <number>', 'seed of made-up inputs', '0')
      .option('-d, --dim <name=range>', 'size or range of free dims: batch=4', collect)
      .option('--shape <name=sizes>', 'shape of an input that the model leaves open: "image=[N,3,?,?]"', collect),
  examples: [
    'afterglow debug compare model.onnx',
    'afterglow debug compare model.onnx --a import:interpreter --b optimized:interpreter --tolerance 1e-5',
  ],
  async run([what = '', model = ''], options, terminal) {
    const problem = usageProblem(what, options);
    const [a, b] = [parseSide(options.a), parseSide(options.b)];
    if (problem !== undefined || !a || !b) {
      process.stderr.write(`error: ${problem}\n`);
      return EXIT.usage;
    }
    const diagnostics = new Diagnostics();
    const { dims, shapes } = readSizes(options, diagnostics);
    if (diagnostics.hasErrors) {
      terminal.diagnostics(diagnostics.list);
      return EXIT.usage;
    }
    const inputs = readNamedInputs(options.input ?? [], diagnostics);
    const tolerance = Number(options.tolerance);
    const compared = diagnostics.hasErrors
      ? undefined
      : await compareLayers(model, { a, b, dims, shapes, inputs, seed: Number(options.seed), tolerance });
    const all = [...diagnostics.list, ...(compared?.diagnostics ?? [])];
    terminal.diagnostics(all);
    const value = compared?.value;
    if (!terminal.result({ ok: compared?.ok === true, ...value, diagnostics: all }) && value) {
      terminal.print(printComparison(value, Number(options.shown)));
    }
    if (!value) return exitCodeOf(all) || EXIT.diagnostics;
    return value.firstDiverging ? EXIT.diagnostics : EXIT.ok;
  },
});
