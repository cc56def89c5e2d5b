// Files that mutations start from: models made here, so that nothing else is needed, and small recorded ones where they are.

import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { writeModel } from '@afterglow/onnx/testing';
import { nested } from './nested.js';
import { networks } from './networks.js';
import { shapes } from './shapes.js';

export interface Seed {
  readonly name: string;
  readonly bytes: Uint8Array;
  /** Files beside the model. */
  readonly files: readonly { readonly name: string; readonly bytes: Uint8Array }[];
}

/** Larger files spend the time on their payload. */
const MOST_BYTES = 20_000;
const RECORDED = [
  'models',
  'models/bad-model',
  'onnx-backend-tests/node',
  'onnx-backend-tests/simple',
  'onnx-backend-tests/pytorch-operator',
  'onnx-backend-tests/pytorch-converted',
];

export function ownSeeds(): Seed[] {
  return [...networks(), ...shapes(), ...nested()].map(({ name, graph, options }) => {
    const { bytes, external } = writeModel(graph, options);
    const files = external ? [{ name: external.file, bytes: Buffer.concat([...external.chunks()]) }] : [];
    return { name, bytes, files };
  });
}

/** `data` is the folder of recorded models (`AFTERGLOW_TEST_DATA`), which may not exist. */
export function recordedSeeds(data: string): Seed[] {
  return RECORDED.flatMap((folder) => {
    const path = join(data, folder);
    if (!existsSync(path)) return [];
    return readdirSync(path)
      .sort()
      .flatMap((name) => {
        const file = name.endsWith('.onnx') ? join(path, name) : join(path, name, 'model.onnx');
        if (!existsSync(file) || statSync(file).size > MOST_BYTES) return [];
        return [{ name: `${folder}/${name}`, bytes: new Uint8Array(readFileSync(file)), files: [] }];
      });
  });
}
