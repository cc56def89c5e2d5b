// A model in the style of PyTorch's dynamo exporter: a function for each operator of the program, which call functions of their
// own, choose by the rank of what they get, refer to attributes of the call, and stand in modules that are functions too.

import { type Tensor, tensorFromNumbers } from '@afterglow/core';
import { type AttributeValue, type FunctionSpec, GraphBuilder, writeModel } from '@afterglow/onnx/testing';

const TORCH = 'pkg.onnxscript.torch_lib';
const COMMON = `${TORCH}.common`;
const MODULES = 'pkg.torch.model';
const OPSET = 18;

type Attributes = Readonly<Record<string, AttributeValue>>;
/** Operator (or `domain::function`), inputs, outputs, attributes. */
type Line = readonly [op: string, inputs: string, outputs: string, attributes?: Attributes, name?: string];

const words = (text: string) => text.split(' ').map((word) => (word === '_' ? '' : word));
const ref = (name: string, kind: 'float' | 'int') => ({ ref: name, kind });

function body(lines: readonly Line[]): GraphBuilder {
  const g = new GraphBuilder({ opset: OPSET });
  for (const [called, inputs, outputs, attributes = {}, name] of lines) {
    const [op = '', domain = ''] = called.split('::').reverse();
    const names = inputs === '' ? [] : words(inputs);
    g.node(op, names, attributes, { domain, outputs: words(outputs), ...(name === undefined ? {} : { name }) });
  }
  return g;
}

function branch(output: string, ...lines: readonly Line[]): GraphBuilder {
  return body(lines).output(output);
}

function func(
  domain: string,
  signature: string,
  lines: readonly Line[],
  more: Partial<FunctionSpec> = {},
): FunctionSpec {
  const [name = '', inputs = '', outputs = ''] = signature.split(/: | → /);
  return { domain, name, inputs: words(inputs), outputs: words(outputs), body: body(lines), ...more };
}

/** `for n times: acc = acc · decay + step`, of which the sums are collected. */
function decaying(): GraphBuilder {
  const g = body([
    ['Constant', '', 'k', { value_float: ref('decay', 'float') }],
    ['Mul', 'acc k', 'kept'],
    ['Add', 'kept step', 'next'],
    ['Identity', 'cond', 'cond_out'],
    ['ReduceSum', 'next', 'sum', { keepdims: 0 }],
  ]);
  g.input('i', 'i64', []);
  g.input('cond', 'bool', []);
  g.input('acc');
  return g.output('cond_out').output('next').output('sum');
}

