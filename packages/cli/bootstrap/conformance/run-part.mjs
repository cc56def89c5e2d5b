// Runs a part of a folder of cases on one backend in every mode: every n-th case. As a worker it posts each case as it ends.

import { join } from 'node:path';
import { isMainThread, parentPort, workerData } from 'node:worker_threads';
import { CONFORMANCE_MODES, discoverCases, isRandomCase, runConformance } from '@afterglow/backend-api';
import { compileSubject, diskDirectory } from '../../dist/conformance-subject.js';
import { operatorOf } from './operator-of.mjs';

/** The operator of each case of the part. */
function operatorsOf(root, { folder, part, parts }) {
  const found = new Map();
  discoverCases(root).forEach(({ name, folder: own, model }, i) => {
    if (i % parts === part) found.set(name, operatorOf(`${folder}/${name}`, own.open(model)));
    root.close();
  });
  return found;
}

async function runPart({ data, backend, ...which }, post) {
  const { folder, part, parts } = which;
  const root = diskDirectory(join(data, folder));
  const operators = operatorsOf(root, which);
  await runConformance(root, compileSubject(backend.options), {
    modes: CONFORMANCE_MODES,
    now: () => 0,
    filter: (name) => operators.has(name),
    onCase({ name, mode, status, reason }, index) {
      root.close();
      const [full, operator, random] = [`${folder}/${name}`, operators.get(name), isRandomCase(name)];
      // Where it stands among all cases of the folder.
      const modes = CONFORMANCE_MODES.length;
      const at = (Math.floor(index / modes) * parts + part) * modes + (index % modes);
      post({ at, entry: { name: full, operator, backend: backend.name, mode, status, reason, random } });
    },
  });
}

if (!isMainThread) await runPart(workerData, (message) => parentPort?.postMessage(message));
