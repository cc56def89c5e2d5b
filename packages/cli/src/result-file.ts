// Files and folders that results go to: places that cannot take them, or that hold what a person may miss, are refused before the work that makes them.

import { existsSync, statSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import {
  isSystemError,
  type ReplaceableFile,
  refuseToReplaceFile,
  systemProblem,
  whyBroken,
  writeFileWhole,
} from '@afterglow/bundle/node';
import type { Diagnostics } from '@afterglow/core';
import { PAGE_START } from '@afterglow/report';
import { cliDiagnostics } from './diagnostics.js';
import { SVG_START } from './inspect/svg-document.js';

/** JSON text whose first key it is, or stands behind a first one that is short. */
const beginsWithKey = (key: string) => (head: string) =>
  new RegExp(`^\\s*\\{\\s*("\\w+": ?"\\w+",\\s*)?"${key}"`).test(head);

/** Results by what they are. Each replaces only another of its kind. */
export const RESULT_FILES = {
  drawing: { kind: 'drawing that inspect wrote', isOurs: (head) => head.startsWith(SVG_START) },
  page: { kind: 'page that view wrote', isOurs: (head) => head.startsWith(PAGE_START) },
  trace: { kind: 'trace', isOurs: beginsWithKey('traceEvents') },
  cases: { kind: 'result of conformance', isOurs: beginsWithKey('cases') },
} as const satisfies Record<string, ReplaceableFile>;

export type ResultFile = keyof typeof RESULT_FILES;

/** The first folder above that exists must be one: what is missing below it is made later. */
function whyNoPlace(path: string): string | undefined {
  let above = dirname(resolve(path));
  while (!existsSync(above)) above = dirname(above);
  return statSync(above).isDirectory() ? undefined : `${above} is no folder`;
}

function whyNoFolder(path: string): string | undefined {
  if (!existsSync(path)) return whyBroken(path) ?? whyNoPlace(path);
  return statSync(path).isDirectory() ? undefined : 'it is no folder';
}

/** Reports a place for results that cannot be one, or must not. */
export function checkWritable(path: string, kind: ResultFile | 'folder', diagnostics: Diagnostics): boolean {
  const problem =
    kind === 'folder' ? whyNoFolder(path) : (refuseToReplaceFile(path, RESULT_FILES[kind]) ?? whyNoPlace(path));
  if (problem !== undefined) diagnostics.report(cliDiagnostics.cannotWrite, { path, problem });
  return problem === undefined;
}

/** Writes one file of a result, whole or not at all; reports when that fails. */
export function writeResult(path: string, chunks: Iterable<Uint8Array>, diagnostics: Diagnostics): boolean {
  try {
    writeFileWhole(path, chunks);
    return true;
  } catch (error) {
    if (!isSystemError(error)) throw error;
    diagnostics.report(cliDiagnostics.cannotWrite, { path, problem: systemProblem(error) });
    return false;
  }
}
