import { numbersOf, type Tensor } from '@afterglow/core';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bigs, f32, i64, numbers, runOp, tensor } from '../../testing/run-op.js';

const count = (n: number) => Array.from({ length: n }, (_, i) => i);
const wave = (n: number, step = 0.37) => count(n).map((i) => ((i * step) % 2) - 1);

/** Convolution written from its definition alone, two spatial axes. */
function plainConv(x: Tensor, w: Tensor, stride: number, pad: number, dilation: number, groups: number): number[] {
  const [batch = 0, channels = 0, h = 0, width = 0] = x.shape;
  const [filters = 0, each = 0, kh = 0, kw = 0] = w.shape;
  const size = (n: number, k: number) => Math.floor((n + 2 * pad - (k - 1) * dilation - 1) / stride) + 1;
  const [a, b, y] = [numbersOf(x), numbersOf(w), [] as number[]];
  for (let n = 0; n < batch; n++)
    for (let f = 0; f < filters; f++)
      for (let i = 0; i < size(h, kh); i++)
        for (let j = 0; j < size(width, kw); j++) {
          let sum = 0;
          for (let c = 0; c < each; c++)
            for (let p = 0; p < kh; p++)
              for (let q = 0; q < kw; q++) {
                const [r, s] = [i * stride - pad + p * dilation, j * stride - pad + q * dilation];
                if (r < 0 || r >= h || s < 0 || s >= width) continue;
                const from = Math.floor(f / (filters / groups)) * each + c;
                sum +=
                  (a[((n * channels + from) * h + r) * width + s] ?? 0) * (b[((f * each + c) * kh + p) * kw + q] ?? 0);
              }
          y.push(Math.fround(sum));
        }
  return y;
}

describe('matrix products', () => {
  it('fully_connected adds the bias and applies the activation', () => {
    const y = runOp('fully_connected', [f32([1, 2], [1, 2]), f32([2, 2], [1, 1, -3, 1]), f32([2], [0.5, 0])], {
      act: 'relu',
    });
    expect(numbers(y)).toEqual([3.5, 0]);
  });

  it.each(['i32', 'i64', 'u32', 'i8'] as const)(
    'of %s apply relu to the wrapped sum, and no other activation',
    (elem) => {
      const [x, w, b] = [tensor(elem, [1, 2], [1, 2]), tensor(elem, [2, 2], [1, 1, 0, 1]), tensor(elem, [2], [1, 0])];
      const minus = elem === 'u32' ? x : tensor(elem, [1, 2], [-1, -2]);
      const layer = (left: Tensor, act: string) => runOp('fully_connected', [left, w, b], { act });
      const positive = (values: readonly unknown[]) => values.map((value) => Math.max(Number(value), 0));
      const valuesOf = elem === 'i64' ? bigs : numbers;
      for (const left of [x, minus]) {
        expect(valuesOf(layer(left, 'relu')).map(Number)).toEqual(positive(valuesOf(layer(left, 'none'))));
        expect(() => layer(left, 'tanh')).toThrow(/activation tanh of integers/);
      }
      const product = runOp('matmul', [minus, tensor(elem, [2], [1, 1])], { act: 'relu' });
      expect(valuesOf(product).map(Number)).toEqual(elem === 'u32' ? [3] : [0]);
    },
  );

  it('matmul follows NumPy: vectors, batches, broadcasting', () => {
    expect(runOp('matmul', [f32([3], [1, 2, 3]), f32([3], [4, 5, 6])])[0]?.shape).toEqual([]);
    expect(numbers(runOp('matmul', [f32([3], [1, 2, 3]), f32([3], [4, 5, 6])]))).toEqual([32]);
    expect(numbers(runOp('matmul', [f32([2], [1, 2]), f32([2, 2], [1, 2, 3, 4])]))).toEqual([7, 10]);
    const y = runOp('matmul', [f32([2, 1, 1, 2], [1, 2, 3, 4]), f32([3, 2, 1], count(6))]);
    expect(y[0]?.shape).toEqual([2, 3, 1, 1]);
    expect(numbers(y)).toEqual([2, 8, 14, 4, 18, 32]);
    expect(bigs(runOp('matmul', [i64([1, 2], [2 ** 40, 1]), i64([2, 1], [2 ** 20, 1])]))).toEqual([2n ** 60n + 1n]);
    expect(runOp('matmul', [f32([2, 0], []), f32([0, 2], [])])[0]?.shape).toEqual([2, 2]);
  });

  it('tiles of every size agree with a plain sum', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 9 }),
        fc.integer({ min: 1, max: 9 }),
        fc.constantFrom(1, 3, 300),
        (m, n, k) => {
          const [a, b] = [f32([m, k], wave(m * k)), f32([n, k], wave(n * k, 0.61))];
          const y = numbers(runOp('fully_connected', [a, b]));
          const [x, w] = [numbersOf(a), numbersOf(b)];
          for (let i = 0; i < m; i++)
            for (let j = 0; j < n; j++) {
              let sum = 0;
              for (let d = 0; d < k; d++) sum += (x[i * k + d] ?? 0) * (w[j * k + d] ?? 0);
              expect(y[i * n + j]).toBe(Math.fround(sum));
            }
        },
      ),
      { numRuns: 25 },
    );
  });
});

