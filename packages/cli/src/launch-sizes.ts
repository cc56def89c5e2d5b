// `--dim` of a run: sizes for the launch parameters of a bundle.

import { dimOf, type Manifest } from '@afterglow/bundle';
import { type DimOption, matchesDim } from '@afterglow/compiler';
import { type Diagnostics, dim, ELEMENT_TYPES, isElementType } from '@afterglow/core';
import { chooseSizes, runtimeDiagnostics } from '@afterglow/runtime';
import { cliDiagnostics } from './diagnostics.js';

/** Made-up inputs stay below this. */
const MOST_BYTES = 2 ** 30;

/** The size of each launch parameter that an option names; what names none, or leaves its range, is reported. */
export function launchSizes(
  { params }: Manifest,
  options: readonly DimOption[],
  diagnostics: Diagnostics,
): Map<string, number> {
  const sizes = new Map<string, number>();
  for (const { pattern, lo, hi } of options) {
    const text = `${pattern}=${lo === hi ? lo : `${lo}..${hi}`}`;
    const refuse = (problem: string) => diagnostics.report(cliDiagnostics.launchSize, { text, problem });
    const matched = params.filter(({ name }) => matchesDim(pattern, name));
    if (matched.length === 0) {
      refuse(`no launch parameter has this name (${params.map(({ name }) => name).join(', ') || 'there are none'})`);
    } else if (lo !== hi) refuse('one run has one size, not a range');
    for (const param of lo === hi ? matched : []) {
      if (lo < param.lo || lo > param.hi) diagnostics.report(runtimeDiagnostics.outOfRange, { ...param, value: lo });
      else sizes.set(param.name, lo);
    }
  }
  return sizes;
}

/** Reports inputs that are too large to be made up. */
export function checkMadeUp(manifest: Manifest, sizes: ReadonlyMap<string, number>, diagnostics: Diagnostics): void {
  const chosen = chooseSizes(manifest, sizes);
  for (const { name, elem, shape } of manifest.inputs) {
    const bits = isElementType(elem) ? ELEMENT_TYPES[elem].bits : 0;
    const elements = shape.reduce<number>((product, json) => product * (dim.evaluate(dimOf(json), chosen) ?? 1), 1);
    const bytes = Math.ceil((elements * bits) / 8);
    if (bytes > MOST_BYTES) diagnostics.report(cliDiagnostics.tooLarge, { name, bytes });
  }
}
