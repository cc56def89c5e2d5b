import { evaluateConstant, interpret } from '@afterglow/backend-interpreter';
import { describe, expect, it } from 'vitest';
import { type GraphText, graphTests } from '../idiom/graph-text.test-support.js';
import { raiseRecurrent } from '../raise-recurrent.pass.js';

const { linesAfter, opsAfter, reasonsIn } = graphTests({ evaluateConstant, interpret });
const passes = [raiseRecurrent];

/** A constant of small numbers of both signs, no two rows alike. */
function made(rows: number, columns: number, seed: number): string {
  const number = (i: number) => (((i + seed) * 29) % 31) / 16 - 1 + 1 / 32;
  const row = (r: number) => `[${Array.from({ length: columns }, (_, c) => number(r * columns + c)).join(', ')}]`;
  return `f32[${rows}, ${columns}] = [${Array.from({ length: rows }, (_, r) => row(r)).join(', ')}]`;
}

const vector = (length: number, seed: number) =>
  made(1, length, seed).replace('[1, ', '[').replace('[[', '[').replace(']]', ']');

const HIDDEN = 2;
const consts = {
  w: made(4 * HIDDEN, 3, 1),
  wt: made(3, 4 * HIDDEN, 2),
  r: made(4 * HIDDEN, HIDDEN, 3),
  rt: made(HIDDEN, 4 * HIDDEN, 4),
  wr: made(3 + HIDDEN, 4 * HIDDEN, 5),
  b: vector(4 * HIDDEN, 6),
  row: `f32[1, ${4 * HIDDEN}] = [[${Array.from({ length: 4 * HIDDEN }, (_, i) => i / 8).join(', ')}]]`,
  one: 'f32[] = 1.0',
  w3: made(3 * HIDDEN, 3, 7),
  b3: vector(3 * HIDDEN, 8),
  r3: made(3 * HIDDEN, HIDDEN, 9),
  c3: vector(3 * HIDDEN, 10),
  wr2: made(3 + HIDDEN, 2 * HIDDEN, 11),
  wr1: made(3 + HIDDEN, HIDDEN, 12),
  trip: 'i64[] = 3',
  going: 'bool[] = true',
  zeros: 'f32[4, 2] = splat(0)',
};

const LAYERS = ['%zx = fully_connected(%s, %w, %b)', '%zh = matmul(%h, %rt)', '%z = add(%zx, %zh)'];
const SPLIT = '%i, %f, %g, %o = split(%z) {axis = 1, sizes = [2, 2, 2, 2]}';
const ACTIVATIONS = ['%si = sigmoid(%i)', '%sf = sigmoid(%f)', '%tg = tanh(%g)', '%so = sigmoid(%o)'];
const STATES = [
  '%k = mul(%sf, %c)',
  '%a = mul(%si, %tg)',
  '%c1 = add(%k, %a)',
  '%tc = tanh(%c1)',
  '%h1 = mul(%so, %tc)',
];
const CELL = [...LAYERS, SPLIT, ...ACTIVATIONS, ...STATES];

function scan(body: readonly string[], attrs = 'carried = 2', more: Partial<GraphText> = {}): GraphText {
  return {
    params: '%x: f32[3, 4, 3], %h0: f32[4, 2], %c0: f32[4, 2]',
    consts,
    body: [
      `%hn, %cn, %y = scan(%h0, %c0, %x) {${attrs}} body(%h: f32[4, 2], %c: f32[4, 2], %s: f32[4, 3]) {`,
      ...body,
      'yield %h1, %c1, %h1',
      '} : f32[4, 2], f32[4, 2], f32[3, 4, 2]',
    ],
    result: '%y: f32[3, 4, 2]',
    ...more,
  };
}

