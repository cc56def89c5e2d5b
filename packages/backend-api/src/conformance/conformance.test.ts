import {
  type HostValue,
  isTensorValue,
  memorySource,
  numbersOf,
  stringTensor,
  type Tensor,
  tensorFromArray,
  tensorFromNumbers,
  utf8Bytes,
} from '@afterglow/core';
import { tensorType } from '@afterglow/ir';
import { describe, expect, it } from 'vitest';
import {
  CONFORMANCE_MODES,
  compareOutputs,
  compareValues,
  type Directory,
  discoverCases,
  formulaInput,
  HALF_TOLERANCE,
  ONNX_TOLERANCE,
  runConformance,
  type Subject,
} from './index.js';

const f32 = (values: number[], shape = [values.length]) => tensorFromNumbers('f32', shape, values);
const compare = (got: HostValue, expected: HostValue) => compareValues(got, expected, ONNX_TOLERANCE);

describe('comparing values', () => {
  it('allows atol + rtol · |expected|', () => {
    expect(compare(f32([1.0009]), f32([1]))).toBeUndefined();
    expect(compare(f32([1.0011]), f32([1]))).toContain('1 element differs, worst at [0]');
    expect(compare(f32([9e-8]), f32([0]))).toBeUndefined();
    expect(compare(f32([2e-7]), f32([0]))).toBeDefined();
  });

  it('matches NaN with NaN and infinities by sign', () => {
    expect(compare(f32([Number.NaN, Infinity]), f32([Number.NaN, Infinity]))).toBeUndefined();
    expect(compare(f32([Number.NaN]), f32([0]))).toBeDefined();
    expect(compare(f32([0]), f32([Number.NaN]))).toBeDefined();
    expect(compare(f32([Infinity]), f32([-Infinity]))).toBeDefined();
    expect(compare(f32([3e38]), f32([Infinity]))).toBeDefined();
  });

  it('names the worst element by its coordinates, and counts', () => {
    const reason = compare(f32([1, 2, 3, 9], [2, 2]), f32([1, 2.5, 3, 4], [2, 2]));
    expect(reason).toBe('2 of 4 elements differ, worst at [1, 1]: got 9.0, expected 4.0');
  });

  it('lets one step of f16 pass, but no infinity', () => {
    const half = (...bits: number[]) => tensorFromArray('f16', [bits.length], Uint16Array.from(bits));
    expect(compare(half(0x3c01), half(0x3c00))).toBeUndefined();
    expect(compare(half(0x0001), half(0x8001))).toBeDefined();
    expect(compare(half(0x0001), half(0x8000))).toBeUndefined();
    expect(compare(half(0x7bff), half(0x7c00))).toBeDefined();
  });

  it('wants integers, bools and strings equal, and types and shapes too', () => {
    const i64 = (value: bigint) => tensorFromArray('i64', [1], BigInt64Array.of(value));
    expect(compare(i64(2n ** 53n), i64(2n ** 53n + 1n))).toContain('got 9007199254740992, expected 9007199254740993');
    expect(compare(stringTensor([1], ['a']), stringTensor([1], ['b']))).toContain('got "a", expected "b"');
    expect(compare(f32([1]), tensorFromNumbers('f64', [1], [1]))).toBe('got f32[1], expected f64[1]');
    expect(compare(f32([1]), f32([1], [1, 1]))).toBe('got f32[1], expected f32[1, 1]');
    expect(compare(f32([]), f32([]))).toBeUndefined();
  });

  it('goes through sequences and optionals', () => {
    const sequence = (...items: HostValue[]): HostValue => ({ kind: 'sequence', items });
    expect(compare(sequence(f32([1])), sequence(f32([1])))).toBeUndefined();
    expect(compare(sequence(f32([1])), sequence())).toBe('got 1 items, expected 0');
    expect(compare(sequence(f32([1]), f32([2])), sequence(f32([1]), f32([3])))).toContain('item 1:');
    expect(compare({ kind: 'optional' }, { kind: 'optional', value: f32([1]) })).toContain('an empty optional');
    expect(compare({ kind: 'optional', value: f32([1]) }, { kind: 'optional', value: f32([1]) })).toBeUndefined();
    expect(compare(sequence(), f32([1]))).toBe('got a sequence of 0, expected f32[1]');
    expect(compareOutputs([f32([1])], [], ONNX_TOLERANCE)).toBe('got 1 outputs, expected 0');
    expect(compareOutputs([f32([1])], [f32([2])], ONNX_TOLERANCE, ['y'])).toContain('output y: 1 element differs');
  });
});

