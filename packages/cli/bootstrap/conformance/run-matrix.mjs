// Runs ONNX's recorded cases on every backend in every mode.

import { join } from 'node:path';
import { CONFORMANCE_MODES, discoverCases, isRandomCase, runConformance } from '@afterglow/backend-api';
import { compileSubject, diskDirectory } from '../../dist/conformance-subject.js';
import { operatorOf } from './operator-of.mjs';

const FOLDERS = ['node', 'simple', 'pytorch-operator', 'pytorch-converted', 'light'];

/** Whole networks take a simulated card hours and say nothing about operators. */
const BACKENDS = [
  { name: 'interpreter', options: { target: 'interpreter' }, folders: FOLDERS },
  {
    name: 'card',
    options: { target: 'card', precision: 'fp32', fallback: false },
    folders: FOLDERS.filter((folder) => folder !== 'light'),
  },
];

/** The operator of each case below a folder. */
function operatorsOf(root, folder) {
  const found = new Map();
  for (const { name, folder: own, model } of discoverCases(root)) {
    found.set(name, operatorOf(`${folder}/${name}`, own.open(model)));
    root.close();
  }
  return found;
}

async function runFolder(data, folder, backend, report) {
  const root = diskDirectory(join(data, folder));
  const operators = operatorsOf(root, folder);
  const { cases } = await runConformance(root, compileSubject(backend.options), {
    modes: CONFORMANCE_MODES,
    now: () => 0,
    onCase({ name, mode, status }) {
      report?.(`${backend.name}  ${mode}  ${status}  ${folder}/${name}`);
      root.close();
    },
  });
  return cases.map(({ name, mode, status, reason }) => {
    const [full, operator, random] = [`${folder}/${name}`, operators.get(name), isRandomCase(name)];
    return { name: full, operator, backend: backend.name, mode, status, reason, random };
  });
}

/** One entry for each case, backend and mode. */
export async function runMatrix(data, report) {
  const results = [];
  for (const backend of BACKENDS) {
    for (const folder of backend.folders) results.push(...(await runFolder(data, folder, backend, report)));
  }
  return results;
}
