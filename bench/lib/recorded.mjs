// What was recorded of a network: data sets beside it, or, of ONNX's light models, the output for the input that their formula gives.

import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { formulaInput } from '@afterglow/backend-api';
import { Diagnostics, renderDiagnostics } from '@afterglow/core';
import { tensorType } from '@afterglow/ir';
import { decodeTensorProto } from '@afterglow/onnx';

function read(file) {
  const diagnostics = new Diagnostics();
  const tensor = decodeTensorProto(readFileSync(file), diagnostics);
  if (!tensor) throw new Error(`${file}: ${renderDiagnostics(diagnostics.list)}`);
  return tensor;
}

/** The tensors of one data set whose files begin with `prefix`, by position. */
export function recorded(folder, prefix) {
  const number = (file) => Number(/_(\d+)\.pb$/.exec(file)?.[1]);
  const files = readdirSync(folder).filter((file) => file.startsWith(prefix));
  return files.sort((a, b) => number(a) - number(b)).map((file) => read(join(folder, file)));
}

const lightOutput = (path) => path.replace(/\.onnx$/, '_output_0.pb');
const setsOf = (path) => readdirSync(dirname(path)).filter((entry) => entry.startsWith('test_data_set_'));

export function isRecorded(path) {
  return existsSync(lightOutput(path)) || setsOf(path).length > 0;
}

/** Inputs by name, for the inputs that a manifest states, and the outputs in order, of each data set. */
export function dataSets(path, { inputs }) {
  const named = (tensors) => new Map(inputs.map(({ name }, i) => [name, tensors[i]]));
  if (existsSync(lightOutput(path))) {
    const tensors = inputs.map(({ shape }) => formulaInput(tensorType('f32', shape)));
    return [{ inputs: named(tensors), outputs: [read(lightOutput(path))] }];
  }
  return setsOf(path)
    .sort()
    .map((set) => {
      const folder = join(dirname(path), set);
      return { inputs: named(recorded(folder, 'input_')), outputs: recorded(folder, 'output_') };
    });
}
