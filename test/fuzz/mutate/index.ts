// The kinds of mutations, by the name that `--only` takes.

import { makeBombs } from './bombs.js';
import { mutateBytes } from './bytes.js';
import { mutateFields } from './fields.js';
import { mutateGraph } from './graph.js';
import type { Mutation } from './mutation.js';
import { makeOperators } from './operators.js';
import { mutatePaths } from './paths.js';
import { mutateShapes } from './shapes.js';

export const MUTATIONS = {
  bytes: mutateBytes,
  fields: mutateFields,
  graph: mutateGraph,
  operators: makeOperators,
  shapes: mutateShapes,
  bombs: makeBombs,
  paths: mutatePaths,
} satisfies Readonly<Record<string, Mutation>>;

export type Kind = keyof typeof MUTATIONS;

export const KINDS = Object.keys(MUTATIONS) as readonly Kind[];

export function isKind(name: string): name is Kind {
  return Object.hasOwn(MUTATIONS, name);
}
