// Small files that ask for much: functions that call each other twice at every level, sizes that double or multiply at
// every node, bodies nested deep, loops without end, names and lists without end.

import { tensorFromNumbers } from '@afterglow/core';
import { type FunctionSpec, GraphBuilder, writeModel } from '@afterglow/onnx/testing';
import type { Random } from '../random.js';
import type { Hostile, Mutation } from './mutation.js';

const longs = (values: readonly number[]) => tensorFromNumbers('i64', [values.length], values);
const model = (g: GraphBuilder, functions: readonly FunctionSpec[] = []): Hostile => ({
  bytes: writeModel(g, { opsets: { local: 1 }, functions }).bytes,
  files: [],
});

function functions(random: Random): Hostile {
  const [depth, width] = [2 + random.int(40), 1 + random.int(4)];
  const specs = Array.from({ length: depth }, (_, level): FunctionSpec => {
    const body = new GraphBuilder({ opset: 13 });
    for (let i = 0; i < width; i++) {
      const [from, to] = [i === 0 ? 'a' : `t${i}`, i === width - 1 ? 'b' : `t${i + 1}`];
      if (level === depth - 1) body.node(random.pick(['Relu', 'Identity']), [from], {}, { outputs: [to] });
      else body.node(`F${level + 1}`, [from], {}, { domain: 'local', outputs: [to] });
    }
    return { domain: 'local', name: `F${level}`, inputs: ['a'], outputs: ['b'], body };
  });
  const g = new GraphBuilder({ opset: 13 });
  g.node('F0', [g.input('x', 'f32', [2])], {}, { domain: 'local', outputs: ['y'] });
  return model(g.output('y', 'f32'), specs);
}

/** Sizes grow at every node, by numbers or as expressions over the symbols of the inputs. */
function growth(random: Random): Hostile {
  const g = new GraphBuilder({ opset: 13 });
  const names = Array.from({ length: 1 + random.int(12) }, (_, i) =>
    g.input(`x${i}`, 'f32', [random.chance(0.8) ? `n${i}` : 3, 2]),
  );
  let value = g.node('Concat', names, { axis: 0 }, { outputs: ['start'] });
  for (let i = 0; i < 4 + random.int(60); i++) {
    const outputs = [`v${i}`];
    switch (random.int(5)) {
      case 0:
        value = g.node('Concat', [value, value], { axis: random.int(2) }, { outputs });
        break;
      case 1:
        value = g.node('MatMul', [value, g.node('Transpose', [value], { perm: [1, 0] })], {}, { outputs });
        break;
      case 2:
        value = g.node(
          'Reshape',
          [
            value,
            g.initializer(
              `s${i}`,
              longs(
                random.pick([
                  [-1, 2],
                  [2, -1],
                  [-1, 1],
                  [-1, 6],
                ]),
              ),
            ),
          ],
          {},
          { outputs },
        );
        break;
      case 3:
        value = g.node(
          'Tile',
          [value, g.initializer(`r${i}`, longs([random.int(4), random.pick([1, 1000])]))],
          {},
          { outputs },
        );
        break;
      default:
        value = g.node(
          'Slice',
          [
            value,
            g.initializer(`a${i}`, longs([1])),
            g.initializer(`b${i}`, longs([-1])),
            g.initializer(`c${i}`, longs([0])),
            g.initializer(`d${i}`, longs([2])),
          ],
          {},
          { outputs },
        );
    }
  }
  return model(g.output(value, 'f32'));
}

function huge(random: Random): Hostile {
  const g = new GraphBuilder({ opset: 13 });
  const size = random.pick([2 ** 20, 2 ** 28, 2 ** 31, 2 ** 32, 2 ** 40]);
  g.initializer('one', tensorFromNumbers('f32', [1], [1]));
  g.initializer('shape', longs(random.pick([[size], [size, 2], [2 ** 16, 2 ** 16]])));
  const wide = random.chance(0.5) ? g.node('Expand', ['one', 'shape']) : g.node('ConstantOfShape', ['shape']);
  const y = g.node(
    random.pick(['Neg', 'Relu', 'NonZero', 'Softmax', 'ReduceSum', 'Cast', 'Unique', 'CumSum']),
    [wide],
    {},
  );
  return model(g.output(y, 'f32'));
}

function endless(random: Random): Hostile {
  const body = new GraphBuilder({ opset: 13 });
  body.input('i', 'i64', []);
  body.input('go', 'bool', []);
  body.input('s', 'f32', [2]);
  body.node('Add', ['s', 's'], {}, { outputs: ['next'] });
  body.node('Identity', ['go'], {}, { outputs: ['on'] });
  body.output('on', 'bool').output('next', 'f32').output('next', 'f32');
  const g = new GraphBuilder({ opset: 13 });
  g.initializer('trips', tensorFromNumbers('i64', [], [random.pick([2, 1000, 2 ** 31, 2 ** 52])]));
  g.initializer('true', tensorFromNumbers('bool', [], [1]));
  g.nodeOutputs(
    'Loop',
    [random.chance(0.5) ? 'trips' : '', 'true', g.input('x', 'f32', [2])],
    { body },
    { outputs: ['a', 'b'] },
  );
  return model(g.output('a', 'f32').output('b', 'f32'));
}

function nesting(random: Random): Hostile {
  const depth = random.pick([3, 10, 20, 30, 60]);
  const wrap = (level: number): GraphBuilder => {
    const g = new GraphBuilder({ name: `level${level}`, opset: 13 });
    if (level === depth) g.node('Relu', ['x'], {}, { outputs: [`y${level}`] });
    else {
      const then_branch = wrap(level + 1);
      const else_branch = new GraphBuilder({ opset: 13 });
      else_branch.node('Neg', ['x'], {}, { outputs: [`e${level}`] });
      else_branch.output(`e${level}`, 'f32');
      g.node('If', ['flag'], { then_branch, else_branch }, { outputs: [`y${level}`] });
    }
    return g.output(`y${level}`, 'f32');
  };
  const g = wrap(0);
  g.input('x', 'f32', ['n']);
  g.input('flag', 'bool', []);
  return model(g);
}

function lists(random: Random): Hostile {
  const g = new GraphBuilder({ opset: 13 });
  const x = g.input(
    'x',
    'f32',
    Array.from({ length: random.pick([1, 30, 300]) }, () => 1),
  );
  const count = random.pick([10, 1000, 5000]);
  const many = Array.from({ length: count }, () => x);
  const ints = Array.from({ length: count }, (_, i) => i % 3);
  const y = random.pick([
    () => g.node('Concat', many, { axis: 0 }),
    () => g.node('Sum', many),
    () => g.node('Einsum', [x], { equation: `${'i'.repeat(count)}->${'j'.repeat(count)}` }),
    () => g.node('Transpose', [x], { perm: ints }),
    () => g.node('Conv', [x, x], { pads: ints }),
    () => g.node('n'.repeat(count * 10), [x]),
    () => g.node('Reshape', [x, g.initializer('s', longs(Array.from({ length: count }, () => 1)))]),
  ])();
  return model(g.output(y, 'f32'));
}

export const makeBombs: Mutation = (_, random) =>
  random.pick([functions, growth, growth, huge, endless, nesting, lists])(random);