type Tree = { [name: string]: string | Tree };

function directory(tree: Tree): Directory {
  const at = (path: string): string | Tree | undefined =>
    path
      .split('/')
      .reduce<string | Tree | undefined>((node, part) => (typeof node === 'object' ? node[part] : node), tree);
  return {
    list: () => ({
      files: Object.keys(tree).filter((name) => typeof tree[name] === 'string'),
      folders: Object.keys(tree).filter((name) => typeof tree[name] === 'object'),
    }),
    folder: (name) => directory(at(name) as Tree),
    open: (name) => {
      const content = at(name);
      return typeof content === 'string' ? memorySource(name, utf8Bytes(content)) : undefined;
    },
  };
}

const set = (input: string, output: string): Tree => ({ 'input_0.pb': input, 'output_0.pb': output });
const tree: Tree = {
  node: {
    test_good: { 'model.onnx': 'double', test_data_set_0: set('1', '2'), test_data_set_1: set('2', '4') },
    test_wrong: { 'model.onnx': 'double', test_data_set_0: set('1', '2'), test_data_set_10: set('1', '3') },
    test_loose: { 'model.onnx': 'double', 'data.json': '{"rtol": 1}', test_data_set_0: set('1', '3') },
    test_broken: { 'model.onnx': 'double', 'data.json': '{', test_data_set_0: set('1', '2') },
    test_refused: { 'model.onnx': 'odd', test_data_set_0: set('1', '2') },
    test_unsound: { 'model.onnx': 'race', test_data_set_0: set('1', '2') },
    test_crash: { 'model.onnx': 'crash', test_data_set_0: set('1', '2') },
    test_bernoulli: { 'model.onnx': 'double', test_data_set_0: set('1', '3') },
    no_data: { 'model.onnx': 'double' },
  },
  light: { 'light_a.onnx': 'wave', 'light_a_output_0.pb': 'wave', 'README.md': 'x' },
};

/** Models by word: `double` doubles, `odd` is refused, `race` has a wrong program, `crash` throws, `wave` answers its formula input. */
const subject: Subject = {
  load: async (source) => {
    const bytes = new Uint8Array(source.size);
    source.read(0, bytes);
    const word = String.fromCharCode(...bytes);
    if (word === 'crash') throw new Error('out of cheese');
    if (word === 'race') return { kind: 'fail', reason: 'card/race: 1 and 2' };
    if (word === 'odd') return { kind: 'unsupported', reason: 'odd op' };
    const type = tensorType('f32', word === 'wave' ? [4] : [1]);
    return {
      kind: 'ready',
      inputs: [{ name: 'x', type }],
      outputs: [{ name: 'y', type }],
      run: async (inputs) => {
        const x = inputs.get('x') as Tensor;
        const factor = word === 'wave' ? 1 : 2;
        return { kind: 'outputs', outputs: [f32(Array.from(numbersOf(x), (v) => factor * v))] };
      },
    };
  },
  decode: (bytes) => {
    const text = String.fromCharCode(...bytes);
    return text === 'wave' ? f32([0, 0.25, 0.5, 0.75]) : f32([Number(text)]);
  },
};

