// Diagnostic codes of precision conversion.

import { diagnostic } from '@afterglow/core';

export const quantDiagnostics = {
  constantOverflows: diagnostic<{
    name: string;
    largest: number;
    count: number;
    elem: string;
    clip: boolean;
    limit: number;
  }>({
    code: 'quant/constant-overflows',
    severity: 'warning',
    message: ({ name, largest, count, elem, clip, limit }) =>
      `constant ${name}: ${count} of its values are outside the range of ${elem} (largest magnitude ${largest}) and become ` +
      (clip ? `±${limit}` : 'infinite'),
    hint: ({ clip }) =>
      clip ? undefined : 'clip=true makes them the largest finite value; --precision fp32 keeps the model as it is',
    explanation:
      'Half precision holds magnitudes up to 65504. A larger weight becomes infinite when the model is converted, and every ' +
      'result it touches with it. Masks that use a large negative number for "never" are harmless; weights are not.\n\n' +
      '    const %w : f32[2] = [70000.0, 1.0]      // the first entry becomes inf',
  }),
};
