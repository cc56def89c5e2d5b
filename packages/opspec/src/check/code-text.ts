// JavaScript text of compiled expressions: literals, parentheses, arrow functions.

import { identifier } from './scope.js';

/** A single-quoted string literal. */
export function quote(text: string): string {
  return `'${JSON.stringify(text).slice(1, -1).replaceAll('\\"', '"').replaceAll("'", "\\'")}'`;
}

/** An arrow function; a parameter that is not read is left out. */
export function arrow(name: string, code: string): string {
  const parameter = identifier(name);
  return `(${new RegExp(`(?<![\\w.'])${parameter}(?![\\w'])`).test(code) ? parameter : ''}) => ${code}`;
}

/** Code in parentheses unless it is a name, number, string, list, or a chain of calls. */
export function wrap(code: string): string {
  if (/^'[^']*'$/.test(code)) return code;
  let depth = 0;
  for (const c of code) {
    if (c === '(' || c === '[') depth++;
    else if (c === ')' || c === ']') depth--;
    else if (depth === 0 && !/[\w.]/.test(c)) return `(${code})`;
  }
  return code;
}

/** Code in parentheses if it is a conditional or mixes `&&` and `||`; comparisons and calls need none between those. */
export function wrapLogic(code: string): string {
  let depth = 0;
  for (const c of code.replace(/'(?:[^'\\]|\\.)*'/g, "''")) {
    if (c === '(' || c === '[') depth++;
    else if (c === ')' || c === ']') depth--;
    else if (depth === 0 && (c === '?' || c === '|' || c === '&')) return `(${code})`;
  }
  return code;
}

/** True when code reads a variable; a member of that name (`t.axis`) or a string is something else. */
export function mentions(code: string, name: string): boolean {
  const bare = code.replace(/'(?:[^'\\]|\\.)*'/g, "''");
  return new RegExp(`(?<!\\w|(?<!\\.\\.)\\.)${identifier(name)}(?!\\w)`).test(bare);
}

/** True when every parenthesis of code closes in it. */
export function balanced(code: string): boolean {
  let depth = 0;
  for (const c of code) {
    if (c === '(') depth++;
    else if (c === ')' && --depth < 0) return false;
  }
  return depth === 0;
}
