// Codes about single nodes.

import { diagnostic } from '@afterglow/core';

export const nodeDiagnostics = {
  unsupportedOp: diagnostic<{ op: string; domain: string; version: number; form?: string; advice?: string }>({
    code: 'onnx/unsupported-op',
    severity: 'error',
    message: ({ op, domain, version, form }) =>
      `${op} (${domain} ${version})${form === undefined ? '' : ` with ${form}`} has no import rule`,
    hint: ({ advice }) => advice,
    explanation:
      'The operator, or this form of it, cannot be translated. All such nodes of a model are reported together, one report ' +
      'a form.\n\nExample: `GridSample` with `mode="cubic"`.',
  }),
  unneededOp: diagnostic<{ op: string; domain: string; version: number; form?: string }>({
    code: 'onnx/unneeded-op',
    severity: 'warning',
    message: ({ op, domain, version, form }) =>
      `${op} (${domain} ${version})${form === undefined ? '' : ` with ${form}`} has no import rule, but nothing needs what it computes: it is left out`,
    explanation:
      'The operator, or this form of it, cannot be translated. No output of the model depends on it, so the model is the same without it.\n\n' +
      'Example: a node that an exporter left over, whose results nobody reads.',
  }),
  unknownOp: diagnostic<{ op: string; domain: string; version: number; since?: number; suggestion?: string }>({
    code: 'onnx/unknown-op',
    severity: 'error',
    message: ({ op, domain, version, since }) =>
      since === undefined
        ? `${domain} has no operator ${op}`
        : `${op} exists in ${domain} from version ${since} on, but the model uses version ${version}`,
    hint: ({ suggestion, since }) =>
      suggestion !== undefined
        ? `did you mean ${suggestion}?`
        : since === undefined
          ? undefined
          : `export with opset ${since} or higher`,
    explanation:
      'The operator is not part of the operator set that the model imports.\n\nExample: `Gemmm`, or `LayerNormalization` in ' +
      'a model of opset 13.',
  }),
  missingOpsetImport: diagnostic<{ op: string; domain: string }>({
    code: 'onnx/missing-opset-import',
    severity: 'error',
    message: ({ op, domain }) => `${op} belongs to operator set ${domain}, of which the model imports no version`,
    explanation:
      'A node means what its operator set defines in the imported version; without an import it means nothing.\n\nExample: a ' +
      'node with `domain: "com.example"` in a model that imports only `ai.onnx`.',
  }),
  attribute: diagnostic<{ op: string; attribute: string; problem: string }>({
    code: 'onnx/attribute',
    severity: 'error',
    message: ({ op, attribute, problem }) => `attribute "${attribute}" of ${op} ${problem}`,
    explanation:
      'Attributes must be those the operator defines in the imported version, of the kind it defines.\n\nExample: `axis` ' +
      'of `Concat` given as the string "1".',
  }),
  operands: diagnostic<{ op: string; problem: string }>({
    code: 'onnx/operand-count',
    severity: 'error',
    message: ({ op, problem }) => `${op} ${problem}`,
    explanation:
      'A node has fewer inputs than its operator needs, or more inputs or outputs than it knows.\n\nExample: `MatMul` with ' +
      'one input.',
  }),
  invalidNode: diagnostic<{ op: string; problem: string }>({
    code: 'onnx/invalid-node',
    severity: 'error',
    message: ({ op, problem }) => `${op} is not valid here: ${problem}`,
    hint: () =>
      '`afterglow inspect` shows what the model declares; types come from its inputs, weights and the nodes before',
    explanation:
      'Types, shapes or attribute values of the node contradict the definition of its operator.\n\nExample: `MatMul` of ' +
      '`f32[2, 4]` and `f32[5, 6]`.',
  }),
  assumedRank: diagnostic<{ op: string; sizes: string }>({
    code: 'onnx/assumed-rank',
    severity: 'warning',
    message: ({ op, sizes }) =>
      `${op} without axes: ${sizes} ${/, /.test(sizes) ? 'are' : 'is'} taken not to be 1, which the run will check`,
    hint: () => 'state the sizes with --dim, or export the operator with axes',
    explanation:
      'A squeeze without axes drops every axis of size 1, so that the rank of its result depends on sizes that are open. Those ' +
      'are taken to stay; a run in which one of them is 1 ends in an error.\n\nExample: `Squeeze` of `f32[N, 1, 3]`.',
  }),
  tooLarge: diagnostic<{ op: string; type: string }>({
    code: 'onnx/too-large',
    severity: 'error',
    message: ({ op, type }) => `${op} would make a tensor of type ${type}, more than any machine can hold`,
    explanation:
      'Sizes are computed exactly before anything is allocated.\n\nExample: `ConstantOfShape` with 2^60 elements, in a model ' +
      'of 200 bytes.',
  }),
};
