// Recorded models: folders with `model.onnx` and `test_data_set_K`, found at AFTERGLOW_TEST_DATA or beside the checkout.

import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Diagnostics, type HostValue } from '@afterglow/core';
import { decodeTensorProto } from '@afterglow/onnx';

const checkout = fileURLToPath(new URL('../..', import.meta.url));

/** Folder of the shared test data; suites that need it report a skip when it is missing. */
export const testData = resolve(process.env['AFTERGLOW_TEST_DATA'] ?? join(checkout, '../shared'));
export const modelsFolder = join(testData, 'models');
export const hasModels = existsSync(modelsFolder);

export interface DataSet {
  readonly name: string;
  readonly inputs: readonly HostValue[];
  readonly outputs: readonly HostValue[];
}

export interface RecordedModel {
  readonly name: string;
  readonly path: string;
  readonly dataSets: () => DataSet[];
}

function readTensors(folder: string, prefix: string): HostValue[] {
  const number = (file: string) => Number(/_(\d+)\.pb$/.exec(file)?.[1]);
  const files = readdirSync(folder).filter((file) => file.startsWith(prefix));
  return files
    .sort((a, b) => number(a) - number(b))
    .map((file) => {
      const diagnostics = new Diagnostics();
      const tensor = decodeTensorProto(readFileSync(join(folder, file)), diagnostics);
      if (!tensor) throw new Error(`${folder}/${file}: ${diagnostics.list[0]?.message}`);
      return tensor;
    });
}

/** Models whose folder names `accept` takes. */
export function recordedModels(accept: (name: string) => boolean): RecordedModel[] {
  if (!hasModels) return [];
  return readdirSync(modelsFolder)
    .filter((name) => accept(name) && existsSync(join(modelsFolder, name, 'model.onnx')))
    .sort()
    .map((name) => {
      const folder = join(modelsFolder, name);
      const dataSets = () =>
        readdirSync(folder)
          .filter((entry) => entry.startsWith('test_data_set_'))
          .sort()
          .map((entry) => ({
            name: entry,
            inputs: readTensors(join(folder, entry), 'input_'),
            outputs: readTensors(join(folder, entry), 'output_'),
          }));
      return { name, path: join(folder, 'model.onnx'), dataSets };
    });
}

/** The values under the names a manifest or function declares, by position. */
export function named(names: readonly string[], values: readonly HostValue[]): Map<string, HostValue> {
  return new Map(names.flatMap((name, i) => (values[i] ? [[name, values[i]]] : [])));
}
