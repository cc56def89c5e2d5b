// `afterglow diff`: what became of one graph in another. Exits like diff: 0 the same, 1 different.

import { loadModule } from '@afterglow/compiler';
import { Diagnostics } from '@afterglow/core';
import { diffModules, printDiff } from '@afterglow/report';
import { collect, defineCommand } from '../command.js';
import { readSizes } from '../compile-options.js';
import { EXIT, exitCodeOf } from '../exit-code.js';

interface Options {
  json?: boolean;
  all?: boolean;
  dim?: string[];
  shape?: string[];
}

export const diff = defineCommand<Options>({
  usage: 'diff <before> <after>',
  summary: 'Compare two graphs by structure and origin: same, changed, added, removed (exits 1 when they differ)',
  configure: (command) =>
    command
      .option('--all', 'show what is the same, too')
      .option('-d, --dim <name=range>', 'size or range of free dims of both: batch=1..64', collect)
      .option('--shape <name=sizes>', 'shape of an input that both leave open: "image=[N,3,?,?]"', collect),
  examples: [
    'afterglow diff dump/07-canonicalize.gir dump/12-optimize.gir',
    'afterglow diff model.onnx model-v2.onnx --json',
  ],
  async run([before = '', after = ''], options, terminal) {
    const diagnostics = new Diagnostics();
    const { dims, shapes } = readSizes(options, diagnostics);
    if (diagnostics.hasErrors) {
      terminal.diagnostics(diagnostics.list);
      return EXIT.usage;
    }
    // Both are read, so that the problems of both are told.
    const loaded = [before, after].map((path) => {
      const found = new Diagnostics();
      const module = loadModule(path, { dims, shapes }, found);
      diagnostics.list.push(...found.list);
      return module;
    });
    const [left, right] = loaded;
    try {
      terminal.diagnostics(diagnostics.list);
      if (!left || !right) {
        terminal.result({ ok: false, diagnostics: diagnostics.list });
        return exitCodeOf(diagnostics.list);
      }
      const found = diffModules(left.module, right.module);
      if (!terminal.result({ ok: true, ...found, diagnostics: diagnostics.list })) {
        terminal.print(printDiff(found, { all: options.all === true }));
      }
      return found.same ? EXIT.ok : EXIT.diagnostics;
    } finally {
      for (const each of loaded) each?.close();
    }
  },
});
