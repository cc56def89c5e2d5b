// `--load`: passes from outside the tree. A module of JavaScript whose exports are passes is all that it takes.

import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { isPass, passLibrary } from '@afterglow/compiler';
import type { Diagnostics } from '@afterglow/core';
import type { Pass, PassLibrary } from '@afterglow/passes';
import { cliDiagnostics } from '../diagnostics.js';

async function passesIn(path: string, diagnostics: Diagnostics): Promise<Pass[]> {
  const bad = (problem: string) => {
    diagnostics.report(cliDiagnostics.cannotLoad, { path, problem });
    return [];
  };
  try {
    const module: object = await import(pathToFileURL(resolve(path)).href);
    const passes = Object.values(module).filter(isPass);
    return passes.length > 0 ? passes : bad('it exports no pass');
  } catch (error) {
    return bad(error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error));
  }
}

/** The passes there are and those of the modules at `paths`, which win over others of their name. */
export async function libraryWith(paths: readonly string[], diagnostics: Diagnostics): Promise<PassLibrary> {
  const library = passLibrary();
  if (paths.length === 0) return library;
  const loaded: Pass[] = [];
  for (const path of paths) loaded.push(...(await passesIn(path, diagnostics)));
  return { ...library, passes: new Map([...library.passes, ...loaded.map((pass) => [pass.name, pass] as const)]) };
}
