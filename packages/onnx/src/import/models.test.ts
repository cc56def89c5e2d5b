// Every recorded model imports, verifies and keeps its dynamic sizes; every damaged one ends in coded diagnostics.

import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Diagnostic, Diagnostics, memorySource, renderDiagnostics } from '@afterglow/core';
import { type Module, printType, verifyModule, walk } from '@afterglow/ir';
import { describe, expect, it } from 'vitest';
import { importOnnx } from './import-model.js';

const data = process.env['AFTERGLOW_TEST_DATA'] ?? fileURLToPath(new URL('../../../../../shared', import.meta.url));
const modelsFolder = join(data, 'models');
const lightFolder = join(data, 'onnx-backend-tests', 'light');
const badFolder = join(modelsFolder, 'bad-model');
const list = (folder: string) => (existsSync(folder) ? readdirSync(folder).sort() : []);

function importFile(path: string): {
  module: Module | undefined;
  diagnostics: readonly Diagnostic[];
  opened: string[];
} {
  const diagnostics = new Diagnostics();
  const opened: string[] = [];
  const openExternal = (file: string) => {
    opened.push(file);
    return undefined;
  };
  const module = importOnnx(memorySource('model.onnx', readFileSync(path)), { diagnostics, openExternal });
  return { module, diagnostics: diagnostics.list, opened };
}

function mainOf(module: Module) {
  const func = module.funcs.get('main');
  expect(func).toBeDefined();
  return func as NonNullable<typeof func>;
}

/** Imports, verifies, and checks that no error is left. */
function accept(path: string): Module {
  const { module, diagnostics } = importFile(path);
  expect(module, renderDiagnostics(diagnostics)).toBeDefined();
  const problems = new Diagnostics();
  expect(verifyModule(module as Module, problems), renderDiagnostics(problems.list)).toBe(true);
  return module as Module;
}

describe.skipIf(!existsSync(modelsFolder))('recorded models (AFTERGLOW_TEST_DATA)', () => {
  const folders = list(modelsFolder).filter((name) => existsSync(join(modelsFolder, name, 'model.onnx')));

  it.each(folders)('%s imports', (name) => {
    const module = accept(join(modelsFolder, name, 'model.onnx'));
    const func = mainOf(module);
    expect(func.resultNames.length).toBe(func.body.results.length);
    const hasNodes = [...walk(func.body)].every((node) => node.origin !== undefined);
    expect(hasNodes, 'every node knows its origin').toBe(true);
  });

  const signature = (name: string) => {
    const func = mainOf(accept(join(modelsFolder, name, 'model.onnx')));
    return {
      params: func.body.params.map((param) => `${param.name}: ${printType(param.type)}`),
      results: func.body.results.map((value, i) => `${func.resultNames[i]}: ${printType(value.type)}`),
    };
  };

  it('keeps dynamic sizes symbolic through shape arithmetic', () => {
    expect(signature('segment-atrous')).toEqual({
      params: ['image: f32[batch, 3, height, width]'],
      results: ['scores: f32[batch, 5, height, width]', 'labels: i64[batch, height, width]'],
    });
    expect(signature('video-resnet3d').results).toEqual(['logits: f32[batch, 12]']);
    expect(signature('gru-bidirectional').results).toEqual([
      'log_probabilities: f32[time, batch, 11]',
      'final_state: f32[2, batch, 40]',
    ]);
  });

  it('solves sizes that operators need to agree', () => {
    const dcn = signature('dlrm-dcnv2');
    expect(dcn.params.slice(0, 2)).toEqual(['dense_x: f32[batch, 13]', 'offsets_0: i64[batch + 1]']);
    expect(dcn.results).toEqual(['probability: f32[batch, 1]']);
    expect(signature('llama-tiny').params[1]).toBe('attention_mask: i64[batch, past_sequence + sequence]');
    expect(signature('unet').params).toEqual(['image: f32[batch, 3, 4*height.by4, 4*width.by4]']);
  });

  it('gives loops over bags as many rows as there are bags', () => {
    expect(signature('embedding-bag-sum-opset11').results).toEqual(['pooled: f32[batch, 12]']);
    expect(signature('dlrm-kaggle').results).toEqual(['probability: f32[batch, 1]']);
  });
});

describe.skipIf(!existsSync(lightFolder))('light models (AFTERGLOW_TEST_DATA)', () => {
  it.each(list(lightFolder).filter((name) => name.endsWith('.onnx')))('%s imports', (name) => {
    const module = accept(join(lightFolder, name));
    for (const { type } of mainOf(module).body.results) expect(printType(type)).toMatch(/^f32\[1, 1000(, 1, 1)?\]$/);
  });
});

