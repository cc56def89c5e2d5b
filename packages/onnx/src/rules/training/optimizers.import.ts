// One step of training, as ai.onnx.preview.training defines it: any number of tensors, each with its gradient and state.

import { build, type Value } from '@afterglow/ir';
import type { ImportBuilder } from '../../import/import-builder.js';
import { importRule } from '../../import/import-rule.js';
import type { NodeReader } from '../../import/node-reader.js';

/** What a step makes of one tensor: its new value, and its new state. */
type Update = readonly Value[];

/** Arithmetic in the type of the tensors; numbers are attributes. */
class Arithmetic {
  readonly b: ImportBuilder;
  readonly n: NodeReader;

  constructor(n: NodeReader, b: ImportBuilder) {
    this.n = n;
    this.b = b;
  }

  number(value: number): Value {
    return this.b.scalar(this.n.elem(2), value);
  }

  scale(x: Value, factor: number): Value {
    return factor === 1 ? x : build.mul(this.b, x, this.number(factor));
  }

  /** a · x + b · y. */
  blend(a: number, x: Value, b: number, y: Value): Value {
    return build.add(this.b, this.scale(x, a), this.scale(y, b));
  }

  /** The gradient of a loss that has 0.5 · norm_coefficient · |x|² more. */
  regularized(x: Value, gradient: Value): Value {
    const norm = this.n.float('norm_coefficient');
    return norm === 0 ? gradient : this.blend(norm, x, 1, gradient);
  }

  /** √x + epsilon. */
  root(x: Value): Value {
    return build.add(this.b, build.sqrt(this.b, x), this.number(this.n.float('epsilon')));
  }
}

/** The learning rate or the count as a scalar, in double precision. */
function scalarInput(n: NodeReader, b: ImportBuilder, index: number): Value {
  return b.cast(b.reshape(n.in(index), []), 'f64');
}

/** Operands from 2 on come in groups: all tensors, all gradients, all first states, … Results likewise, without gradients. */
function eachTensor(
  n: NodeReader,
  groups: number,
  update: (x: Value, gradient: Value, state: (k: number) => Value) => Update,
): readonly Value[] {
  const operands = n.inputCount - 2;
  const count = operands / groups;
  if (!Number.isInteger(count)) n.invalid(`${operands} tensors do not divide into ${groups} groups`);
  const updates = Array.from({ length: count }, (_, i) => {
    const of = (group: number) => n.in(2 + group * count + i);
    return update(of(0), of(1), (k) => of(2 + k));
  });
  return Array.from({ length: groups - 1 }, (_, k) => updates.flatMap((made) => made[k] ?? [])).flat();
}

export const adagrad = importRule('ai.onnx.preview.training', 'Adagrad', {
  '1-': (n, b) => {
    const m = new Arithmetic(n, b);
    const decay = build.mul(b, scalarInput(n, b, 1), b.scalar('f64', n.float('decay_factor')));
    const rate = build.div(b, scalarInput(n, b, 0), build.add(b, decay, b.scalar('f64', 1)));
    return eachTensor(n, 3, (x, gradient, state) => {
      const g = m.regularized(x, gradient);
      const sum = build.add(b, state(0), build.mul(b, g, g));
      const step = build.div(b, build.mul(b, b.cast(rate, n.elem(2)), g), m.root(sum));
      return [build.sub(b, x, step), sum];
    });
  },
});

export const adam = importRule('ai.onnx.preview.training', 'Adam', {
  '1-': (n, b) => {
    const m = new Arithmetic(n, b);
    const [alpha, beta, after] = [n.float('alpha'), n.float('beta'), n.float('norm_coefficient_post')];
    const [rate, count] = [scalarInput(n, b, 0), scalarInput(n, b, 1)];
    const one = b.scalar('f64', 1);
    const rest = (factor: number) => build.sub(b, one, build.pow(b, b.scalar('f64', factor), count));
    const corrected = build.div(b, build.mul(b, rate, build.sqrt(b, rest(beta))), rest(alpha));
    const isLater = build.greater(b, count, b.scalar('f64', 0));
    const adjusted = b.cast(build.where(b, isLater, corrected, rate), n.elem(2));
    return eachTensor(n, 4, (x, gradient, state) => {
      const g = m.regularized(x, gradient);
      const mean = m.blend(alpha, state(0), 1 - alpha, g);
      const squares = m.blend(beta, state(1), 1 - beta, build.mul(b, g, g));
      const step = build.div(b, build.mul(b, adjusted, mean), m.root(squares));
      return [m.scale(build.sub(b, x, step), 1 - after), mean, squares];
    });
  },
});

export const momentum = importRule('ai.onnx.preview.training', 'Momentum', {
  '1-': (n, b) => {
    const m = new Arithmetic(n, b);
    const isNesterov = n.word('mode', { standard: false, nesterov: true });
    const alpha = n.float('alpha');
    const rate = b.cast(scalarInput(n, b, 0), n.elem(2));
    const isLater = build.greater(b, scalarInput(n, b, 1), b.scalar('f64', 0));
    const share = build.where(b, isLater, m.number(n.float('beta')), m.number(1));
    return eachTensor(n, 3, (x, gradient, state) => {
      const g = m.regularized(x, gradient);
      const mean = build.add(b, m.scale(state(0), alpha), build.mul(b, share, g));
      const direction = isNesterov ? m.blend(1, g, alpha, mean) : mean;
      return [build.sub(b, x, build.mul(b, rate, direction)), mean];
    });
  },
});
