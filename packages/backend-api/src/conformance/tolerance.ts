// How far a float may be from the expected one. NumPy's rule: |got − expected| <= atol + rtol · |expected|.

export interface Tolerance {
  readonly rtol: number;
  readonly atol: number;
}

/** Of ONNX's own backend test runner. */
export const ONNX_TOLERANCE: Tolerance = { rtol: 1e-3, atol: 1e-7 };

/** Of what computes in fp16: elements have 11 bits, and sums near zero the rounding of their terms. */
export const HALF_TOLERANCE: Tolerance = { rtol: 2e-2, atol: 1e-2 };

/** Cases that ONNX itself compares more loosely, by the last part of their name. */
export const ONNX_EXCEPTIONS: Readonly<Record<string, Tolerance>> = {
  light_densenet121: { rtol: 2e-3, atol: 1e-7 },
  test_celu_bfloat16_expanded: { rtol: 1e-2, atol: 1e-2 },
  test_dft: { rtol: 1e-3, atol: 1e-6 },
  test_dft_axis: { rtol: 1e-3, atol: 1e-6 },
  test_dft_axis_opset19: { rtol: 1e-3, atol: 1e-6 },
  test_dft_inverse: { rtol: 1e-3, atol: 1e-6 },
  test_dft_inverse_opset19: { rtol: 1e-3, atol: 1e-6 },
  test_dft_opset19: { rtol: 1e-3, atol: 1e-6 },
};

/** Cases whose expected values come from NumPy's random generator: no implementation has to match them. */
const RANDOM_CASES = /^test_(bernoulli.*|training_dropout(_default)?(_mask)?)$/;

export function isRandomCase(name: string): boolean {
  return RANDOM_CASES.test(lastPart(name));
}

/** Tolerance of a case: its own `data.json` first, then the wider one of ONNX's exceptions and of the given. */
export function toleranceOf(name: string, own: Partial<Tolerance> | undefined, usual: Tolerance): Tolerance {
  const exception = ONNX_EXCEPTIONS[lastPart(name)] ?? usual;
  return {
    rtol: own?.rtol ?? Math.max(exception.rtol, usual.rtol),
    atol: own?.atol ?? Math.max(exception.atol, usual.atol),
  };
}

function lastPart(name: string): string {
  return name.slice(name.lastIndexOf('/') + 1);
}
