import { Diagnostics, dim, memorySource, splatTensor, tensorFromBytes, tensorFromNumbers } from '@afterglow/core';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { graphDifference } from '../analysis/graphs-equal.js';
import { ops } from '../generated/ops.js';
import { Builder, createFunc, createModule, setResultNames } from '../graph/builder.js';
import { optionalType, sequenceType, tensorType } from '../graph/type.js';
import { arbitraryModule } from '../testing/arbitrary-module.js';
import { girText, parseCodes, parseText } from '../testing/parse-text.js';
import { verifyModule } from '../verify/verify.js';
import { parseModule, verifyBlobs } from './parse.js';
import { printModule, printNode } from './print.js';

const CANONICAL = `gir 1
module @tiny {
  const %fc.wscale : f32[64] = splat(0.5)
  const %fc.weight : i8[64, 784]<axis=0, scale=%fc.wscale, zp=0> = blob("weights.bin", 0, 50176, "sha256:d747863c7188ae3c")
  const %b : f32[2, 2] = [[1.0, -0.0], [nan, nan(0x7fc00001)]]
  const %halves : f16[3] = [0.1, inf, nan(0x7e01)]
  const %quarters : f8e5m2[3] = [0.25, inf, -inf]
  const %flag : bool[] = true
  const %words : string[2] = ["a\\n", "b \\"c\\""]
  const %wide : i64[3] = [9223372036854775807, -9223372036854775808, 0]
  const %nibbles : i4[2, 3] = [[-8, 7, 0], [1, 2, 3]]
  const %none : f32[0, 3] = []
  const %table : f16[1000000, 64] = splat(0.1)
  const %lazy : f16[10, 10] = convert(f32, blob("weights.bin", 0, 400, "sha256:96227f307b7667aa"))
  const %"we ird/x" : u8[1] = [255]
  func @dense(%a: f32[N, 784], %q: bool[]) -> (%"out 0": f32[N, 784]) where N in 1..64 {
    %r = relu(%a) : f32[N, 784] loc(#1)
    %i = if(%q) then {
      %r1 = tanh(%a) : f32[N, 784] loc(#2)
      yield %r1
    } else {
      yield %r
    } : f32[N, 784]
    return %i
  }
  func @main(%image: f32[N, 784], %"batch size": i64[]) -> (%logits: f32[N, 784], %n: i64[]) where N in 1..64, "M x" in 0.. {
    %q = quantize(%image) {to = i8[N, 784]<scale=0.0078125, zp=0>} : i8[N, 784]<scale=0.0078125, zp=0> loc(#0)
    %image.r = dequantize(%q) {to = f32} : f32[N, 784] loc(#0)
    %c = clip(%image.r) {max = 6.0} : f32[N, 784]
    %out = invoke @dense(%c, %flag) {placement = [card0, card1]} : f32[N, 784]
    %s = reshape(%out) {shape = [1, 784*N]} : f32[1, 784*N]
    %p = pad(%s) {pads = [0, 0], axes = [0], mode = constant} : f32[1, 784*N]
    return %out, %"batch size"
  }
  #0 = loc "Gemm_0"
  #1 = loc fused("fuse-activation": #0, "Relu_1" at "warp.py:212")
  #2 = loc fused("again": #1, #0)
}
`;

