import { Diagnostics } from '@afterglow/core';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ops } from '../generated/ops.js';
import { arbitraryModule } from '../testing/arbitrary-module.js';
import { girText, parseCodes, sampleFile } from '../testing/parse-text.js';
import { isContainedPath } from './blob-ref.js';
import { parseModule } from './parse.js';
import { printModule } from './print.js';

const SIGNATURE = '(%x: f32[4]) -> (%y: f32[4])';
const codes = (body: string, consts = '', signature = SIGNATURE) => parseCodes(girText(signature, body, consts));
const constCodes = (line: string) => codes('return %x', line);

function report(text: string) {
  const diagnostics = new Diagnostics();
  parseModule(text, { file: 'x.gir', registry: ops, open: sampleFile, diagnostics });
  return diagnostics.list;
}

describe('what a text can get wrong', () => {
  it.each([
    ['gir/version', 'gir 2\nmodule @m {\n}\n'],
    ['syntax/unexpected-token', 'module @m {\n}\n'],
    ['syntax/unexpected-token', 'gir 1\nmodule @m {\n'],
    ['syntax/unexpected-token', 'gir 1\nmodule @m {\n}\nmore'],
    ['gir/undefined-origin', 'gir 1\nmodule @m {\n  #0 = loc fused("by": #1)\n  #1 = loc "a"\n}\n'],
    ['gir/redefined', 'gir 1\nmodule @m {\n  #0 = loc "a"\n  #0 = loc "b"\n}\n'],
    [
      'gir/redefined',
      'gir 1\nmodule @m {\n  func @f() -> () {\n    return\n  }\n  func @f() -> () {\n    return\n  }\n}\n',
    ],
  ])('%s', (code, text) => {
    expect(parseCodes(text)).toEqual([code]);
  });

  it.each([
    ['gir/unknown-op', '%y = rellu(%x) : f32[4]\nreturn %y'],
    ['gir/undefined-value', '%y = relu(%nothing) : f32[4]\nreturn %y'],
    ['gir/redefined', '%x = relu(%x) : f32[4]\nreturn %x'],
    ['gir/type-mismatch', '%y = relu(%x) : f32[5]\nreturn %y'],
    ['gir/type-mismatch', '%y = reshape(%x) {shape = [2, 2]} : f32[2, 2]\nreturn %y'],
    ['gir/bad-node', '%y = add(%x) : f32[4]\nreturn %y'],
    ['gir/bad-node', '%y = relu(%x) : f32[4], f32[4]\nreturn %y'],
    ['gir/bad-node', '%y, %z = relu(%x)\nreturn %y'],
    ['gir/bad-attribute', '%y = leaky_relu(%x) {beta = 1.0} : f32[4]\nreturn %y'],
    ['gir/bad-attribute', '%y = leaky_relu(%x) {alpha = 1.0, alpha = 2.0} : f32[4]\nreturn %y'],
    ['gir/bad-attribute', '%y = reshape(%x) : f32[4]\nreturn %y'],
    ['gir/bad-attribute', '%y = gelu(%x) {approximate = erf} : f32[4]\nreturn %y'],
    ['gir/bad-type', '%y = relu(%x) : f31[4]\nreturn %y'],
    ['gir/bad-type', '%y = cast(%x) {to = f31} : f32[4]\nreturn %y'],
    ['gir/bad-type', '%y = relu(%x) : f32[-4]\nreturn %y'],
    ['gir/bad-type', '%y = relu(%x) : i8[4]<scale=0, zp=0>\nreturn %y'],
    ['gir/bad-type', '%y = relu(%x) : i8[4]<axis=1, scale=1, zp=0>\nreturn %y'],
    ['gir/bad-type', '%y = relu(%x) : i8[4]<row=f32>\nreturn %y'],
    ['gir/bad-type', '%y = relu(%x) : i8[4]<scale=1>\nreturn %y'],
    ['gir/bad-function', 'return %x, %x'],
    ['gir/undefined-origin', '%y = relu(%x) : f32[4] loc(#7)\nreturn %y'],
    ['syntax/unexpected-token', '%y = relu %x) : f32[4]\nreturn %y'],
    ['syntax/unexpected-token', '%y = leaky_relu(%x) {alpha = [1.0]} : f32[4]\nreturn %y'],
    ['syntax/unexpected-token', '%y = relu(%x) : f32[4]'],
    ['syntax/unexpected-character', '%y = relu(%x) : f32[4] § \nreturn %y'],
  ])('%s: %s', (code, body) => {
    expect(codes(body)).toEqual([code]);
  });

  it('reports values of a region that are read outside it', () => {
    const body = `%y = if(%c) then {
        %z = relu(%x) : f32[4]
        yield %z
      } else {
        yield %x
      } : f32[4]
      %w = relu(%z) : f32[4]
      return %w`;
    const [problem, ...rest] = report(girText('(%x: f32[4], %c: bool[]) -> (%y: f32[4])', body));
    expect(problem?.code).toBe('gir/undefined-value');
    expect(problem?.message).toBe('%z is defined, but cannot be read here');
    expect(rest).toEqual([]);
  });

  it.each([
    ['gir/redefined', 'const %a : f32[] = 1.0\nconst %a : f32[] = 2.0'],
    ['gir/bad-const', 'const %b : f32[4] = [1.0, 2.0, 3.0]'],
    ['gir/bad-const', 'const %b : f32[N] = splat(0.0)'],
    ['gir/bad-const', 'const %b : i8[1] = [128]'],
    ['gir/bad-const', 'const %b : i8[1] = [1.5]'],
    ['gir/bad-const', 'const %b : u8[1] = [-1]'],
    ['gir/bad-const', 'const %b : bool[1] = [1]'],
    ['gir/bad-const', 'const %b : string[1] = [1]'],
    ['gir/bad-const', 'const %b : f32[1] = [true]'],
    ['gir/bad-const', 'const %b : f16[1] = [nan(0x12345)]'],
    ['gir/bad-const', 'const %b : f32[2] = splat(nan(0x7fc00001))'],
    ['gir/bad-const', 'const %b : c64[1] = [1]'],
    ['gir/bad-const', 'const %b : c64[1] = hex("00")'],
    ['gir/bad-const', 'const %b : f32[9] = blob("w.bin", 0, 35, "sha256:00000000")'],
    ['gir/bad-const', 'const %b : f32[9] = blob("w.bin", 262140, 36, "sha256:00000000")'],
    ['gir/bad-const', 'const %b : f32[9] = blob("w.bin", 0, 36, "md5:00000000")'],
    ['gir/bad-const', 'const %b : string[9] = blob("w.bin", 0, 36, "sha256:00000000")'],
    ['gir/bad-const', 'const %b : f32[2] = convert(string, ["a", "b"])'],
    ['gir/bad-const', 'const %b : f32[2] = convert(f64, [1.0, 2.0], saturate = perhaps)'],
    ['gir/bad-const', 'const %b : f32[3037000500, 3037000500] = splat(0.0)'],
    ['gir/path-escape', 'const %b : f32[1] = blob("../w.bin", 0, 4, "sha256:00000000")'],
    ['gir/path-escape', 'const %b : f32[1] = blob("/etc/passwd", 0, 4, "sha256:00000000")'],
    ['gir/elided', 'const %b : f32[100] = elided(400, "sha256:00000000")'],
    ['syntax/unexpected-token', 'const %b : f32[1] = zeros(1)'],
    ['syntax/number-too-large', 'const %b : f32[9007199254740993] = splat(0.0)'],
  ])('%s: %s', (code, line) => {
    expect(constCodes(line)).toEqual([code]);
    // At the constant, and not at what follows it.
    const [problem] = report(girText(SIGNATURE, 'return %x', line));
    expect(problem?.location).toMatchObject({ line: 2 + line.split('\n').length });
  });

  it('gir/missing-file', () => {
    const text = girText(SIGNATURE, 'return %x', 'const %b : f32[1] = blob("w.bin", 0, 4, "sha256:00000000")');
    expect(parseCodes(text, { open: () => undefined })).toEqual(['gir/missing-file']);
  });

  it('never asks for a file outside the folder', () => {
    for (const file of ['a.bin', 'weights/a.bin', '.hidden', 'a..b']) expect(isContainedPath(file)).toBe(true);
    for (const file of ['', '/a', '..', 'a/../b', 'a\\b', 'C:x', 'a//b', 'a\0b', './..']) {
      expect(isContainedPath(file)).toBe(false);
    }
  });

  it('reports several problems at once, each at its place, and nothing that follows from them', () => {
    const body = `%a = rellu(%x) : f32[4]
      %b = relu(%a) : f32[4]
      %c = relu(%nothing) : f32[4]
      %d = relu(%x : f32[4]
      %e = add(%b, %d) : f32[4]
      %f = leaky_relu(%x) {alhpa = 1.0} : f32[4]
      return %f`;
    const found = report(girText(SIGNATURE, body));
    expect(found.map((entry) => entry.code)).toEqual([
      'gir/unknown-op',
      'gir/undefined-value',
      'syntax/unexpected-token',
      'gir/bad-attribute',
    ]);
    expect(found.map((entry) => entry.location?.kind === 'text' && entry.location.line)).toEqual([4, 6, 7, 9]);
    expect(found[0]?.hint).toBe('did you mean relu?');
  });
});

