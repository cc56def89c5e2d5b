// Every pass and pipeline by name: what `--passes` and pipeline files may say.
// Read off the exports of the packages, so that a pass that exists can be named: there is no second list to forget.

import type { Pass, PassLibrary } from '@afterglow/passes';
import * as passPackage from '@afterglow/passes';
import { convertPrecisionPass, quantizeTablesPass, saturatePass } from '@afterglow/quant';
import { PIPELINES } from './pipelines.js';

/** True for what `definePass` makes. */
export function isPass(value: unknown): value is Pass {
  return typeof value === 'object' && value !== null && 'run' in value && 'stage' in value && 'summary' in value;
}

function makeLibrary(): PassLibrary {
  const exported: readonly unknown[] = Object.values(passPackage);
  const passes = [
    ...exported.filter(isPass),
    convertPrecisionPass(),
    quantizeTablesPass(),
    saturatePass(),
    passPackage.raiseQuantizedPass(),
  ].sort((a, b) => (a.name < b.name ? -1 : 1));
  return {
    passes: new Map(passes.map((pass) => [pass.name, pass])),
    pipelines: new Map(PIPELINES.map((pipeline) => [pipeline.name, pipeline])),
  };
}

let library: PassLibrary | undefined;

/** The passes by name, and the pipelines that have one. */
export function passLibrary(): PassLibrary {
  library ??= makeLibrary();
  return library;
}
