// Runs ONNX's recorded cases on every backend in every mode.

import { join } from 'node:path';
import { CONFORMANCE_MODES, isRandomCase, runConformance } from '@afterglow/backend-api';
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

/** Constants of data outside of the open folders must not be read after they are closed: one folder at a time. */
async function runFolder(data, folder, backend, report) {
  const root = diskDirectory(join(data, folder));
  const operators = new Map();
  const { cases } = await runConformance(root, compileSubject(backend.options), {
    modes: CONFORMANCE_MODES,
    now: () => 0,
    onCase({ name, mode, status }) {
      report?.(`${backend.name}  ${mode}  ${status}  ${folder}/${name}`);
      root.close();
    },
  });
  return cases.map(({ name, mode, status, reason }) => {
    const full = `${folder}/${name}`;
    if (!operators.has(full)) operators.set(full, operatorOf(full, open(root, name)));
    root.close();
    const random = isRandomCase(name);
    return { name: full, operator: operators.get(full), backend: backend.name, mode, status, reason, random };
  });
}

function open(root, name) {
  return root.folder(name).open('model.onnx') ?? root.open(`${name}.onnx`);
}

/** One entry for each case, backend and mode. */
export async function runMatrix(data, report) {
  const results = [];
  for (const backend of BACKENDS) {
    for (const folder of backend.folders) results.push(...(await runFolder(data, folder, backend, report)));
  }
  return results;
}
