// Says before anything runs which tensors half precision will not hold, from magnitudes that were seen when the same graph computed
// examples in single precision. What no example reached is not guessed: a bound that only might be met would warn of every network.

import { type Diagnostics, type HostValue, isTensorValue, numbersOf, originNames, roundF16 } from '@afterglow/core';
import { type Func, type Value, walk } from '@afterglow/ir';
import { quantDiagnostics as codes } from './diagnostics.js';

/** Largest finite magnitude of each value, by its name. */
export class SeenMagnitudes {
  readonly #largest = new Map<string, number>();

  /** Takes in what a value was in one run. */
  see({ name, type }: Value, host: HostValue): void {
    if (type.kind !== 'tensor' || type.elem !== 'f32' || !isTensorValue(host)) return;
    let largest = this.#largest.get(name) ?? 0;
    for (const x of numbersOf(host)) {
      const magnitude = Math.abs(x);
      if (magnitude > largest && Number.isFinite(magnitude)) largest = magnitude;
    }
    this.#largest.set(name, largest);
  }

  of(name: string): number | undefined {
    return this.#largest.get(name);
  }
}

/** Conversion leaves names as they are, but for results of the function, whose f32 form keeps the name. */
const SMALL_NAME = /\.f16$/;

/** Reports values of the converted function that were larger than f16 holds; each once. */
export function forecastOverflow(
  func: Func,
  seen: SeenMagnitudes,
  { diagnostics, saturate }: { readonly diagnostics: Diagnostics; readonly saturate: boolean },
): void {
  const reported = new Set<string>();
  for (const node of walk(func.body)) {
    for (const { name: found, type } of node.results) {
      if (type.kind !== 'tensor' || type.elem !== 'f16') continue;
      const name = seen.of(found) === undefined ? found.replace(SMALL_NAME, '') : found;
      const largest = seen.of(name);
      if (largest === undefined || Number.isFinite(roundF16(largest)) || reported.has(name)) continue;
      reported.add(name);
      const origin = originNames(node.origin)[0] ?? node.op.name;
      diagnostics.report(codes.overflowForecast, { name, origin, largest, saturate });
    }
  }
}
