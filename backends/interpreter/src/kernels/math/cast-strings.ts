// Numbers from and to strings, for Cast-25: plain and scientific notation, infinities and NaN in any case.

import { type ElementType, type EncodeOptions, isFloat, type Tensor, tensorFromArray } from '@afterglow/core';
import { type BigElements, isBig, newElements, sealNumbers } from '../../data/elements.js';
import { interpreterDiagnostics } from '../../diagnostics.js';
import { fault } from '../../fault.js';

function special(text: string): number | undefined {
  const [, sign, word] = /^([+-]?)(inf|infinity|nan)$/i.exec(text) ?? [];
  if (word === undefined) return undefined;
  return word.toLowerCase() === 'nan' ? Number.NaN : sign === '-' ? -Infinity : Infinity;
}

function parseReal(text: string): number {
  const trimmed = text.trim();
  const value =
    special(trimmed) ?? (/^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(trimmed) ? Number(trimmed) : undefined);
  if (value === undefined) notANumber(text);
  return value;
}

function notANumber(text: string): never {
  fault(interpreterDiagnostics.badOperand, { op: 'cast', problem: `${JSON.stringify(text)} is not a number` });
}

/** Parses every string as `to`; whole numbers stay exact for 64-bit integers. */
export function castFromStrings(
  texts: readonly string[],
  shape: readonly number[],
  to: ElementType,
  options: EncodeOptions,
): Tensor {
  if (isBig(to)) {
    const out = newElements(to, texts.length) as BigElements;
    texts.forEach((text, i) => {
      const trimmed = text.trim();
      if (/^[+-]?\d+$/.test(trimmed)) {
        const magnitude = BigInt(trimmed.replace(/^[+-]/, ''));
        out[i] = trimmed.startsWith('-') ? -magnitude : magnitude;
      } else {
        const real = parseReal(text);
        out[i] = Number.isFinite(real) ? BigInt(Math.trunc(real)) : 0n;
      }
    });
    return tensorFromArray(to, shape, out);
  }
  return sealNumbers(to, shape, Float64Array.from(texts, parseReal), options);
}

/** Text of one element of type `from`. */
export function castToString(
  from: ElementType,
  printFloat: (elem: ElementType, x: number) => string,
): (value: number | bigint) => string {
  if (!isFloat(from)) return (value) => String(value);
  return (value) => {
    const x = Number(value);
    if (Number.isNaN(x)) return 'NaN';
    return Number.isFinite(x) ? printFloat(from, x) : x > 0 ? 'INF' : '-INF';
  };
}