describe('convolutions', () => {
  it('agree with the definition under stride, padding, dilation and groups', () => {
    const shapes = fc.record({
      stride: fc.integer({ min: 1, max: 3 }),
      pad: fc.integer({ min: 0, max: 2 }),
      dilation: fc.integer({ min: 1, max: 2 }),
      groups: fc.constantFrom(1, 2),
      kernel: fc.constantFrom(1, 2, 3),
      size: fc.integer({ min: 5, max: 9 }),
    });
    fc.assert(
      fc.property(shapes, ({ stride, pad, dilation, groups, kernel, size }) => {
        const x = f32([2, 4, size, size + 1], wave(8 * size * (size + 1)));
        const w = f32([6, 4 / groups, kernel, kernel], wave((24 / groups) * kernel * kernel, 0.53));
        const y = runOp('conv', [x, w], {
          strides: [stride, stride],
          pads: [pad, pad, pad, pad],
          dilations: [dilation, dilation],
          groups,
        });
        expect(numbers(y)).toEqual(plainConv(x, w, stride, pad, dilation, groups));
      }),
      { numRuns: 40 },
    );
  });

  it('work in one and three dimensions', () => {
    const one = runOp('conv', [f32([1, 1, 4], [1, 2, 3, 4]), f32([1, 1, 2], [1, 10]), f32([1], [0.5])], {
      strides: [1],
      pads: [0, 1],
      dilations: [1],
    });
    expect(numbers(one)).toEqual([21.5, 32.5, 43.5, 4.5]);
    const three = runOp('conv', [f32([1, 1, 2, 2, 2], count(8)), f32([1, 1, 2, 2, 2], new Array(8).fill(1))], {
      strides: [1, 1, 1],
      pads: [0, 0, 0, 0, 0, 0],
      dilations: [1, 1, 1],
    });
    expect(numbers(three)).toEqual([28]);
  });

  it('conv_transpose spreads every element', () => {
    const y = runOp('conv_transpose', [f32([1, 1, 2, 2], [1, 2, 3, 4]), f32([1, 1, 2, 2], [1, 1, 1, 1])], {
      strides: [2, 2],
      pads: [0, 0, 0, 0],
      dilations: [1, 1],
      output_padding: [0, 0],
    });
    expect(numbers(y)).toEqual([1, 1, 2, 2, 1, 1, 2, 2, 3, 3, 4, 4, 3, 3, 4, 4]);
    const cut = runOp('conv_transpose', [f32([1, 1, 3], [1, 2, 3]), f32([1, 1, 3], [1, 1, 1]), f32([1], [10])], {
      strides: [1],
      pads: [1, 1],
      dilations: [1],
      output_padding: [0],
    });
    expect(numbers(cut)).toEqual([13, 16, 15]);
  });
});

