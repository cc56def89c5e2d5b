// Random modules, with odd names, constants of many types and forms, regions and fused origins, come back from ONNX.

import { arbitraryModule } from '@afterglow/ir/testing';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { textOf, thereAndBack } from './support.js';

it('a module comes back from ONNX as it was', () => {
  fc.assert(
    fc.property(arbitraryModule(), (module) => {
      expect(textOf(thereAndBack(module))).toBe(textOf(module));
    }),
    { numRuns: 200 },
  );
});
