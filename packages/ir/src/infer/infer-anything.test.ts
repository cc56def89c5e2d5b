// Inference answers for any input: wrong operand counts, wrong attribute kinds, missing regions, hostile sizes. It never throws.

import { type Dim, dim, ELEMENT_TYPES, type ElementType } from '@afterglow/core';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ops } from '../generated/ops.js';
import { Builder, createFunc, createModule } from '../graph/builder.js';
import type { Region } from '../graph/graph.js';
import type { AttrSpec, AttrValue, InferInput, OpDef } from '../graph/op-def.js';
import { optionalType, sequenceType, type Type, tensorType } from '../graph/type.js';

const anyDim: fc.Arbitrary<Dim> = fc.oneof(
  fc.integer({ min: -3, max: 9 }),
  fc.constantFrom<Dim>(0, 1, 2 ** 31, 2 ** 52),
  fc.constantFrom('N', 'M').map(dim.symbol),
  fc.integer({ min: 1, max: 4 }).map((k) => dim.add(dim.mul(dim.symbol('N'), k), k - 2)),
);
const anyElem = fc.constantFrom(...(Object.keys(ELEMENT_TYPES) as ElementType[]));
const likelyElem = fc.oneof({ weight: 4, arbitrary: fc.constantFrom<ElementType>('f32', 'i64', 'bool') }, anyElem);
const anyTensor: fc.Arbitrary<Type> = fc
  .tuple(likelyElem, fc.array(anyDim, { maxLength: 5 }), fc.integer({ min: 0, max: 12 }))
  .map(([elem, shape, encoding]) => {
    if (encoding === 0) return tensorType(elem, shape, { kind: 'tensor', scale: 1, zp: 0 });
    return encoding === 1 ? tensorType(elem, shape, { kind: 'row', params: 'f32' }) : tensorType(elem, shape);
  });
const anyType: fc.Arbitrary<Type> = fc.oneof(
  { weight: 9, arbitrary: anyTensor },
  anyTensor.map(sequenceType),
  anyTensor.map(optionalType),
);

const junk: fc.Arbitrary<AttrValue> = fc.oneof(
  fc.constantFrom<AttrValue>('', 'x', 'none', 'f32', 0.5, -1, 2 ** 60, Number.NaN, true, [], [[1]], ['a', 1]),
  anyDim,
  anyType,
);

function goodValue(spec: AttrSpec): fc.Arbitrary<AttrValue> {
  const one = (): fc.Arbitrary<AttrValue> => {
    switch (spec.kind) {
      case 'i64':
        return fc.integer({ min: -2, max: 5 });
      case 'f64':
        return fc.double();
      case 'bool':
        return fc.boolean();
      case 'enum':
        return fc.constantFrom(...(spec.values ?? ['']));
      case 'elem':
        return anyElem;
      case 'dim':
        return anyDim;
      case 'type':
        return anyType;
      default:
        return fc.string();
    }
  };
  return spec.list ? fc.array(one(), { maxLength: 6 }) : one();
}

function anyAttrs(op: OpDef): fc.Arbitrary<Record<string, AttrValue | undefined>> {
  const entries = op.attrs.map((spec): [string, fc.Arbitrary<AttrValue | undefined>] => [
    spec.name,
    fc.oneof({ weight: 12, arbitrary: goodValue(spec) }, junk, fc.constant(undefined)),
  ]);
  return fc.record(Object.fromEntries(entries));
}

/** A region with parameters and results of any types. */
const anyRegion: fc.Arbitrary<Region> = fc
  .tuple(fc.array(anyType, { maxLength: 4 }), fc.array(fc.nat(3), { maxLength: 4 }))
  .map(([types, results]) => {
    const func = createFunc(createModule('m'), 'f');
    const builder = new Builder(func.body, { registry: ops });
    const params = types.map((type) => builder.param('p', type));
    builder.results(results.flatMap((i) => params[i] ?? []));
    return func.body;
  });

function anyInput(op: OpDef): fc.Arbitrary<InferInput> {
  return fc.record({
    operands: fc.array(fc.oneof({ weight: 9, arbitrary: anyType }, fc.constant(undefined)), {
      minLength: Math.max(0, op.operands.length - 1),
      maxLength: op.operands.length + 2,
    }),
    attrs: anyAttrs(op) as fc.Arbitrary<InferInput['attrs']>,
    regions: op.regions.length === 0 ? fc.constant([]) : fc.array(anyRegion, { maxLength: op.regions.length }),
    resultCount: fc.nat(3),
    unify: fc.constantFrom(
      () => true,
      () => false,
    ),
    freshDim: fc.constant((hint: string) => dim.symbol(hint)),
    given: fc.array(anyType, { maxLength: 3 }),
  });
}

describe('inference of any input', () => {
  it.each([...ops.all()].map((op) => [op.name, op] as const))('%s answers', (_, op) => {
    fc.assert(
      fc.property(anyInput(op), (input) => {
        const result = op.infer(input);
        if (!result.ok) {
          expect(result.problems.length).toBeGreaterThan(0);
          return;
        }
        // A fresh size is a symbol of the caller by now, never one of the placeholders used on the way.
        for (const type of result.types) expect(type.key).not.toContain('\\u0000');
        // A node's own types, given back, are what it infers.
        expect(op.infer({ ...input, given: result.types })).toMatchObject({ ok: true, types: result.types });
      }),
      { numRuns: 60 },
    );
  });
});
