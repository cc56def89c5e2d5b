// Seeded inputs for a graph, of the smallest sizes that say something.

import { describeInputs } from '@afterglow/compiler';
import type { HostValue } from '@afterglow/core';
import type { Module } from '@afterglow/ir';
import { randomInputs } from '@afterglow/runtime';

/** One value for each input of `@main`; those of `given` are taken as they are. */
export function madeUpInputs(
  module: Module,
  seed: number,
  given: ReadonlyMap<string, HostValue> = new Map(),
): Map<string, HostValue> {
  const main = module.funcs.get('main');
  if (!main) return new Map();
  const made = randomInputs(describeInputs(main), seed);
  return new Map([...made].map(([name, value]) => [name, given.get(name) ?? value]));
}
