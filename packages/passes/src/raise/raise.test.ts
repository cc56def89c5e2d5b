import { Diagnostics, renderDiagnostics } from '@afterglow/core';
import { type Module, ops, parseModule, printModule } from '@afterglow/ir';
import { describe, expect, it } from 'vitest';
import { removeDeadNodes } from '../basic/index.js';
import type { RunObserver } from '../manager/observer.js';
import type { Pass } from '../manager/pass.js';
import { runPipeline } from '../manager/run-pipeline.js';
import { raiseDotInteraction, raiseEmbeddingBag, sliceConstantPicks } from './index.js';

function parse(text: string): Module {
  const diagnostics = new Diagnostics();
  const module = parseModule(text, { file: 'test.gir', registry: ops, diagnostics });
  if (!module) throw new Error(renderDiagnostics(diagnostics.list));
  return module;
}

/** Body of @main after the passes, and why rules declined. */
function raise(text: string, ...passes: Pass[]) {
  const module = parse(text);
  const diagnostics = new Diagnostics();
  const seen: string[][] = [];
  const observer: RunObserver = {
    declined: ({ involved }) => seen.push(involved.map(({ op, name }) => `${op} ${name}`)),
  };
  const report = runPipeline(module, [...passes, removeDeadNodes], { registry: ops, diagnostics, observer });
  if (!report.ok) throw new Error(`${renderDiagnostics(diagnostics.list)}\n${printModule(module)}`);
  const lines = printModule(module).split('\n');
  const [from, to] = [lines.findIndex((line) => line.includes('func @main')), lines.indexOf('  }')];
  const declined = report.rules.flatMap((rule) => rule.declined.map((entry) => entry.reason));
  // Defaults of embedding_bag are left out, to keep expectations short.
  const short = (line: string) =>
    line
      .trim()
      .replace(/ \{mode = sum, last_offset = false\}|, last_offset = false(?=\})/, '')
      .replace('mode = sum, ', '');
  return { body: lines.slice(from + 1, to).map(short), declined, seen, module };
}

interface LoopForm {
  params?: string;
  where?: string;
  before?: string;
  source?: string;
  begins?: string;
  trip?: string;
  condition?: string;
  body?: string;
  again?: string;
  row?: string;
  result?: string;
  consts?: string;
}

/** The exported loop of one embedding bag, with parts replaced. */
function loop(form: LoopForm = {}): string {
  const {
    params = '%ids: i64[N], %off: i64[B]',
    where = 'B in 1..8, N in 0..64, n in 0..64',
    before = `%shape = shape_of(%ids) : i64[1]
    %count = gather(%shape, %zero) : i64[]
    %last = unsqueeze(%count) {axes = [0]} : i64[1]
    %bounds = concat(%off, %last) {axis = 0} : i64[B + 1]
    %ends = slice(%bounds) {starts = [1], ends = [B + 1], axes = [0], steps = [1]} : i64[B]`,
    source = '%ids',
    begins = '%bounds',
    trip = `%tshape = shape_of(%ends) : i64[1]
    %trip = gather(%tshape, %zero) : i64[]`,
    condition = '%true',
    body = `%rows = gather(%table, %bag) : f32[n, 4]
      %row = reduce_sum(%rows) {axes = [0], keepdims = false} : f32[4]`,
    again = '%true',
    row = '%row',
    result = 'f32[B, 4]',
    consts = '',
  } = form;
  return `gir 1
module @m {
  const %table : f32[10, 4] = splat(0.5)
  const %zero : i64[] = 0
  const %axis : i64[1] = [0]
  const %true : bool[] = true
  ${consts}
  func @main(${params}) -> (%out: ${result}) where ${where} {
    ${before}
    ${trip}
    %out = loop(%trip, ${condition}) {carried = 0} body(%i: i64[], %c: bool[]) {
      %b0 = gather(${begins}, %i) : i64[]
      %b = unsqueeze(%b0) {axes = [0]} : i64[1]
      %e0 = gather(%ends, %i) : i64[]
      %e = unsqueeze(%e0) {axes = [0]} : i64[1]
      %bag = dynamic_slice(${source}, %b, %e, %axis) : i64[n]
      ${body}
      yield ${again}, ${row}
    } : ${result}
    return %out
  }
}
`.replace(/^ *\n/gm, '');
}