describe('pools', () => {
  const square = f32([1, 1, 3, 3], count(9));
  it('max_pool answers values and indices, in both orders', () => {
    const attrs = { kernel: [2, 2], strides: [1, 1], pads: [0, 0, 0, 0], dilations: [1, 1] };
    const [values, indices] = runOp('max_pool', [square], attrs);
    expect(values && numbers([values])).toEqual([4, 5, 7, 8]);
    expect(indices && bigs([indices])).toEqual([4n, 5n, 7n, 8n]);
    const [, column] = runOp('max_pool', [square], { ...attrs, column_major: true });
    expect(column && bigs([column])).toEqual([4n, 7n, 5n, 8n]);
  });

  it('padding never wins, NaN does', () => {
    const attrs = { kernel: [2], strides: [2], pads: [1, 0], dilations: [1] };
    const [values] = runOp('max_pool', [f32([1, 1, 3], [-5, -6, Number.NaN])], attrs);
    expect(values && numbers([values])).toEqual([-5, Number.NaN]);
  });

  it('average_pool divides by what it covers, or by the padded window', () => {
    const attrs = { kernel: [2, 2], strides: [2, 2], pads: [1, 1, 0, 0], dilations: [1, 1] };
    expect(numbers(runOp('average_pool', [square], attrs))).toEqual([0, 1.5, 4.5, 6]);
    expect(numbers(runOp('average_pool', [square], { ...attrs, count_include_pad: true }))).toEqual([0, 0.75, 2.25, 6]);
    const ceil = { kernel: [2], strides: [2], pads: [0, 0], dilations: [1], ceil_mode: true };
    expect(numbers(runOp('average_pool', [f32([1, 1, 3], [1, 2, 3])], ceil))).toEqual([1.5, 3]);
  });

  it('lp_pool', () => {
    const attrs = { kernel: [2], strides: [2], pads: [0, 0], dilations: [1] };
    expect(numbers(runOp('lp_pool', [f32([1, 1, 2], [3, -4])], attrs))).toEqual([5]);
    expect(numbers(runOp('lp_pool', [f32([1, 1, 2], [3, -4])], { ...attrs, p: 1 }))).toEqual([7]);
  });
});

describe('normalisations', () => {
  it('batch, instance, layer and group norm', () => {
    const x = f32([1, 2, 2], [1, 3, 2, 6]);
    const two = (a: number, b: number) => f32([2], [a, b]);
    const batch = runOp('batch_norm', [x, two(1, 2), two(0, 1), two(1, 2), two(4, 16)], { epsilon: 0 });
    expect(numbers(batch)).toEqual([0, 1, 1, 3]);
    const instance = runOp('instance_norm', [x, two(1, 2), two(0, 1)], { epsilon: 0 });
    expect(numbers(instance)).toEqual([-1, 1, -1, 3]);
    const layer = runOp('layer_norm', [x, two(1, 1)], { axis: -1, epsilon: 0 });
    expect(numbers(layer)).toEqual([-1, 1, -1, 1]);
    const group = runOp('group_norm', [f32([1, 2, 1], [1, 3]), two(1, 2), two(0, 1)], { groups: 1, epsilon: 0 });
    expect(numbers(group)).toEqual([-1, 3]);
  });

  it('lrn squares over neighbouring channels', () => {
    const y = runOp('lrn', [f32([1, 3, 1], [1, 2, 3])], { size: 3, alpha: 3, beta: 1, bias: 1 });
    expect(numbers(y)).toEqual([1 / 6, 2 / 15, 3 / 14].map(Math.fround));
  });

  it('softmax of bf16 rounds at every step of its function body', () => {
    // exp gives 1, 0.60546875 and 0.3671875; added up in bf16 that is 1.9765625, which 0.3671875 is 0.1857707 of.
    const y = runOp('softmax', [tensor('bf16', [3], [0, -0.5, -1])]);
    expect(numbers(y)).toEqual([0.5078125, 0.306640625, 0.185546875]);
  });

  it('softmax, log_softmax and hardmax along any axis', () => {
    const x = f32([2, 2], [0, 1000, 0, 0]);
    expect(numbers(runOp('softmax', [x], { axis: 1 }))).toEqual([0, 1, 0.5, 0.5]);
    expect(numbers(runOp('log_softmax', [x], { axis: 1 }))[0]).toBe(-1000);
    expect(numbers(runOp('hardmax', [x], { axis: 0 }))).toEqual([1, 1, 0, 0]);
  });
});

describe('resize', () => {
  const grid = f32([1, 1, 2, 2], [1, 2, 3, 4]);
  const attrs = (mode: string, coordinates: string, sizes: number[], more = {}) => ({
    scales: [],
    sizes,
    mode,
    coordinates,
    roi: [],
    ...more,
  });

  it('nearest picks, linear and cubic mix', () => {
    expect(
      numbers(runOp('resize', [grid], attrs('nearest', 'asymmetric', [1, 1, 2, 4], { nearest: 'floor' }))),
    ).toEqual([1, 1, 2, 2, 3, 3, 4, 4]);
    const linear = numbers(runOp('resize', [grid], attrs('linear', 'half_pixel', [1, 1, 4, 4])));
    expect(linear.slice(0, 4)).toEqual([1, 1.25, 1.75, 2]);
    const corners = numbers(runOp('resize', [grid], attrs('linear', 'align_corners', [1, 1, 3, 3])));
    expect(corners).toEqual([1, 1.5, 2, 2, 2.5, 3, 3, 3.5, 4]);
    const cubic = numbers(runOp('resize', [f32([1, 1, 1, 4], count(4))], attrs('cubic', 'half_pixel', [1, 1, 1, 8])));
    expect(cubic[3]).toBeCloseTo(1.296875, 6);
  });

  it('antialias widens the kernel when shrinking', () => {
    const x = f32([1, 1, 1, 4], [1, 2, 3, 4]);
    const y = numbers(runOp('resize', [x], attrs('linear', 'half_pixel', [1, 1, 1, 2], { antialias: true })));
    expect(y[0]).toBeCloseTo(1.625, 6);
    expect(y[1]).toBeCloseTo(3.375, 6);
  });

  it('crops with extrapolation outside', () => {
    const y = numbers(
      runOp(
        'resize',
        [f32([1, 1, 1, 3], [1, 2, 3])],
        attrs('linear', 'tf_crop_and_resize', [1, 1, 1, 3], { roi: [0, 0, 0, 0.5, 1, 1, 1, 1.5], extrapolation: 9 }),
      ),
    );
    expect(y).toEqual([2, 3, 9]);
  });
});

