// Ops that the card takes apart in its own way, where their results have known sizes: the steps agree with the interpreter to the bit,
// and with the whole op within rounding. What the interpreter refuses when the data come, traps on the card.

import { compareOutputs } from '@afterglow/backend-api';
import card from '@afterglow/backend-card';
import { interpret } from '@afterglow/backend-interpreter';
import { Diagnostics, type HostValue, renderDiagnostics, tensorFromNumbers } from '@afterglow/core';
import type { Func } from '@afterglow/ir';
import { girText, parseText } from '@afterglow/ir/testing';
import { describe, expect, it } from 'vitest';
import { deviceFor, disagreement, MACHINES, takeApart } from './card-agreement.js';
import { Random } from './random-card-graph.js';
import { type StepCase, stepCases } from './step-cases.js';

function funcOf({ params, before = [], node, result }: StepCase): Func {
  const names = result.map((_, i) => `%y${i}`);
  const results = result.map((type, i) => `%y${i}: ${type}`).join(', ');
  const lines = [...before, `${names.join(', ')} = ${node} : ${result.join(', ')}`, `return ${names.join(', ')}`];
  const func = parseText(girText(`(${params}) -> (${results})`, lines.join('\n'))).funcs.get('main');
  if (!func) throw new Error('there is no @main');
  return func;
}

function inputsOf(func: Func, given: StepCase['inputs'], seed: number): Map<string, HostValue> {
  const random = new Random(seed);
  return new Map(
    func.body.params.map(({ name, type }) => {
      if (type.kind !== 'tensor') throw new Error('only tensors here');
      const shape = type.shape.map(Number);
      const size = shape.reduce((a, b) => a * b, 1);
      const whole = !['f32', 'f16'].includes(type.elem);
      const one = () => (whole ? random.below(7) : (random.below(33) - 16) / 8);
      return [name, tensorFromNumbers(type.elem, shape, given?.[name] ?? Array.from({ length: size }, one))];
    }),
  );
}

describe('ops taken apart for the card', () => {
  for (const [label, entry] of Object.entries(stepCases)) {
    it(label, async () => {
      const [whole, func] = [funcOf(entry), takeApart(funcOf(entry))];
      const inputs = inputsOf(func, entry.inputs, 1);
      for (const machine of MACHINES) {
        const device = await deviceFor(func, machine);
        expect(disagreement(device, func, inputs, new Map())).toBeUndefined();
      }
      const diagnostics = new Diagnostics();
      const [exact, steps] = [whole, func].map((f) => interpret(f, inputs, { numerics: 'exact', diagnostics }));
      if (!exact || !steps) throw new Error(renderDiagnostics(diagnostics.list));
      const tolerance = entry.tolerance ?? { rtol: 1e-5, atol: 1e-5 };
      expect(compareOutputs([...steps.values()], [...exact.values()], tolerance)).toBeUndefined();
    });

    for (const bad of entry.refused ?? []) {
      it(`${label}: refuses ${JSON.stringify(bad)}`, async () => {
        const func = takeApart(funcOf(entry));
        const inputs = inputsOf(func, { ...entry.inputs, ...bad }, 1);
        const device = await deviceFor(func, 'tiny');
        const diagnostics = new Diagnostics();
        expect(device.run('main', inputs, new Map(), diagnostics)).toBeUndefined();
        expect(diagnostics.list.map(({ code }) => code)).toEqual(['card/trap']);
      });
    }
  }

  it('have a case each', () => {
    // With sizes that are known these are constants, or whole; card-open-sizes tries them with others.
    const open = ['shape_of', 'splat', 'prelu', 'where', 'logical_and', 'logical_or', 'logical_xor'];
    const tried = new Set([...open, ...Object.values(stepCases).map(({ node }) => node.split('(')[0])]);
    const own = new Set(card.decompositions?.map(({ op }) => op));
    expect([...own].filter((op) => !tried.has(op))).toEqual([]);
  });
});
