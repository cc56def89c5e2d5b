// `afterglow why`: the life of a node through all stages.

import { Diagnostics } from '@afterglow/core';
import { lifeOf, printLife } from '@afterglow/debug';
import { defineCommand } from '../command.js';
import { configureModelOptions, type ModelOptions, toModelOptions } from '../compile-options.js';
import { EXIT, exitCodeOf } from '../exit-code.js';

export const why = defineCommand<ModelOptions & { json?: boolean }>({
  usage: 'why <model> <node>',
  summary: 'Tell the life of a node: what it became at each stage, which rules touched it or left it alone',
  configure: configureModelOptions,
  examples: [
    'afterglow why model.onnx /layer1/layer1.0/conv1/Conv',
    'afterglow why model.onnx "/fc/*" --target interpreter',
  ],
  async run([model = '', node = ''], options, terminal) {
    const problems = new Diagnostics();
    const compileOptions = toModelOptions(options, problems);
    if (problems.hasErrors) {
      terminal.diagnostics(problems.list);
      return EXIT.usage;
    }
    const { ok, value, diagnostics } = await lifeOf(model, node, compileOptions);
    terminal.diagnostics(diagnostics);
    if (!terminal.result({ ok, life: value, diagnostics }) && value) terminal.print(printLife(value));
    return ok ? EXIT.ok : exitCodeOf(diagnostics);
  },
});
