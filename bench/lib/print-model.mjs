// Imports the model named on the command line and prints it as `.gir` to standard output, as `afterglow inspect --text`
// does. The last line on standard error is JSON with the seconds and the peak of this process.

import { basename, dirname } from 'node:path';
import { openFolder } from '@afterglow/bundle/node';
import { Diagnostics, renderDiagnostics } from '@afterglow/core';
import { printModule } from '@afterglow/ir';
import { importOnnx } from '@afterglow/onnx';
import { peakBytes } from './measure.mjs';

const [path = '', option] = process.argv.slice(2);
/** Printing reads all weights for their digests. */
const quiet = option === '--no-text';
const loadedPeak = peakBytes();
const start = performance.now();
const folder = openFolder(dirname(path));
const diagnostics = new Diagnostics();
const source = folder.open(basename(path));
const module = source && importOnnx(source, { openExternal: (file) => folder.open(file), diagnostics });
if (!module) {
  console.error(renderDiagnostics(diagnostics.list));
  process.exit(1);
}
const imported = performance.now();
if (!quiet) process.stdout.write(printModule(module));
const printed = performance.now();
folder.close();
const seconds = { import: (imported - start) / 1000, print: (printed - imported) / 1000 };
console.error(JSON.stringify({ seconds, loadedPeak, peak: peakBytes() }));
