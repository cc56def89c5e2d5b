// The launches a program is checked for: all corners of its parameters' ranges while there are few, and their middle. Where sizes have to fit
// each other, the first, middle and last launch of those that do take the place of corners that never are.

import type { Dim } from '@afterglow/core';
import type { LaunchParam } from '../isa/image.js';
import { numberOf } from '../number-of-dim.js';

const MAX_CORNERS = 8;
/** Sizes computed in search of launches that fit: as many launches are tried as that allows. */
const MOST_COMPUTED = 50_000;

type Launch = readonly number[];

function cornersOf(params: readonly LaunchParam[]): readonly Launch[] {
  const middle = params.map(({ lo, hi }) => Math.floor((lo + hi) / 2));
  const few = 2 ** params.length <= MAX_CORNERS;
  const corners = few
    ? params.reduce<number[][]>(
        (all, { lo, hi }) => all.flatMap((known) => [...new Set([lo, hi])].map((value) => [...known, value])),
        [[]],
      )
    : [params.map(({ lo }) => lo), params.map(({ hi }) => hi)];
  return [...corners, middle];
}

/** Launches of all sizes in small ranges, and of sizes at even distances in larger ones, in order. */
function* grid(params: readonly LaunchParam[], tried: number): Generator<Launch> {
  const most = Math.max(2, Math.floor(tried ** (1 / Math.max(1, params.length))));
  const choices = params.map(({ lo, hi }) => {
    const step = Math.max(1, Math.ceil((hi - lo) / most));
    return Array.from({ length: Math.floor((hi - lo) / step) + 1 }, (_, i) => lo + i * step);
  });
  const count = choices.reduce((product, { length }) => product * length, 1);
  for (let number = 0; number < Math.min(count, tried); number++) {
    let rest = number;
    yield choices.map((values) => {
      const at = rest % values.length;
      rest = Math.floor(rest / values.length);
      return values[at] ?? 0;
    });
  }
}

export function launchesOf(params: readonly LaunchParam[], zeros: readonly Dim[] = []): readonly Launch[] {
  const fits = (launch: Launch) => {
    const sizes = new Map(params.map(({ name }, i) => [name, launch[i] ?? 0]));
    return zeros.every((zero) => numberOf(zero, sizes) === 0);
  };
  let launches = cornersOf(params);
  if (zeros.length > 0) {
    const found = [...grid(params, Math.ceil(MOST_COMPUTED / zeros.length))].filter(fits);
    const some = [0, Math.floor(found.length / 2), found.length - 1].flatMap((i) => (found[i] ? [found[i]] : []));
    const fitting = [...launches.filter(fits), ...some];
    // Where none was found, corners that may never be say more than nothing.
    if (fitting.length > 0) launches = fitting;
  }
  return [...new Map(launches.map((launch) => [launch.join(','), launch])).values()];
}
