// The command line for guides, without loading it for every command: `serve` loads it once and runs one command after
// another through its entry point `main`; `call` is what a guide's `afterglow` runs, and does as the server says.
//
//   node command-server.mjs serve SOCKET
//   node command-server.mjs call SOCKET ARGUMENT…

import { connect, createServer } from 'node:net';
import { createInterface } from 'node:readline';

const [mode, socket, ...argv] = process.argv.slice(2);

/** Runs one command in `folder`, handing what it writes to `send`. */
async function runCommand(main, { folder, args }, send) {
  process.chdir(folder);
  const streams = [process.stdout, process.stderr];
  const writes = streams.map((stream) => stream.write);
  for (const [i, stream] of streams.entries()) {
    stream.write = (chunk) => {
      send({ stream: i, text: typeof chunk === 'string' ? chunk : new TextDecoder().decode(chunk) });
      return true;
    };
  }
  try {
    return await main(args);
  } finally {
    for (const [i, stream] of streams.entries()) stream.write = writes[i];
  }
}

async function serve() {
  const { main } = await import('../../packages/cli/dist/main.js');
  let last = Promise.resolve();
  const server = createServer((connection) => {
    const send = (message) => connection.write(`${JSON.stringify(message)}\n`);
    const lines = createInterface({ input: connection });
    lines.once('line', (line) => {
      last = last
        .then(() => runCommand(main, JSON.parse(line), send))
        .catch((error) => {
          send({ stream: 1, text: `${error.stack}\n` });
          return 70;
        })
        .then((code) => {
          send({ code });
          connection.end();
        });
    });
    // A reader that stops early, such as `head`, hangs up. What reads lines passes that on as its own.
    for (const each of [connection, lines]) each.on('error', () => undefined);
  });
  server.listen(socket);
  process.stdin.resume();
  process.stdin.on('end', () => process.exit());
}

function call() {
  const connection = connect(socket);
  connection.write(`${JSON.stringify({ folder: process.cwd(), args: argv })}\n`);
  createInterface({ input: connection }).on('line', (line) => {
    const { stream, text, code } = JSON.parse(line);
    if (code === undefined) [process.stdout, process.stderr][stream].write(text);
    else process.exitCode = code;
  });
}

if (mode === 'serve') await serve();
else call();
