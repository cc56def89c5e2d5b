// Every network at hand, by name: those of the folder AFTERGLOW_TEST_DATA (by default `../shared` beside the checkout) in
// `models`, `models-third-party` and `onnx-backend-tests/light`.

import { existsSync, readdirSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const checkout = resolve(dirname(fileURLToPath(import.meta.url)), '../..');
export const data = process.env['AFTERGLOW_TEST_DATA'] ?? resolve(checkout, '../shared');

/** Name and path of each network. */
export function networks() {
  const list = (folder) => (existsSync(join(data, folder)) ? readdirSync(join(data, folder)).sort() : []);
  const inFolders = ['models', 'models-third-party'].flatMap((folder) =>
    list(folder).map((name) => [name, join(data, folder, name, 'model.onnx')]),
  );
  const light = list('onnx-backend-tests/light')
    .filter((file) => file.endsWith('.onnx'))
    .map((file) => [basename(file, '.onnx'), join(data, 'onnx-backend-tests/light', file)]);
  return [...inFolders, ...light].filter(([, path]) => existsSync(path));
}
