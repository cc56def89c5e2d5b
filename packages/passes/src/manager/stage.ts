// The stages of a compilation, in order: names that stop-after, dumps and the verifier's stage rules share.

export const STAGES = [
  'import',
  'canonicalize',
  'optimize',
  'quantize',
  'partition',
  'lower',
  'schedule',
  'emit',
  'bundle',
] as const;

export type Stage = (typeof STAGES)[number];

export function isStage(name: string): name is Stage {
  return (STAGES as readonly string[]).includes(name);
}