function raised(form: LoopForm = {}): string[] {
  return raise(loop(form), raiseEmbeddingBag).body;
}

function refused(form: LoopForm): string[] {
  const { body, declined } = raise(loop(form), raiseEmbeddingBag);
  expect(body.join('\n')).toContain('loop(');
  return declined;
}

describe('raise-embedding-bag: loops', () => {
  it('raises the exported loop', () => {
    expect(raised()).toEqual(['%out = embedding_bag(%table, %ids, %off) : f32[B, 4]', 'return %out']);
  });

  it('takes mean and maximum from the reduction', () => {
    const body = (op: string) =>
      `%rows = gather(%table, %bag) : f32[n, 4]
      %row = ${op}(%rows) {axes = [0], keepdims = false} : f32[4]`;
    expect(raised({ body: body('reduce_mean') })[0]).toBe(
      '%out = embedding_bag(%table, %ids, %off) {mode = mean} : f32[B, 4]',
    );
    expect(raised({ body: body('reduce_max') })[0]).toBe(
      '%out = embedding_bag(%table, %ids, %off) {mode = max} : f32[B, 4]',
    );
  });

  const weighted = (order: string, bounds = '%b, %e') => `%rows = gather(%table, %bag) : f32[n, 4]
      %w = dynamic_slice(%weights, ${bounds}, %axis) : f32[n]
      %f = unsqueeze(%w) {axes = [1]} : f32[n, 1]
      %x = mul(${order}) : f32[n, 4]
      %row = reduce_sum(%x) {axes = [0], keepdims = false} : f32[4]`;
  const weightedParams = '%ids: i64[N], %off: i64[B], %weights: f32[N]';

  it('takes per-sample weights along, on either side of the product', () => {
    for (const order of ['%rows, %f', '%f, %rows'])
      expect(raised({ params: weightedParams, body: weighted(order) })[0]).toBe(
        '%out = embedding_bag(%table, %ids, %off, %weights) : f32[B, 4]',
      );
  });

  it('declines weights that are not aligned with the ids', () => {
    const other = '%ids: i64[N], %off: i64[B], %weights: f32[M]';
    expect(
      refused({ params: other, where: 'B in 1..8, N in 0..64, M in 0..64, n in 0..64', body: weighted('%rows, %f') }),
    ).toEqual(['ids and weights are cut at different bounds']);
    expect(refused({ params: weightedParams, body: weighted('%rows, %f', '%e, %b') })).toEqual([
      'ids and weights are cut at different bounds',
    ]);
  });

  it('fills in the number of rows where the loop left it open', () => {
    const { body, module } = raise(
      loop({ result: 'f32[rows, 4]', where: 'B in 1..8, N in 0..64, n in 0..64, rows in 0..' }),
      raiseEmbeddingBag,
    );
    expect(body[0]).toBe('%out = embedding_bag(%table, %ids, %off) : f32[B, 4]');
    expect([...(module.funcs.get('main')?.ranges.keys() ?? [])]).not.toContain('rows');
  });

  it('raises offsets that bring their last entry', () => {
    const before = '%ends = slice(%off) {starts = [1], ends = [B + 1], axes = [0], steps = [1]} : i64[B]';
    expect(raised({ params: '%ids: i64[N], %off: i64[B + 1]', before, begins: '%off' })[0]).toBe(
      '%out = embedding_bag(%table, %ids, %off) {last_offset = true} : f32[B, 4]',
    );
  });

  it('raises bags of two-dimensional indices to the matrix form', () => {
    const params = '%matrix: i64[B, 3]';
    const before = `%ids = reshape(%matrix) {shape = [3*B]} : i64[3*B]
    %mshape = shape_of(%matrix) : i64[2]
    %total = reduce_prod(%mshape) {keepdims = false} : i64[]
    %three = gather(%mshape, %one) : i64[]
    %off = range(%zero, %total, %three) : i64[B]
    %shape = shape_of(%ids) : i64[1]
    %count = gather(%shape, %zero) : i64[]
    %last = unsqueeze(%count) {axes = [0]} : i64[1]
    %bounds = concat(%off, %last) {axis = 0} : i64[B + 1]
    %ends = slice(%bounds) {starts = [1], ends = [B + 1], axes = [0], steps = [1]} : i64[B]`;
    expect(raised({ params, before, where: 'B in 1..8, n in 0..64', consts: 'const %one : i64[] = 1' })).toEqual([
      '%out = embedding_bag(%table, %matrix) : f32[B, 4]',
      'return %out',
    ]);
  });

  const stacked = `%ids = gather(%all, %k) : i64[N]
    %off = gather(%alloff, %k) : i64[B]
    %shape = shape_of(%ids) : i64[1]
    %count = gather(%shape, %zero) : i64[]
    %last = unsqueeze(%count) {axes = [0]} : i64[1]
    %bounds = concat(%off, %last) {axis = 0} : i64[B + 1]
    %ends = slice(%bounds) {starts = [1], ends = [B + 1], axes = [0], steps = [1]} : i64[B]`;

  it('raises rows of stacked inputs, and reads them as slices', () => {
    const form = { params: '%all: i64[5, N], %alloff: i64[5, B]', before: stacked, consts: 'const %k : i64[] = 3' };
    const slice = '{starts = [3], ends = [4], axes = [0], steps = [1]}';
    expect(raise(loop(form), raiseEmbeddingBag, sliceConstantPicks).body).toEqual([
      `%all.slice = slice(%all) ${slice} : i64[1, N]`,
      '%ids = reshape(%all.slice) {shape = [N]} : i64[N]',
      `%alloff.slice = slice(%alloff) ${slice} : i64[1, B]`,
      '%off = reshape(%alloff.slice) {shape = [B]} : i64[B]',
      '%out = embedding_bag(%table, %ids, %off) : f32[B, 4]',
      'return %out',
    ]);
  });

  it('leaves a position that may be outside as a gather', () => {
    const form = { params: '%all: i64[T, N], %alloff: i64[5, B]', before: stacked, consts: 'const %k : i64[] = 3' };
    const { declined } = raise(
      loop({ ...form, where: 'B in 1..8, N in 0..64, n in 0..64, T in 1..9' }),
      sliceConstantPicks,
    );
    expect(declined).toEqual(['position 3 is not provably inside the axis']);
  });

  it('raises constant offsets, to the matrix form where all bags are equally long', () => {
    const before = (last: string) => `%last = shape_of(%ids) : i64[1]
    %bounds = concat(%off, ${last}) {axis = 0} : i64[4]
    %ends = slice(%bounds) {starts = [1], ends = [4], axes = [0], steps = [1]} : i64[3]`;
    const form = { before: before('%last'), result: 'f32[3, 4]', trip: '', where: 'N in 0..64, n in 0..64' };
    const ragged = 'const %trip : i64[] = 3\n  const %off : i64[3] = [0, 2, 4]';
    expect(raised({ ...form, params: '%ids: i64[N]', consts: ragged })[0]).toBe(
      '%out = embedding_bag(%table, %ids, %off) : f32[3, 4]',
    );
    const equal = { ...form, params: '%ids: i64[6]', where: 'n in 0..64', consts: ragged };
    expect(raised(equal)).toEqual([
      '%ids.reshape = reshape(%ids) {shape = [3, 2]} : i64[3, 2]',
      '%out = embedding_bag(%table, %ids.reshape) : f32[3, 4]',
      'return %out',
    ]);
  });

  it('raises boundaries that are constants altogether', () => {
    const consts = (ends: string) => `const %trip : i64[] = 3
  const %bounds : i64[4] = [0, 2, 3, 9]
  const %ends : i64[3] = ${ends}`;
    const form = { before: '', trip: '', params: '%ids: i64[9]', where: 'n in 0..64', result: 'f32[3, 4]' };
    expect(raised({ ...form, consts: consts('[2, 3, 9]') })[0]).toBe(
      '%out = embedding_bag(%table, %ids, %out.offsets) : f32[3, 4]',
    );
    expect(raised({ ...form, params: '%ids: i64[10]', consts: consts('[2, 3, 9]') })[0]).toBe(
      '%out = embedding_bag(%table, %ids, %out.offsets) {last_offset = true} : f32[3, 4]',
    );
    expect(refused({ ...form, consts: consts('[2, 4, 9]') })).toEqual(['a bag does not end where the next begins']);
  });

  it('declines what it cannot prove', () => {
    expect(refused({ condition: '%go', params: '%ids: i64[N], %off: i64[B], %go: bool[]' })).toEqual([
      'the loop may stop early',
    ]);
    const stop = `%rows = gather(%table, %bag) : f32[n, 4]
      %row = reduce_sum(%rows) {axes = [0], keepdims = false} : f32[4]
      %more = less(%b0, %e0) : bool[]`;
    expect(refused({ body: stop, again: '%more' })).toEqual(['the loop may stop early']);
    expect(
      refused({
        trip: '%t0 = gather(%off, %zero) : i64[]\n    %trip = identity(%t0) : i64[]',
        result: 'f32[rows, 4]',
        where: 'B in 1..8, N in 0..64, n in 0..64, rows in 0..',
      }),
    ).toEqual(['the trip count is not known as a dim']);
    expect(
      refused({
        trip: '%tshape = shape_of(%bounds) : i64[1]\n    %trip = gather(%tshape, %zero) : i64[]',
        result: 'f32[B + 1, 4]',
      }),
    ).toEqual(['the number of iterations is not the number of bags']);
    expect(refused({ begins: '%ends' })).toEqual(['the first bag does not begin at the first boundary']);
    expect(refused({ params: '%ids: i64[N], %off: i64[B], %other: i64[B]', begins: '%other' })).toEqual([
      'beginnings and ends of bags come from different vectors',
    ]);
    const axis1 = `%rows = gather(%table, %bag) : f32[n, 4]
      %row = reduce_sum(%rows) {axes = [1], keepdims = false} : f32[n]`;
    expect(refused({ body: axis1, result: 'f32[B, n]' })).toEqual(['the reduction does not run over axis 0 alone']);
    const scaled = `%rows = gather(%table, %bag) : f32[n, 4]
      %x = mul(%rows, %rows) : f32[n, 4]
      %row = reduce_sum(%x) {axes = [0], keepdims = false} : f32[4]`;
    expect(refused({ body: scaled })).toEqual(['the rows are multiplied by something other than one factor a lookup']);
    const inner = `%twice = add(%table, %table) : f32[10, 4]
      %rows = gather(%twice, %bag) : f32[n, 4]
      %row = reduce_sum(%rows) {axes = [0], keepdims = false} : f32[4]`;
    expect(refused({ body: inner })).toEqual(['the table is computed inside the loop']);
  });

  it('has what it recognised of the loop in view when it declines', () => {
    const { declined, seen } = raise(loop({ begins: '%ends' }), raiseEmbeddingBag);
    expect(declined).toEqual(['the first bag does not begin at the first boundary']);
    expect(seen[0]?.map((node) => node.split(' ')[0])).toEqual([
      ...['loop', 'reduce_sum', 'gather', 'dynamic_slice', 'gather', 'gather'],
    ]);
  });

  it('says nothing about loops that look nothing up', () => {
    const { declined } = raise(
      loop({ body: '%row = relu(%x) : f32[4]', params: '%ids: i64[N], %off: i64[B], %x: f32[4]' }).replace(
        /%b0 = gather[\s\S]*?: i64\[n\]\n/,
        '',
      ),
      raiseEmbeddingBag,
    );
    expect(declined).toEqual([]);
  });
});

