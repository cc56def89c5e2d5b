import { describe, expect, it } from 'vitest';
import { type Diagnostic, Diagnostics, diagnostic } from './diagnostics.js';
import { renderDiagnostic, renderDiagnostics } from './render.js';

const spec = diagnostic<{ what: string }>({
  code: 'test/thing',
  severity: 'error',
  message: ({ what }) => `the ${what} is wrong`,
  hint: ({ what }) => (what === 'shape' ? 'make it right' : undefined),
  explanation: 'Things can be wrong.',
});

const warning = diagnostic<object>({ code: 'test/hm', severity: 'warning', message: () => 'hm', explanation: '' });

function one(extras: Parameters<Diagnostics['report']>[2], what = 'shape'): Diagnostic {
  const diagnostics = new Diagnostics();
  diagnostics.report(spec, { what }, extras);
  const [first] = diagnostics.list;
  if (!first) throw new Error('nothing reported');
  return first;
}

describe('renderDiagnostic', () => {
  it('lays out a node of a model', () => {
    const text = renderDiagnostic(
      one({
        location: { kind: 'node', file: 'model.onnx', graph: 'main', index: 412, name: '/backbone/warp/GridSample' },
        context: ['%feat  f32[N, 64, 56, 56]   from node 411', '%grid  f32[N, 56, 56, 2]'],
        notes: ['origin: warp.py:212 in Warp.forward', 'same form: 3 more nodes (455, 501, 560)'],
      }),
    );
    expect(text).toBe(
      [
        'error test/thing: the shape is wrong',
        '  --> model.onnx, node 412 "/backbone/warp/GridSample"                      (graph main)',
        '   |  %feat  f32[N, 64, 56, 56]   from node 411',
        '   |  %grid  f32[N, 56, 56, 2]',
        '   = origin: warp.py:212 in Warp.forward',
        '   = same form: 3 more nodes (455, 501, 560)',
        '   = hint: make it right',
        '   = more: afterglow explain test/thing',
      ].join('\n'),
    );
  });

  it('points into a line of text, tabs and all', () => {
    const location = { kind: 'text', file: 'a.gir', line: 3, column: 4, length: 2, lineText: '\tab\u00e9cd' } as const;
    expect(renderDiagnostic(one({ location }, 'name')).split('\n')).toEqual([
      'error test/thing: the name is wrong',
      '  --> a.gir:3:4',
      '   |  \tab\u00e9cd',
      '   |  \t  ^^',
      '   = more: afterglow explain test/thing',
    ]);
  });

  it('names bytes and files', () => {
    expect(renderDiagnostic(one({ location: { kind: 'bytes', file: 'w.bin', offset: 17 } }))).toContain(
      '\n  --> w.bin, byte 17\n',
    );
    expect(renderDiagnostic(one({ location: { kind: 'file', file: 'w.bin' } }))).toContain('\n  --> w.bin\n');
    expect(renderDiagnostic(one({}))).toContain('is wrong\n   = hint');
  });

  it('keeps the layout when texts hold line breaks', () => {
    const text = renderDiagnostic(one({ notes: ['a\nb'], context: ['x\ny'] }, 'a\nb'));
    expect(text.split('\n')).toEqual([
      'error test/thing: the a',
      '   |  b is wrong',
      '   |  x',
      '   |  y',
      '   = a',
      '     b',
      '   = more: afterglow explain test/thing',
    ]);
  });
});

it('shows control characters instead of sending them to the terminal', () => {
  const name = 'a\u001b[2Jb\u009b';
  const text = renderDiagnostic(one({ location: { kind: 'node', file: 'm', graph: 'g', index: 0, name } }));
  expect(text).toContain('"a\\u001b[2Jb\\u009b"');
});

describe('renderDiagnostics', () => {
  it('counts by severity', () => {
    const diagnostics = new Diagnostics();
    diagnostics.report(spec, { what: 'a' });
    diagnostics.report(spec, { what: 'b' });
    diagnostics.report(warning, {});
    const text = renderDiagnostics(diagnostics.list);
    expect(text.split('\n\n')).toHaveLength(4);
    expect(text.endsWith('\n\n2 errors, 1 warning\n')).toBe(true);
    expect(renderDiagnostics([])).toBe('');
  });
});

describe('Diagnostics', () => {
  it('counts what a limit keeps out, errors above all', () => {
    const diagnostics = new Diagnostics({ limit: 1 });
    diagnostics.report(warning, {});
    expect(diagnostics.hasErrors).toBe(false);
    diagnostics.report(spec, { what: 'x' });
    expect([diagnostics.list.length, diagnostics.suppressed, diagnostics.hasErrors]).toEqual([1, 1, true]);
    expect(renderDiagnostics(diagnostics.list, diagnostics.suppressed)).toContain('1 warning, and 1 more not shown');
  });
});
