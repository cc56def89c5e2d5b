// What padding to whole lanes wastes on each device, in words: first of each unit, then the nodes that leave most cycles idle.

import type { LaneUse } from '@afterglow/backend-api';

/** Nodes listed of each device. */
const SHOWN = 8;

/** Names listed of what is one piece of code. */
const NAMES = 4;

function percent(useful: number, charged: number): string {
  return `${((100 * useful) / charged).toFixed(1)} %`;
}

function totalOf(lanes: readonly LaneUse[], unit: string): string {
  const own = lanes.filter((each) => each.unit === unit);
  const sum = (pick: (use: LaneUse) => number) => own.reduce((total, use) => total + pick(use), 0);
  return `${unit} ${percent(
    sum(({ useful }) => useful),
    sum(({ charged }) => charged),
  )}`;
}

function placeOf(nodes: readonly string[]): string {
  const known = nodes.filter((name) => name !== '');
  // What joins and cuts transfers comes from no node of the model.
  if (known.length === 0) return 'between nodes';
  const more = known.length > NAMES ? ` and ${known.length - NAMES} more` : '';
  return `in ${known.slice(0, NAMES).join(' + ')}${more}`;
}

/** A line for the device, then one for each unit in each of the worst nodes. */
export function describeLanes(device: string, lanes: readonly LaneUse[]): string[] {
  const counted = lanes.filter(({ charged }) => charged > 0);
  if (counted.length === 0) return [];
  const units = [...new Set(counted.map(({ unit }) => unit))].sort();
  const idle = ({ charged, useful }: LaneUse) => charged - useful;
  const worst = counted.filter((use) => idle(use) > 0).sort((a, b) => idle(b) - idle(a));
  const rows = worst.slice(0, SHOWN).map(({ nodes, unit, charged, useful }) => {
    const cycles = Math.round(charged).toLocaleString('en-US');
    return `         ${unit} ${percent(useful, charged)} of ${cycles} cycles ${placeOf(nodes)}`;
  });
  const more = worst.length > SHOWN ? [`         … ${worst.length - SHOWN} more`] : [];
  return [`  ${device.padEnd(6)} ${units.map((unit) => totalOf(counted, unit)).join(', ')}`, ...rows, ...more];
}