const table = 'gir 1\nmodule @m {\n  const %table : f32[10, 4] = splat(0.5)\n';

describe('raise-embedding-bag: without loops', () => {
  const unrolled = (shape: string, cuts: [string, string][], where: string, op = 'reduce_sum') => {
    const rows = cuts.map(
      (
        [begin, end],
        j,
      ) => `    %s${j} = slice(%ids) {starts = [${begin}], ends = [${end}], axes = [0], steps = [1]} : i64[@${j}]
    %g${j} = gather(%table, %s${j}) : f32[@${j}, 4]
    %r${j} = ${op}(%g${j}) {axes = [0], keepdims = false} : f32[4]
    %u${j} = unsqueeze(%r${j}) {axes = [0]} : f32[1, 4]`,
    );
    const names = cuts.map((_, j) => `%u${j}`).join(', ');
    return `${table}  func @main(%ids: i64[${shape}]) -> (%out: f32[${cuts.length}, 4])${where} {\n${rows.join('\n')}\n    %out = concat(${names}) {axis = 0} : f32[${cuts.length}, 4]\n    return %out\n  }\n}\n`;
  };

  it('raises unrolled bags over constant offsets', () => {
    const text = unrolled(
      '9',
      [
        ['0', '2'],
        ['2', '3'],
        ['3', '9'],
      ],
      '',
    )
      .replaceAll('@0', '2')
      .replaceAll('@1', '1')
      .replaceAll('@2', '6');
    const { body, module } = raise(text, raiseEmbeddingBag);
    expect(body).toEqual(['%out = embedding_bag(%table, %ids, %out.offsets) : f32[3, 4]', 'return %out']);
    expect(printModule(module)).toContain('const %out.offsets : i64[3] = [0, 2, 3]');
  });

  it('raises unrolled bags of equal length to the matrix form', () => {
    const text = unrolled(
      '4',
      [
        ['0', '2'],
        ['2', '4'],
      ],
      '',
      'reduce_mean',
    )
      .replaceAll('@0', '2')
      .replaceAll('@1', '2');
    expect(raise(text, raiseEmbeddingBag).body).toEqual([
      '%ids.reshape = reshape(%ids) {shape = [2, 2]} : i64[2, 2]',
      '%out = embedding_bag(%table, %ids.reshape) {mode = mean} : f32[2, 4]',
      'return %out',
    ]);
  });

  it('sees the constant behind a bound that was clamped to an unknown length', () => {
    const text = unrolled(
      'N',
      [
        ['0', 'min(2, N)'],
        ['min(2, N)', 'N'],
      ],
      ' where N in 0..64',
    )
      .replaceAll('@0', 'min(2, N)')
      .replaceAll('@1', 'max(0, N - min(2, N))');
    expect(raise(text, raiseEmbeddingBag).body[0]).toBe('%out = embedding_bag(%table, %ids, %out.offsets) : f32[2, 4]');
  });

  it('declines unrolled bags with a gap', () => {
    const text = unrolled(
      '9',
      [
        ['0', '2'],
        ['3', '9'],
      ],
      '',
    )
      .replaceAll('@0', '2')
      .replaceAll('@1', '6');
    expect(raise(text, raiseEmbeddingBag).declined).toContain('a bag does not begin where the one before ends');
  });

  it('raises fixed pooling, weighted or not, over constant tables only', () => {
    const text = (
      rows: string,
      extra = '',
    ) => `${table}  func @main(%ids: i64[B, 3]${extra}) -> (%out: f32[B, 4]) where B in 1..8 {
${rows}
    %out = reduce_sum(%x) {axes = [1], keepdims = false} : f32[B, 4]
    return %out
  }
}
`;
    expect(raise(text('    %x = gather(%table, %ids) : f32[B, 3, 4]'), raiseEmbeddingBag).body[0]).toBe(
      '%out = embedding_bag(%table, %ids) : f32[B, 4]',
    );
    const weighted = `    %g = gather(%table, %ids) : f32[B, 3, 4]
    %f = unsqueeze(%w) {axes = [2]} : f32[B, 3, 1]
    %x = mul(%g, %f) : f32[B, 3, 4]`;
    expect(raise(text(weighted, ', %w: f32[B, 3]'), raiseEmbeddingBag).body[0]).toBe(
      '%out = embedding_bag(%table, %ids, _, %w) : f32[B, 4]',
    );
    // A weight for each position, shared by all bags, broadcasts over them: no bag can say that.
    const shared = weighted.replace('f32[B, 3, 1]', 'f32[1, 3, 1]');
    expect(raise(text(shared, ', %w: f32[1, 3]'), raiseEmbeddingBag).body.join('\n')).not.toContain('embedding_bag');
    const computed = raise(text('    %x = gather(%t, %ids) : f32[B, 3, 4]', ', %t: f32[10, 4]'), raiseEmbeddingBag);
    expect(computed.declined).toEqual(['the table is no constant']);
  });

  it('raises single lookups, unless told not to', () => {
    const text = `${table}  func @main(%ids: i64[B]) -> (%out: f32[B, 4]) where B in 1..8 {
    %out = gather(%table, %ids) : f32[B, 4]
    return %out
  }
}
`;
    expect(raise(text, raiseEmbeddingBag).body).toEqual([
      '%ids.reshape = reshape(%ids) {shape = [B, 1]} : i64[B, 1]',
      '%out = embedding_bag(%table, %ids.reshape) : f32[B, 4]',
      'return %out',
    ]);
    const diagnostics = new Diagnostics();
    const module = parse(text);
    const step = { kind: 'pass', pass: raiseEmbeddingBag, options: { 'single-lookups': false } } as const;
    runPipeline(module, [step], { registry: ops, diagnostics });
    expect(printModule(module)).toContain('gather');
  });

  it('leaves token embeddings and constant ids alone', () => {
    const tokens = `${table}  func @main(%ids: i64[B, 3]) -> (%out: f32[B, 3, 4]) where B in 1..8 {
    %out = gather(%table, %ids) : f32[B, 3, 4]
    return %out
  }
}
`;
    expect(raise(tokens, raiseEmbeddingBag).body[0]).toContain('gather');
  });
});

