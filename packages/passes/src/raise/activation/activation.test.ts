import { evaluateConstant, interpret } from '@afterglow/backend-interpreter';
import { describe, expect, it } from 'vitest';
import { type GraphText, graphTests } from '../idiom/graph-text.test-support.js';
import { raiseActivations } from '../raise-activations.pass.js';

const { linesAfter, reasonsIn } = graphTests({ evaluateConstant, interpret });

const consts = {
  half: 'f32[] = 0.5',
  one: 'f32[] = 1.0',
  two: 'f32[] = 2.0',
  three: 'f32[] = 3.0',
  six: 'f32[] = 6.0',
  root2: 'f32[] = 1.4142135',
  inv2: 'f32[] = 0.70710677',
  c: 'f32[] = 0.044715',
  k: 'f32[] = 0.7978846',
  k2: 'f32[] = 1.5957691',
  quick: 'f32[] = 1.702',
  sixth: 'f32[] = 0.16666667',
  wide: 'f32[1, 1, 1] = [[[0.5]]]',
};

function graph(body: readonly string[], result = '%y: f32[N, 4]'): GraphText {
  return { params: '%x: f32[N, 4]', consts, body, result, where: 'N in 1..8' };
}

/** The nodes left of a function of x, without the name of the result. */
function raised(...body: readonly string[]): string {
  return linesAfter(graph(body), [raiseActivations])
    .map((line) => line.replace(/^%\S+ = /, '').replace(/ : f32\[N, 4\]$/, ''))
    .join('; ');
}

function reasons(...body: readonly string[]): string[] {
  return reasonsIn(graph(body), [raiseActivations]);
}

const ERF = ['%u = div(%x, %root2)', '%t = erf(%u)', '%s = add(%t, %one)'];

describe('gelu', () => {
  const exact = 'gelu(%x) {approximate = none}';

  it('in any order of its factors', () => {
    expect(raised(...ERF, '%p = mul(%x, %s)', '%y = mul(%p, %half)')).toBe(exact);
    expect(raised(...ERF, '%p = mul(%x, %half)', '%y = mul(%s, %p)')).toBe(exact);
    expect(raised(...ERF, '%p = mul(%s, %x)', '%y = div(%p, %two)')).toBe(exact);
    expect(
      raised('%u = mul(%x, %inv2)', '%t = erf(%u)', '%h = mul(%t, %half)', '%s = add(%h, %half)', '%y = mul(%x, %s)'),
    ).toBe(exact);
    expect(raised(...ERF.slice(0, 2), '%a = mul(%x, %half)', '%b = mul(%a, %t)', '%y = add(%a, %b)')).toBe(exact);
  });

  it('of a value that is itself a sum', () => {
    expect(
      raised(
        '%z = add(%x, %three)',
        '%u = div(%z, %root2)',
        '%t = erf(%u)',
        '%s = add(%t, %one)',
        '%p = mul(%z, %s)',
        '%y = mul(%p, %half)',
      ),
    ).toBe('add(%x, %three); gelu(%z) {approximate = none}');
  });

  it('by tanh, with the cube as a power or as products', () => {
    const rest = [
      '%i = add(%x, %q)',
      '%j = mul(%i, %k)',
      '%t = tanh(%j)',
      '%s = add(%t, %one)',
      '%h = mul(%s, %half)',
      '%y = mul(%x, %h)',
    ];
    const tanh = 'gelu(%x) {approximate = tanh}';
    expect(raised('%p = pow(%x, %three)', '%q = mul(%p, %c)', ...rest)).toBe(tanh);
    const cube = ['%a = mul(%x, %c)', '%b = mul(%a, %x)', '%q = mul(%x, %b)'];
    expect(raised(...cube, ...rest)).toBe(tanh);
  });

  it('by the sigmoid that equals the tanh', () => {
    expect(
      raised(
        '%a = mul(%x, %x)',
        '%b = mul(%a, %c)',
        '%d = add(%b, %one)',
        '%e = mul(%x, %d)',
        '%f = mul(%e, %k2)',
        '%s = sigmoid(%f)',
        '%y = mul(%x, %s)',
      ),
    ).toBe('gelu(%x) {approximate = tanh}');
  });

  it('not of another argument, nor when a step is an output', () => {
    expect(
      reasons('%u = mul(%x, %half)', '%t = erf(%u)', '%s = add(%t, %one)', '%p = mul(%x, %s)', '%y = mul(%p, %half)'),
    ).toEqual(['its erf or tanh is not taken of what a gelu takes it of']);
    const read = graph([...ERF, '%p = mul(%x, %s)', '%y = mul(%p, %half)', '%w = add(%y, %t)'], '%w: f32[N, 4]');
    expect(reasonsIn(read, [raiseActivations])).toEqual(['a step of it is read elsewhere, so that it would stay']);
  });

  it('a number that widens the result is no factor', () => {
    const wide = graph([...ERF, '%p = mul(%x, %s)', '%y = mul(%p, %wide)'], '%y: f32[1, N, 4]');
    expect(linesAfter(wide, [raiseActivations]).join()).toContain('erf(');
  });
});

