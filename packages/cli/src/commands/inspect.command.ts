// `afterglow inspect`: shows any file the toolchain reads or writes.

import { existsSync, statSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import type { Drawing, Inspection } from '@afterglow/backend-api';
import { type Bundle, MANIFEST_FILE } from '@afterglow/bundle';
import { openFolder } from '@afterglow/bundle/node';
import { type ByteSource, Diagnostics } from '@afterglow/core';
import { collect, defineCommand } from '../command.js';
import { readSizes } from '../compile-options.js';
import { cliDiagnostics } from '../diagnostics.js';
import { EXIT, exitCodeOf } from '../exit-code.js';
import { inspectBundle, inspectManifest } from '../inspect/bundle.inspect.js';
import { inspectNpy, inspectPb } from '../inspect/data.inspect.js';
import type { InspectedFile, Inspector } from '../inspect/inspection.js';
import { MODEL_KINDS, type ModelOptions, modelInspectors } from '../inspect/model.inspect.js';
import { inspectDumpIndex, inspectSafetensors, inspectWeights } from '../inspect/stored.inspect.js';
import { svgDocument } from '../inspect/svg-document.js';
import { inspectMachine, inspectPlan, inspectPreset, inspectTrace } from '../inspect/text.inspect.js';
import { installedBackends } from '../installed-backends.js';
import { checkWritable, writeResult } from '../result-file.js';
import { verifyBundle } from '../verify-bundle.js';

function inspectors(options: ModelOptions): readonly Inspector[] {
  const { gir, onnx } = modelInspectors(options);
  const stored = [inspectSafetensors, inspectWeights, inspectDumpIndex];
  return [inspectManifest, inspectNpy, inspectPb, gir, inspectPlan, inspectMachine, inspectTrace, ...stored, onnx];
}

async function inspectFile(
  file: InspectedFile,
  options: ModelOptions,
  diagnostics: Diagnostics,
): Promise<Inspection | undefined> {
  for (const { backend } of await installedBackends()) {
    const before = diagnostics.list.length;
    const found = backend.inspect?.(file, diagnostics);
    if (found || diagnostics.list.length > before) return found;
  }
  for (const inspector of inspectors(options)) {
    const found = await inspector(file, diagnostics);
    if (found !== 'unknown') return found;
  }
  diagnostics.report(cliDiagnostics.unknownFile, { path: file.path, problem: 'it is of no known kind' });
  return undefined;
}

interface Asked {
  readonly check: boolean;
  readonly draw: boolean;
}

/** An inspection of one file, or of a bundle with a drawing for each of its cards. */
interface Found extends Inspection {
  readonly drawings: readonly Drawing[];
  /** Whether `check` was asked for and there were programs to go through. */
  readonly checked: boolean;
}

/** A picture of each binary of a bundle. */
async function drawParts({ manifest, open }: Bundle, diagnostics: Diagnostics): Promise<Drawing[]> {
  const drawings: Drawing[] = [];
  for (const { backend } of await installedBackends()) {
    for (const { name } of manifest.parts) {
      const source = open(name);
      const found = source && backend.inspect?.({ source, openBeside: open, draw: true }, diagnostics);
      if (found?.drawing) drawings.push(found.drawing);
    }
  }
  return drawings;
}

/** Programs that are not sound are still shown: what is wrong with them names their words. */
async function verifyFile(source: ByteSource, diagnostics: Diagnostics): Promise<boolean> {
  const backends = await installedBackends();
  return backends.some(({ backend }) => backend.verify?.(source, diagnostics) === true);
}

async function inspectPath(
  path: string,
  options: ModelOptions,
  asked: Asked,
  diagnostics: Diagnostics,
): Promise<Found | undefined> {
  const missing = (problem: string) => {
    diagnostics.report(cliDiagnostics.unknownFile, { path, problem });
    return undefined;
  };
  const alone = (found: Inspection | undefined, checked = false): Found | undefined =>
    found && { ...found, checked, drawings: found.drawing ? [found.drawing] : [] };
  if (!existsSync(path)) return alone(inspectPreset(path)) ?? missing('there is no such file');
  if (statSync(path).isDirectory()) {
    if (!existsSync(join(path, MANIFEST_FILE))) return missing('the folder holds no bundle (no manifest.json)');
    const folder = openFolder(path);
    try {
      const open = (name: string) => folder.open(name);
      const found = inspectBundle(path, open, diagnostics);
      if (!found) return undefined;
      const checked = asked.check && (await verifyBundle(found.bundle, diagnostics));
      return { ...found, checked, drawings: asked.draw ? await drawParts(found.bundle, diagnostics) : [] };
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
    const file = { path, name, source, head, openBeside, draw: asked.draw };
    const found = await inspectFile(file, options, diagnostics);
    return alone(found, asked.check && found !== undefined && (await verifyFile(source, diagnostics)));
  } finally {
    folder.close();
  }
}

interface Options {
  readonly json?: boolean;
  readonly text?: boolean;
  readonly check?: boolean;
  readonly svg?: string;
  readonly dim?: string[];
  readonly shape?: string[];
}

function writeDrawing(file: string, path: string, found: Found, diagnostics: Diagnostics): void {
  const { drawings } = found;
  if (drawings.length > 0) writeResult(file, [new TextEncoder().encode(svgDocument(drawings))], diagnostics);
  else refuseKind('draw', path, found, diagnostics);
}

/** What was asked of a file that holds no programs is not passed over: nothing found wrong would look like nothing wrong. */
function refuseKind(asked: 'check' | 'draw', path: string, { kind }: Inspection, diagnostics: Diagnostics): void {
  const problem = `there is nothing to ${asked} in a file of this kind (${kind})`;
  diagnostics.report(cliDiagnostics.noPrograms, { path, problem });
}

export const inspect = defineCommand<Options>({
  usage: 'inspect <file>',
  summary: 'Show any file the toolchain reads or writes, a whole bundle, or a machine preset',
  configure: (command) =>
    command
      .option('--check', 'prove that the programs of a bundle or card binary are free of races and deadlock')
      .option(
        '--svg <file>',
        'draw work by engine and memory over time of a bundle or card binary, run on zeros at the smallest sizes',
      )
      .option('--text', 'print a model as .gir text instead of a summary')
      .option('-d, --dim <name=size>', 'sizes that the figures of a model are for (default: the smallest)', collect)
      .option('--shape <name=sizes>', 'shape of an input that a model leaves open: "image=[N,3,?,?]"', collect),
  examples: [
    'afterglow inspect model.onnx',
    'afterglow inspect model.onnx --dim batch=16',
    'afterglow inspect model.onnx --text',
    'afterglow inspect out',
    'afterglow inspect out/card0.elf',
    'afterglow inspect out/card0.elf --check',
    'afterglow inspect out/card0.elf --svg card0.svg',
    'afterglow inspect out --svg cards.svg',
    'afterglow inspect six-cards',
  ],
  async run([path = ''], { text = false, check = false, svg, dim = [], shape = [] }, terminal) {
    const diagnostics = new Diagnostics();
    const { dims, shapes } = readSizes({ dim, shape }, diagnostics);
    if (diagnostics.hasErrors) {
      terminal.diagnostics(diagnostics.list);
      return EXIT.usage;
    }
    if (svg !== undefined && !checkWritable(svg, 'drawing', diagnostics)) {
      terminal.diagnostics(diagnostics.list);
      terminal.result({ ok: false, diagnostics: diagnostics.list });
      return EXIT.diagnostics;
    }
    const found = await inspectPath(
      path,
      { asText: text, dims, shapes },
      { check, draw: svg !== undefined },
      diagnostics,
    );
    const asked = [...(dim.length > 0 ? ['--dim'] : []), ...(shape.length > 0 ? ['--shape'] : [])];
    if (found && asked.length > 0 && !MODEL_KINDS.has(found.kind)) {
      diagnostics.report(cliDiagnostics.forModels, { path, kind: found.kind, options: asked });
    }
    if (check && found && !found.checked) refuseKind('check', path, found, diagnostics);
    if (svg !== undefined && found) writeDrawing(svg, path, found, diagnostics);
    terminal.diagnostics(diagnostics.list);
    const json = {
      ok: found !== undefined && !diagnostics.hasErrors,
      kind: found?.kind,
      value: found?.json,
      diagnostics: diagnostics.list,
    };
    if (!terminal.result(json) && found) terminal.print(found.text);
    return found && !diagnostics.hasErrors ? EXIT.ok : exitCodeOf(diagnostics.list) || EXIT.diagnostics;
  },
});
