// Trained networks that packages of the registry ship: each imports, verifies and computes in the interpreter what ONNX Runtime
// computed (`record.py`), and has a memory plan close to the bound. Without a registry there are no models, and the suite says so.
//
//   npm run test:models [-- name …]

import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { interpret } from '@afterglow/backend-interpreter';
import { openFolder } from '@afterglow/bundle/node';
import { Diagnostics, numbersOf, renderDiagnostics, tensorFromNumbers } from '@afterglow/core';
import { verifyModule } from '@afterglow/ir';
import { importOnnx } from '@afterglow/onnx';
import { planProblem } from './memory-plan.mjs';

const here = dirname(fileURLToPath(import.meta.url));
/** Of each number, and of the largest (or of 1): float32 sums of large terms that cancel are off by that, there more than here. */
const TOLERANCE = { relative: 1e-3, ofLargest: 2e-5 };
const readJson = (name) => JSON.parse(readFileSync(join(here, 'fixtures', name), 'utf8'));

/** True when the packages are there, installed now if need be. */
function install() {
  const stamp = join(here, 'node_modules/.installed');
  const lock = join(here, 'package-lock.json');
  if (existsSync(stamp) && statSync(stamp).mtimeMs >= statSync(lock).mtimeMs) return true;
  const args = ['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'];
  const { status } = spawnSync('npm', args, { cwd: here, stdio: ['ignore', 2, 2] });
  if (status === 0) writeFileSync(stamp, '');
  return status === 0;
}

/** A line of vertical strokes: what a detector of text may take for some. */
function strokeAt(i, shape) {
  const [height, width] = shape.slice(-2);
  const [row, column] = [Math.floor(i / width) % height, i % width];
  const isInside = 8 * row >= 3 * height && 8 * row < 5 * height && column >= 10 && column < width - 10;
  return isInside && Math.floor(column / 4) % 2 === 0 ? -2 : 2;
}

/** One value everywhere, strokes, or numbers from -0.5 to 0.5 that repeat only after 1009 elements. */
function inputOf({ elem, shape, value, strokes }, position) {
  const count = shape.reduce((product, size) => product * size, 1);
  const numberAt = (i) => value ?? (strokes ? strokeAt(i, shape) : (((i + position) * 7919) % 1009) / 1009 - 0.5);
  return tensorFromNumbers(
    elem,
    shape,
    Float64Array.from({ length: count }, (_, i) => numberAt(i)),
  );
}

/** What is wrong about an output, or undefined. */
function difference(name, tensor, { shape, step, values }) {
  if (!tensor) return `${name} is missing`;
  if (tensor.shape.join() !== shape.join()) return `${name} is [${tensor.shape}], not [${shape}]`;
  const numbers = Array.from(numbersOf(tensor)).filter((_, i) => i % step === 0);
  const slack = TOLERANCE.ofLargest * Math.max(1, ...values.map(Math.abs));
  const wrong = values.findIndex((expected, i) => {
    const bound = slack + TOLERANCE.relative * Math.abs(expected);
    return !(Math.abs((numbers[i] ?? Number.NaN) - expected) <= bound);
  });
  return wrong < 0 ? undefined : `${name}[${wrong * step}] is ${numbers[wrong]}, not ${values[wrong]}`;
}

/** Undefined when the model does what was recorded, else why not. */
async function problemOf({ file, dims = {}, inputs }, recorded) {
  const path = join(here, 'node_modules', file);
  const folder = openFolder(dirname(path));
  const diagnostics = new Diagnostics();
  const source = folder.open(basename(path));
  if (!source) return `${file} is not in its package`;
  const bindInput = (index) => (inputs[index].constant ? inputOf(inputs[index], index) : undefined);
  const module = importOnnx(source, {
    diagnostics,
    openExternal: (name) => folder.open(name),
    bindInput,
    dims: (symbol) => (symbol in dims ? { lo: dims[symbol], hi: dims[symbol] } : undefined),
  });
  const func = module?.funcs.get('main');
  if (!func || !verifyModule(module, diagnostics)) return renderDiagnostics(diagnostics.list);
  const fed = inputs.flatMap((input, i) => (input.constant ? [] : [inputOf(input, i)]));
  const values = new Map(func.body.params.map(({ name }, i) => [name, fed[i]]));
  const outputs = interpret(func, values, { diagnostics });
  const problems = outputs
    ? Object.entries(recorded).map(([name, expected]) => difference(name, outputs.get(name), expected))
    : [renderDiagnostics(diagnostics.list)];
  const input = { name: basename(path), source, open: (name) => folder.open(name), inputs: { bindInput } };
  const stated = Object.entries(dims).map(([pattern, size]) => ({ pattern, lo: size, hi: size }));
  problems.push(await planProblem(input, stated));
  folder.close();
  return problems.find((problem) => problem !== undefined);
}

if (!install()) {
  console.log('SKIPPED: the packages with trained models could not be installed');
  process.exit(0);
}
const [models, recorded, asked] = [readJson('models.json'), readJson('recorded.json'), process.argv.slice(2)];
for (const [name, model] of Object.entries(models)) {
  if (asked.length > 0 && !asked.includes(name)) continue;
  const start = performance.now();
  const problem = await problemOf(model, recorded[name]);
  console.log(`${problem ? 'FAIL' : 'pass'}  ${name}  ${((performance.now() - start) / 1000).toFixed(1)} s`);
  if (!problem) continue;
  console.log(problem);
  process.exitCode = 1;
}