describe('conformance runs', () => {
  it('finds cases at any depth, in both layouts', () => {
    expect(discoverCases(directory(tree)).map(({ name }) => name)).toEqual([
      'light/light_a',
      'node/no_data',
      'node/test_bernoulli',
      'node/test_broken',
      'node/test_crash',
      'node/test_good',
      'node/test_loose',
      'node/test_refused',
      'node/test_unsound',
      'node/test_wrong',
    ]);
    const only = discoverCases(directory((tree['node'] as Tree)['test_good'] as Tree));
    expect(only.map(({ name, dataSets }) => [name, dataSets.length])).toEqual([['.', 2]]);
    const one = { ...directory((tree['node'] as Tree)['test_good'] as Tree), name: 'test_dft' };
    expect(discoverCases(one)).toMatchObject([{ name: 'test_dft', tolerance: { atol: 1e-6 } }]);
  });

  it('judges every case, and no case stops the run', async () => {
    const seen: string[] = [];
    const report = await runConformance(directory(tree), subject, {
      now: () => 0,
      onCase: (result, index, total) => seen.push(`${index + 1}/${total} ${result.name}`),
    });
    const verdicts = Object.fromEntries(report.cases.map(({ name, status, reason }) => [name, `${status}: ${reason}`]));
    expect(verdicts).toEqual({
      'light/light_a': 'pass: ',
      'node/no_data': 'error: there is no test_data_set_0 beside model.onnx',
      'node/test_bernoulli':
        'fail: output y: 1 element differs, worst at [0]: got 2.0, expected 3.0 (expected values come from a random generator: nothing has to match them)',
      'node/test_broken': 'error: data.json is not JSON',
      'node/test_crash': 'error: Error: out of cheese',
      'node/test_good': 'pass: ',
      'node/test_loose': 'pass: ',
      'node/test_refused': 'unsupported: odd op',
      'node/test_unsound': 'fail: card/race: 1 and 2',
      'node/test_wrong': 'fail: test_data_set_10: output y: 1 element differs, worst at [0]: got 2.0, expected 3.0',
    });
    expect(seen[9]).toBe('10/10 node/test_wrong');
    expect(report.cases[0]?.ms).toBe(0);
  });

  it('tries a case in each mode, with its inputs as constants in the last', async () => {
    const loads: string[] = [];
    const watching: Subject = {
      ...subject,
      load: async (source, folder, name, mode) => {
        const type = tensorType('f32', [1]);
        const constant = mode.kind === 'folded' ? mode.input(0, type) : undefined;
        loads.push(constant ? `${mode.kind} ${numbersOf(constant)[0]}` : mode.kind);
        if (!constant) return subject.load(source, folder, name, mode);
        const outputs = [f32([2 * (numbersOf(constant)[0] as number)])];
        const run = async () => ({ kind: 'outputs', outputs }) as const;
        return { kind: 'ready', inputs: [], outputs: [{ name: 'y', type }], run };
      },
    };
    const filter = (name: string) => name === 'node/test_good' || name === 'light/light_a';
    const { cases } = await runConformance(directory(tree), watching, { modes: CONFORMANCE_MODES, filter });
    expect(cases.map(({ name, mode, status }) => `${name} ${mode} ${status}`)).toEqual([
      'light/light_a given pass',
      'light/light_a symbolic pass',
      'light/light_a folded fail',
      'node/test_good given pass',
      'node/test_good symbolic pass',
      'node/test_good folded pass',
    ]);
    // The formula asks for the declared sizes; constants are those of each data set.
    expect(loads).toEqual(['given', 'symbolic', 'given', 'folded 0', 'given', 'symbolic', 'folded 1', 'folded 2']);
  });

  it('states the shapes of recorded tensors, for inputs that are declared without one', async () => {
    const shapes: unknown[] = [];
    const watching: Subject = {
      ...subject,
      load: async (source, folder, name, mode) => {
        shapes.push([name, mode.undeclaredShape?.(0), mode.undeclaredShape?.(9)]);
        return subject.load(source, folder, name, mode);
      },
    };
    const filter = (name: string) => name === 'node/test_good' || name === 'light/light_a';
    await runConformance(directory(tree), watching, { filter });
    expect(shapes).toEqual([
      ['light/light_a', undefined, undefined],
      ['node/test_good', [1], undefined],
    ]);
  });

  it('uses the exceptions that ONNX makes itself', () => {
    const loose = directory({ light: { 'light_densenet121.onnx': '', 'light_densenet121_output_0.pb': '' } });
    expect(discoverCases(loose)[0]?.tolerance).toEqual({ rtol: 2e-3, atol: 1e-7 });
    // None of them is meant to narrow what fp16 allows.
    expect(discoverCases(loose, HALF_TOLERANCE)[0]?.tolerance).toEqual(HALF_TOLERANCE);
  });

  it('makes inputs by formula for known f32 shapes alone', () => {
    const made = formulaInput(tensorType('f32', [2, 2]));
    expect(made && isTensorValue(made) && Array.from(numbersOf(made))).toEqual([0, 0.25, 0.5, 0.75]);
    expect(formulaInput(tensorType('i64', [2]))).toBeUndefined();
  });
});
