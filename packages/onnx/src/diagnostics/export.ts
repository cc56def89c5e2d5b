// Codes about writing a module as an ONNX file, and about reading back what was written so.

import { diagnostic } from '@afterglow/core';

export const exportDiagnostics = {
  exportOp: diagnostic<{ op: string }>({
    code: 'onnx/export-op',
    severity: 'error',
    message: ({ op }) => `${op} has no form in ONNX`,
    hint: () => 'stop before the stage that makes this op, or give it an export rule',
    explanation:
      'Every op is written as an ONNX operator, or as a call of a function in the domain `ai.afterglow` whose body is in ' +
      'standard operators. This one has no rule for either.\n\nExample: an op that a package outside the tree declares.',
  }),
  exportForm: diagnostic<{ op: string; form: string }>({
    code: 'onnx/export-form',
    severity: 'error',
    message: ({ op, form }) => `${op} has no form in ONNX with ${form}`,
    explanation:
      'The op can be written, but not with these attributes, types or sizes.\n\nExample: a reshape to `N` rows in a function ' +
      'where no value has an axis of size `N`.',
  }),
  exportMain: diagnostic<{ module: string }>({
    code: 'onnx/export-main',
    severity: 'error',
    message: ({ module }) => `module ${module} has no @main, which would be the graph of the file`,
    explanation:
      'A file has one graph, that of `@main`; other functions become functions of the file.\n\nExample: a `.gir` text whose ' +
      'only function is `@dense`.',
  }),
  editedModule: diagnostic<{ problem: string }>({
    code: 'onnx/edited-module',
    severity: 'warning',
    message: ({ problem }) => `the file was changed after it was exported: ${problem}`,
    hint: () => 'the file is imported like any other; names and types that ONNX cannot carry are lost',
    explanation:
      'An exported file carries the module it was made of as text. That text is used only where exporting it again gives ' +
      'the graph that the file has; else the graph counts.\n\nExample: a node was removed by an optimiser that kept the ' +
      "file's metadata.",
  }),
};
