// Which idioms of the recorded models become one op, model by model, and which near misses remain and why. Outputs of the raised graphs
// are those that were recorded.

import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { interpret } from '@afterglow/backend-interpreter';
import { type Compilation, compile } from '@afterglow/compiler';
import { Diagnostics, type HostValue, numbersOf, renderDiagnostics } from '@afterglow/core';
import { type Func, walk } from '@afterglow/ir';
import { decodeTensorProto } from '@afterglow/onnx';
import { raiseActivations, raiseAttention, raiseNormalizations, raiseSoftmax } from '@afterglow/passes';
import { describe, expect, it } from 'vitest';

const data =
  process.env['AFTERGLOW_TEST_DATA'] ?? join(dirname(fileURLToPath(import.meta.url)), '..', '..', '..', 'shared');
const cases = join(data, 'onnx-backend-tests', 'node');

const RULES: ReadonlySet<string> = new Set(
  [raiseActivations, raiseAttention, raiseNormalizations, raiseSoftmax]
    .flatMap(({ rules }) => rules)
    .map((r) => r.name),
);

interface Raised {
  /** How often each rule fired. */
  readonly fired: Readonly<Record<string, number>>;
  /** `rule: reason`, for each reason that a node was left for. */
  readonly declined?: readonly string[];
}

const models: Readonly<Record<string, Raised>> = {
  'models/bert-tiny-opset11': {
    fired: { 'norm-bias': 5, 'norm-scale': 5, 'raise-attention': 2, 'raise-gelu': 2, 'raise-norm': 5 },
  },
  'models/bert-tiny-opset17': { fired: { 'raise-attention': 2, 'raise-gelu': 2 } },
  'models/detector-nms': { fired: { 'raise-swish': 3 } },
  'models/efficientnet': { fired: { 'raise-swish': 19 } },
  'models/fashion-mobilenet': { fired: {} },
  'models/llama-tiny': {
    fired: {
      'attention-shared-heads': 2,
      'norm-scale': 5,
      'raise-attention': 2,
      'raise-norm': 5,
      'raise-rotary': 4,
      'raise-swish': 2,
    },
  },
  'models/segment-atrous': { fired: { 'channel-norm-bias': 1, 'raise-group-norm': 1, 'raise-uniform-prelu': 1 } },
  'models/unet': { fired: {} },
  'models/vit': { fired: { 'raise-attention': 4, 'raise-gelu': 4 } },
  'models-third-party/magika': {
    fired: {
      'norm-bias': 2,
      'norm-scale': 2,
      'raise-gelu': 2,
      'raise-mean': 4,
      'raise-norm': 2,
      'raise-softmax': 1,
      'turned-norm-affine': 1,
    },
  },
};

async function optimized(file: string): Promise<Compilation> {
  const result = await compile(file, { target: 'interpreter', stopAfter: 'optimize' });
  if (!result.ok) throw new Error(renderDiagnostics(result.diagnostics));
  return result.value;
}

function raisedIn({ report }: Compilation): Required<Raised> {
  const rules = report.rules.filter(({ rule }) => RULES.has(rule));
  return {
    fired: Object.fromEntries(rules.filter(({ fired }) => fired > 0).map(({ rule, fired }) => [rule, fired])),
    declined: rules.flatMap(({ rule, declined }) => declined.map(({ reason }) => `${rule}: ${reason}`)),
  };
}

function mainOf({ module }: Compilation): Func {
  const main = module.funcs.get('main');
  if (!main) throw new Error('no main');
  return main;
}

