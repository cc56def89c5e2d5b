// Ops that the card takes apart while sizes are open: the sizes themselves are data, or say how many steps, places or elements there are.

import { dim, type ElementType, splatTensor, tensorFromNumbers } from '@afterglow/core';
import { type Attrs, type Builder, tensorType, type Value } from '@afterglow/ir';
import { describe } from 'vitest';
import { agreesTakenApart, type MakeInput, smallNumbers } from './card-agreement.js';

const N = dim.symbol('N');
const ROUGH = { rtol: 2e-2, atol: 2e-2 };
const ROUNDED = { rtol: 1e-4, atol: 1e-4 };
const HIDDEN = { hidden: 4 };

type Shape = readonly (number | typeof N)[];

/** Results of an op on inputs of these shapes. */
function results(op: string, shapes: readonly (Shape | undefined)[], attrs: Attrs = {}, elem: ElementType = 'f32') {
  return (b: Builder) => {
    const operands = shapes.map((shape, i) => {
      if (!shape) return undefined;
      // Lengths of sequences are the only integers.
      const isLengths = shape.length === 1;
      return b.param(isLengths ? 'lengths' : `x${i}`, tensorType(isLengths ? 'i32' : elem, shape));
    });
    return b.add(op, operands, attrs).results;
  };
}

/** Lengths from none to all of the steps. */
const withLengths: MakeInput = (random, elem, shape, name) =>
  name === 'lengths' ? tensorFromNumbers('i32', shape, [3, 1]) : smallNumbers(random, elem, shape, name);

