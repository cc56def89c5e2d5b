import { Diagnostics } from '@afterglow/core';
import { describe, expect, it } from 'vitest';
import { parseShapeOption, ShapeOptions } from './shape-options.js';

function parse(text: string) {
  const diagnostics = new Diagnostics();
  return parseShapeOption(text, diagnostics) ?? diagnostics.list.map(({ code }) => code);
}

describe('--shape', () => {
  it('takes numbers, names and open sizes', () => {
    expect(parse('x=[2, N, ?]')).toEqual({ input: 'x', sizes: [2, 'N', undefined] });
    expect(parse('x=[]')).toEqual({ input: 'x', sizes: [] });
    expect(parse('a=b=[1]')).toEqual({ input: 'a=b', sizes: [1] });
  });

  it.each(['x', 'x=2', '=[2]', 'x=[2', 'x=[-1]', 'x=[2,]', 'x=[a b]'])('refuses %s', (text) => {
    expect(parse(text)).toEqual(['compile/bad-shape']);
  });

  it('names what is no input', () => {
    const options = new ShapeOptions([{ input: 'y', sizes: [] }]);
    expect(options.shapeOf('x')).toBeUndefined();
    const diagnostics = new Diagnostics();
    options.reportUnused(diagnostics);
    expect(diagnostics.list.map(({ message }) => message)).toEqual([
      '--shape names "y", which is no input of the model; its inputs are x',
    ]);
  });
});