describe('hostile texts', () => {
  it('bounds nesting of regions, types, lists and dims', () => {
    const deep = (open: string, close: string, inner = '') => open.repeat(5000) + inner + close.repeat(5000);
    const texts = [
      girText(`(%x: ${deep('seq<', '>', 'f32[]')}) -> ()`, 'return'),
      girText(`(%x: f32[${deep('(', ')', '1')}]) -> ()`, 'return'),
      girText('() -> ()', 'return', `const %b : f32[1] = ${deep('[', ']', '1.0')}`),
      girText('() -> ()', 'return', `const %b : f32[1] = ${deep('convert(f32, ', ')', '1.0')}`),
      girText('(%c: bool[]) -> ()', `${'if(%c) then {\n'.repeat(5000)}`),
    ];
    for (const text of texts) {
      const found = parseCodes(text);
      expect(found).toContain('syntax/too-deep');
      expect(found.length).toBeLessThan(1000);
    }
  });

  it('gives up after many errors', () => {
    for (const line of ['%a = rellu(%x) : f32[4]\n', '%a = relu(%x : f32[4]\n', '%a = relu(%b) {c = 1}\n']) {
      const found = codes(line.repeat(5000));
      expect(found.at(-1)).toBe('gir/too-many-errors');
      expect(found.length).toBeLessThan(210);
    }
    const consts = Array.from({ length: 5000 }, (_, i) => `const %c${i} : f32[2] = [1.0]`).join('\n');
    expect(codes('return %x', consts).at(-1)).toBe('gir/too-many-errors');
  });

  it('survives any damage to a text', () => {
    const damage = fc.record({ at: fc.nat(), cut: fc.nat({ max: 30 }), insert: fc.string({ maxLength: 8 }) });
    fc.assert(
      fc.property(arbitraryModule(12), fc.array(damage, { minLength: 1, maxLength: 4 }), (module, damages) => {
        let text = printModule(module);
        for (const { at, cut, insert } of damages) {
          const start = at % text.length;
          text = text.slice(0, start) + insert + text.slice(start + cut);
        }
        const diagnostics = new Diagnostics();
        const read = parseModule(text, { file: 'x', registry: ops, open: sampleFile, diagnostics });
        expect(read === undefined).toBe(diagnostics.hasErrors);
      }),
      { numRuns: 500 },
    );
  });

  it('survives any order of tokens', () => {
    const tokens =
      'gir 1 module func const return yield if then else { } ( ) [ ] < > = : , -> .. @m %x %y #0 f32 relu add loc "s" 0x1 1.5 - _ where in splat blob'.split(
        ' ',
      );
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...tokens), { maxLength: 80 }), (words) => {
        parseCodes(`gir 1 module @m { ${words.join(' ')}`);
        parseCodes(girText(SIGNATURE, words.join('\n')));
      }),
      { numRuns: 500 },
    );
  });
});
