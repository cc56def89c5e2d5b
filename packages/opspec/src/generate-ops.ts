// A checked spec to TypeScript: op tables, builders, attribute types, registry.

import type { CheckedSpec } from './check/spec.js';
import { emitAttrs } from './emit/emit-attrs.js';
import { emitBuild, emitFamilyBuilders } from './emit/emit-builders.js';
import { emitClasses, emitRegistry } from './emit/emit-registry.js';
import { emitFamily } from './emit/emit-table.js';
import type { GeneratedFile } from './generated-file.js';
import type { ImportPaths } from './import-paths.js';

export interface GenerateOptions {
  readonly paths: ImportPaths;
  /** What the files that come from several spec files name as their source. */
  readonly source: string;
}

/** All generated TypeScript files of the ops of `spec`, for one folder. */
export function generateOps(spec: CheckedSpec, { paths, source }: GenerateOptions): GeneratedFile[] {
  const families = spec.families.filter((family) => family.ops.length > 0);
  return [
    { path: 'attrs.ts', text: emitAttrs(families, source, paths) },
    { path: 'build.ts', text: emitBuild(families, source) },
    { path: 'element-classes.ts', text: emitClasses(spec.classes, source, paths) },
    { path: 'ops.ts', text: emitRegistry(families, source, paths) },
    ...families.flatMap((family) => [
      { path: `${family.name}.build.ts`, text: emitFamilyBuilders(family, paths) },
      { path: `${family.name}.ops.ts`, text: emitFamily(family, paths) },
    ]),
  ];
}
