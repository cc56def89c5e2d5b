import { Diagnostics, numbersOf, renderDiagnostics, type Tensor, tensorFromNumbers } from '@afterglow/core';
import { constTensor, type Module, type Node, ops, parseModule, printModule, verifyModule } from '@afterglow/ir';
import { runPipeline } from '@afterglow/passes';
import { describe, expect, it } from 'vitest';
import { convertPrecision, type PrecisionOptions } from './convert-precision.js';
import { convertPrecisionPass } from './convert-precision.pass.js';
import { findOverflow } from './range-guard.js';

function parse(text: string): Module {
  const diagnostics = new Diagnostics();
  const module = parseModule(text, { file: 'test.gir', registry: ops, diagnostics });
  if (!module) throw new Error(renderDiagnostics(diagnostics.list));
  return module;
}

function convert(text: string, options: Partial<PrecisionOptions> = {}) {
  const module = parse(text);
  const func = module.funcs.get('main');
  if (!func) throw new Error('no main');
  const diagnostics = new Diagnostics();
  const kept: string[] = [];
  const report = convertPrecision(func, {
    registry: ops,
    diagnostics,
    onKept: (node: Node, because) => kept.push(`${node.op.name}: ${because}`),
    ...options,
  });
  const problems = new Diagnostics();
  if (!verifyModule(module, problems)) throw new Error(`${renderDiagnostics(problems.list)}\n${printModule(module)}`);
  const lines = printModule(module)
    .split('\n')
    .map((line) => line.trim());
  return { module, lines, report, kept, diagnostics };
}

const mlp = `gir 1
module @m {
  const %w : f32[2, 3] = [1.0, 2.0, 3.0, 4.0, 5.0, 6.0]
  const %b : f32[2] = [0.1, 0.2]
  func @main(%x: f32[B, 3]) -> (%y: f32[B, 2]) where B in 1..8 {
    %h = fully_connected(%x, %w, %b) {act = none} : f32[B, 2]
    %y = relu(%h) : f32[B, 2]
    return %y
  }
}
`;