describe('the text form', () => {
  it('reads canonical text back to the same text', () => {
    const diagnostics = new Diagnostics();
    const module = parseText(CANONICAL);
    expect(printModule(module)).toBe(CANONICAL);
    const again = parseText(printModule(module));
    expect(graphDifference(module, again)).toBeUndefined();
    expect(verifyModule(again, diagnostics)).toBe(true);
  });

  it('prints and reads every random module', () => {
    fc.assert(
      fc.property(arbitraryModule(), (module) => {
        const diagnostics = new Diagnostics();
        expect(verifyModule(module, diagnostics)).toBe(true);
        const text = printModule(module);
        const again = parseModule(text, {
          file: 'x.gir',
          registry: ops,
          open: (file) => memorySource(file, new Uint8Array(1024)),
          diagnostics,
        });
        expect(diagnostics.list).toEqual([]);
        expect(again && graphDifference(module, again)).toBeUndefined();
        expect(again && printModule(again)).toBe(text);
      }),
      { numRuns: 300 },
    );
  });

  it('keeps missing operands in their places', () => {
    const text = girText(
      '(%x: f32[4, 2], %w: f32[4, 2], %i: i64[3, 2]) -> (%y: f32[3, 2])',
      `%y = embedding_bag(%x, %i, _, %w2) {mode = sum, last_offset = false} : f32[3, 2]
       return %y`,
      'const %w2 : f32[3, 2] = splat(1.0)',
    );
    expect(printModule(parseText(text))).toBe(text);
  });

  it('prints loops with their parameters', () => {
    const text = girText(
      '(%n: i64[], %x: f32[4]) -> (%y: f32[4])',
      `%y = loop(%n, _, %x) {carried = 1} body(%i: i64[], %more: bool[], %acc: f32[4]) {
         %next = add(%acc, %x) : f32[4]
         yield %more, %next
       } : f32[4]
       return %y`,
    );
    const module = parseText(text);
    const printed = printModule(module);
    expect(printed.replace(/ +/g, ' ')).toBe(text.replace(/ +/g, ' '));
    expect(graphDifference(module, parseText(printed))).toBeUndefined();
    const [loop] = [module.funcs.get('main')?.body.first];
    expect(loop && printNode(loop)).toBe('%y = loop(%n, _, %x) {carried = 1} body {…} : f32[4]');
  });

  it('takes flat lists, comments, missing types and missing defaults', () => {
    const module = parseText(
      girText(
        '(%x: f32[N, 2]) -> (%y: f32[N, 2]) where N in 1..',
        `// a comment
         %y = leaky_relu(%x) // the default alpha, the inferred type
         return %y`,
        'const %unused : f32[2, 2] = [1, 2.5, -3, 1e3]',
      ),
    );
    expect(printModule(module)).toContain('%y = leaky_relu(%x) {alpha = 0.01} : f32[N, 2]');
    expect(printModule(module)).toContain('[[1.0, 2.5], [-3.0, 1000.0]]');
  });

  it('prints sequence and optional types', () => {
    const type = optionalType(sequenceType(tensorType('f32', [dim.symbol('N'), 2])));
    const text = girText(`(%x: ${type.key}) -> (%y: ${type.key}) where N in 0..`, 'return %x');
    expect(text).toContain('opt<seq<f32[N, 2]>>');
    expect(printModule(parseText(text))).toBe(text);
  });

  it('says so when it leaves numbers out, and refuses to read that', () => {
    const module = createModule('m');
    const func = createFunc(module, 'main');
    const builder = new Builder(func.body, { registry: ops });
    const tensor = tensorFromNumbers('f32', [20], Array(20).fill(0.5));
    builder.results([builder.constant('w', tensor)]);
    setResultNames(func, ['w']);
    const text = printModule(module);
    expect(text).toMatch(/const %w : f32\[20\] = elided\(80, "sha256:[0-9a-f]{16}"\)/);
    expect(parseCodes(text)).toEqual(['gir/elided', 'gir/undefined-value']);
    const bytes = new Uint8Array(80);
    const blob = () => ({ file: 'w.bin', offset: 0, bytes: 80, digest: 'ab'.repeat(32) });
    const placed = printModule(module, { blob });
    expect(placed).toContain('blob("w.bin", 0, 80, "sha256:abababababababab")');
    expect(parseCodes(placed, { open: (file) => memorySource(file, bytes) })).toEqual([]);
    expect(printModule(module, { inlineLimit: 20 })).toContain('0.5, 0.5');
  });

  it('compares stated digests only when asked', () => {
    const bytes = new Uint8Array(80);
    const text = girText(
      '() -> (%w: f32[20])',
      'return %w',
      'const %w : f32[20] = blob("w.bin", 0, 80, "sha256:abababab")',
    );
    const module = parseText(text, { open: (file) => memorySource(file, bytes) });
    const diagnostics = new Diagnostics();
    expect(verifyBlobs(module, diagnostics)).toBe(false);
    expect(diagnostics.list.map((entry) => entry.code)).toEqual(['gir/digest-mismatch']);
    const right = parseText(printModule(module), { open: (file) => memorySource(file, bytes) });
    expect(verifyBlobs(right, new Diagnostics())).toBe(true);
  });

  it('keeps every bit of every f16', () => {
    const bytes = new Uint8Array(65536 * 2);
    new Uint16Array(bytes.buffer).forEach((_, i, all) => {
      all[i] = i;
    });
    const module = createModule('m');
    const func = createFunc(module, 'main');
    const builder = new Builder(func.body, { registry: ops });
    const value = builder.constant('all', tensorFromBytes('f16', [65536], bytes));
    builder.constant('s', splatTensor('f32', [7], -0));
    builder.results([value]);
    setResultNames(func, ['all']);
    const text = printModule(module, { inlineLimit: 65536 });
    expect(graphDifference(module, parseText(text))).toBeUndefined();
  });
});
