// `afterglow inspect`: shows any file the toolchain reads or writes.

import { existsSync, statSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import type { Inspection } from '@afterglow/backend-api';
import { MANIFEST_FILE } from '@afterglow/bundle';
import { openFolder } from '@afterglow/bundle/node';
import { Diagnostics } from '@afterglow/core';
import { defineCommand } from '../command.js';
import { cliDiagnostics } from '../diagnostics.js';
import { EXIT, exitCodeOf } from '../exit-code.js';
import { inspectBundle, inspectManifest } from '../inspect/bundle.inspect.js';
import { inspectNpy, inspectPb } from '../inspect/data.inspect.js';
import type { InspectedFile, Inspector } from '../inspect/inspection.js';
import { modelInspectors } from '../inspect/model.inspect.js';
import { inspectMachine, inspectPlan, inspectPreset, inspectTrace } from '../inspect/text.inspect.js';
import { installedBackends } from '../installed-backends.js';

function inspectors(asText: boolean): readonly Inspector[] {
  const { gir, onnx } = modelInspectors(asText);
  return [inspectManifest, inspectNpy, inspectPb, gir, inspectPlan, inspectMachine, inspectTrace, onnx];
}

async function inspectFile(
  file: InspectedFile,
  asText: boolean,
  diagnostics: Diagnostics,
): Promise<Inspection | undefined> {
  for (const { backend } of await installedBackends()) {
    const before = diagnostics.list.length;
    const found = backend.inspect?.(file, diagnostics);
    if (found || diagnostics.list.length > before) return found;
  }
  for (const inspector of inspectors(asText)) {
    const found = await inspector(file, diagnostics);
    if (found !== 'unknown') return found;
  }
  diagnostics.report(cliDiagnostics.unknownFile, { path: file.path, problem: 'it is of no known kind' });
  return undefined;
}

async function inspectPath(path: string, asText: boolean, diagnostics: Diagnostics): Promise<Inspection | undefined> {
  const missing = (problem: string) => {
    diagnostics.report(cliDiagnostics.unknownFile, { path, problem });
    return undefined;
  };
  if (!existsSync(path)) return inspectPreset(path) ?? missing('there is no such file');
  if (statSync(path).isDirectory()) {
    if (!existsSync(join(path, MANIFEST_FILE))) return missing('the folder holds no bundle (no manifest.json)');
    const folder = openFolder(path);
    try {
      return inspectBundle(path, (name) => folder.open(name), diagnostics);
    } finally {
      folder.close();
    }
  }
  const folder = openFolder(dirname(path));
  try {
    const name = basename(path);
    const source = folder.open(name);
    if (!source) return missing('it cannot be read');
    const head = new Uint8Array(Math.min(64, source.size));
    source.read(0, head);
    const openBeside = (other: string) => folder.open(other);
    return await inspectFile({ path, name, source, head, openBeside }, asText, diagnostics);
  } finally {
    folder.close();
  }
}

export const inspect = defineCommand<{ json?: boolean; text?: boolean }>({
  usage: 'inspect <file>',
  summary: 'Show any file the toolchain reads or writes, a whole bundle, or a machine preset',
  configure: (command) => command.option('--text', 'print a model as .gir text instead of a summary'),
  examples: [
    'afterglow inspect model.onnx',
    'afterglow inspect model.onnx --text',
    'afterglow inspect out',
    'afterglow inspect out/card0.elf',
    'afterglow inspect six-cards',
  ],
  async run([path = ''], { text = false }, terminal) {
    const diagnostics = new Diagnostics();
    const found = await inspectPath(path, text, diagnostics);
    terminal.diagnostics(diagnostics.list);
    const json = { ok: found !== undefined, kind: found?.kind, value: found?.json, diagnostics: diagnostics.list };
    if (!terminal.result(json) && found) terminal.print(found.text);
    return found && !diagnostics.hasErrors ? EXIT.ok : exitCodeOf(diagnostics.list) || EXIT.diagnostics;
  },
});
