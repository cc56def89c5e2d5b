// `afterglow view`: one HTML file that shows a graph, what passes made of it, and where it runs.

import { createHash } from 'node:crypto';
import { existsSync, statSync } from 'node:fs';
import { basename, extname, join } from 'node:path';
import { MANIFEST_FILE } from '@afterglow/bundle';
import { openFolder } from '@afterglow/bundle/node';
import { type CompileOptions, PRODUCER } from '@afterglow/compiler';
import { Diagnostics } from '@afterglow/core';
import { isStage, STAGES } from '@afterglow/passes';
import { renderPage, ViewRecorder } from '@afterglow/report';
import { collect, defineCommand } from '../command.js';
import { readSizes } from '../compile-options.js';
import { cliDiagnostics } from '../diagnostics.js';
import { EXIT, exitCodeOf } from '../exit-code.js';
import { readText } from '../inspect/inspection.js';
import { checkWritable, writeResult } from '../result-file.js';
import { readDumpIndex } from '../view/dump-index.js';
import { graphvizSource } from '../view/graphviz-source.js';
import { recordBundle } from '../view/record-bundle.js';
import { recordCompilation } from '../view/record-compilation.js';
import { recordDumps } from '../view/record-dumps.js';

interface Options {
  json?: boolean;
  output?: string;
  target?: string;
  machine?: string;
  dim?: string[];
  shape?: string[];
  stopAfter?: string;
}

const INDEX_FILE = 'index.json';

/** Adds what a folder holds: a bundle or dumps. */
async function recordFolder(path: string, recorder: ViewRecorder, diagnostics: Diagnostics): Promise<void> {
  const folder = openFolder(path);
  try {
    if (existsSync(join(path, MANIFEST_FILE))) return await recordBundle(path, folder, recorder, diagnostics);
    const source = folder.open(INDEX_FILE);
    const index = source && readDumpIndex(readText(source) ?? '');
    if (index) await recordDumps(index, folder, recorder, diagnostics);
    if (recorder.steps > 0 || diagnostics.hasErrors) return;
    const problem = index
      ? `its ${INDEX_FILE} lists no graphs`
      : `it holds no bundle (${MANIFEST_FILE}) and no dumps (an ${INDEX_FILE} that lists some)`;
    diagnostics.report(cliDiagnostics.cannotView, { path, problem });
  } finally {
    folder.close();
  }
}

async function writePage(recorder: ViewRecorder, path: string, diagnostics: Diagnostics): Promise<number | undefined> {
  const hash = (text: string) => `sha256-${createHash('sha256').update(text).digest('base64')}`;
  const html = renderPage({ data: await recorder.finish(), graphviz: graphvizSource(), hash });
  const bytes = new TextEncoder().encode(html);
  return writeResult(path, [bytes], diagnostics) ? bytes.length : undefined;
}

export const view = defineCommand<Options>({
  usage: 'view <model-or-folder>',
  summary: 'Write one HTML file that shows a model, the passes over it, a dump folder or a bundle',
  configure: (command) =>
    command
      .option('-o, --output <file>', 'where the page goes (default: the name of the input, .html, in this folder)')
      .option('-t, --target <target>', 'backend that a model is compiled for (default: card)')
      .option('-m, --machine <machine>', "machine preset or .yaml file (default: the backend's)")
      .option('-d, --dim <name=range>', 'size or range of free dims; figures are for the smallest', collect)
      .option('--shape <name=sizes>', 'shape of an input that the model leaves open: "image=[N,3,?,?]"', collect)
      .option('--stop-after <stage>', 'last stage for a model (default: partition; schedule shows memory plans)'),
  examples: [
    'afterglow view model.onnx',
    'afterglow view model.onnx --dim batch=16 --stop-after schedule -o model.html',
    'afterglow view dump -o passes.html',
    'afterglow view out',
  ],
  async run([path = ''], options, terminal) {
    const { output, target, machine, stopAfter = 'partition' } = options;
    const last = isStage(stopAfter) && stopAfter !== 'bundle' ? stopAfter : undefined;
    if (last === undefined) {
      process.stderr.write(
        `error: --stop-after ${stopAfter}: stages are ${STAGES.filter((s) => s !== 'bundle').join(', ')}\n`,
      );
      return EXIT.usage;
    }
    const diagnostics = new Diagnostics();
    const { dims, shapes } = readSizes(options, diagnostics);
    if (diagnostics.hasErrors) {
      terminal.diagnostics(diagnostics.list);
      return EXIT.usage;
    }
    const page = output ?? `${basename(path, extname(path))}.html`;
    checkWritable(page, 'page', diagnostics);
    if (diagnostics.hasErrors) {
      terminal.diagnostics(diagnostics.list);
      terminal.result({ ok: false, diagnostics: diagnostics.list });
      return EXIT.diagnostics;
    }
    const recorder = new ViewRecorder({
      title: path
        .split(/[\\/]+/)
        .filter(Boolean)
        .slice(-2)
        .join('/'),
      producer: `${PRODUCER.name} ${PRODUCER.version}`,
    });
    const isFolder = existsSync(path) && statSync(path).isDirectory();
    if (isFolder) await recordFolder(path, recorder, diagnostics);
    else {
      const onProgress = (message: string) => terminal.progress(message);
      const compileOptions: CompileOptions = { dims, shapes, machine, stopAfter: last, onProgress };
      const all = target === undefined ? compileOptions : { ...compileOptions, target };
      await recordCompilation(path, all, recorder, diagnostics);
    }
    terminal.progress('laying out …');
    const bytes = recorder.steps === 0 ? undefined : await writePage(recorder, page, diagnostics);
    terminal.diagnostics(diagnostics.list);
    const written = bytes === undefined ? undefined : { path: page, bytes, steps: recorder.steps };
    const ok = written !== undefined && !diagnostics.hasErrors;
    if (!terminal.result({ ok, output: written, diagnostics: diagnostics.list }) && written) {
      const steps = written.steps === 1 ? 'one step' : `${written.steps} steps`;
      terminal.print(`wrote ${page}: ${steps}, ${(written.bytes / 1e6).toFixed(1)} MB; open it in a browser`);
    }
    return ok ? EXIT.ok : exitCodeOf(diagnostics.list) || EXIT.diagnostics;
  },
});
