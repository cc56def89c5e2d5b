// The borders between the card's choices and the tools around it: wishes of a plan file in, explanations out.

import type { EngineUse, EngineWish, LaneUse, LoopsApart, MemoryUse, NamedWork } from '@afterglow/backend-api';
import { type Diagnostics, originNames } from '@afterglow/core';
import type { LirInstr } from '@afterglow/lir';
import { LANE_UNITS } from '../isa/index.js';
import { codegenDiagnostics } from './diagnostics.js';
import type { Groups } from './fuse/find-groups.js';
import type { CodegenReport } from './report.js';
import type { EngineHint } from './split/assign-work.js';
import type { SplitBy } from './split/split-rules.js';

const WORDS: readonly (SplitBy | 'none')[] = ['rows', 'columns', 'channels', 'none'];

/** Hints in the card's own words; a word it does not have is an error. */
export function readHints(
  wishes: readonly EngineWish[],
  diagnostics: Diagnostics,
): { readonly hints: readonly EngineHint[]; readonly ok: boolean } {
  let ok = true;
  const hints = wishes.map(({ node, split, engine, fuse, location }): EngineHint => {
    const word = WORDS.find((known) => known === split);
    if (split !== undefined && word === undefined) {
      diagnostics.report(codegenDiagnostics.unknownSplit, { node, split, known: WORDS.join(', ') }, { location });
      ok = false;
    }
    if (fuse !== undefined && fuse !== 'none') {
      diagnostics.report(codegenDiagnostics.unknownFuse, { node, fuse }, { location });
      ok = false;
    }
    return {
      ...{ node, location },
      ...(word ? { split: word } : {}),
      ...(engine === undefined ? {} : { engine }),
      ...(fuse === 'none' ? { fuse } : {}),
    };
  });
  return { hints, ok };
}

/** Who does what, one entry an instruction of the generic form. */
export function enginesOf(report: CodegenReport, count: number): EngineUse[] {
  if (count === 1) return [];
  return report.programs.flatMap(({ ops }) =>
    ops.map(({ op, nodes, engines, because }) => {
      const who = typeof engines === 'number' ? `engine ${engines}` : `${engines} over ${count} engines`;
      return { op, nodes, engines: who, because };
    }),
  );
}

/** Which instructions hand a value on and are two loops all the same. */
export function apartOf(groups: readonly Groups[]): LoopsApart[] {
  const named = ({ op, origin }: LirInstr): NamedWork => ({ op, nodes: originNames(origin) });
  return groups.flatMap(({ declined }) =>
    declined.map(({ writer, reader, because }) => ({ writer: named(writer), reader: named(reader), because })),
  );
}

/** How full the engines' units are, an entry a node and unit. */
export function lanesOf(report: CodegenReport): LaneUse[] {
  const nodes = report.programs.flatMap(({ lanes }) => lanes());
  return nodes.flatMap(({ nodes, lanes }) =>
    LANE_UNITS.flatMap((unit) => (lanes[unit] ? [{ nodes, unit, ...lanes[unit] }] : [])),
  );
}

/** What plans give the memories of the card, and what would be the least; of card memory, the region for temporaries. */
export function memoriesOf(report: CodegenReport): MemoryUse[] {
  return report.programs.flatMap((program) =>
    (['sram', 'acc', 'llc', 'dram'] as const).map((memory) => {
      const { highWater, lowerBound } = program[memory];
      return { program: program.name, memory, bytes: highWater, least: lowerBound };
    }),
  );
}
