// `afterglow why-not`: the first condition that kept two nodes from becoming one.

import { Diagnostics } from '@afterglow/core';
import { printWhyNot, whyNot as whyNotOf } from '@afterglow/debug';
import { defineCommand } from '../command.js';
import { configureModelOptions, type ModelOptions, toModelOptions } from '../compile-options.js';
import { EXIT, exitCodeOf } from '../exit-code.js';

export const whyNot = defineCommand<ModelOptions & { json?: boolean; rule?: string }>({
  usage: 'why-not <model> <node-a> <node-b>',
  summary: 'Say which condition kept two nodes from becoming one',
  configure: (command) => configureModelOptions(command).option('--rule <name>', 'ask about this rule alone'),
  examples: [
    'afterglow why-not model.onnx /conv1/Conv /relu/Relu',
    'afterglow why-not model.onnx Add_3 Relu_4 --rule fuse-activation',
  ],
  async run([model = '', a = '', b = ''], { rule, ...options }, terminal) {
    const problems = new Diagnostics();
    const compileOptions = toModelOptions(options, problems);
    if (problems.hasErrors) {
      terminal.diagnostics(problems.list);
      return EXIT.usage;
    }
    const { ok, value, diagnostics } = await whyNotOf(model, a, b, { ...compileOptions, rule });
    terminal.diagnostics(diagnostics);
    if (!terminal.result({ ok, ...value, diagnostics }) && value) terminal.print(printWhyNot(value));
    return ok ? EXIT.ok : exitCodeOf(diagnostics);
  },
});
