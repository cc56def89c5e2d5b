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
      `constant ${name}: ${count} of its values are outside the range of ${elem} (largest magnitude ${largest}); ` +
      (clip ? `they become ±${limit}` : 'the nodes that read it stay f32'),
    hint: ({ clip, limit }) => (clip ? undefined : `clip=true makes the values ±${limit} and converts the nodes`),
    explanation:
      'Half precision holds magnitudes up to 65504. A larger constant would become infinite, and with it every result it ' +
      'touches, so what reads it stays f32. Where the value only means "very large", as in masks, clipping is harmless.\n\n' +
      '    const %w : f32[2] = [70000.0, 1.0]      // the first entry would become inf',
  }),
};
