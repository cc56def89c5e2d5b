// When we broke a promise to ourselves: a folder with the graph before the failing pass and the command that reproduces
// it. Compilation is deterministic, so the state is had by compiling once more with dumps.

import { mkdtempSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Writes the folder through `again`, says where it is, and throws `error`. */
export async function leaveCrashFolder(error: unknown, again: (dumpDir: string) => Promise<unknown>): Promise<never> {
  try {
    const folder = mkdtempSync('afterglow-crash-');
    await again(folder).catch(() => undefined);
    const command = ['afterglow', ...process.argv.slice(2)].map((word) => JSON.stringify(word)).join(' ');
    const stack = error instanceof Error ? (error.stack ?? error.message) : String(error);
    writeFileSync(join(folder, 'crash.txt'), `command: ${command}\n\n${stack}\n`);
    process.stderr.write(`the last good graph, the command and the stack are in ${folder}/\n`);
  } catch {
    // A folder that cannot be written must not hide the failure itself.
  }
  throw error;
}
