import {
  Diagnostics,
  type Dim,
  dim,
  memorySource,
  nodeOrigin,
  sourceTensor,
  splatTensor,
  tensorFromNumbers,
} from '@afterglow/core';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type InstrDef, instr, instrSet, operand } from '../instr-def.js';
import type { LirItem, LirModule } from '../program.js';
import { parseLir } from './parse-lir.js';
import { printLir } from './print-lir.js';

const defs: InstrDef[] = [
  {
    name: 'dma.ld',
    summary: '',
    operands: [
      { name: 'dst', access: 'out', arity: 'one' },
      { name: 'src', access: 'in', arity: 'one' },
    ],
    scalars: ['n0', 'n1'],
    attrs: [{ name: 'space', kind: 'enum', values: ['a', 'b'], optional: true }],
    queue: 'load',
  },
  {
    name: 'lds',
    summary: '',
    operands: [{ name: 'src', access: 'in', arity: 'one' }],
    scalars: [],
    attrs: [],
    defines: true,
  },
  {
    name: 'join',
    summary: '',
    operands: [
      { name: 'y', access: 'out', arity: 'one' },
      { name: 'bias', access: 'in', arity: 'optional' },
      { name: 'xs', access: 'in', arity: 'variadic' },
    ],
    scalars: [],
    attrs: [
      { name: 'axis', kind: 'i64' },
      { name: 'scale', kind: 'f64', optional: true },
      { name: 'fast', kind: 'bool', optional: true },
    ],
  },
  { name: 'fence', summary: '', operands: [], scalars: [], attrs: [] },
];
const set = instrSet('test', defs);
const weights = memorySource('weights.bin', new Uint8Array(4096));

function parse(text: string, diagnostics = new Diagnostics()) {
  const open = (file: string) => (file === 'weights.bin' ? weights : undefined);
  return { module: parseLir(text, { file: 'x.lir', sets: [set], open, diagnostics }), diagnostics };
}

const example: LirModule = {
  set: 'test',
  consts: [
    {
      ...{
        name: 'fc.weight',
        role: 'const',
        elem: 'f16',
        shape: [64, 13],
        memory: 'dram',
        bytes: 1664,
        align: 64,
        address: 4096,
      },
      tensor: sourceTensor('f16', [64, 13], weights, 128),
    },
    {
      ...{ name: 'small "one"', role: 'const', elem: 'i32', shape: [3], memory: 'dram', bytes: 12, align: 64 },
      tensor: tensorFromNumbers('i32', [3], [1, -2, 3]),
    },
    {
      ...{ name: 'z', role: 'const', elem: 'f32', shape: [900], memory: 'dram', bytes: 3600, align: 4 },
      tensor: splatTensor('f32', [900], 0.5),
    },
  ],
  programs: [
    {
      name: 'main',
      params: [
        { name: 'N', lo: 1, hi: 64 },
        { name: 'batch size', lo: 0, hi: Number.POSITIVE_INFINITY },
      ],
      zeros: [dim.sub(dim.mul(2, dim.symbol('N')), dim.symbol('batch size')), dim.min(0, dim.sub(dim.symbol('N'), 3))],
      buffers: [
        {
          name: '/x/in',
          role: 'input',
          elem: 'f32',
          shape: [dim.symbol('N'), 13],
          memory: 'dram',
          bytes: 3328,
          align: 64,
          address: 64,
        },
        {
          name: 'y',
          role: 'output',
          elem: 'f32',
          shape: [],
          memory: 'dram',
          bytes: 4,
          align: 64,
          external: 'logits "0"',
        },
        { name: 't', role: 'temp', elem: 'f16', shape: [16, 16], memory: 'sram', bytes: 512, align: 64, address: 0 },
        { name: 'v', role: 'view', elem: 'u8', shape: [dim.mul(dim.symbol('batch size'), 2)], of: 't', offset: 32 },
      ],
      body: [
        {
          kind: 'loop',
          index: 'i',
          count: dim.ceilDiv(dim.symbol('N'), 16),
          body: [
            {
              ...instr('dma.ld', [operand('out', 't'), operand('in', '/x/in', dim.mul(dim.symbol('i'), 416))], {
                scalars: [26, dim.min(16, dim.sub(dim.symbol('N'), dim.mul(dim.symbol('i'), 16)))],
                attrs: { space: 'b' },
                origin: nodeOrigin('Gemm_0', 'mlp.py:3'),
              }),
              wait: ['vector'],
              signal: ['matrix', 'store'],
            },
            instr('lds', [operand('in', 't')], { defines: 'begin' }),
            { kind: 'loop', index: 'j', count: dim.symbol('begin'), body: [instr('fence', [])] },
          ],
        },
        instr('join', [operand('out', 'y'), undefined, operand('in', 't'), operand('in', 'v')], {
          attrs: { axis: -1, scale: 1, fast: true },
          origin: { kind: 'fused', by: 'fuse-bias', parts: [nodeOrigin('Gemm_0', 'mlp.py:3'), nodeOrigin('Add "1"')] },
        }),
      ],
    },
    { name: 'a b', params: [], buffers: [], body: [] },
  ],
};

