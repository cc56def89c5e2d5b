// `afterglow bisect`: the first pass and rule application after which a model computes something else. Exits 1 when there is one.

import { Diagnostics } from '@afterglow/core';
import { type Bisection, bisect as bisectModel, writeBisection } from '@afterglow/debug';
import { collect, defineCommand } from '../command.js';
import { readSizes } from '../compile-options.js';
import { readNamedInputs } from '../data-files.js';
import { EXIT, exitCodeOf } from '../exit-code.js';
import { choosePipeline } from '../opt/choose-pipeline.js';

interface Options {
  json?: boolean;
  against: string;
  passes?: string;
  pipeline?: string;
  load?: string[];
  input?: string[];
  seed: string;
  seconds: string;
  dim?: string[];
  shape?: string[];
  output: string;
}

function usageProblem({ against, passes, pipeline, seed, seconds, input = [] }: Options): string | undefined {
  if (against !== 'interpreter') return `--against ${against}: what can be compared with is the interpreter`;
  if (passes !== undefined && pipeline !== undefined) return 'give --passes or --pipeline, not both';
  if (!/^\d{1,9}$/.test(seed)) return '--seed takes a whole number';
  if (!/^\d{1,6}$/.test(seconds)) return '--seconds takes a whole number';
  const odd = input.find((text) => text.lastIndexOf('=') <= 0);
  return odd === undefined ? undefined : `--input ${odd} is not of the form name=file`;
}

/** The finding as plain data; graphs are in the files. */
function toJson({ run, rule, application, difference, removed, made, reduced }: Bisection) {
  const small = reduced && { nodes: reduced.nodes, difference: reduced.difference };
  return { run, rule, application, difference, removed, made, reduced: small };
}

function describe({ run, rule, application, difference, removed, made, reduced }: Bisection): string[] {
  const where = `pass ${run.pass} (run ${run.index}, round ${run.round})`;
  return [
    rule === undefined ? `${where} changes the results` : `${where}: rule ${rule} changes the results`,
    ...(application ? [`at application ${application.sequence}, of %${application.root.name}`] : []),
    `  ${difference}`,
    ...removed.map((line) => `  - ${line}`),
    ...made.map((line) => `  + ${line}`),
    reduced
      ? `reduced to ${reduced.nodes} node${reduced.nodes === 1 ? '' : 's'}: ${reduced.difference}`
      : 'not reduced: the pass alone does not show it, or no time was given',
  ];
}

export const bisect = defineCommand<Options>({
  usage: 'bisect <model>',
  summary:
    'Find the pass and rule application after which results differ (exits 1), and reduce the graph that shows it',
  configure: (command) =>
    command
      .option('--against <backend>', 'what computes the results', 'interpreter')
      .option('--passes <list>', 'passes to run: "canonicalize,fold-constants"')
      .option('--pipeline <name-or-file>', 'a pipeline by name, or a file with one (default: default)')
      .option('--load <module>', 'a JavaScript module that exports more passes', collect)
      .option('-i, --input <name=file>', 'one input as .npy or .pb; the others are made up', collect)
      .option('--seed <number>', 'seed of made-up inputs', '0')
      .option('--seconds <number>', 'time that reducing may take', '60')
      .option('-d, --dim <name=range>', 'size or range of free dims: batch=4', collect)
      .option('--shape <name=sizes>', 'shape of an input that the model leaves open: "image=[N,3,?,?]"', collect)
      .option('-o, --output <folder>', 'where the graphs and inputs go', 'bisected'),
  examples: [
    'afterglow bisect model.onnx',
    'afterglow bisect model.onnx --pipeline mine.passes --input image=image.npy -o found',
    'afterglow bisect model.onnx --load my-pass.mjs --passes=my-pass',
  ],
  async run([model = ''], options, terminal) {
    const problem = usageProblem(options);
    if (problem !== undefined) {
      process.stderr.write(`error: ${problem}\n`);
      return EXIT.usage;
    }
    const diagnostics = new Diagnostics();
    const { dims, shapes } = readSizes(options, diagnostics);
    const pipeline = await choosePipeline(options, diagnostics);
    if (!pipeline || diagnostics.hasErrors) {
      terminal.diagnostics(diagnostics.list);
      terminal.result({ ok: false, diagnostics: diagnostics.list });
      return EXIT.usage;
    }
    const inputs = readNamedInputs(options.input ?? [], diagnostics);
    const found = diagnostics.hasErrors
      ? undefined
      : await bisectModel(model, {
          steps: pipeline.steps,
          dims,
          shapes,
          inputs,
          seed: Number(options.seed),
          seconds: Number(options.seconds),
          onProgress: (message) => terminal.progress(message),
        });
    const written = found?.value && writeBisection(found.value, options.output);
    const all = [...diagnostics.list, ...(found?.diagnostics ?? []), ...(written?.diagnostics ?? [])];
    terminal.diagnostics(all);
    const value = found?.value && toJson(found.value);
    const ok = found?.ok === true;
    if (!terminal.result({ ok, found: value, files: written?.files ?? [], diagnostics: all }) && ok) {
      const lines = found.value ? describe(found.value) : ['the passes leave the results what they are'];
      terminal.print([...lines, ...(written?.files ?? []).map((file) => `wrote ${file}`)].join('\n'));
    }
    return found?.value ? EXIT.diagnostics : exitCodeOf(all);
  },
});
