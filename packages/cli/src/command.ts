// What a command is: a name, options declared with commander, and an action that answers an exit code. One file a command.

import { InvariantError } from '@afterglow/core';
import { Command } from 'commander';
import { EXIT, type ExitCode } from './exit-code.js';
import { openTerminal, type Terminal } from './terminal.js';

export interface CommandSpec<Options> {
  /** Name and arguments in commander's notation, such as `inspect <file>`. */
  readonly usage: string;
  readonly summary: string;
  readonly configure: (command: Command) => Command;
  /** Lines for the end of `--help`. */
  readonly examples: readonly string[];
  readonly run: (args: readonly string[], options: Options, terminal: Terminal) => Promise<ExitCode>;
}

/** A command ready to be added to the program; its action stores the exit code. */
export type CommandFactory = (done: (code: ExitCode) => void) => Command;

export function defineCommand<Options extends { json?: boolean | string }>(spec: CommandSpec<Options>): CommandFactory {
  return (done) => {
    const [name = '', ...args] = spec.usage.split(' ');
    const command = spec.configure(new Command(name).description(spec.summary));
    for (const argument of args) command.argument(argument);
    if (!command.options.some(({ long }) => long === '--json')) command.option('--json', 'print the result as JSON');
    command.addHelpText('after', `\nExamples:\n${spec.examples.map((line) => `  ${line}`).join('\n')}`);
    command.action(async (...given: unknown[]) => {
      const options = command.opts<Options>();
      const words = given.slice(0, args.length).filter((word): word is string => typeof word === 'string');
      refuseEmpty(command, words);
      const terminal = openTerminal({ json: options.json === true });
      try {
        done(await spec.run(words, options, terminal));
      } catch (error) {
        reportBug(error);
        done(EXIT.bug);
      }
    });
    return command;
  };
}

/** Options whose value names a file or folder, by what they call it. */
const PLACE = /(file|folder|path|plan|machine)[>\]]/;

/** An empty name, as an unset variable of a shell leaves it, names nothing. */
function refuseEmpty(command: Command, words: readonly string[]): void {
  if (words.includes('')) command.error(`error: an argument is empty; usage: ${command.name()} ${command.usage()}`);
  for (const option of command.options.filter(({ flags }) => PLACE.test(flags))) {
    const value: unknown = command.getOptionValue(option.attributeName());
    if (value === '' || (Array.isArray(value) && value.includes(''))) {
      command.error(`error: option '${option.flags}' argument is empty`);
    }
  }
}

/** What the user sees when we broke a promise to ourselves. */
function reportBug(error: unknown): void {
  const message = error instanceof Error ? error.message : String(error);
  const kind = error instanceof InvariantError ? 'a broken invariant' : 'an unexpected failure';
  process.stderr.write(`error afterglow/internal: ${kind}: ${message}\n`);
  process.stderr.write(
    '   = this is a bug in Afterglow, not in your model; please report it with the command you ran\n',
  );
  if (error instanceof Error && error.stack) process.stderr.write(`   = set AFTERGLOW_STACK=1 to see where\n`);
  if (process.env['AFTERGLOW_STACK'] && error instanceof Error) process.stderr.write(`${error.stack}\n`);
}

/** Collects a repeatable option. */
export function collect(value: string, before: readonly string[] = []): string[] {
  return [...before, value];
}