describe('the text form', () => {
  it('reads back everything it prints', () => {
    const text = printLir(example, { set });
    const { module, diagnostics } = parse(text);
    expect(diagnostics.list).toEqual([]);
    expect(module).toEqual(example);
    expect(module && printLir(module, { set })).toBe(text);
  });

  it('looks like this', () => {
    expect(printLir(example, { set }).split('\n').slice(4, 20)).toEqual([
      'program @main(N in 1..64, "batch size" in 0..) {',
      '  zero -1*"batch size" + 2*N',
      '  zero min(0, N - 3)',
      '  input %"/x/in" : f32[N, 13] in dram bytes 3328 align 64 at 0x40',
      '  output %y : f32[] in dram bytes 4 align 64 as "logits \\"0\\""',
      '  temp %t : f16[16, 16] in sram bytes 512 align 64 at 0x0',
      '  view %v : u8[2*"batch size"] of %t[32]',
      '  loop i in 0..((N + 15) div 16) {',
      '    dma.ld out %t, in %"/x/in"[416*i] (n0 = 26, n1 = min(16, N - 16*i)) {space = b} wait(vector) signal(matrix, store) loc(#0)',
      '    begin = lds in %t',
      '    loop j in 0..begin {',
      '      fence',
      '    }',
      '  }',
      '  join out %y, _, in %t, in %v {axis = -1, scale = 1.0, fast = true} loc(#1)',
      '}',
    ]);
  });

  it('holds random programs', () => {
    const anyDim: fc.Arbitrary<Dim> = fc.oneof(
      fc.integer({ min: -99, max: 99 }),
      fc.constantFrom(
        dim.symbol('N'),
        dim.floorDiv(dim.symbol('N'), 3),
        dim.max(dim.symbol('N'), 7),
        dim.mul(-2, dim.symbol('k')),
      ),
    );
    const item: fc.Arbitrary<LirItem> = fc.letrec<{ item: LirItem }>((tie) => ({
      item: fc.oneof(
        { maxDepth: 4 },
        fc
          .tuple(anyDim, anyDim, anyDim)
          .map(([a, b, c]) => instr('dma.ld', [operand('out', 'x', a), operand('in', '%%')], { scalars: [b, c] })),
        fc
          .tuple(fc.string(), anyDim, fc.array(tie('item'), { maxLength: 3 }))
          .map(([index, count, body]): LirItem => ({ kind: 'loop', index, count, body })),
      ),
    })).item;
    fc.assert(
      fc.property(fc.array(item, { maxLength: 5 }), fc.string(), (body, name) => {
        const module: LirModule = { set: 'test', consts: [], programs: [{ name, params: [], buffers: [], body }] };
        const text = printLir(module, { set });
        const back = parse(text);
        expect(back.diagnostics.list).toEqual([]);
        expect(back.module).toEqual(module);
      }),
    );
  });
});

describe('a faulty text', () => {
  const head = 'lir 1 test\nprogram @p() {\n';
  const cases: [string, string][] = [
    ['lir 7 test\n', 'lir/unknown-version'],
    ['lir 1 z80\n', 'lir/unknown-instruction-set'],
    [`${head}  frobnicate\n}`, 'lir/unknown-instruction'],
    [`${head}  fence in %x\n}`, 'lir/operand-mismatch'],
    [`${head}  dma.ld out %x, in %y (n1 = 3, n0 = 2)\n}`, 'lir/unknown-scalar'],
    [`${head}  fence loc(#4)\n}`, 'lir/undefined-origin'],
    [`${head}  fence`, 'syntax/unexpected-token'],
    [`${head}  loop i in 1..4 { }\n}`, 'syntax/unexpected-token'],
    [`${head}  join out %y {axis = x}\n}`, 'syntax/unexpected-token'],
    ['lir 1 test\nconst %c : f99[1] in dram bytes 1 align 1\n', 'syntax/unexpected-token'],
    [
      'lir 1 test\nconst %c : f32[4] in dram bytes 16 align 4 = blob("../x", 0, 16, "sha256:00000000")\n',
      'gir/path-escape',
    ],
  ];
  for (const [text, code] of cases) {
    it(`is refused with ${code}: ${text.split('\n').at(-2)?.trim()}`, () => {
      const { module, diagnostics } = parse(text);
      expect(module).toBeUndefined();
      expect(diagnostics.list.map((entry) => entry.code)).toContain(code);
      expect(diagnostics.list[0]?.location?.kind).toBe('text');
    });
  }
});
