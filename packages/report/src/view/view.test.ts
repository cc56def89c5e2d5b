import { girText, parseText } from '@afterglow/ir/testing';
import { describe, expect, it } from 'vitest';
import { sceneOf } from '../page/model/plan-drawing.js';
import { search } from '../page/model/search.js';
import { summaryOf } from '../page/model/summary.js';
import type { Tree } from '../page/model/tree.js';
import { DEFAULT_BOXES, openUpTo, visibleOf } from '../page/model/visible.js';
import { neighbour } from '../page/model/walk.js';
import type { ViewData } from './data.js';
import { PAGE_START, renderPage } from './html.js';
import { ViewRecorder } from './write-view.js';

const LAYERS = `gir 1
module @net {
  const %w : f32[4, 4] = splat(0.5)
  func @main(%x: f32[N, 4]) -> (%y: f32[N, 4]) where N in 2..8 {
    %a = fully_connected(%x, %w) {act = none} loc(#0)
    %b = relu(%a) loc(#1)
    %c = fully_connected(%b, %w) {act = none} loc(#2)
    %d = relu(%c) loc(#3)
    %y = add(%d, %x) loc(#4)
    return %y
  }
  #0 = loc "/layer.0/Gemm"
  #1 = loc "/layer.0/Relu"
  #2 = loc "/layer.1/Gemm"
  #3 = loc "/layer.1/Relu"
  #4 = loc "/Add"
}
`;
const FUSED = LAYERS.replace('%a = fully_connected(%x, %w) {act = none} loc(#0)\n', '')
  .replace('%b = relu(%a) loc(#1)', '%b = fully_connected(%x, %w) {act = relu} loc(#1)')
  .replace('#1 = loc "/layer.0/Relu"', '#1 = loc fused("fuse": "/layer.0/Gemm", "/layer.0/Relu")')
  .replace('  #0 = loc "/layer.0/Gemm"\n', '')
  .replaceAll(/#([1-4])/g, (_, digit) => `#${Number(digit) - 1}`);

async function viewOf(...texts: readonly string[]): Promise<ViewData> {
  const recorder = new ViewRecorder({ title: 'net', producer: 'test 1' });
  texts.forEach((text, index) => recorder.step({ stage: 'optimize', pass: `pass${index}` }, parseText(text)));
  return recorder.finish();
}

function treeOf(data: ViewData, step = 0): Tree {
  const found = data.steps[step];
  if (!found) throw new Error(`no step ${step}`);
  return sceneOf(data, found).tree;
}

const shown = (tree: Tree, open: ReadonlySet<string>) => visibleOf(tree, open).boxes.map(({ label }) => label);

describe('the data of a page', () => {
  it('knows types, constants, origins and work of every node', async () => {
    const { nodes, types, typeBytes, consts, sizes, steps } = await viewOf(LAYERS);
    const [gemm] = nodes;
    expect(gemm).toMatchObject({
      op: 'fully_connected',
      origin: ['/layer.0/Gemm'],
      scope: ['layer.0'],
      ops: 2 * 2 * 4 * 4,
    });
    expect(gemm?.operands.map(([slot, value]) => `${slot} ${value}`)).toEqual(['x x', 'weight w']);
    expect(types[gemm?.results[0]?.[1] ?? -1]).toBe('f32[N, 4]');
    // Figures are for the smallest sizes.
    expect(sizes).toEqual([['N', 2]]);
    expect(typeBytes[gemm?.results[0]?.[1] ?? -1]).toBe(2 * 4 * 4);
    expect(consts).toMatchObject([{ name: 'w', bytes: 64, value: 'splat(0.5)' }]);
    // Activations are made in place, and %x is needed to the end.
    expect(steps[0]?.funcs[0]?.live).toEqual([64, 64, 96, 64, 64]);
  });

  it('says what a step added, changed and removed, and what became of it', async () => {
    const { steps } = await viewOf(LAYERS, FUSED);
    expect(steps[1]?.change).toEqual({
      added: [],
      changed: [['main/b', 'was relu, operands']],
      removed: [{ key: 'main/a', op: 'fully_connected', became: ['main/b'] }],
    });
    expect((await viewOf(FUSED, LAYERS)).steps[1]?.change.added).toEqual(['main/a']);
  });

  it('shares what steps have in common', async () => {
    const once = await viewOf(LAYERS);
    const twice = await viewOf(LAYERS, LAYERS);
    expect(twice.nodes).toEqual(once.nodes);
    expect(twice.steps[1]?.change).toEqual({ added: [], changed: [], removed: [] });
  });

  it('sums up ops and finds the largest tensors', async () => {
    const data = await viewOf(LAYERS);
    const summary = summaryOf(data, data.steps[0] ?? never());
    expect(summary.byOp.map(({ op, count }) => [op, count])).toEqual([
      ['fully_connected', 2],
      ['relu', 2],
      ['add', 1],
    ]);
    expect(summary.largest[0]).toMatchObject({ name: 'w', kind: 'weight', bytes: 64, key: 'main/a' });
    expect([summary.nodes, summary.weights, summary.peak]).toEqual([5, 64, 96]);
  });
});

function never(): never {
  throw new Error('cannot be');
}

describe('folders', () => {
  it('follow the scopes of the model, and closing them merges edges', async () => {
    const data = await viewOf(LAYERS);
    const tree = treeOf(data);
    expect(shown(tree, new Set())).toEqual(['x', 'layer.0', 'layer.1', 'add', 'y']);
    const closed = visibleOf(tree, new Set());
    expect(closed.edges.map(({ from, to, values }) => [from, to, values])).toEqual([
      [0, 1, ['main/x']],
      [1, 2, ['main/b']],
      [2, 3, ['main/d']],
      [0, 3, ['main/x']],
      [3, 4, ['main/y']],
    ]);
    const open = openUpTo(tree, DEFAULT_BOXES);
    expect(shown(tree, open)).toEqual(['x', 'fully_connected', 'relu', 'fully_connected', 'relu', 'add', 'y']);
    expect([...openUpTo(tree, 6)]).toEqual(['scope:main/layer.0']);
  });

  it('are split where one folder would make edges run in circles', async () => {
    // One activation module that two layers use: `/act/Relu` and `/act/Relu_1`.
    const text = LAYERS.replace('/layer.0/Relu', '/act/Relu').replace('/layer.1/Relu', '/act/Relu_1');
    const tree = treeOf(await viewOf(text));
    expect(shown(tree, new Set())).toEqual(['x', 'fully_connected', 'relu', 'fully_connected', 'relu', 'add', 'y']);
  });

  it('hold the bodies of control flow and of called functions', async () => {
    const body = `%y = if(%c) then {
      %p = relu(%x) : f32[N]
      yield %p
    } else {
      %q = neg(%x) : f32[N]
      yield %q
    }
    return %y`;
    const tree = treeOf(await viewOf(girText('(%x: f32[N], %c: bool[]) -> (%y: f32[N]) where N in 1..4', body)));
    expect(shown(tree, new Set())).toEqual(['x', 'c', 'if', 'y']);
    const open = openUpTo(tree, DEFAULT_BOXES);
    expect(shown(tree, open)).toEqual(['x', 'c', 'if', 'relu', 'neg', 'yield', 'y']);
    const { edges, boxes } = visibleOf(tree, open);
    const ends = edges.map(({ from, to }) => `${boxes[from]?.label} → ${boxes[to]?.label}`);
    expect(ends).toEqual(['c → if', 'x → relu', 'x → neg', 'relu → yield', 'neg → yield', 'yield → y']);
  });

  it('show a called function inside its call', async () => {
    const text = `gir 1
module @net {
  func @main(%x: f32[4]) -> (%y: f32[4]) {
    %y = invoke @dense(%x) {placement = [card0, card1]} : f32[4]
    return %y
  }
  func @dense(%p: f32[4]) -> (%r: f32[4]) {
    %r = relu(%p) : f32[4]
    return %r
  }
}
`;
    const tree = treeOf(await viewOf(text));
    expect(shown(tree, new Set())).toEqual(['x', '@dense', 'y']);
    expect(shown(tree, openUpTo(tree, 9))).toEqual(['x', 'arguments', 'relu', 'return', 'y']);
  });

  it('gather many inputs, and cut long lists into runs', async () => {
    const params = Array.from({ length: 12 }, (_, index) => `%x${index}: f32[4]`);
    const sum = Array.from(
      { length: 2100 },
      (_, index) => `%s${index} = neg(${index === 0 ? '%x0' : `%s${index - 1}`})`,
    );
    const text = girText(
      `(${params.join(', ')}) -> (%y: f32[4])`,
      [...sum, '%y = relu(%s2099)', 'return %y'].join('\n'),
    );
    const labels = shown(treeOf(await viewOf(text)), new Set());
    expect(labels.slice(0, 3)).toEqual(['12 inputs', '1 – 200', '201 – 400']);
    expect(labels).toHaveLength(1 + 11 + 1);
  });
});

describe('finding and walking', () => {
  it('finds by name, op and type', async () => {
    const data = await viewOf(LAYERS);
    const find = (query: string) => search(query, treeOf(data), data, 99).map(({ id }) => id);
    expect(find('op:relu')).toEqual(['node:main/b', 'node:main/d']);
    expect(find('layer.0 relu')).toEqual(['node:main/b']);
    expect(find('name:layer.1')).toEqual(['scope:main/layer.1', 'node:main/c', 'node:main/d']);
    expect(find('type:f32[n op:add')).toEqual(['node:main/y']);
    expect(find('op:fully*')).toHaveLength(2);
    expect(find('type:f16')).toEqual([]);
    expect(find('  ')).toEqual([]);
  });

  it('goes along edges with the arrow keys', async () => {
    const data = await viewOf(LAYERS);
    const tree = treeOf(data);
    const visible = visibleOf(tree, openUpTo(tree, DEFAULT_BOXES));
    const layout = data.layout ?? never();
    const go = (...directions: Parameters<typeof neighbour>[3][]) => {
      let at = 0;
      for (const direction of directions) at = neighbour(visible, layout, at, direction) ?? at;
      return visible.boxes[at]?.label;
    };
    expect(go('down', 'down')).toBe('relu');
    expect(go('down', 'down', 'up')).toBe('fully_connected');
    expect(go('up')).toBe('x');
  });
});

describe('the page', () => {
  const render = (data: ViewData) => renderPage({ data, graphviz: 'var Viz;', hash: () => 'sha256-x' });

  it('is laid out: boxes do not overlap, edges have curves', async () => {
    const { layout } = await viewOf(LAYERS);
    expect(layout?.boxes).toHaveLength(7);
    const rows = layout?.boxes.map(([, y = 0, , height = 0]) => [y - height / 2, y + height / 2] as const) ?? [];
    rows.slice(1).forEach(([top], index) => expect(top).toBeGreaterThan(rows[index]?.[1] ?? 0));
    for (const edge of layout?.edges ?? []) expect(edge.length).toBeGreaterThanOrEqual(8);
    expect(layout?.clusters).toHaveLength(2);
  });

  it('is the same bytes every time', async () => {
    expect(render(await viewOf(LAYERS, FUSED))).toBe(render(await viewOf(LAYERS, FUSED)));
  });

  it('takes hostile names for what they are', async () => {
    const evil = '</script><script>alert(1)</script><!--<img src=x onerror=alert(2)>';
    const text = girText('(%x: f32[4]) -> (%y: f32[4])', `%y = relu(%${JSON.stringify(evil)})\nreturn %y`).replace(
      '(%x: f32[4])',
      `(%${JSON.stringify(evil)}: f32[4])`,
    );
    const recorder = new ViewRecorder({ title: evil, producer: evil });
    recorder.step({ stage: 'import' }, parseText(text));
    const html = render(await recorder.finish());
    expect(html.startsWith(PAGE_START)).toBe(true);
    expect(html).not.toContain('alert(1)</script>');
    expect(html).not.toContain('<img');
    expect(html.match(/<script/g)).toHaveLength(3);
    expect(html.match(/<\/script/g)).toHaveLength(3);
    const json = /<script type="application\/json" id="data">(.*?)<\/script>/s.exec(html)?.[1] ?? '';
    expect(JSON.parse(json).title).toBe(evil);
  });
});
