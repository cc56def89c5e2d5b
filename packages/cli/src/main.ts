// The command line: commands in alphabetical order, exit codes, nothing else.

import { Command, CommanderError } from 'commander';
import { backends } from './commands/backends.command.js';
import { compile } from './commands/compile.command.js';
import { conformance } from './commands/conformance.command.js';
import { explain } from './commands/explain.command.js';
import { inspect } from './commands/inspect.command.js';
import { run } from './commands/run.command.js';
import { EXIT, type ExitCode } from './exit-code.js';
import { version } from './version.js';

const COMMANDS = [backends, compile, conformance, explain, inspect, run];

/** Runs the command line on `argv` (without node and script); answers the exit code. */
export async function main(argv: readonly string[]): Promise<ExitCode> {
  let code: ExitCode = EXIT.ok;
  const program = new Command('afterglow')
    .description('Compiles ONNX models to binaries for inference accelerator cards.')
    .version(version())
    .helpCommand(false)
    .showHelpAfterError('(add --help for options and examples)');
  for (const make of COMMANDS) {
    program.addCommand(
      make((result) => {
        code = result;
      }).exitOverride(),
    );
  }
  program.exitOverride();
  // A reader that stops early (`| head`) is no failure.
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EPIPE') process.exit(EXIT.ok);
    throw error;
  });
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
