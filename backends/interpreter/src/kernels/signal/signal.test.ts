import { describe, expect, it } from 'vitest';
import { f32, i64, numbers, runOp, tensor } from '../../testing/run-op.js';

/** The transform by its definition, with the angles of Math. */
function plain(re: readonly number[], im: readonly number[]): number[] {
  const n = re.length;
  return re.flatMap((_, k) => {
    let [a, b] = [0, 0];
    for (let t = 0; t < n; t++) {
      const angle = (-2 * Math.PI * ((k * t) % n)) / n;
      const [x, y] = [re[t] ?? 0, im[t] ?? 0];
      a += x * Math.cos(angle) - y * Math.sin(angle);
      b += x * Math.sin(angle) + y * Math.cos(angle);
    }
    return [a, b];
  });
}

const wave = (n: number) => Array.from({ length: n }, (_, i) => ((i * i * 0.37) % 2) - 1);

describe('dft', () => {
  it.each([1, 2, 3, 8, 60, 100, 128, 509])('of %i elements is the sum of its definition', (n) => {
    const [re, im] = [wave(n), wave(n).reverse()];
    const x = tensor(
      'f64',
      [n, 2],
      re.flatMap((v, i) => [v, im[i] ?? 0]),
    );
    const y = numbers(runOp('dft', [x], { axis: 0, length: n }));
    plain(re, im).forEach((value, i) => expect(y[i]).toBeCloseTo(value, 9));
    const back = numbers(runOp('dft', [tensor('f64', [n, 2], y)], { axis: 0, length: n, inverse: true }));
    re.forEach((value, i) => expect(back[2 * i]).toBeCloseTo(value, 10));
  });

  it('is exactly zero where terms cancel', () => {
    const x = f32([12, 1], [1, 2, 3, 4, 5, 6, 1, 2, 3, 4, 5, 6]);
    const y = numbers(runOp('dft', [x], { axis: 0, length: 12 }));
    // A period of 6 has no odd bins.
    for (let k = 1; k < 12; k += 2)
      expect([Math.abs(y[2 * k] ?? 1) < 1e-7, Math.abs(y[2 * k + 1] ?? 1) < 1e-7]).toEqual([true, true]);
    const square = numbers(runOp('dft', [f32([4, 1], [1, 2, 1, 2])], { axis: 0, length: 4 }));
    expect(square.map((v) => v + 0)).toEqual([6, 0, 0, 0, -2, 0, 0, 0]);
  });

  it('cuts and fills the signal, and keeps half of the spectrum', () => {
    const x = f32([1, 3, 1], [1, 2, 3]);
    expect(numbers(runOp('dft', [x], { axis: 1, length: 2 })).map((v) => v + 0)).toEqual([3, 0, -1, 0]);
    const half = runOp('dft', [x], { axis: -2, length: 4, onesided: true });
    expect(half[0]?.shape).toEqual([1, 3, 2]);
    expect(numbers(half)).toEqual([6, 0, -2, -2, 2, 0]);
    const signal = runOp('dft', half, { axis: 1, length: 4, onesided: true, inverse: true });
    expect(signal[0]?.shape).toEqual([1, 4, 1]);
    expect(numbers(signal)).toEqual([1, 2, 3, 0]);
  });

  it('takes axis and length as data', () => {
    const x = f32([2, 3, 1], [1, 2, 3, 4, 5, 6]);
    const y = runOp('dynamic_dft', [x, i64([], [2]), i64([], [0])]);
    expect(y[0]?.shape).toEqual([2, 3, 2]);
    expect(numbers(y).slice(0, 2)).toEqual([5, 0]);
    expect(runOp('dynamic_dft', [x, undefined, undefined])[0]?.shape).toEqual([2, 3, 2]);
    expect(() => runOp('dynamic_dft', [x, undefined, i64([], [2])])).toThrow('2 is not a signal axis');
    expect(() => runOp('dynamic_dft', [x, i64([], [-1]), undefined])).toThrow('a length of -1');
  });
});

describe('stft', () => {
  it('transforms each frame, weighed by the window', () => {
    const x = f32([1, 5, 1], [1, 2, 3, 4, 5]);
    const y = runOp('stft', [x], { step: 2, length: 2 });
    expect(y[0]?.shape).toEqual([1, 2, 2, 2]);
    expect(numbers(y).map((v) => v + 0)).toEqual([3, 0, -1, 0, 7, 0, -1, 0]);
    const weighed = runOp('dynamic_stft', [x, i64([], [2]), f32([2], [1, 2])], { onesided: false });
    expect(numbers(weighed).map((v) => v + 0)).toEqual([5, 0, -3, 0, 11, 0, -5, 0]);
    expect(runOp('dynamic_stft', [x, i64([], [1])])[0]?.shape).toEqual([1, 1, 3, 2]);
    expect(() => runOp('dynamic_stft', [x, i64([], [0])])).toThrow('a step of 0');
    expect(() => runOp('dynamic_stft', [x, i64([], [1]), undefined, i64([], [6])])).toThrow('a frame of 6');
  });
});

describe('mel_weight_matrix', () => {
  const run = (bands: number, length: number) =>
    runOp('mel_weight_matrix', [i64([], [bands]), i64([], [length]), i64([], [8192]), f32([], [0]), f32([], [4096])], {
      elem: 'f32',
    });
  it('has a triangle a band', () => {
    const y = run(8, 16);
    expect(y[0]?.shape).toEqual([9, 8]);
    // All three edges of the lowest band lie in bin 0, those of the highest in bins 4, 5 and 6.
    expect(numbers(y).filter((_, i) => i % 8 === 0)).toEqual([1, 0, 0, 0, 0, 0, 0, 0, 0]);
    expect(numbers(y).filter((_, i) => i % 8 === 7)).toEqual([0, 0, 0, 0, 0, 1, 0, 0, 0]);
    expect(() => run(-1, 16)).toThrow('interpreter/bad-operand');
  });
});

describe('reverse_sequence', () => {
  it('turns the beginning of each sequence around', () => {
    const x = i64([2, 3], [1, 2, 3, 4, 5, 6]);
    const y = runOp('reverse_sequence', [x, i64([2], [3, 2])], { time_axis: 1, batch_axis: 0 });
    expect(numbers(y)).toEqual([3, 2, 1, 5, 4, 6]);
    const run = () => runOp('reverse_sequence', [x, i64([2], [3, 4])], { time_axis: 1, batch_axis: 0 });
    expect(run).toThrow('a length of 4 in 3 steps');
  });
});
