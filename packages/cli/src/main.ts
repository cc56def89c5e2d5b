// The command line: commands in alphabetical order, exit codes, nothing else. A command's code loads only when it is
// named, so that small questions are answered at once.

import { Command, CommanderError } from 'commander';
import type { CommandFactory } from './command.js';
import { EXIT, type ExitCode } from './exit-code.js';
import { version } from './version.js';

const COMMANDS: Readonly<Record<string, () => Promise<CommandFactory>>> = {
  backends: async () => (await import('./commands/backends.command.js')).backends,
  bisect: async () => (await import('./commands/bisect.command.js')).bisect,
  compile: async () => (await import('./commands/compile.command.js')).compile,
  conformance: async () => (await import('./commands/conformance.command.js')).conformance,
  debug: async () => (await import('./commands/debug.command.js')).debug,
  diff: async () => (await import('./commands/diff.command.js')).diff,
  explain: async () => (await import('./commands/explain.command.js')).explain,
  inspect: async () => (await import('./commands/inspect.command.js')).inspect,
  opt: async () => (await import('./commands/opt.command.js')).opt,
  reduce: async () => (await import('./commands/reduce.command.js')).reduce,
  run: async () => (await import('./commands/run.command.js')).run,
  view: async () => (await import('./commands/view.command.js')).view,
  why: async () => (await import('./commands/why.command.js')).why,
  'why-not': async () => (await import('./commands/why-not.command.js')).whyNot,
};

/** The command that is named, or all of them for help and for words that name none. */
async function commandsFor(word: string | undefined): Promise<CommandFactory[]> {
  if (word === '--version' || word === '-V') return [];
  const named = word === undefined ? undefined : Object.hasOwn(COMMANDS, word) && COMMANDS[word];
  if (named) return [await named()];
  return Promise.all(Object.values(COMMANDS).map((load) => load()));
}

/** Runs the command line on `argv` (without node and script); answers the exit code. */
export async function main(argv: readonly string[]): Promise<ExitCode> {
  let code: ExitCode = EXIT.ok;
  const program = new Command('afterglow')
    .description('Compiles ONNX models to binaries for inference accelerator cards.')
    .version(version())
    .helpCommand(false)
    .showHelpAfterError('(add --help for options and examples)');
  const done = (result: ExitCode) => {
    code = result;
  };
  for (const make of await commandsFor(argv[0])) program.addCommand(make(done).exitOverride());
  program.exitOverride();
  try {
    if (argv.length === 0) {
      program.outputHelp();
      return EXIT.usage;
    }
    await program.parseAsync([...argv], { from: 'user' });
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.ok : EXIT.usage;
    throw error;
  }
  return code;
}
