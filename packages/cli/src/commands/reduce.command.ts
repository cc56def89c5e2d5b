// `afterglow reduce`: the smallest graph for which a command of the user's still exits with 0.

import { writeGir } from '@afterglow/compiler';
import { Diagnostics } from '@afterglow/core';
import { reduceByCommand } from '@afterglow/debug';
import { countNodes } from '@afterglow/passes';
import { collect, defineCommand } from '../command.js';
import { readSizes } from '../compile-options.js';
import { EXIT, exitCodeOf } from '../exit-code.js';

interface Options {
  json?: boolean;
  command?: string;
  seconds: string;
  dim?: string[];
  shape?: string[];
  output: string;
}

function usageProblem({ command, seconds }: Options): string | undefined {
  if (command === undefined)
    return '--command says what to keep: it exits with 0 for a graph that is still interesting';
  return /^\d{1,6}$/.test(seconds) && seconds !== '0' ? undefined : '--seconds takes a whole number above 0';
}

export const reduce = defineCommand<Options>({
  usage: 'reduce <model>',
  summary: 'Shrink a graph as long as a command of yours exits with 0 for it',
  configure: (command) =>
    command
      .option('--command <command>', 'for the shell; {} and $AFTERGLOW_FILE are the file of the candidate')
      .option('--seconds <number>', 'time for all of it', '300')
      .option('-d, --dim <name=range>', 'size or range of free dims: batch=4', collect)
      .option('--shape <name=sizes>', 'shape of an input that the model leaves open: "image=[N,3,?,?]"', collect)
      .option('-o, --output <file>', 'where the smallest graph goes', 'reduced.gir'),
  examples: [
    "afterglow reduce model.onnx --command 'afterglow opt {} 2>&1 | grep -q passes/broken-graph'",
    "afterglow reduce x.gir --command './still-wrong.sh {}' --seconds 60 -o small.gir",
  ],
  async run([model = ''], options, terminal) {
    const problem = usageProblem(options);
    if (problem !== undefined) {
      process.stderr.write(`error: ${problem}\n`);
      return EXIT.usage;
    }
    const diagnostics = new Diagnostics();
    const { dims, shapes } = readSizes(options, diagnostics);
    if (diagnostics.hasErrors) {
      terminal.diagnostics(diagnostics.list);
      return EXIT.usage;
    }
    const onProgress = (message: string) => terminal.progress(message);
    const { command = '', seconds, output } = options;
    const result = await reduceByCommand(model, { command, seconds: Number(seconds), dims, shapes, onProgress });
    const written = result.ok ? writeGir(result.value.module, output) : undefined;
    const all = [...result.diagnostics, ...(written?.diagnostics ?? [])];
    terminal.diagnostics(all);
    const ok = result.ok && written?.ok === true;
    const nodes = result.ok ? countNodes(result.value.module) : undefined;
    const { tried, timedOut } = result.value ?? {};
    if (!terminal.result({ ok, nodes, tried, timedOut, output: ok ? output : undefined, diagnostics: all }) && ok) {
      const why = timedOut ? ', when the time was over' : '';
      terminal.print(`${nodes} node${nodes === 1 ? '' : 's'} left after ${tried} tries${why}\nwrote ${output}`);
    }
    return ok ? EXIT.ok : exitCodeOf(all);
  },
});
