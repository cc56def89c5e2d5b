// The graph of an example in a rule's comment, and a text of it that does not depend on names.

import { Builder, type Module, nodesOf, ops, printModule, printName, setResultNames, type Value } from '@afterglow/ir';
import { parseText } from '@afterglow/ir/testing';

/** Names of the values that lines end with: a bare list of values, or the results of the last node. */
function resultNames(lines: readonly string[]): string[] {
  const last = lines.at(-1) ?? '';
  return (last.split('=')[0] ?? '').split(',').map((name) => name.trim().slice(1));
}

function isValueList(line: string): boolean {
  return /^%[\w.]+(, %[\w.]+)*$/.test(line);
}

/** `(%x: f32[N, 4])` with a range for each symbol that has none. */
function signature(params: string): string {
  const [list = '', ranges] = params.split(/ where /);
  const sizes = [...list.matchAll(/\[([^\]]*)\]/g)].map((match) => match[1] ?? '').join(' ');
  const stated = new Set([...(ranges ?? '').matchAll(/(\w+) in/g)].map((match) => match[1]));
  const symbols = new Set(
    (sizes.match(/\b[A-Za-z]\w*/g) ?? []).filter((name) => !['div', 'mod', 'max', 'min'].includes(name)),
  );
  const open = [...symbols].filter((name) => !stated.has(name)).map((name) => `${name} in 1..8`);
  const all = [...(ranges === undefined ? [] : [ranges]), ...open];
  return `${list} -> ()${all.length > 0 ? ` where ${all.join(', ')}` : ''}`;
}

/** The module that an example stands for. */
export function exampleModule(params: string, lines: readonly string[]): Module {
  const consts = lines.filter((line) => line.startsWith('const '));
  const nodes = lines.filter((line) => !line.startsWith('const ') && !isValueList(line));
  const text = `gir 1\nmodule @example {\n${consts.join('\n')}\nfunc @main${signature(params)} {\n${nodes.join('\n')}\nreturn\n}\n}\n`;
  const module = parseText(text);
  const func = module.funcs.get('main');
  if (!func) throw new Error('no function');
  const named = new Map<string, Value>(module.consts);
  for (const value of func.body.params) named.set(value.name, value);
  for (const node of nodesOf(func.body)) for (const value of node.results) named.set(value.name, value);
  const names = resultNames(lines);
  const results = names.map((name) => {
    const value = named.get(name);
    if (!value) throw new Error(`the example has no value %${name}`);
    return value;
  });
  new Builder(func.body, { registry: ops }).results(results);
  setResultNames(func, names);
  return module;
}

/** The nodes and results of `@main`, constants written where they are read, values numbered in order. */
export function normalText(module: Module): string {
  const func = module.funcs.get('main');
  if (!func) throw new Error('no function');
  const consts = new Map<string, string>();
  const lines: string[] = [];
  for (const line of printModule(module)
    .split('\n')
    .map((text) => text.trim())) {
    const declared = /^const (%\S+) : (.*) = (.*)$/.exec(line);
    if (declared) consts.set(declared[1] ?? '', `<${declared[2]} ${declared[3]}>`);
    else if (/^(%|return)/.test(line)) lines.push(line.replace(/ loc\(#\d+\)$/, ''));
  }
  const numbers = new Map(func.body.params.map((value, i) => [printName(value.name), `%${i}`]));
  return lines
    .map((line) =>
      line.replace(/%(?:[\w.]+|"(?:[^"\\]|\\.)*")/g, (name) => {
        const constant = consts.get(name);
        if (constant !== undefined) return constant;
        if (!numbers.has(name)) numbers.set(name, `%${numbers.size}`);
        return numbers.get(name) ?? name;
      }),
    )
    .join('\n');
}
