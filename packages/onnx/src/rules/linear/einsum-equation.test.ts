import { describe, expect, it } from 'vitest';
import { parseEquation } from './einsum-equation.js';

describe('parseEquation', () => {
  it('reads terms and an explicit result', () => {
    expect(parseEquation('ij, jk -> ik', [2, 2])).toEqual({
      terms: [
        ['i', 'j'],
        ['j', 'k'],
      ],
      output: ['i', 'k'],
    });
    expect(parseEquation('ij->', [2])).toEqual({ terms: [['i', 'j']], output: [] });
    expect(parseEquation('', [0])).toEqual({ terms: [[]], output: [] });
  });

  it('makes the result of letters that occur once, capitals first', () => {
    expect(parseEquation('bA,aA', [2, 2])).toMatchObject({ output: ['a', 'b'] });
    expect(parseEquation('zA', [2])).toMatchObject({ output: ['A', 'z'] });
    expect(parseEquation('ii', [2])).toMatchObject({ output: [] });
  });

  it('aligns an ellipsis at its end, and puts it first in an implicit result', () => {
    expect(parseEquation('a...,...b', [3, 2])).toEqual({
      terms: [
        ['a', '…1', '…0'],
        ['…0', 'b'],
      ],
      output: ['…1', '…0', 'a', 'b'],
    });
    expect(parseEquation('...i->i', [1])).toMatchObject({ terms: [['i']], output: ['i'] });
  });

  it('says what is wrong', () => {
    expect(parseEquation('ij,jk', [2])).toBe('it has 2 terms for 1 operands');
    expect(parseEquation('ij', [3])).toBe('"ij" does not fit rank 3');
    expect(parseEquation('ij...', [1])).toBe('"ij..." does not fit rank 1');
    expect(parseEquation('i.j', [2])).toBe('"i.j" is not a term');
    expect(parseEquation('ij->ik', [2])).toBe('"k" of the result is not one axis of the operands');
    expect(parseEquation('ij->ii', [2])).toBe('"i" of the result is not one axis of the operands');
    expect(parseEquation('i->i->i', [1])).toBe('it has more than one ->');
    expect(parseEquation('i->1', [1])).toBe('"1" is not a term');
  });
});