describe('ops with open sizes', () => {
  const x: Shape = [dim.mul(N, 2), 3, dim.add(N, 1)];
  agreesTakenApart('shape_of', results('shape_of', [x]));
  agreesTakenApart('shape_of, some', results('shape_of', [x], { start: -2, end: 9 }));
  agreesTakenApart('splat', (b) => {
    const given = b.param('x', tensorType('f16', [N, 3]));
    const value = b.value('splat', [], { shape: [3, N, 2], value: -0.75, elem: 'f16' });
    return [b.value('identity', [given]), value];
  });

  for (const elem of ['i64', 'f16'] as const) {
    agreesTakenApart(`range of ${elem}`, (b) => {
      const sizes = b.value('shape_of', [b.param('x', tensorType('f32', [N]))]);
      const count = b.value('cast', [b.value('reshape', [sizes], { shape: [] })], { to: elem });
      const [start, delta] = [2, 3].map((value) => b.constant(`c${value}`, splatTensor(elem, [], value)));
      // 2, 5, … below 2 + 3n.
      const limit = b.value('add', [b.value('mul', [count, delta as Value]), start as Value]);
      return b.add('range', [start, limit, delta], {}, { types: [tensorType(elem, [N])] }).results;
    });
  }

  // 1 or N, and the other way round: which operand is repeated changes from run to run.
  const odd = dim.add(1, dim.mul(dim.sub(N, 1), dim.mod(N, 2)));
  const even = dim.add(1, dim.mul(dim.sub(N, 1), dim.sub(1, dim.mod(N, 2))));
  for (const [name, shapes] of Object.entries({
    'add of open sizes': [
      [odd, N],
      [even, 1],
    ],
    'sub along two axes': [
      [odd, 3, even],
      [N, 1, N],
    ],
    'mul by a column': [
      [5, odd, 4],
      [N, 1],
    ],
  })) {
    agreesTakenApart(name, results(name.split(' ')[0] ?? '', shapes as Shape[]));
  }
  // N again, in a form that is not seen to be.
  const again = dim.add(dim.mul(2, dim.floorDiv(N, 2)), dim.mod(N, 2));
  agreesTakenApart('assume_shape', (b) => {
    const x = b.param('x', tensorType('f32', [N, 3]));
    return [b.value('relu', [b.value('assume_shape', [x], { shape: [again, 3] })])];
  });
  // The slope is as long as x, or one; its size is no part of the result's.
  agreesTakenApart(
    'prelu of an open slope',
    results('prelu', [
      [N, 3],
      [odd, 1],
    ]),
  );
  agreesTakenApart('where of open sizes', (b) => {
    const less = b.value('less', [
      b.param('x', tensorType('f32', [odd, 2])),
      b.param('y', tensorType('f32', [even, 1])),
    ]);
    return b.add('where', [less, b.param('p', tensorType('f16', [N, 2])), b.param('q', tensorType('f16', [even, 2]))])
      .results;
  });
  agreesTakenApart(
    'matmul of open batches',
    results('matmul', [
      [odd, even, 3, 4],
      [N, 4, 5],
    ]),
  );
  agreesTakenApart('expand of an open size', (b) => {
    const x = b.param('x', tensorType('i64', [odd, 3, 1, N]));
    return [b.value('expand', [x], { shape: [N, 1, 7, N] })];
  });

  // Positions are compared with one another, as many as there may be.
  const [queries, keys]: [Shape, Shape] = [
    [2, 4, N, 3],
    [2, 2, dim.add(N, 2), 3],
  ];
  const windows: readonly Attrs[] = [
    { right: 0 },
    { right: 0, left: 2, offset: 2 },
    { right: 1, offset: dim.sub(N, 1) },
  ];
  for (const window of windows) {
    const name = `attention within ${Object.keys(window).join(', ')}${typeof window['offset'] === 'object' ? ', open' : ''}`;
    agreesTakenApart(name, results('attention', [queries, keys, keys], window), smallNumbers, ROUNDED);
  }
  agreesTakenApart('trilu', results('trilu', [[2, N, dim.add(N, 2)]], { upper: false }));
  const line: Shape = [2, dim.add(N, 2), 3];
  agreesTakenApart('arg_max along N + 2', results('arg_max', [line], { axis: 1, keepdims: false }));
  agreesTakenApart('arg_min, the last', results('arg_min', [line], { axis: 1, select_last_index: true }));
  agreesTakenApart('hardmax', results('hardmax', [line], { axis: 1 }));
  agreesTakenApart('top_k of N + 2', (b) => {
    const count = b.constant('k', tensorFromNumbers('i64', [1], [2]));
    const operands = [b.param('x', tensorType('f32', line)), count];
    const types = [tensorType('f32', [2, 2, 3]), tensorType('i64', [2, 2, 3])];
    return b.add('top_k', operands, { axis: 1 }, { types }).results;
  });
  for (const elem of ['f32', 'i64'] as const) {
    agreesTakenApart(`top_k of ${elem}, all but one of N + 2`, (b) => {
      const shape: Shape = [2, dim.add(N, 2)];
      const x = b.param('x', tensorType(elem, shape));
      const size = b.value('shape_of', [x], { start: 1 });
      const k = b.value('sub', [size, b.constant('one', tensorFromNumbers('i64', [1], [1]))]);
      const kept: Shape = [2, dim.add(N, 1)];
      const types = [tensorType(elem, kept), tensorType('i64', kept)];
      return b.add('top_k', [x, k], { largest: elem === 'f32' }, { types }).results;
    });
  }
  agreesTakenApart('one_hot of open depth', (b) => {
    const x = b.param('x', tensorType('f32', [dim.add(N, 1)]));
    const depth = b.value('reshape', [b.value('shape_of', [x])], { shape: [] });
    const indices = b.param('indices', tensorType('i64', [2, N]));
    const values = b.constant('values', tensorFromNumbers('f32', [2], [-1, 3]));
    const types = [tensorType('f32', [2, dim.add(N, 1), N])];
    return b.add('one_hot', [indices, depth, values], { axis: 1 }, { types }).results;
  });

  const forms: readonly Attrs[] = [{}, { exclusive: true }, { reverse: true }, { reverse: true, exclusive: true }];
  for (const attrs of forms) {
    const form = Object.keys(attrs).join(', ');
    for (const [op, elem] of [
      ['cumsum', 'f32'],
      ['cumprod', 'i32'],
    ] as const) {
      agreesTakenApart(`${op} of ${elem} along N ${form}`, (b) => {
        const axis = b.constant('axis', tensorFromNumbers('i64', [], [-2]));
        return b.value(op, [b.param('x', tensorType(elem, [2, N, 3])), axis], attrs);
      });
    }
  }
  agreesTakenApart('cumsum along 3 N + 1, the only axis', (b) => {
    const x = b.param('x', tensorType('i64', [dim.add(dim.mul(N, 3), 1)]));
    return b.value('cumsum', [
      x,
      b.value('sub', [b.constant('a', splatTensor('i64', [], 1)), b.constant('b', splatTensor('i64', [], 2))]),
    ]);
  });

  for (const op of ['reduce_sum', 'reduce_prod', 'reduce_max', 'reduce_min']) {
    for (const elem of ['i32', 'i64', 'u8'] as const) {
      const lines: Shape = [N, 2, dim.add(N, 1)];
      agreesTakenApart(`${op} of ${elem}`, results(op, [lines], { axes: [0, 2], keepdims: false }, elem));
    }
    agreesTakenApart(`${op} of i32, all`, results(op, [[3, N]], { keepdims: true }, 'i32'));
  }

  const toMultiple = dim.sub(dim.mul(4, dim.ceilDiv(N, 4)), N);
  for (const mode of ['constant', 'edge']) {
    agreesTakenApart(
      `pad to a multiple, ${mode}`,
      results('pad', [[2, dim.add(N, 1)]], { axes: [1], pads: [toMultiple, N], mode }),
    );
  }
  agreesTakenApart('pad that shifts', results('pad', [[N, 3]], { axes: [0], pads: [1, -1] }));
  agreesTakenApart(
    'pad that mirrors',
    results('pad', [[2, dim.add(N, 2)]], { axes: [1], pads: [1, 1], mode: 'reflect' }),
  );

  // As many steps as there may be are written, whatever there are.
  const [w, r, bias]: [Shape, Shape, Shape] = [
    [1, 16, 5],
    [1, 16, 4],
    [1, 32],
  ];
  agreesTakenApart('lstm of N steps', results('lstm', [[N, 2, 5], w, r, bias], HIDDEN), smallNumbers, ROUNDED);
  agreesTakenApart('lstm of N sequences', results('lstm', [[3, N, 5], w, r], HIDDEN), smallNumbers, ROUNDED);
  agreesTakenApart(
    'lstm backwards over N + 2 steps of N sequences, batch first',
    results('lstm', [[N, dim.add(N, 2), 5], w, r], { ...HIDDEN, layout: 1, direction: 'reverse' }),
    smallNumbers,
    ROUNDED,
  );
  const both: readonly Shape[] = [
    [dim.add(N, 3), 2, 5],
    [2, 12, 5],
    [2, 12, 4],
    [2, 24],
  ];
  agreesTakenApart(
    'gru both ways, sequences of their own lengths',
    results('gru', [...both, [2]], { ...HIDDEN, direction: 'bidirectional' }),
    withLengths,
    ROUNDED,
  );
  agreesTakenApart(
    'gru both ways',
    results('gru', both, { ...HIDDEN, direction: 'bidirectional' }),
    undefined,
    ROUNDED,
  );
  agreesTakenApart(
    'rnn of halves',
    results(
      'rnn',
      [
        [N, 2, 5],
        [1, 4, 5],
        [1, 4, 4],
      ],
      HIDDEN,
      'f16',
    ),
    smallNumbers,
    ROUGH,
  );

  const image: Shape = [2, 1, dim.add(N, 1), 3];
  const [height, twice] = [dim.add(N, 1), dim.add(dim.mul(N, 2), 2)];
  agreesTakenApart('resize by two', results('resize', [image], { sizes: [2, 1, twice, 6] }));
  agreesTakenApart(
    'resize by repeating',
    results('resize', [image], { sizes: [2, 1, twice, 3], scales: [1, 1, 2, 1] }),
  );
  for (const coordinates of [
    'half_pixel',
    'align_corners',
    'asymmetric',
    'pytorch_half_pixel',
    'half_pixel_symmetric',
  ]) {
    const sizes = [2, 1, dim.add(N, 4), dim.add(height, 1)];
    const attrs = { sizes, coordinates };
    agreesTakenApart(
      `resize to open sizes, linear, ${coordinates}`,
      results('resize', [image], { ...attrs, mode: 'linear' }),
    );
    agreesTakenApart(
      `resize to open sizes, cubic, ${coordinates}`,
      results('resize', [image], { ...attrs, mode: 'cubic' }),
      undefined,
      ROUNDED,
    );
  }
  agreesTakenApart(
    'resize by a fraction',
    results('resize', [image], {
      sizes: [2, 1, dim.floorDiv(dim.mul(height, 3), 2), 3],
      scales: [1, 1, 1.5, 1],
      mode: 'linear',
    }),
  );
  agreesTakenApart(
    'conv_transpose of open images',
    results(
      'conv_transpose',
      [
        [1, 2, N, dim.add(N, 1)],
        [2, 3, 3, 3],
      ],
      {
        strides: [2, 3],
        pads: [1, 0, 1, 0],
        dilations: [1, 1],
        output_padding: [1, 0],
      },
    ),
  );
});
