// The machines that come with the package, by name.

import { Diagnostics, invariant } from '@afterglow/core';
import { presetTexts } from './generated/presets.js';
import { loadMachine } from './load.js';
import type { Machine, Platform } from './machine.js';

/** YAML text of every preset, by name. */
export const presets: ReadonlyMap<string, string> = new Map(Object.entries(presetTexts));

const loaded = new Map<string, Machine | Platform>();

/** The preset of that name, or undefined. */
export function findPreset(name: string): Machine | Platform | undefined {
  const text = presets.get(name);
  if (text === undefined) return undefined;
  const known = loaded.get(name);
  if (known) return known;
  const diagnostics = new Diagnostics();
  const machine = loadMachine(text, `${name}.yaml`, diagnostics);
  invariant(machine, `preset ${name} is valid: ${diagnostics.list[0]?.message}`);
  loaded.set(name, machine);
  return machine;
}
