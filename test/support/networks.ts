// Every network at hand: those of `models.ts`, networks of third parties, and those of ONNX's own tests.

import { existsSync, readdirSync } from 'node:fs';
import { basename, dirname, join, relative } from 'node:path';
import { openFolder } from '@afterglow/bundle/node';
import type { ByteSource } from '@afterglow/core';
import { testData } from './models.js';

export interface Network {
  readonly name: string;
  readonly path: string;
}

/** Refused on purpose: it shows what a report of many problems looks like. */
const REFUSED = 'models/bad-model/model.onnx';

function filesIn(folder: string): string[] {
  return existsSync(folder) ? readdirSync(folder).map((name) => join(folder, name)) : [];
}

/** By name; empty where the test data are missing. */
export function networks(): readonly Network[] {
  const folders = ['models', 'models-third-party'].flatMap((name) => filesIn(join(testData, name)));
  const files = [
    ...folders.map((folder) => join(folder, 'model.onnx')),
    ...filesIn(join(testData, 'onnx-backend-tests', 'light')),
  ];
  return files
    .filter((path) => path.endsWith('.onnx') && existsSync(path))
    .map((path) => ({ name: relative(testData, path), path }))
    .filter(({ name }) => name !== REFUSED)
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}

/** Opens the file of a network, and what lies beside it, for `use`. */
export function openNetwork<T>(
  path: string,
  use: (source: ByteSource, open: (name: string) => ByteSource | undefined) => T,
): T {
  const folder = openFolder(dirname(path));
  const source = folder.open(basename(path));
  if (!source) throw new Error(`${path} cannot be read`);
  return use(source, (name) => folder.open(name));
}
