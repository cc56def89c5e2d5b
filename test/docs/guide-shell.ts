// A folder in which the commands of one guide run, with `afterglow` on the PATH.

import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { existsSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

const server = fileURLToPath(new URL('command-server.mjs', import.meta.url));
const modules = fileURLToPath(new URL('../../node_modules', import.meta.url));
const TIMEOUT = 120_000;

export interface Outcome {
  /** Standard output and standard error as they came. */
  readonly printed: string;
  readonly code: number;
}

export class GuideShell {
  readonly folder: string;
  readonly #bin: string;
  readonly #server: ChildProcess;
  readonly #socket: string;

  /** `base` is a folder of its own that the caller removes; the commands run in `base/work`. */
  constructor(base: string) {
    this.folder = join(base, 'work');
    this.#bin = join(base, 'bin');
    this.#socket = join(base, 's');
    for (const path of [this.folder, this.#bin]) mkdirSync(path, { recursive: true });
    // Programs in the guides import the packages.
    symlinkSync(modules, join(base, 'node_modules'), 'dir');
    const call = `exec '${process.execPath}' '${server}' call '${this.#socket}' "$@"`;
    writeFileSync(join(this.#bin, 'afterglow'), `#!/bin/sh\n${call}\n`, { mode: 0o755 });
    writeFileSync(join(this.#bin, 'npx'), '#!/bin/sh\nexec "$@"\n', { mode: 0o755 });
    this.#server = spawn(process.execPath, [server, 'serve', this.#socket], {
      cwd: this.folder,
      stdio: ['pipe', 'inherit', 'inherit'],
    });
  }

  async run(script: string): Promise<Outcome> {
    while (!existsSync(this.#socket) && this.#server.exitCode === null) await delay(20);
    const env = { ...process.env, PATH: `${this.#bin}${delimiter}${process.env['PATH'] ?? ''}` };
    const args = ['-e', '-c', `exec 2>&1\n${script}`];
    return new Promise((done) => {
      execFile('sh', args, { cwd: this.folder, env, timeout: TIMEOUT }, (error, stdout) => {
        const code = error === null ? 0 : typeof error.code === 'number' ? error.code : -1;
        done({ printed: stdout, code });
      });
    });
  }

  /** Ends the server, which leaves when its input does. */
  close(): void {
    this.#server.stdin?.end();
  }
}
