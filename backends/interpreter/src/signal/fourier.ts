// The discrete Fourier transform of one complex vector in double, of any length: O(n log n). Powers of two by halving
// (Cooley and Tukey 1965), other lengths as a convolution of a power of two (Bluestein 1970), short ones by the sum itself.
// Angles of whole eighth turns are exact, so that sums which cancel give exactly 0.

import { math } from '@afterglow/core';

export interface Complex {
  readonly re: Float64Array;
  readonly im: Float64Array;
}

export function newComplex(n: number): Complex {
  return { re: new Float64Array(n), im: new Float64Array(n) };
}

const halfRoot = Math.SQRT1_2;

/** cos and sin of k / n turns. Reduced to an eighth of a turn first: symmetric angles get equal values, up to sign. */
function turn(k: number, n: number): readonly [number, number] {
  const at = ((k % n) + n) % n;
  if (2 * at > n) {
    const [c, s] = turn(n - at, n);
    return [c, -s];
  }
  if (4 * at > n) {
    // Half a turn less what is left of it: n − 2·at over 2n turns.
    const [c, s] = eighths(n - 2 * at, 2 * n);
    return [-c, s];
  }
  return eighths(2 * at, 2 * n);
}

/** For 0 ≤ k / n ≤ 1/4. */
function eighths(k: number, n: number): readonly [number, number] {
  if (k === 0) return [1, 0];
  if (4 * k === n) return [0, 1];
  if (8 * k === n) return [halfRoot, halfRoot];
  if (8 * k > n) {
    const angle = (2 * Math.PI * (n - 4 * k)) / (4 * n);
    return [math.sin(angle), math.cos(angle)];
  }
  const angle = (2 * Math.PI * k) / n;
  return [math.cos(angle), math.sin(angle)];
}

/** Roots of one: entry k is e^(−2πi·k/n). */
function roots(n: number): Complex {
  const list = newComplex(n);
  for (let k = 0; k < n; k++) {
    const [c, s] = turn(k, n);
    list.re[k] = c;
    list.im[k] = s === 0 ? 0 : -s;
  }
  return list;
}

/** A transform of vectors of one length; what depends on the length alone is made once. */
export type Transform = (x: Complex) => Complex;

/** Below this length the sum itself is as fast, and more exact where terms cancel. */
const shortest = 64;

/** y[k] = Σ x[n] · e^(−2πi·k·n/N), or with `inverse` the conjugate sum divided by N. */
export function fourierTransform(length: number, inverse = false): Transform {
  const forward = forwardTransform(length);
  if (!inverse) return forward;
  return (x) => {
    const y = forward({ re: x.re, im: x.im.map((v) => -v) });
    return { re: y.re.map((v) => v / length), im: y.im.map((v) => -v / length) };
  };
}

function forwardTransform(length: number): Transform {
  if ((length & (length - 1)) === 0) return powerOfTwo(length);
  return length <= shortest ? bySum(length) : byConvolution(length);
}

function bySum(length: number): Transform {
  const w = roots(length);
  return (x) => {
    const y = newComplex(length);
    for (let k = 0; k < length; k++) {
      let [re, im] = [0, 0];
      for (let n = 0, at = 0; n < length; n++, at = (at + k) % length) {
        re += x.re[n] * w.re[at] - x.im[n] * w.im[at];
        im += x.re[n] * w.im[at] + x.im[n] * w.re[at];
      }
      y.re[k] = re;
      y.im[k] = im;
    }
    return y;
  };
}

function powerOfTwo(length: number): Transform {
  const w = roots(length);
  const order = new Uint32Array(length);
  for (let i = 1; i < length; i++) order[i] = (order[i >> 1] >> 1) | (i & 1 ? length >> 1 : 0);
  return (x) => {
    const y = newComplex(length);
    for (let i = 0; i < length; i++) {
      y.re[i] = x.re[order[i]];
      y.im[i] = x.im[order[i]];
    }
    for (let half = 1; half < length; half *= 2) {
      const step = length / (2 * half);
      for (let start = 0; start < length; start += 2 * half) {
        for (let k = 0; k < half; k++) {
          const [a, b] = [start + k, start + k + half];
          const [c, s] = [w.re[k * step], w.im[k * step]];
          const re = y.re[b] * c - y.im[b] * s;
          const im = y.re[b] * s + y.im[b] * c;
          y.re[b] = y.re[a] - re;
          y.im[b] = y.im[a] - im;
          y.re[a] += re;
          y.im[a] += im;
        }
      }
    }
    return y;
  };
}

/** k·n = (k² + n² − (k − n)²) / 2 makes the transform a convolution with a chirp. */
function byConvolution(length: number): Transform {
  let size = 1;
  while (size < 2 * length - 1) size *= 2;
  const transform = powerOfTwo(size);
  // The chirp is e^(−πi·k²/N); k² is reduced modulo 2N by steps, so that it stays exact.
  const chirp = newComplex(length);
  for (let k = 0, square = 0; k < length; k++) {
    const [c, s] = turn(square, 2 * length);
    chirp.re[k] = c;
    chirp.im[k] = -s;
    square = (square + 2 * k + 1) % (2 * length);
  }
  const kernel = newComplex(size);
  for (let k = 0; k < length; k++) {
    kernel.re[k] = chirp.re[k];
    kernel.im[k] = -chirp.im[k];
    if (k > 0) {
      kernel.re[size - k] = chirp.re[k];
      kernel.im[size - k] = -chirp.im[k];
    }
  }
  const spectrum = transform(kernel);
  return (x) => {
    const padded = newComplex(size);
    for (let n = 0; n < length; n++) {
      padded.re[n] = x.re[n] * chirp.re[n] - x.im[n] * chirp.im[n];
      padded.im[n] = x.re[n] * chirp.im[n] + x.im[n] * chirp.re[n];
    }
    const product = transform(padded);
    // The inverse transform of the product: the conjugate of the transform of its conjugate, over the size.
    for (let i = 0; i < size; i++) {
      const [re, im] = [product.re[i], product.im[i]];
      product.re[i] = re * spectrum.re[i] - im * spectrum.im[i];
      product.im[i] = -(re * spectrum.im[i] + im * spectrum.re[i]);
    }
    const sums = transform(product);
    const y = newComplex(length);
    for (let k = 0; k < length; k++) {
      const [re, im] = [sums.re[k] / size, -sums.im[k] / size];
      y.re[k] = re * chirp.re[k] - im * chirp.im[k];
      y.im[k] = re * chirp.im[k] + im * chirp.re[k];
    }
    return y;
  };
}
