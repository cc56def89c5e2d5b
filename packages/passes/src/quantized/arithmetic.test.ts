import { evaluateConstant, interpret } from '@afterglow/backend-interpreter';
import { girText } from '@afterglow/ir/testing';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { removeDeadNodes } from '../basic/remove-dead-nodes.pass.js';
import { beforeAndAfter } from '../testing/before-and-after.js';
import { raiseQuantizedPass } from './raise-quantized.pass.js';

const { reasonsOf, rewritten } = beforeAndAfter({ evaluateConstant, interpret });
const passes = [raiseQuantizedPass(), removeDeadNodes];

/** Scales that are no powers of two, so that every rounding shows. */
const CONSTS = `const %s0 : f32[] = 0.05
  const %s1 : f32[] = 0.1
  const %s2 : f32[] = 0.3
  const %z0 : u8[] = 3
  const %z1 : u8[] = 128
  const %k : u8[1, 4] = [[0, 7, 130, 255]]
  const %half : f32[] = 0.5`;

const store = (to: string, from: string, at: number) =>
  `${to} = quantize_linear(${from}, %s${at}, %z${at % 2}) {to = u8}`;
const read = (to: string, from: string, at: number) =>
  `${to} = dequantize_linear(${from}, %s${at}, %z${at % 2}) {to = f32}`;
const through = (to: string, from: string, at: number) => [store(`${to}q`, from, at), read(to, `${to}q`, at)];

const text = (body: readonly string[], result = 'f32[N, 4]') =>
  girText(
    `(%x: f32[N, 4], %z: f32[N, 4]) -> (%y: ${result}) where N in 1..8`,
    [...body, 'return %y'].join('\n'),
    CONSTS,
  );
const opsOf = (lines: string) =>
  lines.split('\n').flatMap((line) => (line.startsWith('const') ? [] : (line.match(/= (\w+)\(/)?.[1] ?? [])));

const operands = [...through('%a', '%x', 0), ...through('%b', '%z', 1)];

describe('arithmetic between readings and a storing is on the stored numbers', () => {
  it.each([
    ['add', 'f32[N, 4]', ''],
    ['mul', 'f32[N, 4]', ''],
    ['concat', 'f32[N, 8]', ' {axis = 1}'],
  ])('%s', (op, result, attrs) => {
    const body = [...operands, `%c = ${op}(%a, %b)${attrs}`, ...through('%y', '%c', 2)];
    expect(opsOf(rewritten(text(body, result), passes))).toEqual([
      'quantize',
      'quantize',
      `quantized_${op}`,
      'dequantize',
    ]);
  });

  it('with constants that broadcast, and a value that others read too', () => {
    const body = [...operands, read('%w', '%k', 1), '%c = mul(%a, %w)', ...through('%d', '%c', 2), '%y = sub(%d, %a)'];
    expect(opsOf(rewritten(text(body), passes))).toEqual([
      'quantize',
      'dequantize',
      'quantized_mul',
      'dequantize',
      'sub',
    ]);
  });

  it('the relu that saturation is goes', () => {
    const body = [...operands, '%c = add(%a, %b)', '%r = relu(%c)', ...through('%y', '%r', 0)];
    expect(opsOf(rewritten(text(body), passes))).toContain('relu');
    const low = text(body).replaceAll('const %z0 : u8[] = 3', 'const %z0 : u8[] = 0');
    expect(opsOf(rewritten(low, passes))).toEqual(['quantize', 'quantize', 'quantized_add', 'dequantize']);
  });

  it('parts of one scale are joined as they are', () => {
    const body = [
      ...through('%a', '%x', 0),
      ...through('%b', '%z', 0),
      '%c = concat(%a, %b) {axis = 1}',
      ...through('%y', '%c', 0),
    ];
    expect(opsOf(rewritten(text(body, 'f32[N, 8]'), passes))).toEqual(['quantize', 'quantize', 'concat', 'dequantize']);
  });

  it.each([
    ['an operand is not read back from integers with constant scales', ['%c = add(%a, %z)', ...through('%y', '%c', 2)]],
    [
      'the numbers before they are stored are read elsewhere too',
      ['%c = add(%a, %b)', ...through('%d', '%c', 2), '%y = mul(%c, %d)'],
    ],
  ])('declines: %s', (reason, body) => {
    expect(reasonsOf(text([...operands, ...body]), passes)).toContain(reason);
  });

  it('plain numbers are no such arithmetic, and a target may have no code for it', () => {
    const plain = ['%c = add(%x, %z)', ...through('%y', '%c', 2)];
    expect(reasonsOf(text(plain), passes)).toEqual([]);
    const body = text([...operands, '%c = add(%a, %b)', ...through('%y', '%c', 2)]);
    expect(reasonsOf(body, [raiseQuantizedPass(() => 'no code for it')])).toContain('no code for it');
  });

  it('chains of it compute to the bit what they did', () => {
    const step = fc.record({
      op: fc.constantFrom('add', 'mul', 'concat'),
      left: fc.nat(),
      right: fc.nat(),
      at: fc.nat({ max: 2 }),
    });
    fc.assert(
      fc.property(fc.array(step, { minLength: 1, maxLength: 6 }), (steps) => {
        const values = ['%a', '%b'];
        const body = [...operands];
        for (const [i, { op, left, right, at }] of steps.entries()) {
          const [p, q] = [values[left % values.length], values[right % values.length]];
          if (op === 'concat') {
            body.push(`%j${i} = concat(${p}, ${q}) {axis = 1}`, ...through(`%k${i}`, `%j${i}`, at));
            body.push(`%c${i} = slice(%k${i}) {starts = [2], ends = [6], axes = [1], steps = [1]}`);
          } else body.push(`%c${i} = ${op}(${p}, ${q})`);
          body.push(...through(`%v${i}`, `%c${i}`, (at + i) % 3));
          values.push(`%v${i}`);
        }
        body.push(`%y = sub(${values.at(-1)}, %half)`);
        rewritten(text(body), passes);
      }),
      { numRuns: 60 },
    );
  });
});
