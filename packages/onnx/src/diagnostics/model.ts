// Codes about the model as a whole: versions, names, graphs, dims.

import { diagnostic } from '@afterglow/core';

export const modelDiagnostics = {
  missingField: diagnostic<{ field: string }>({
    code: 'onnx/missing-field',
    severity: 'error',
    message: ({ field }) => `the model has no ${field}`,
    explanation:
      'Every model states its IR version and the operator sets it uses, and has one graph.\n\nExample: a file that was cut ' +
      'exactly between two fields decodes without error, but has no graph.',
  }),
  irVersion: diagnostic<{ version: bigint; newest: number }>({
    code: 'onnx/ir-version',
    severity: 'error',
    message: ({ version, newest }) => `IR version ${version} is not known (1 to ${newest} are)`,
    hint: () => 'export with an older ONNX version, or update the compiler',
    explanation:
      'The IR version fixes what the fields of the file mean. A newer one may carry meaning in fields this version would ' +
      'skip, so it is refused.\n\nExample: `ir_version: 99`.',
  }),
  unknownOpset: diagnostic<{ domain: string; version: bigint; newest: number }>({
    code: 'onnx/unknown-opset',
    severity: 'error',
    message: ({ domain, version, newest }) =>
      `the model uses version ${version} of operator set ${domain}; versions 1 to ${newest} are known`,
    hint: ({ newest }) => `export with opset ${newest} or lower`,
    explanation:
      'Operators change their meaning between versions of an operator set, so nodes of a version that is not known cannot be ' +
      'imported.\n\nExample: `opset_import { version: 9000 }`.',
  }),
  duplicateOpset: diagnostic<{ domain: string; versions: string }>({
    code: 'onnx/duplicate-opset-import',
    severity: 'error',
    message: ({ domain, versions }) => `operator set ${domain} is imported in versions ${versions}`,
    explanation:
      'One model uses one version of an operator set. `""` and `ai.onnx` are the same domain.\n\nExample: ' +
      '`opset_import { version: 13 }` and `opset_import { domain: "ai.onnx" version: 17 }`.',
  }),
  duplicateFunction: diagnostic<{ name: string }>({
    code: 'onnx/duplicate-function',
    severity: 'error',
    message: ({ name }) => `function ${name} is defined twice`,
    explanation: 'Domain, name and overload identify a function of a model.\n\nExample: two functions `pkg.math/Half`.',
  }),
  recursiveFunction: diagnostic<{ chain: string }>({
    code: 'onnx/recursive-function',
    severity: 'error',
    message: ({ chain }) => `functions call each other in a circle: ${chain}`,
    explanation:
      'Functions of a model are templates that are expanded where they are called, so they cannot recurse.\n\nExample: a ' +
      'function whose body calls itself.',
  }),
  duplicateValue: diagnostic<{ value: string; first: string; second: string }>({
    code: 'onnx/duplicate-value',
    severity: 'error',
    message: ({ value, first, second }) => `"${value}" is defined twice: by ${first} and by ${second}`,
    explanation:
      'A name stands for one value in a graph and in all graphs inside it that can read it (single assignment).\n\nExample: ' +
      'two nodes with the same output name, or a branch of an `If` that defines a name again that the graph around defines ' +
      'before the `If`.',
  }),
  undefinedValue: diagnostic<{ value: string; reader: string; suggestion: string | undefined }>({
    code: 'onnx/undefined-value',
    severity: 'error',
    message: ({ value, reader }) => `${reader} reads "${value}", which nothing produces`,
    hint: ({ suggestion }) => (suggestion === undefined ? undefined : `did you mean "${suggestion}"?`),
    explanation:
      'Every input of a node is a graph input, an initializer, an output of a node of the same graph, or a value of a graph ' +
      'around it.\n\nExample: a node that reads a value defined only inside a branch of an `If`.',
  }),
  cycle: diagnostic<{ path: string }>({
    code: 'onnx/cycle',
    severity: 'error',
    message: ({ path }) => `the nodes need each other in a circle: ${path}`,
    explanation:
      'A graph must have an order of execution. Nodes may stand in any order in the file, but not depend on themselves.\n\n' +
      'Example: `a = Add(x, c)`, `b = Relu(a)`, `c = Mul(b, b)`.',
  }),
  expansion: diagnostic<{ problem: string }>({
    code: 'onnx/expansion',
    severity: 'error',
    message: ({ problem }) => `calls of model-local functions ${problem}`,
    hint: () => 'export without functions, or with fewer levels of them',
    explanation:
      'Functions are expanded where they are called. How much that makes is computed beforehand, so that a small file cannot ' +
      'ask for a graph of any size.\n\nExample: thirty functions of which each calls the next one twice.',
  }),
  assumedBranch: diagnostic<{ branch: string; one: string; other: string }>({
    code: 'onnx/assumed-branch',
    severity: 'warning',
    message: ({ branch, one, other }) =>
      `the branches of If answer values of another rank (${one} or ${other}); ${branch} is taken, whose sizes the run will check`,
    hint: () => 'state the sizes that the condition depends on, so that one branch is chosen: --dim name=size',
    explanation:
      'Exporters write a squeeze of an axis whose size they do not know as an `If`: squeeze where the size is 1, else not. What ' +
      'follows was made for the squeezed value, so that branch is taken, and a run with another size ends in an error.\n\n' +
      'Example: `x.squeeze(-1)` in a model whose last axis has an open size.',
  }),
  subgraphSignature: diagnostic<{ problem: string }>({
    code: 'onnx/subgraph-signature',
    severity: 'error',
    message: ({ problem }) => problem,
    explanation:
      'The graph inside an `If`, `Loop` or `Scan` must take and return what the operator passes in and expects back.\n\n' +
      'Example: the body of a `Loop` with one carried value takes three inputs (iteration, condition, value) and returns at ' +
      'least two (condition, value).',
  }),
  unsupportedType: diagnostic<{ what: string; type: string; advice: string }>({
    code: 'onnx/unsupported-type',
    severity: 'error',
    message: ({ what, type }) => `${what} is ${type}`,
    hint: ({ advice }) => advice,
    explanation:
      'Inputs are tensors of known rank (single sizes may be unknown), or sequences and optionals of tensors. A model\n' +
      'that leaves the rank of a tensor open gets it from the user.\n\n' +
      "Example: an input x without a shape, imported without --shape 'x=[N,3]', or one that is a map.",
  }),
  statedShape: diagnostic<{ what: string; stated: string; declared: string }>({
    code: 'onnx/stated-shape',
    severity: 'error',
    message: ({ what, stated, declared }) => `${what} is stated to be ${stated}, but the model declares ${declared}`,
    hint: () => 'a stated shape fills in what the model leaves open; ? keeps a size as it is declared',
    explanation:
      'The shape given for an input has another rank than the one in the model, or another size where the model has a\n' +
      'number.\n\n' +
      "Example: --shape 'x=[2,3]' for an input x of f32[N, 3, 4].",
  }),
  declaredType: diagnostic<{ what: string; declared: string; computed: string }>({
    code: 'onnx/declared-type',
    severity: 'warning',
    message: ({ what, declared, computed }) => `${what} is declared as ${declared}, but computed as ${computed}`,
    hint: () => 'the computed type is used',
    explanation:
      'Exporters sometimes write types of outputs that their own graph does not produce. The types that follow from the ' +
      'inputs are used.\n\nExample: an output declared `f32[1, 10]` of a graph that computes `f32[batch, 10]`.',
  }),
  dimEquation: diagnostic<{ symbol: string; value: string; node: string }>({
    code: 'onnx/dim-equation',
    severity: 'note',
    message: ({ symbol, value, node }) => `size "${symbol}" is always ${value}: ${node} needs it`,
    explanation:
      'Two sizes with different names in the model must be equal (or one a linear function of the other) for an operator to ' +
      'be valid. The compiled model accepts only such inputs.\n\nExample: offsets of size `batch_plus_1` whose bags are ' +
      'concatenated with `batch` rows make `batch_plus_1` equal to `batch + 1`.',
  }),
  dimRange: diagnostic<{ symbol: string; lo: number; hi: number; node: string }>({
    code: 'onnx/dim-range',
    severity: 'note',
    message: ({ symbol, lo, hi, node }) =>
      `size "${symbol}" is ${Number.isFinite(hi) ? `from ${lo} to ${hi}` : `at least ${lo}`}: ${node} needs it`,
    explanation:
      'A shape of the model holds only if a size is not zero, or not too large. The compiled model accepts only such ' +
      'inputs.\n\nExample: the first `n` rows of a table of 128 positions, added to `n` tokens, make `n` at most 128.',
  }),
  dimMultiple: diagnostic<{ symbol: string; factor: number; rest: number; node: string }>({
    code: 'onnx/dim-multiple',
    severity: 'note',
    message: ({ symbol, factor, rest, node }) =>
      `size "${symbol}" is a multiple of ${factor}${rest === 0 ? '' : ` plus ${rest}`}: ${node} needs it`,
    explanation:
      'A shape of the model holds only if a size divides evenly. The compiled model accepts only such inputs, and counts ' +
      'them in a new symbol.\n\nExample: a network that halves an image twice and doubles it twice joins `4*(h div 4)` ' +
      'rows with `h` rows, so `h` becomes `4*h.by4`.',
  }),
};
