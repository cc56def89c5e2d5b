// The launches a program is checked for: all corners of its parameters' ranges while there are few, and their middle.

import type { LaunchParam } from '../isa/image.js';

const MAX_CORNERS = 8;

export function launchesOf(params: readonly LaunchParam[]): readonly (readonly number[])[] {
  const low = params.map(({ lo }) => lo);
  const high = params.map(({ hi }) => hi);
  const middle = params.map(({ lo, hi }) => Math.floor((lo + hi) / 2));
  const few = 2 ** params.length <= MAX_CORNERS;
  const corners = few
    ? params.reduce<number[][]>(
        (all, { lo, hi }) => all.flatMap((known) => [...new Set([lo, hi])].map((value) => [...known, value])),
        [[]],
      )
    : [low, high];
  const byText = new Map([...corners, middle].map((launch) => [launch.join(','), launch]));
  return [...byText.values()];
}