const functions: readonly FunctionSpec[] = [
  func(COMMON, 'Rank: input → rank', [
    ['Shape', 'input', 'shape'],
    ['Size', 'shape', 'rank'],
  ]),
  func(COMMON, 'IsScalar: input → is_scalar', [
    [`${COMMON}::Rank`, 'input', 'rank'],
    ['Constant', '', 'zero', { value_int: 0 }],
    ['Equal', 'rank zero', 'is_scalar'],
  ]),
  func(TORCH, 'aten_linear_bias: input weight bias → result', [
    ['Transpose', 'weight', 'transposed', { perm: [1, 0] }],
    ['MatMul', 'input transposed', 'product'],
    ['Add', 'product bias', 'result'],
  ]),
  func(
    TORCH,
    'aten_add: self other → result',
    [
      ['Constant', '', 'alpha', { value_float: ref('alpha', 'float') }],
      ['CastLike', 'alpha other', 'factor'],
      ['Mul', 'other factor', 'scaled'],
      ['Add', 'self scaled', 'result'],
    ],
    { defaults: [{ name: 'alpha', kind: 'float', value: 1 }] },
  ),
  func(
    TORCH,
    'aten_softmax: self → result',
    [
      [`${COMMON}::IsScalar`, 'self', 'is_scalar'],
      [
        'If',
        'is_scalar',
        'vector',
        {
          then_branch: branch(
            'raised',
            ['Constant', '', 'last', { value_ints: [-1] }],
            ['Unsqueeze', 'self last', 'raised'],
          ),
          else_branch: branch('same', ['Identity', 'self', 'same']),
        },
      ],
      ['Softmax', 'vector', 'soft', { axis: ref('dim', 'int') }],
      ['Cast', 'soft', 'cast', { to: ref('dtype', 'int') }],
      [
        'If',
        'is_scalar',
        'result',
        {
          then_branch: branch('lowered', ['Squeeze', 'cast', 'lowered']),
          else_branch: branch('kept', ['Identity', 'cast', 'kept']),
        },
      ],
    ],
    { attributes: ['dim'], defaults: [{ name: 'dtype', kind: 'int', value: 1 }] },
  ),
  func(
    TORCH,
    'aten_mean_dim: self dim → result',
    [
      [`${COMMON}::IsScalar`, 'dim', 'is_scalar'],
      [
        'If',
        'is_scalar',
        'axes',
        {
          then_branch: branch(
            'listed',
            ['Constant', '', 'one', { value_ints: [-1] }],
            ['Reshape', 'dim one', 'listed'],
          ),
          else_branch: branch('list', ['Identity', 'dim', 'list']),
        },
      ],
      ['ReduceMean', 'self axes', 'result', { keepdims: ref('keepdim', 'int') }],
    ],
    { attributes: ['keepdim'] },
  ),
  func(TORCH, 'aten_clamp: self low high → result', [['Clip', 'self low high', 'result']]),
  func(TORCH, 'decay: x step n → final sums', [['Loop', 'n _ x', 'final sums', { body: decaying() }]], {
    attributes: ['decay'],
  }),
  func(
    MODULES,
    'Block: x w b → y',
    [
      [`${TORCH}::aten_linear_bias`, 'x w b', 'linear', {}, 'linear'],
      ['Tanh', 'linear', 'bent', {}, 'act'],
      [`${TORCH}::aten_add`, 'x bent', 'y', { alpha: ref('scale', 'float') }, 'residual'],
    ],
    { attributes: ['scale'] },
  ),
];

/** Numbers between -1 and 1 that anybody can compute again: multiples of 1/64. */
function weights(shape: readonly number[], seed: number): Tensor {
  const size = shape.reduce((product, n) => product * n, 1);
  return tensorFromNumbers(
    'f32',
    shape,
    Array.from({ length: size }, (_, i) => (((i * 37 + seed * 11) % 127) - 63) / 64),
  );
}

/** The input `x: f32[2, 3, 4]` that the values of the test were recorded with. */
export function torchInput(): Tensor {
  return weights([2, 3, 4], 5);
}

export function torchModel(): Uint8Array {
  const g = body([
    [`${MODULES}::Block`, 'x w0 b0', 'h0', { scale: 0.5 }, 'layers.0'],
    [`${MODULES}::Block`, 'h0 w1 b1', 'h1', {}, 'layers.1'],
    [`${TORCH}::aten_clamp`, 'h1 _ high', 'clamped'],
    [`${TORCH}::aten_mean_dim`, 'clamped axis', 'mean', { keepdim: 0 }],
    [`${TORCH}::aten_softmax`, 'mean', 'p', { dim: -1 }],
    [`${TORCH}::decay`, 'mean p n', 'final sums', { decay: 0.5 }],
  ]);
  g.input('x', 'f32', ['batch', 'time', 4]);
  for (const [i, layer] of ['0', '1'].entries()) {
    g.initializer(`w${layer}`, weights([4, 4], i));
    g.initializer(`b${layer}`, weights([4], i + 2));
  }
  g.initializer('high', tensorFromNumbers('f32', [], [1]));
  g.initializer('axis', tensorFromNumbers('i64', [], [1]));
  g.initializer('n', tensorFromNumbers('i64', [], [3]));
  g.output('p', 'f32', ['batch', 4]).output('final', 'f32', ['batch', 4]).output('sums', 'f32', [3]);
  return writeModel(g, { irVersion: 9, functions, opsets: { [TORCH]: 1, [COMMON]: 1, [MODULES]: 1 } }).bytes;
}
