// Conformance with nothing in between: a model is imported and its graph interpreted, without passes, bundle or runtime.

import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Directory, LoadedModel, Refusal, Subject } from '@afterglow/backend-api';
import { interpret, type Numerics } from '@afterglow/backend-interpreter';
import { Diagnostics, memorySource } from '@afterglow/core';
import { decodeValueProto, importOnnx } from '@afterglow/onnx';

/** Recorded models and ONNX's own cases: `AFTERGLOW_TEST_DATA`, or `shared` beside the checkout. */
export const DATA = process.env['AFTERGLOW_TEST_DATA'] ?? fileURLToPath(new URL('../../../shared', import.meta.url));

export function hasData(folder: string): boolean {
  return existsSync(join(DATA, folder));
}

export function diskDirectory(path: string): Directory {
  return {
    list() {
      const entries = readdirSync(path, { withFileTypes: true });
      const names = (folders: boolean) => entries.filter((entry) => entry.isDirectory() === folders).map((e) => e.name);
      return { files: names(false), folders: names(true) };
    },
    folder: (name) => diskDirectory(join(path, name)),
    open: (name) => {
      const file = join(path, name);
      return existsSync(file) ? memorySource(name, readFileSync(file)) : undefined;
    },
  };
}

function refusal(diagnostics: Diagnostics): Refusal {
  const errors = diagnostics.list.filter(({ severity }) => severity === 'error');
  const unsupported = errors.length > 0 && errors.every(({ code }) => code.includes('unsupported'));
  const lines = errors.map(({ code, message, context = [], notes = [] }) =>
    [`${code}: ${message}`, ...context, ...notes].join(' | '),
  );
  return { kind: unsupported ? 'unsupported' : 'error', reason: lines.join('; ') };
}

/** `sizeOf` states sizes that models leave open. */
export function interpreterSubject(
  numerics: Numerics = 'exact',
  sizeOf: (symbol: string) => number | undefined = () => undefined,
): Subject {
  const dims = (symbol: string) => {
    const size = sizeOf(symbol);
    return size === undefined ? undefined : { lo: size, hi: size };
  };
  return {
    decode(bytes, type) {
      const diagnostics = new Diagnostics();
      const value = decodeValueProto(bytes, type, diagnostics);
      return diagnostics.hasErrors ? undefined : value;
    },
    async load(source, folder, _name, { undeclaredShape }): Promise<LoadedModel | Refusal> {
      const diagnostics = new Diagnostics();
      const shapes = undeclaredShape ? { undeclaredShape } : {};
      const module = importOnnx(source, { diagnostics, openExternal: (path) => folder.open(path), dims, ...shapes });
      const func = module?.funcs.get('main');
      if (!func) return refusal(diagnostics);
      return {
        kind: 'ready',
        inputs: func.body.params.map(({ name, type }) => ({ name, type })),
        outputs: func.body.results.map(({ type }, i) => ({ name: func.resultNames[i] ?? '', type })),
        async run(inputs) {
          const problems = new Diagnostics();
          const outputs = interpret(func, inputs, { diagnostics: problems, numerics });
          return outputs ? { kind: 'outputs', outputs: [...outputs.values()] } : refusal(problems);
        },
      };
    },
  };
}
