// Values as TypeScript literals, and names in the styles of generated code.

import { quote } from '../check/code-text.js';
import type { SpecValue } from '../check/spec.js';

export { quote as stringLiteral };

/** A literal that evaluates to the value. */
export function valueLiteral(value: SpecValue): string {
  if (typeof value === 'string') return quote(value);
  if (typeof value === 'number') {
    if (value === Number.POSITIVE_INFINITY) return 'Number.POSITIVE_INFINITY';
    if (value === Number.NEGATIVE_INFINITY) return 'Number.NEGATIVE_INFINITY';
    return Object.is(value, -0) ? '-0' : String(value);
  }
  if (typeof value === 'boolean') return String(value);
  return `[${value.map(valueLiteral).join(', ')}]`;
}

/** `fully_connected` → `fullyConnected`; `vendor.my_op` → `vendorMyOp`. */
export function camelCase(name: string): string {
  return name.replace(/[._]+(\w)/g, (_, letter: string) => letter.toUpperCase());
}

/** `fully_connected` → `FullyConnected`. */
export function pascalCase(name: string): string {
  const camel = camelCase(name);
  return camel.slice(0, 1).toUpperCase() + camel.slice(1);
}

/** The first line of every generated file. */
export function banner(source: string): string {
  return `// Generated from ${source} by \`npm run generate\`. Do not edit.`;
}

/** Lines of a doc comment, or nothing for an empty text. */
export function docComment(text: string): string[] {
  if (text === '') return [];
  const lines = text.replaceAll('*/', '* /').split('\n');
  if (lines.length === 1) return [`/** ${lines[0]} */`];
  return ['/**', ...lines.map((line) => ` * ${line}`.trimEnd()), ' */'];
}
