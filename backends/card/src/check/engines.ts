// What engines do to each other: only some memories are common to them, and only barriers order them. So between two barriers, no
// engine may touch what another one writes there, wherever each of them is.

import { SHARED_SPACES, SPACES } from '../isa/generated/opcodes.js';
import { AbstractRun, type AbstractRunOptions } from './abstract-run.js';
import type { Item } from './program-tree.js';
import { conflict, type Region } from './region.js';

const SHARED: ReadonlySet<number> = new Set(SHARED_SPACES.map((name) => SPACES[name]));

interface Access {
  readonly pc: number;
  readonly region: Region;
}

export interface EngineRace {
  readonly engines: readonly [number, number];
  readonly earlier: number;
  readonly later: number;
  readonly region: Region;
}

type Launch = Pick<AbstractRunOptions, 'params' | 'maxWords' | 'engines'>;

/** Accesses of one engine to what all have in common, a list for each stretch between barriers. */
function accessesOf(items: readonly Item[], launch: Launch, engine: number): Access[][] {
  const stretches: Access[][] = [[]];
  const run = new AbstractRun({
    ...launch,
    engine,
    onlyTell: SHARED,
    onBarrier: () => stretches.push([]),
    onAccess: (pc, region) => stretches.at(-1)?.push({ pc, region }),
    // Engines do not see each other's tokens, and one that nothing gives was told by the run that stands for all of them.
    onRace: () => {},
    onTokens: () => {},
  });
  run.run(items);
  return stretches;
}

function* between(ours: readonly Access[], theirs: readonly Access[], engines: readonly [number, number]) {
  const written = theirs.filter(({ region }) => region.write);
  for (const { pc, region } of ours) {
    for (const other of region.write ? theirs : written) {
      if (!conflict(region, other.region)) continue;
      const race: EngineRace = { engines, earlier: pc, later: other.pc, region: other.region };
      yield race;
    }
  }
}

export function* racesBetweenEngines(items: readonly Item[], launch: Launch): Generator<EngineRace> {
  const all = Array.from({ length: launch.engines }, (_, engine) => accessesOf(items, launch, engine));
  for (const [i, ours] of all.entries()) {
    for (const [k, theirs] of all.slice(i + 1).entries()) {
      for (const [stretch, list] of ours.entries()) yield* between(list, theirs[stretch] ?? [], [i, i + 1 + k]);
    }
  }
}
