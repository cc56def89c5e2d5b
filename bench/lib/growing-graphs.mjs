// Graphs of any size for measuring how the cost of passes grows: each builds about `nodes` nodes of one kind of network.

import { splatTensor } from '@afterglow/core';
import { Builder, createFunc, createModule, ops, setResultNames, tensorType } from '@afterglow/ir';

const F32 = (...shape) => tensorType('f32', shape);

function graph(shape, grow) {
  const module = createModule('grown');
  const func = createFunc(module, 'main');
  const builder = new Builder(func.body, { registry: ops });
  let count = 0;
  const add = (op, operands, attrs = {}) => {
    count++;
    return builder.tryAdd(op, operands, attrs).results[0];
  };
  const constant = (name, size, value) => builder.constant(name, splatTensor('f32', size, value));
  const result = grow({ x: builder.param('x', F32(...shape)), add, constant, count: () => count });
  builder.results([result]);
  setResultNames(func, [result.name]);
  return module;
}

/** One node after the other, with something to simplify now and then. */
const chain = (nodes) =>
  graph([4, 16], ({ x, add, constant, count }) => {
    const one = constant('one', [], 1);
    const bias = constant('bias', [16], 0.25);
    for (let i = 0, y = x; ; i++) {
      if (count() >= nodes) return y;
      if (i % 5 === 0) y = add('mul', [y, one]);
      else if (i % 5 === 1) y = add('add', [y, bias]);
      else if (i % 5 === 2) y = add('relu', [y]);
      else if (i % 5 === 3) y = add('transpose', [add('transpose', [y], { perm: [1, 0] })], { perm: [1, 0] });
      else y = add('tanh', [y]);
    }
  });

/** Blocks of two layers around which the value goes as well. */
const residual = (nodes) =>
  graph([4, 16], ({ x, add, constant, count }) => {
    const w = constant('w', [16, 16], 0.01);
    const b = constant('b', [16], 0.5);
    let y = x;
    while (count() < nodes) {
      const inner = add('relu', [add('add', [add('matmul', [y, w]), b])]);
      y = add('relu', [add('add', [y, add('add', [add('matmul', [inner, w]), b])])]);
    }
    return y;
  });

/** Many branches from one value, each its own, into one concatenation. */
const wide = (nodes) =>
  graph([4, 16], ({ x, add, constant, count }) => {
    const parts = [];
    while (count() < nodes) {
      const k = parts.length % 16;
      const part = add('slice', [x], { starts: [k], ends: [k + 1], axes: [1], steps: [1] });
      const own = constant(`own.${parts.length}`, [], 1 + parts.length);
      parts.push(add('identity', [add('relu', [add('mul', [part, own])])]));
    }
    return add('concat', parts, { axis: 1 });
  });

/** Encoder layers as exporters write them: norms and GELU spread over many nodes. */
const transformer = (nodes) =>
  graph([2, 8, 16], ({ x, add, constant, count }) => {
    const w = constant('w', [16, 16], 0.01);
    const scalar = (name, value) => constant(name, [], value);
    const [two, eps, half, root, one] = ['two', 'eps', 'half', 'root', 'one'].map((name, i) =>
      scalar(name, [2, 1e-5, 0.5, Math.SQRT2, 1][i]),
    );
    const gain = constant('gain', [16], 1.5);
    const bias = constant('bias', [16], 0.5);
    const norm = (y) => {
      const mean = (v) => add('reduce_mean', [v], { axes: [2], keepdims: true });
      const centred = add('sub', [y, mean(y)]);
      const deviation = add('sqrt', [add('add', [mean(add('pow', [centred, two])), eps])]);
      return add('add', [add('mul', [add('div', [centred, deviation]), gain]), bias]);
    };
    const linear = (y) => add('add', [add('matmul', [y, w]), bias]);
    const heads = (y) => add('transpose', [add('reshape', [y], { shape: [2, 8, 4, 4] })], { perm: [0, 2, 1, 3] });
    let y = x;
    while (count() < nodes) {
      const z = norm(y);
      const keys = add('transpose', [heads(linear(z))], { perm: [0, 1, 3, 2] });
      const scores = add('div', [add('matmul', [heads(linear(z)), keys]), two]);
      const mixed = add('matmul', [add('softmax', [scores], { axis: -1 }), heads(linear(z))]);
      const joined = add('reshape', [add('transpose', [mixed], { perm: [0, 2, 1, 3] })], { shape: [2, 8, 16] });
      y = add('add', [y, linear(joined)]);
      const h = linear(norm(y));
      const gelu = add('mul', [add('mul', [h, half]), add('add', [add('erf', [add('div', [h, root])]), one])]);
      y = add('add', [y, linear(gelu)]);
    }
    return y;
  });

export const GRAPHS = { chain, residual, wide, transformer };