describe('raise-dot-interaction', () => {
  const head = 'gir 1\nmodule @m {\n  const %pairs : i64[3] = [3, 6, 7]\n';
  const products = `    %t = transpose(%x) {perm = [0, 2, 1]} : f32[B, 4, 3]
    %z = matmul(%x, %t) : f32[B, 3, 3]`;
  const dlrm = (
    perm = '[1, 2, 0]',
    back = '[1, 0]',
  ) => `${head}  func @main(%x: f32[B, 3, 4]) -> (%out: f32[B, 3]) where B in 1..8 {
${products}
    %zt = transpose(%z) {perm = ${perm}} : f32[3, 3, B]
    %flat = reshape(%zt) {shape = [9, B]} : f32[9, B]
    %picked = gather(%flat, %pairs) : f32[3, B]
    %same = reshape(%picked) {shape = [3, B]} : f32[3, B]
    %out = transpose(%same) {perm = ${back}} : f32[B, 3]
    return %out
  }
}
`;

  it('raises the exported index form', () => {
    expect(raise(dlrm(), raiseDotInteraction).body).toEqual([
      '%out = dot_interaction(%x) {rows = [1, 2, 2], cols = [0, 0, 1]} : f32[B, 3]',
      'return %out',
    ]);
  });

  it('reads the pick from flattened samples, too', () => {
    const text = `${head}  func @main(%x: f32[B, 3, 4]) -> (%out: f32[B, 3]) where B in 1..8 {
${products}
    %flat = reshape(%z) {shape = [B, 9]} : f32[B, 9]
    %out = gather(%flat, %pairs) {axis = 1} : f32[B, 3]
    return %out
  }
}
`;
    expect(raise(text, raiseDotInteraction).body[0]).toBe(
      '%out = dot_interaction(%x) {rows = [1, 2, 2], cols = [0, 0, 1]} : f32[B, 3]',
    );
  });

  it('declines when rows and columns change places', () => {
    expect(raise(dlrm('[2, 1, 0]'), raiseDotInteraction).declined).toEqual([
      'the index does not run over rows and columns of the products',
    ]);
  });

  it('declines indices out of range', () => {
    const { declined, seen } = raise(dlrm().replace('[3, 6, 7]', '[3, 6, 9]'), raiseDotInteraction);
    expect(declined).toEqual(['an index is out of range']);
    expect(seen[0]).toEqual(['gather picked', 'matmul z', 'transpose t', 'reshape flat', 'transpose zt']);
  });
});
