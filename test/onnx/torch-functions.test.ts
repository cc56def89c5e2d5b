import { interpret } from '@afterglow/backend-interpreter';
import { Diagnostics, isTensorValue, memorySource, numbersOf, originNames, renderDiagnostic } from '@afterglow/core';
import { walk } from '@afterglow/ir';
import { importOnnx } from '@afterglow/onnx';
import { expect, it } from 'vitest';
import { torchInput, torchModel } from './torch-functions.js';

/** What ONNX Runtime answers for the same file and input. */
const RECORDED: Readonly<Record<string, readonly number[]>> = {
  p: [0.15178205, 0.25220263, 0.3795528, 0.21646254, 0.18708013, 0.2465082, 0.4663927, 0.100019],
  final: [0.17321096, 0.4124204, 0.6863783, 0.3307733, 0.27846384, 0.41694522, 0.8814472, 0.047834735],
  sums: [0.9098953, 2.4549477, 3.2274737],
};

it('computes through functions, with the names of the program in its origins', () => {
  const diagnostics = new Diagnostics();
  const func = importOnnx(memorySource('torch.onnx', torchModel()), { diagnostics })?.funcs.get('main');
  const outputs = func && interpret(func, new Map([['x', torchInput()]]), { diagnostics });
  expect(outputs, diagnostics.list.map(renderDiagnostic).join('\n')).toBeDefined();
  for (const [name, value] of outputs ?? []) {
    const expected = RECORDED[name] ?? [];
    const got = isTensorValue(value) ? [...numbersOf(value)] : [];
    expect(got).toHaveLength(expected.length);
    got.forEach((x, i) => expect(x, `${name}[${i}]`).toBeCloseTo(expected[i] ?? Number.NaN, 6));
  }
  const nodes = func ? [...walk(func.body)] : [];
  expect(nodes.filter(({ op }) => op.name === 'if')).toEqual([]);
  const origins = nodes.flatMap(({ origin }) => originNames(origin));
  expect(origins.slice(0, 2)).toEqual(['layers.0/linear/Transpose_0', 'layers.0/linear/MatMul_1']);
  expect(origins).toContain('layers.1/residual/Add_3');
});