function checkOutputs(main: Func, folder: string, tolerance: number): void {
  const read = (name: string) => decodeTensorProto(readFileSync(join(folder, name)));
  const inputs = new Map(main.body.params.map((param, i) => [param.name, read(`input_${i}.pb`) as HostValue]));
  const diagnostics = new Diagnostics();
  const outputs = interpret(main, inputs, { diagnostics });
  if (!outputs) throw new Error(renderDiagnostics(diagnostics.list));
  [...outputs.values()].forEach((output, i) => {
    const want = read(`output_${i}.pb`);
    if (!want || !('storage' in output)) throw new Error('an output that is no tensor');
    expect(output.shape).toEqual(want.shape);
    const recorded = [...numbersOf(want)];
    const apart = [...numbersOf(output)].map((value, k) => {
      const target = recorded[k] ?? Number.NaN;
      return Object.is(value, target) ? 0 : Math.abs(value - target) / Math.max(1, Math.abs(target));
    });
    expect(apart.filter((difference) => !(difference <= tolerance))).toEqual([]);
  });
}

function setsOf(folder: string): string[] {
  return readdirSync(folder).filter((entry) => entry.startsWith('test_data_set_'));
}

describe.skipIf(!existsSync(join(data, 'models')))('idioms of recorded models', () => {
  for (const [name, { fired, declined = [] }] of Object.entries(models)) {
    it.skipIf(!existsSync(join(data, name)))(name, async () => {
      const compilation = await optimized(join(data, name, 'model.onnx'));
      expect(raisedIn(compilation)).toEqual({ fired, declined });
      const folder = join(data, name);
      for (const set of setsOf(folder)) checkOutputs(mainOf(compilation), join(folder, set), 1e-4);
    });
  }
});

/** Cases of ONNX whose model is the body of the operator's function: the op it becomes again. */
const bodies: readonly (readonly [cases: RegExp, op: string])[] = [
  [/^test_attention_.*_expanded/, 'attention'],
  [/^test_flexattention_.*_expanded/, 'attention'],
  [/^test_elu_.*_expanded/, 'elu'],
  [/^test_gelu_.*_expanded/, 'gelu'],
  [/^test_group_normalization_.*_expanded/, 'group_norm'],
  [/^test_hardsigmoid_.*_expanded/, 'hard_sigmoid'],
  [/^test_hardswish_expanded/, 'hard_swish'],
  [/^test_leakyrelu_.*expanded/, 'leaky_relu'],
  [/^test_logsoftmax_.*_expanded/, 'log_softmax'],
  [/^test_mish_expanded/, 'mish'],
  [/^test_prelu_.*_expanded/, 'prelu'],
  [/^test_relu_expanded/, 'relu'],
  [/^test_rms_normalization_.*_expanded/, 'rms_norm'],
  [/^test_rotary_embedding_.*expanded/, 'rotary_embedding'],
  [/^test_selu_.*_expanded/, 'selu'],
  [/^test_softmax_.*_expanded/, 'softmax'],
  [/^test_softsign_.*_expanded/, 'softsign'],
  [/^test_swiglu_.*expanded/, 'swish'],
  [/^test_thresholdedrelu_.*_expanded/, 'thresholded_relu'],
];

/** Cases that give scores or probabilities out, or change probabilities: their steps have to stay. */
const OPEN = /qk_matmul|fullymasked_qk|prob_mod/;

describe.skipIf(!existsSync(cases))('bodies of function operators', () => {
  for (const [pattern, op] of bodies) {
    it(`become ${op} again`, async () => {
      const names = readdirSync(cases).filter((name) => pattern.test(name));
      expect(names.length).toBeGreaterThan(0);
      const missed: string[] = [];
      for (const name of names) {
        const compilation = await optimized(join(cases, name, 'model.onnx'));
        const main = mainOf(compilation);
        const ops = [...walk(main.body)].map((node) => node.op.name);
        if (!ops.includes(op)) missed.push(name);
        // Half precision rounds where the steps of the body do not.
        const tolerance = name.includes('fp16') || name.includes('precision') || name.includes('float16') ? 2e-3 : 1e-5;
        for (const set of setsOf(join(cases, name))) checkOutputs(main, join(cases, name, set), tolerance);
      }
      expect(missed.filter((name) => !OPEN.test(name))).toEqual([]);
    });
  }
});