describe('recurrent layers', () => {
  it('rnn keeps state, stops at sequence lengths, and runs backwards', () => {
    const x = f32([3, 1, 1], [1, 2, 3]);
    const [w, r] = [f32([1, 1, 1], [1]), f32([1, 1, 1], [1])];
    const attrs = { direction: 'forward', hidden: 1, activations: ['Affine'], activation_alpha: [1], layout: 0 };
    const [y, last] = runOp('rnn', [x, w, r], attrs);
    expect(y && numbers([y])).toEqual([1, 3, 6]);
    expect(last && numbers([last])).toEqual([6]);
    const [back] = runOp('rnn', [x, w, r], { ...attrs, direction: 'reverse' });
    expect(back && numbers([back])).toEqual([6, 5, 3]);
    const [short, shortLast] = runOp('rnn', [x, w, r, undefined, tensor('i32', [1], [2])], attrs);
    expect(short && numbers([short])).toEqual([1, 3, 0]);
    expect(shortLast && numbers([shortLast])).toEqual([3]);
  });

  it('refuse activations they do not know', () => {
    const one = f32([1, 1, 1], [1]);
    const run = (activation: string) => runOp('rnn', [one, one, one], { hidden: 1, activations: [activation] });
    expect(() => run('Swish')).toThrow('interpreter/unsupported');
    expect(numbers(run('relu'))).toEqual([1]);
  });

  it('lstm and gru follow their gates', () => {
    const x = f32([1, 1, 1], [1]);
    const sigmoid = (v: number) => 1 / (1 + Math.exp(-v));
    const lstm = runOp('lstm', [x, f32([1, 4, 1], [1, 2, 3, 4]), f32([1, 4, 1], [0, 0, 0, 0])], { hidden: 1 });
    const c = sigmoid(1) * Math.tanh(4);
    expect(numbers(lstm)[0]).toBeCloseTo(sigmoid(2) * Math.tanh(c), 6);
    expect(numbers(lstm.slice(2))[0]).toBeCloseTo(c, 6);
    const h0 = f32([1, 1, 1], [0.5]);
    const gru = (linear: boolean) =>
      numbers(
        runOp(
          'gru',
          [x, f32([1, 3, 1], [1, 2, 3]), f32([1, 3, 1], [1, 1, 1]), f32([1, 6], [0, 0, 0, 0, 0, 2]), undefined, h0],
          { hidden: 1, linear_before_reset: linear },
        ),
      )[0];
    const [z, reset] = [sigmoid(1.5), sigmoid(2.5)];
    const expected = (candidate: number) => (1 - z) * candidate + z * 0.5;
    expect(gru(false)).toBeCloseTo(expected(Math.tanh(3 + reset * 0.5 + 2)), 6);
    expect(gru(true)).toBeCloseTo(expected(Math.tanh(3 + reset * (0.5 + 2))), 6);
  });
});

describe('non_max_suppression', () => {
  it('keeps the best of overlapping boxes in each class', () => {
    const boxes = f32([1, 3, 4], [0, 0, 1, 1, 1, 1.05, 0, 0.05, 0, 2, 1, 3]);
    const scores = f32([1, 1, 3], [0.8, 0.9, 0.3]);
    const y = runOp('non_max_suppression', [boxes, scores, i64([], [10]), f32([], [0.5]), f32([], [0.1])]);
    expect(bigs(y)).toEqual([0n, 0n, 1n, 0n, 0n, 2n]);
    expect(runOp('non_max_suppression', [boxes, scores])[0]?.shape).toEqual([0, 3]);
  });
});