describe('convertPrecision', () => {
  it('keeps the places that an image is sampled at', () => {
    const { lines } = convert(`gir 1
module @m {
  func @main(%x: f32[1, 2, 4, 4], %grid: f32[1, 3, 3, 2]) -> (%y: f32[1, 2, 3, 3]) {
    %y = grid_sample(%x, %grid) : f32[1, 2, 3, 3]
    return %y
  }
}
`);
    expect(lines).toContainEqual(expect.stringMatching(/^%y\.f16 = grid_sample\(%x\.f16, %grid\)/));
  });

  it('keeps what scales sums of integers, and the scale', () => {
    const { lines, kept } = convert(`gir 1
module @m {
  func @main(%sums: i32[B, 6], %s: f32[], %t: f32[], %x: f32[B, 2, 3]) -> (%y: f32[B, 2, 3]) where B in 1..8 {
    %scale = mul(%s, %t) : f32[]
    %wide = cast(%sums) {to = f32} : f32[B, 6]
    %rows = reshape(%wide) {shape = [B, 2, 3]} : f32[B, 2, 3]
    %scaled = mul(%rows, %scale) : f32[B, 2, 3]
    %y = add(%scaled, %x) : f32[B, 2, 3]
    return %y
  }
}
`);
    expect(lines).toContainEqual(expect.stringMatching(/^%scaled = mul\(%rows, %scale\) : f32/));
    expect(lines).toContainEqual(expect.stringMatching(/^%scale = mul\(%s, %t\) : f32/));
    expect(lines).toContainEqual(expect.stringMatching(/^%y\.f16 = add\(%scaled\.f16, %x\.f16\)/));
    expect(kept).toEqual([
      'mul: only ops that stay f32 or have no form in f16 read it',
      'mul: it reads integers that need not fit',
    ]);
  });

  it('keeps what turns by angles, and what counts up to them', () => {
    const { lines, kept } = convert(`gir 1
module @m {
  const %zero : f32[] = 0.0
  const %one : f32[] = 1.0
  func @main(%n: f32[], %rate: f32[4], %x: f32[S, 4]) -> (%y: f32[S, 4]) where S in 0..4096 {
    %at = range(%zero, %n, %one) : f32[S]
    %column = unsqueeze(%at) {axes = [1]} : f32[S, 1]
    %angle = mul(%column, %rate) : f32[S, 4]
    %turned = cos(%angle) : f32[S, 4]
    %y = mul(%turned, %x) : f32[S, 4]
    return %y
  }
}
`);
    for (const op of ['range', 'mul', 'cos']) expect(lines.join('\n')).toMatch(new RegExp(`= ${op}\\([^\n]* : f32`));
    expect(lines).toContainEqual(expect.stringMatching(/^%y\.f16 = mul\(%turned\.f16, %x\.f16\)/));
    expect(kept).toContain('cos: it turns or counts further than f16 tells apart');
  });

  it('keeps element-wise arithmetic that only ops without a smaller form read', () => {
    const { lines, kept } = convert(`gir 1
module @m {
  const %size : f32[] = 4096.0
  func @main(%raw: f32[1, 8, 4], %score: f32[1, 1, 8], %class: f32[1, 8, 1]) -> (%picked: i64[K, 3], %boxes: f32[1, 8, 4]) where K in 0..8 {
    %boxes = sigmoid(%raw) : f32[1, 8, 4]
    %offset = mul(%class, %size) : f32[1, 8, 1]
    %apart = add(%boxes, %offset) : f32[1, 8, 4]
    %picked = non_max_suppression(%apart, %score, _, _, _) : i64[K, 3]
    return %picked, %boxes
  }
}
`);
    expect(lines).toContainEqual(expect.stringMatching(/^%boxes\.f16 = sigmoid\(/));
    expect(lines).toContainEqual(expect.stringMatching(/^%apart = add\(%boxes, %offset\) : f32/));
    expect(kept).toContain('add: only ops that stay f32 or have no form in f16 read it');
    expect(kept).toContain('mul: only ops that stay f32 or have no form in f16 read it');
  });

  it('converts arithmetic and constants, with f32 inputs and outputs under their names', () => {
    const { lines, report } = convert(mlp);
    expect(report).toEqual({ converted: 2, kept: 0 });
    expect(lines.find((line) => line.startsWith('const %w'))).toBe(
      'const %w : f16[2, 3] = [[1.0, 2.0, 3.0], [4.0, 5.0, 6.0]]',
    );
    expect(
      lines.slice(lines.indexOf('func @main(%x: f32[B, 3]) -> (%y: f32[B, 2]) where B in 1..8 {') + 1, -3),
    ).toEqual([
      '%x.f16 = cast(%x) {to = f16, saturate = true} : f16[B, 3]',
      expect.stringMatching(/^%h = fully_connected\(%x\.f16, %w, %b\) \{act = none\} : f16\[B, 2\]$/),
      '%y.f16 = relu(%h) : f16[B, 2]',
      '%y = cast(%y.f16) {to = f32, saturate = true} : f32[B, 2]',
      'return %y',
    ]);
  });

  it('leaves what the target cannot run, and says why', () => {
    const { lines, kept } = convert(mlp, {
      whyIllegal: (node) => (node.op.name === 'relu' ? 'it has no relu' : undefined),
    });
    expect(kept).toEqual(['relu: it has no relu']);
    expect(lines).toContain('%y = relu(%h.f32) : f32[B, 2]');
    expect(lines.filter((line) => line.includes('cast('))).toHaveLength(2);
  });

  it('changes nothing when the target can run nothing', () => {
    const before = printModule(parse(mlp));
    const { module, report } = convert(mlp, { whyIllegal: () => 'no' });
    expect(report).toEqual({ converted: 0, kept: 2 });
    expect(printModule(module)).toBe(before);
  });

  it('keeps per-sample weights and integers, and converts tables', () => {
    const { lines } = convert(`gir 1
module @m {
  const %table : f32[10, 4] = splat(0.1)
  func @main(%ids: i64[N], %off: i64[B], %w: f32[N]) -> (%y: f32[B, 4], %k: i64[N]) where B in 1..8, N in 0..64 {
    %y = embedding_bag(%table, %ids, %off, %w) : f32[B, 4]
    %k = add(%ids, %ids) : i64[N]
    return %y, %k
  }
}
`);
    expect(lines.find((line) => line.startsWith('const %table'))).toMatch(/^const %table : f16\[10, 4\] = splat\(/);
    expect(lines.find((line) => line.startsWith('%y.f16'))).toMatch(
      /^%y\.f16 = embedding_bag\(%table, %ids, %off, %w\)/,
    );
    expect(lines).toContain('%k = add(%ids, %ids) : i64[N]');
  });

  it('compares in the smaller type only what is there already', () => {
    const text = (y: string) => `gir 1
module @m {
  const %limit : f32[] = 0.5
  func @main(%x: f32[B]) -> (%y: bool[B], %z: f32[B]) where B in 1..8 {
    %z = relu(%x) : f32[B]
    %y = less(${y}, %limit) : bool[B]
    return %y, %z
  }
}
`;
    expect(convert(text('%z')).lines).toContain(
      '%y = less(%z.f16, %limit.f16) : bool[B]'.replace('%limit.f16', '%limit'),
    );
    expect(convert(text('%x')).lines.filter((line) => line.includes('less(%x.f16'))).toHaveLength(1);
    expect(convert(text('%x').replace('%z = relu(%x)', '%z = exp(%x)'), { whyIllegal: () => 'no' }).lines).toContain(
      '%y = less(%x, %limit) : bool[B]',
    );
  });

  it('keeps a constant in f32 for those who still read it so', () => {
    const { lines } = convert(
      mlp.replace(
        '%y = relu(%h)',
        '%s = softmax(%b) {axis = 0} : f32[2]\n    %t = add(%h, %s) : f32[B, 2]\n    %u = mul(%t, %b) : f32[B, 2]\n    %y = relu(%u)',
      ),
      { whyIllegal: (node) => (node.op.name === 'softmax' ? 'no' : undefined) },
    );
    expect(lines.filter((line) => line.startsWith('const %b'))).toHaveLength(2);
  });

  it('keeps what reads a constant out of range, or clips it when asked', () => {
    const wide = mlp.replace('[1.0, 2.0, 3.0', '[70000.0, -inf, 65510.0');
    const values = ({ module }: { module: Module }) =>
      Array.from(numbersOf(constTensor(module.consts.get('w')) as Tensor));
    const safe = convert(wide);
    expect(safe.diagnostics.list.map((entry) => [entry.code, entry.severity])).toEqual([
      ['quant/constant-overflows', 'warning'],
    ]);
    expect(safe.diagnostics.list[0]?.message).toContain('constant w: 1 of its values');
    expect(safe.kept).toEqual(['fully_connected: constant w is outside the range of f16']);
    expect(values(safe)[0]).toBe(70000);
    const clipped = convert(wide, { clip: true });
    expect(values(clipped).slice(0, 3)).toEqual([65504, -65504, 65504]);
    expect(clipped.diagnostics.list[0]?.hint).toBeUndefined();
    const unchecked = convert(wide, { checkRange: false });
    expect(unchecked.diagnostics.list).toEqual([]);
    expect(values(unchecked)[0]).toBe(Number.POSITIVE_INFINITY);
  });

  it('moves data in the type it has', () => {
    const text = `gir 1
module @m {
  const %t : f32[9, 3] = splat(0.5)
  func @main(%x: f32[B, 3], %i: i64[B]) -> (%y: f32[B, 9]) where B in 1..8 {
    %r = reshape(%x) {shape = [B, 3]} : f32[B, 3]
    %h = relu(%r) : f32[B, 3]
    %g = gather(%t, %i) : f32[B, 3]
    %s = slice(%x) {starts = [0], ends = [3], axes = [1], steps = [1]} : f32[B, 3]
    %y = concat(%h, %g, %s) {axis = 1} : f32[B, 9]
    return %y
  }
}
`;
    const { lines, kept } = convert(text);
    expect(kept).toEqual([]);
    expect(lines).toContain('%r = reshape(%x) {shape = [B, 3]} : f32[B, 3]');
    expect(lines.find((line) => line.startsWith('%g ='))).toMatch(/: f16\[B, 3\]$/);
    expect(lines).toContain('%y = concat(%h.f32, %g.f32, %s) {axis = 1} : f32[B, 9]');
  });

  it('is a pass that stops when told to', () => {
    const module = parse(mlp);
    const report = runPipeline(module, [convertPrecisionPass()], {
      registry: ops,
      diagnostics: new Diagnostics(),
      maxApplications: 1,
    });
    expect(report.applications).toBe(1);
    expect(printModule(module)).toMatch(/%y = relu\(%h\.f32\)/);
  });
});

describe('findOverflow', () => {
  it('looks at a splat once', () => {
    const shape = [1 << 20, 1 << 10];
    expect(findOverflow({ elem: 'f32', shape, storage: { kind: 'splat', value: 1e9 } }, 'f16')).toEqual({
      count: 2 ** 30,
      largest: 1e9,
    });
    expect(findOverflow({ elem: 'f32', shape, storage: { kind: 'splat', value: 1 } }, 'f16')).toBeUndefined();
  });

  it('draws the line where rounding does', () => {
    expect(findOverflow(tensorFromNumbers('f32', [2], [65519, -65504]), 'f16')).toBeUndefined();
    expect(findOverflow(tensorFromNumbers('f32', [3], [65520, -1e5, Number.NaN]), 'f16')).toMatchObject({ count: 2 });
    expect(findOverflow(tensorFromNumbers('f32', [1], [3.4e38]), 'bf16')).toMatchObject({ count: 1 });
  });
});
