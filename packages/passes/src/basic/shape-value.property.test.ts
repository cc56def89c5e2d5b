// Whatever the shape-value analysis claims must be what the interpreter computes, for random shape arithmetic and sizes.

import { interpret } from '@afterglow/backend-interpreter';
import {
  type Dim,
  dim,
  type HostValue,
  integersOf,
  isTensorValue,
  splatTensor,
  tensorFromArray,
} from '@afterglow/core';
import {
  Builder,
  createFunc,
  createModule,
  type Func,
  ops,
  printModule,
  setRange,
  setResultNames,
  shapeGridOf,
  tensorType,
  type Value,
} from '@afterglow/ir';
import fc from 'fast-check';
import { expect, it } from 'vitest';

interface Step {
  readonly what: number;
  readonly first: number;
  readonly second: number;
  readonly detail: number;
}

const BINARY = ['add', 'sub', 'mul', 'div', 'mod', 'maximum', 'minimum', 'less', 'equal', 'greater_equal'];
const RANGES = { N: { lo: 1, hi: 64 }, H: { lo: 0, hi: 30 } };

function isIntegral(value: Value): boolean {
  return value.type.kind === 'tensor' && (value.type.elem === 'i64' || value.type.elem === 'i32');
}

/** A function from x : f32[N, 3, H] whose values are shape arithmetic of all kinds. */
function grow(steps: readonly Step[]): Func {
  const module = createModule('shapes');
  const func = createFunc(module, 'main');
  for (const [symbol, range] of Object.entries(RANGES)) setRange(func, symbol, range);
  const builder = new Builder(func.body, { registry: ops });
  const x = builder.param('x', tensorType('f32', [dim.symbol('N'), 3, dim.symbol('H')]));
  const integer = (value: bigint) => builder.constant(`i${value}`, tensorFromArray('i64', [], BigInt64Array.of(value)));
  const shape = builder.value('shape_of', [x]);
  const values = [
    shape,
    ...[0n, 1n, 2n, -1n].map((i) => builder.value('gather', [shape, integer(i)])),
    integer(7n),
    integer(2n),
  ];
  for (const { what, first, second, detail } of steps) {
    const a = values[first % values.length] as Value;
    const b = values[second % values.length] as Value;
    const add = (op: string, operands: readonly Value[], attrs = {}) => {
      const node = builder.tryAdd(op, operands, attrs);
      if (!('results' in node)) return undefined;
      values.push(...node.results);
      return node.results[0];
    };
    const rank = a.type.kind === 'tensor' ? a.type.shape.length : 0;
    switch (what % 11) {
      case 0:
      case 1:
      case 2:
        add(
          BINARY[detail % BINARY.length] ?? 'add',
          [a, b],
          detail % 3 === 0 && BINARY[detail % BINARY.length] === 'mod' ? { fmod: true } : {},
        );
        break;
      case 3:
        add(['neg', 'abs', 'identity'][detail % 3] ?? 'neg', [a]);
        break;
      case 4:
        add('concat', [a, b], { axis: 0 });
        break;
      case 5:
        add('unsqueeze', [a], { axes: [rank === 0 ? 0 : detail % (rank + 1)] });
        break;
      case 6: {
        const float = isIntegral(a) ? builder.value('cast', [a], { to: detail % 2 ? 'f32' : 'f16' }) : undefined;
        const elem = float?.type.kind === 'tensor' ? float.type.elem : 'f32';
        const factor = builder.constant('factor', splatTensor(elem, [], [0.5, 2, 3, 0.1, 1.5][second % 5] ?? 1));
        const scaled = float && builder.value(first % 2 ? 'mul' : 'div', [float, factor]);
        const round = scaled && builder.value(detail % 3 === 0 ? 'ceil' : 'floor', [scaled]);
        if (scaled && round) add('cast', [detail % 5 === 0 ? scaled : round], { to: 'i64' });
        break;
      }
      case 7:
        add('cast', [a], { to: ['i32', 'i64', 'bool', 'u8'][detail % 4] });
        break;
      case 8:
        add(['reduce_sum', 'reduce_prod', 'reduce_max', 'reduce_min'][detail % 4] ?? 'reduce_sum', [a], {
          axes: [],
          keepdims: detail % 2 === 0,
        });
        break;
      case 9: {
        const condition = values.find((value) => value.type.kind === 'tensor' && value.type.elem === 'bool');
        if (condition) add('where', [condition, a, b]);
        break;
      }
      default:
        add('gather', [a, values[detail % 2 ? 5 : 6] as Value], { axis: 0 });
    }
  }
  builder.results(values);
  setResultNames(
    func,
    values.map((_, i) => `r${i}`),
  );
  return func;
}

function computed(func: Func, n: number, h: number): Map<Value, HostValue> | undefined {
  const all = new Map<Value, HostValue>();
  const inputs = new Map([['x', splatTensor('f32', [n, 3, h], 0)]]);
  const ran = interpret(func, inputs, { onValue: (value, host) => all.set(value, host) });
  return ran && all;
}

it('claims only what the interpreter computes', () => {
  const small = fc.nat({ max: 60 });
  const step = fc.record({ what: small, first: small, second: small, detail: small });
  let claims = 0;
  fc.assert(
    fc.property(
      fc.array(step, { maxLength: 14 }),
      fc.integer({ min: 1, max: 64 }),
      fc.integer({ min: 0, max: 30 }),
      (steps, n, h) => {
        const func = grow(steps);
        const bindings = new Map([
          ['N', n],
          ['H', h],
        ]);
        const values = computed(func, n, h);
        // A division by zero or an index out of range ends the run; nothing is claimed about such sizes.
        fc.pre(values !== undefined);
        for (const [value, host] of values ?? []) {
          const grid = shapeGridOf(value);
          if (!grid || !isTensorValue(host)) continue;
          const actual = (integersOf(host) ?? []).map(Number);
          grid.entries.forEach((entry: Dim | undefined, i) => {
            if (entry === undefined) return;
            claims++;
            const claimed = typeof entry === 'number' ? entry : dim.evaluate(entry, bindings);
            const text = () =>
              `%${value.name}[${i}] = ${dim.printDim(entry)} with N = ${n}, H = ${h}\n${printModule(func.module)}`;
            expect(claimed, text()).toBe(actual[i]);
          });
        }
      },
    ),
    { numRuns: 150 },
  );
  expect(claims).toBeGreaterThan(1500);
});