/** What each file must be refused for: all of it, in one run. */
const FAULTS: Readonly<Record<string, readonly [code: string, message: RegExp][]>> = {
  'many-unsupported.onnx': [
    ['onnx/unsupported-op', /FusedBagLookup \(com\.example\.cards 1\)/],
    ['onnx/unknown-op', /no operator Gemmm/],
    ['onnx/attribute', /"axis" of Concat is given as a string/],
    ['onnx/undefined-value', /reads "missing_tensor"/],
  ],
  'duplicate-output.onnx': [['onnx/duplicate-value', /"t" is defined twice: by node 0 "first" and by node 1 "second"/]],
  'external-escape.onnx': [['onnx/external-escape', /etc\/hostname/]],
  'external-absolute.onnx': [['onnx/external-absolute', /"\/etc\/hostname"/]],
  'external-range.onnx': [['onnx/external-range', /9223372036854775807/]],
  'negative-dim.onnx': [['onnx/bad-dim', /size -4/]],
  'cycle.onnx': [['onnx/cycle', /relu0 → mul0 → add0/]],
  'initializer-size.onnx': [
    ['onnx/tensor-size', /"w" of type f32\[4, 5\] needs 80 bytes, but carries 64/],
    ['onnx/tensor-data', /"v" .* holds 2 numbers, the type needs 3/],
  ],
  'unknown-element-type.onnx': [
    ['onnx/element-type', /input "x" has element type 77/],
    ['onnx/element-type', /"to" of Cast has element type 99/],
  ],
  'shape-bomb.onnx': [
    ['onnx/tensor-size', /"w" .* carries no data/],
    ['onnx/too-large', /ConstantOfShape/],
  ],
  'rank-mismatch.onnx': [
    ['onnx/invalid-node', /MatMul/],
    ['onnx/invalid-node', /Conv .*kernel_shape is \[3, 3\]/],
  ],
  'future-opset.onnx': [['onnx/unknown-opset', /9000/]],
  'missing-opset-import.onnx': [['onnx/missing-opset-import', /com\.example\.undeclared/]],
  'subgraph-scope.onnx': [
    ['onnx/undefined-value', /"then_relu" reads "inner_only"/],
    ['onnx/duplicate-value', /"x" is defined twice: by input 0 of a graph around and by/],
    ['onnx/subgraph-signature', /body of Loop takes 1 inputs, but needs 3 .* and returns 1 values/],
  ],
  'truncated.onnx': [['onnx/truncated', /cut short/]],
  'length-overrun.onnx': [['onnx/truncated', /4294967295 bytes/]],
  'not-protobuf.onnx': [['onnx/not-a-model', /text/]],
  'empty.onnx': [['onnx/empty-file', /empty/]],
};

describe.skipIf(!existsSync(badFolder))('damaged models (AFTERGLOW_TEST_DATA)', () => {
  const files = list(badFolder).filter((name) => name.endsWith('.onnx'));

  it('are all known here', () => {
    expect(Object.keys(FAULTS).sort()).toEqual(files);
  });

  it.each(files)('%s is refused', (name) => {
    const { module, diagnostics, opened } = importFile(join(badFolder, name));
    expect(module).toBeUndefined();
    expect(opened, 'no file outside is opened').toEqual([]);
    const faults = FAULTS[name] ?? [];
    expect(diagnostics.map((entry) => entry.code).sort()).toEqual(faults.map(([code]) => code).sort());
    for (const [code, message] of faults) {
      const found = diagnostics.find((entry) => entry.code === code && message.test(entry.message));
      expect(found, `${code} ${message}\n${renderDiagnostics(diagnostics)}`).toBeDefined();
      expect(found?.location, 'every report has a place').toBeDefined();
    }
  });
});

describe.skipIf(!existsSync(modelsFolder))('files cut short (AFTERGLOW_TEST_DATA)', () => {
  const whole = (path: string) => new Uint8Array(readFileSync(path));
  const attempt = (bytes: Uint8Array) => {
    const diagnostics = new Diagnostics();
    const module = importOnnx(memorySource('cut.onnx', bytes), { diagnostics });
    return { module, codes: diagnostics.list.filter((entry) => entry.severity === 'error').map((entry) => entry.code) };
  };

  it('end in a coded diagnostic at every length', () => {
    const bytes = whole(join(modelsFolder, 'embedding-bag-sum-opset11', 'model.onnx'));
    for (let length = 0; length < bytes.length; length++) {
      const { module, codes } = attempt(bytes.subarray(0, length));
      // What is left of a file that ends between two fields may by chance be a whole model without its last field.
      if (module === undefined) expect(codes.length, `${length} bytes`).toBeGreaterThan(0);
      else expect(bytes.length - length, `${length} bytes`).toBeLessThan(20);
    }
  });

  it('end in a coded diagnostic at many lengths of every small model', () => {
    for (const name of list(modelsFolder)) {
      const path = join(modelsFolder, name, 'model.onnx');
      if (!existsSync(path)) continue;
      const bytes = whole(path);
      for (let k = 1; k < 12; k++) {
        const { module, codes } = attempt(bytes.subarray(0, Math.floor((bytes.length * k) / 12)));
        expect(module).toBeUndefined();
        expect(codes.length, `${name} at ${k}/12`).toBe(1);
      }
    }
  });

  it('survive single damaged bytes without a crash', () => {
    const bytes = whole(join(modelsFolder, 'embedding-bag-unrolled-opset10', 'model.onnx'));
    for (let at = 0; at < bytes.length; at += 61) {
      const damaged = bytes.slice();
      damaged[at] = (damaged[at] ?? 0) ^ (1 << (at % 8));
      const { module, codes } = attempt(damaged);
      if (module === undefined) expect(codes.length, `byte ${at}`).toBeGreaterThan(0);
    }
  });
});
