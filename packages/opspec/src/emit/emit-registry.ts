// The registry of all ops, and the classes of element types that constraints use.

import { TextWriter } from '@afterglow/syntax';
import type { CheckedClass, CheckedFamily } from '../check/spec.js';
import type { ImportPaths } from '../import-paths.js';
import { banner, camelCase, docComment, stringLiteral } from './literal.js';

export function emitRegistry(families: readonly CheckedFamily[], source: string, paths: ImportPaths): string {
  const named = families.filter((family) => family.ops.length > 0);
  const out = new TextWriter().line(banner(source)).line();
  out.line(`import { createRegistry } from '${paths.registry}';`);
  for (const family of named) out.line(`import { ${camelCase(family.name)}Ops } from './${family.name}.ops.js';`);
  out.line();
  out.lines(docComment('All ops of the spec.'));
  const lists = named.map((family) => `${camelCase(family.name)}Ops`).join(', ');
  out.line(`export const ops = /* @__PURE__ */ createRegistry([${lists}]);`);
  return out.toString();
}

/** An object literal of all classes: names to element types. */
export function classTable(classes: readonly CheckedClass[]): string {
  const out = new TextWriter();
  out.block('{', '}', () => {
    for (const entry of classes) {
      out.lines(docComment(entry.doc));
      out.line(`${entry.name}: [${entry.elements.map(stringLiteral).join(', ')}],`);
    }
  });
  return out.toString().trimEnd();
}

export function emitClasses(classes: readonly CheckedClass[], source: string, paths: ImportPaths): string {
  const out = new TextWriter().line(banner(source)).line();
  out.line(`import type { ElementSet } from '${paths.runtime}';`).line();
  out.lines(docComment('Classes of element types; `quantized` admits integers with an encoding.'));
  out.line(`export const elementClasses = ${classTable(classes)} as const satisfies Record<string, ElementSet>;`);
  return out.toString();
}
