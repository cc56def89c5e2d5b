// A checked spec to the generated files of the ir package.

import type { CheckedSpec } from './check/spec.js';
import { emitAttrs } from './emit/emit-attrs.js';
import { emitBuild, emitFamilyBuilders } from './emit/emit-builders.js';
import { emitClasses, emitRegistry } from './emit/emit-registry.js';
import { emitFamily } from './emit/emit-table.js';

/** A file to write, its path relative to where the caller wants it. */
export interface GeneratedFile {
  readonly path: string;
  readonly text: string;
}

const RUNTIME = '../infer/index.js';

/** All generated TypeScript files of the ops of `spec`, for a folder beside `graph/`, `infer/` and `extensions/`. */
export function generateOps(spec: CheckedSpec): GeneratedFile[] {
  const families = spec.families.filter((family) => family.ops.length > 0);
  const everywhere = 'ir-spec/ops';
  const paths = {
    runtime: RUNTIME,
    classes: './element-classes.js',
    extension: (op: string) => `../extensions/${op}.js`,
  };
  return [
    { path: 'attrs.ts', text: emitAttrs(families, everywhere) },
    { path: 'build.ts', text: emitBuild(families, everywhere) },
    { path: 'element-classes.ts', text: emitClasses(spec.classes, 'ir-spec/types.op', RUNTIME) },
    { path: 'ops.ts', text: emitRegistry(families, everywhere) },
    ...families.flatMap((family) => [
      { path: `${family.name}.build.ts`, text: emitFamilyBuilders(family) },
      { path: `${family.name}.ops.ts`, text: emitFamily(family, paths) },
    ]),
  ];
}