describe('lstm', () => {
  it('from a scan over its steps', () => {
    const lines = linesAfter(scan(CELL), passes);
    expect(lines.map((line) => /= (\w+)\(/.exec(line)?.[1])).toEqual(['reshape', 'reshape', 'lstm', 'reshape']);
    expect(lines[2]).toMatch(/hidden = 2/);
  });

  it('with the last states as results, and a state of zeros to begin with', () => {
    const graph = scan(CELL, 'carried = 2', { result: '%q: f32[4, 2]' });
    const body = [
      ...graph.body.map((line) => line.replace('scan(%h0, %c0', 'scan(%zeros, %zeros')),
      '%q = sub(%hn, %cn)',
    ];
    expect(opsAfter({ ...graph, body }, passes)).toEqual(['lstm', 'reshape', 'reshape', 'sub']);
  });

  it.each([
    [
      'input and state joined',
      ['%xh = concat(%s, %h) {axis = 1}', '%p = matmul(%xh, %wr)', '%z = add(%p, %row)', SPLIT],
    ],
    ['state and input joined', ['%xh = concat(%h, %s) {axis = 1}', '%p = matmul(%xh, %wr)', '%z = add(%b, %p)', SPLIT]],
    [
      'slices, another order and a number on one gate',
      [
        ...LAYERS,
        ...['o', 'g', 'pf', 'i'].map(
          (gate, k) => `%${gate} = slice(%z) {starts = [${2 * k}], ends = [${2 * k + 2}], axes = [1], steps = [1]}`,
        ),
        '%f = add(%pf, %one)',
      ],
    ],
    [
      'each product cut apart before they are added',
      [
        ...LAYERS.slice(0, 2),
        '%xi, %xf, %xg, %xo = split(%zx) {axis = 1, sizes = [2, 2, 2, 2]}',
        '%hi, %hf, %hg, %ho = split(%zh) {axis = 1, sizes = [2, 2, 2, 2]}',
        ...['i', 'f', 'g', 'o'].map((gate) => `%${gate} = add(%h${gate}, %x${gate})`),
      ],
    ],
  ])('with %s', (_, gates) => {
    expect(opsAfter(scan([...gates, ...ACTIVATIONS, ...STATES]), passes)).toContain('lstm');
  });

  it('with one sigmoid over several gates', () => {
    const body = [
      ...LAYERS,
      '%all, %g = split(%z) {axis = 1, sizes = [6, 2]}',
      '%sig = sigmoid(%all)',
      '%si, %sf, %so = split(%sig) {axis = 1, sizes = [2, 2, 2]}',
      '%tg = tanh(%g)',
      ...STATES,
    ];
    expect(opsAfter(scan(body), passes)).toContain('lstm');
  });

  it('from its end, and with the batch first', () => {
    const back = scan(CELL, 'carried = 2, reverse_in = [1], reverse_out = [1]');
    expect(linesAfter(back, passes).join('\n')).toMatch(/direction = reverse/);
    const first = scan(CELL, 'carried = 2, scan_axes = [1], output_axes = [1]', {
      params: '%x: f32[4, 3, 3], %h0: f32[4, 2], %c0: f32[4, 2]',
      result: '%y: f32[4, 3, 2]',
    });
    const body = first.body.map((line) => line.replace('f32[3, 4, 2]', 'f32[4, 3, 2]'));
    expect(opsAfter({ ...first, body }, passes)).toEqual([
      'transpose',
      'reshape',
      'reshape',
      'lstm',
      'reshape',
      'transpose',
    ]);
  });

  it('with the product of the input made for all steps before', () => {
    const graph = scan([LAYERS[1] ?? '', '%z = add(%s, %zh)', SPLIT, ...ACTIVATIONS, ...STATES]);
    const [head = '', ...rest] = graph.body;
    const body = [
      '%xw = fully_connected(%x, %w, %b)',
      head.replace('%c0, %x', '%c0, %xw').replace('%s: f32[4, 3]', '%s: f32[4, 8]'),
      ...rest,
    ];
    expect(opsAfter({ ...graph, body }, passes)).toEqual(['reshape', 'reshape', 'lstm', 'reshape']);
  });

  const loop = (body: readonly string[], more: Partial<GraphText> = {}): GraphText => ({
    params: '%x: f32[S, 4, 3], %h0: f32[4, 2], %c0: f32[4, 2]',
    consts: { ...consts, zero: 'i64[] = 0' },
    where: 'S in 0..8',
    body: [
      '%shape = shape_of(%x)',
      '%n = gather(%shape, %zero) {axis = 0}',
      '%hn, %cn, %y = loop(%n, %going, %h0, %c0) {carried = 2} body(%t: i64[], %go: bool[], %h: f32[4, 2], %c: f32[4, 2]) {',
      '%s = gather(%x, %t) {axis = 0}',
      ...body,
      '} : f32[4, 2], f32[4, 2], f32[S, 4, 2]',
    ],
    result: '%y: f32[S, 4, 2]',
    ...more,
  });

  it('from a loop that picks its step', () => {
    expect(opsAfter(loop([...CELL, 'yield %go, %h1, %c1, %h1']), passes)).toContain('lstm');
  });

  it('not where the loop may stop, or runs over a part', () => {
    const stops = [...CELL, '%near = less(%t, %trip)', 'yield %near, %h1, %c1, %h1'];
    expect(reasonsIn(loop(stops), passes)).toContain('the loop may stop early');
    const part = loop([...CELL, 'yield %go, %h1, %c1, %h1'], { result: '%y: f32[3, 4, 2]' });
    const body = part.body.map((line) => line.replace('loop(%n', 'loop(%trip').replace('f32[S, 4, 2]', 'f32[3, 4, 2]'));
    expect(reasonsIn({ ...part, body }, passes)).toContain(
      'a gate reads something else than the input and the state of its step',
    );
  });

  it.each([
    ['something else than the new state is collected', CELL, 'yield %h1, %c1, %tc'],
    [
      'a gate is no sum of products with constant weights',
      CELL.map((l) => l.replace('sigmoid(%i)', 'sigmoid(%c)')),
      '',
    ],
    [
      'a gate reads something else than the input and the state of its step',
      CELL.map((line) => line.replace('matmul(%h,', 'matmul(%c,')),
      '',
    ],
    [
      'a gate is not made of one product of the input and one of the state',
      CELL.map((line) => line.replace('%z = add(%zx, %zh)', '%zz = add(%zx, %zh)\n%z = add(%zz, %zh)')),
      '',
    ],
  ])('declines: %s', (reason, body, ending) => {
    const graph = scan(body);
    const lines = graph.body.map((line) => (line.startsWith('yield') && ending !== '' ? ending : line));
    expect(reasonsIn({ ...graph, body: lines }, passes)).toContain(reason);
  });
});

describe('gru', () => {
  const gru = (body: readonly string[]): GraphText => ({
    params: '%x: f32[3, 4, 3], %h0: f32[4, 2]',
    consts,
    body: [
      '%hn, %y = scan(%h0, %x) {carried = 1} body(%h: f32[4, 2], %s: f32[4, 3]) {',
      ...body,
      'yield %h1, %h1',
      '} : f32[4, 2], f32[3, 4, 2]',
    ],
    result: '%y: f32[3, 4, 2]',
  });
  const AFTER = [
    '%zx = fully_connected(%s, %w3, %b3)',
    '%zh = fully_connected(%h, %r3, %c3)',
    '%xr, %xz, %xn = split(%zx) {axis = 1, sizes = [2, 2, 2]}',
    '%hr, %hz, %hn1 = split(%zh) {axis = 1, sizes = [2, 2, 2]}',
    '%ar = add(%xr, %hr)',
    '%az = add(%xz, %hz)',
    '%sr = sigmoid(%ar)',
    '%sz = sigmoid(%az)',
    '%scaled = mul(%sr, %hn1)',
    '%an = add(%xn, %scaled)',
    '%n = tanh(%an)',
  ];
  const MIXED = ['%rest = sub(%one, %sz)', '%p = mul(%rest, %n)', '%q = mul(%sz, %h)', '%h1 = add(%p, %q)'];

  it('with the reset after the product', () => {
    const lines = linesAfter(gru([...AFTER, ...MIXED]), passes);
    expect(lines.join('\n')).toMatch(/= gru\(.*linear_before_reset = true/);
    expect(lines).toHaveLength(3);
  });

  it('with the reset before it, and the mix as a step from the candidate', () => {
    const body = [
      '%xh = concat(%s, %h) {axis = 1}',
      '%p = matmul(%xh, %wr2)',
      '%both = sigmoid(%p)',
      '%sz, %sr = split(%both) {axis = 1, sizes = [2, 2]}',
      '%rh = mul(%sr, %h)',
      '%xrh = concat(%s, %rh) {axis = 1}',
      '%c = matmul(%xrh, %wr1)',
      '%n = tanh(%c)',
      '%d = sub(%h, %n)',
      '%zd = mul(%sz, %d)',
      '%h1 = add(%n, %zd)',
    ];
    const lines = linesAfter(gru(body), passes);
    expect(lines.join('\n')).toMatch(/= gru\(.*linear_before_reset = false/);
  });

  it('not where the update keeps the other part', () => {
    const other = MIXED.map((line) =>
      line.replace('mul(%rest, %n)', 'mul(%rest, %h)').replace('mul(%sz, %h)', 'mul(%sz, %n)'),
    );
    expect(opsAfter(gru([...AFTER, ...other]), passes)).toContain('scan');
  });
});
