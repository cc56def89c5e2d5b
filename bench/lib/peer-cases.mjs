// Conformance cases in onnxruntime-node, in a process of their own: a case may end the process, and is then an error like any other.

import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { discoverCases, runConformance } from '@afterglow/backend-api';
import { compileSubject, diskDirectory } from '../../packages/cli/dist/conformance-subject.js';
import { peer } from './peer.mjs';
import { peerSubject } from './peer-subject.mjs';

const file = fileURLToPath(import.meta.url);

/** Runs the cases of these names, as far as the process gets. */
function attempt(path, names, onCase) {
  return new Promise((resolve) => {
    const child = fork(file, [], { stdio: ['ignore', 'ignore', 'ignore', 'ipc'] });
    child.on('message', onCase);
    child.on('exit', resolve);
    child.send({ path, names });
  });
}

/** Runs all cases below a folder that `filter` accepts; answers what became of each. */
export async function runPeerCases(path, filter) {
  const root = diskDirectory(path);
  const names = discoverCases(root).flatMap(({ name }) => (filter(name) ? [name] : []));
  root.close();
  const results = [];
  while (results.length < names.length) {
    const before = results.length;
    await attempt(path, names.slice(before), (result) => results.push(result));
    const next = names[results.length];
    if (next !== undefined) results.push({ name: next, status: 'error', reason: 'the process ended' });
  }
  return results;
}

async function serve({ path, names }) {
  const wanted = new Set(names);
  const root = diskDirectory(path);
  const { decode } = compileSubject({ target: 'interpreter' });
  await runConformance(root, peerSubject(await peer(), decode), {
    filter: (name) => wanted.has(name),
    onCase({ name, status, reason }) {
      root.close();
      process.send({ name, status, reason });
    },
  });
  process.disconnect();
}

if (process.argv[1] === file && process.send) process.once('message', serve);