describe('swish', () => {
  it('of x, and of a multiple of x', () => {
    expect(raised('%s = sigmoid(%x)', '%y = mul(%x, %s)')).toBe('swish(%x) {alpha = 1.0}');
    expect(raised('%a = mul(%x, %quick)', '%s = sigmoid(%a)', '%y = mul(%s, %x)')).toBe(
      'swish(%x) {alpha = 1.7020000219345093}',
    );
  });

  it('not with an offset, nor with another value', () => {
    const shifted = ['%a = add(%x, %one)', '%s = sigmoid(%a)', '%y = mul(%x, %s)'];
    expect(reasons(...shifted)).toEqual(['something is added to what the sigmoid is taken of']);
    const gate = { ...graph(['%s = sigmoid(%z)', '%y = mul(%x, %s)']), params: '%x: f32[N, 4], %z: f32[N, 4]' };
    expect(linesAfter(gate, [raiseActivations])).toHaveLength(2);
    expect(reasonsIn(gate, [raiseActivations])).toEqual([]);
  });
});

describe('hard activations', () => {
  const clip = ['%a = add(%x, %three)', '%t = clip(%a) {min = 0.0, max = 6.0}'];

  it('a clipped line', () => {
    expect(raised(...clip, '%y = div(%t, %six)')).toBe('hard_sigmoid(%x) {alpha = 0.16666666666666666, beta = 0.5}');
    expect(raised('%a = mul(%x, %half)', '%b = add(%a, %half)', '%y = clip(%b) {min = 0.0, max = 1.0}')).toBe(
      'hard_sigmoid(%x) {alpha = 0.5, beta = 0.5}',
    );
    expect(raised('%y = clip(%x) {min = 0.0, max = 1.0}')).toContain('clip(%x)');
  });

  it('x times it', () => {
    expect(raised(...clip, '%p = mul(%x, %t)', '%y = mul(%p, %sixth)')).toBe('hard_swish(%x)');
    expect(raised('%h = hard_sigmoid(%x) {alpha = 0.16666667, beta = 0.5}', '%y = mul(%h, %x)')).toBe('hard_swish(%x)');
    expect(reasons('%h = hard_sigmoid(%x) {alpha = 0.2, beta = 0.5}', '%y = mul(%h, %x)')).toEqual([
      'its slope and offset are not 1/6 and 1/2',
    ]);
  });

  it('not of a bound that is meant, and not of integers', () => {
    const below = { ...graph(['%a = mul(%x, %two)', '%y = clip(%a) {min = 0.0, max = 0.99999}']) };
    expect(linesAfter(below, [raiseActivations])).toHaveLength(2);
    const whole: GraphText = {
      params: '%x: i32[N, 4]',
      consts: { one: 'i32[] = 1' },
      body: ['%a = add(%x, %one)', '%y = clip(%a) {min = 0.0, max = 1.0}'],
      result: '%y: i32[N, 4]',
      where: 'N in 1..8',
    };
    expect(linesAfter(whole, [raiseActivations])).toHaveLength(2);
  });
});
