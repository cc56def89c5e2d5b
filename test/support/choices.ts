// Networks that choose (the largest score, the boxes that stay) choose otherwise in half precision where two candidates are nearly
// equal, and all that follows is another candidate's. So a choice is judged where it is made: what it is made from is within the
// tolerance, and what comes out is what the model itself makes of exactly these values.

import { compareValues, type Tolerance } from '@afterglow/backend-api';
import { interpret } from '@afterglow/backend-interpreter';
import { convertTensor, Diagnostics, type HostValue, isTensorValue, renderDiagnostics } from '@afterglow/core';
import { type Func, type Module, type Node, nodesOf, type Value } from '@afterglow/ir';
import { rebuild } from '../../packages/debug/src/reduce/rebuild.js';

/** Ops whose results jump when their operands move a little. */
const CHOICES: ReadonlySet<string> = new Set(['arg_max', 'arg_min', 'top_k', 'non_max_suppression']);

type Values = ReadonlyMap<string, HostValue>;

/** Values that depend on a choice, and those that choices and what follows them are made from. */
function decisions(main: Func): { decided: Set<Value>; made: Set<Value> } {
  const [decided, made] = [new Set<Value>(), new Set<Value>()];
  for (const node of nodesOf(main.body)) {
    const operands = node.operands.filter((value) => value !== undefined);
    if (!CHOICES.has(node.op.name) && !operands.some((value) => decided.has(value))) continue;
    for (const value of node.results) decided.add(value);
    for (const value of operands) if (value.def.kind === 'result' && !decided.has(value)) made.add(value);
  }
  return { decided, made };
}

function mainOf(module: Module): Func {
  const main = module.funcs.get('main');
  if (!main) throw new Error('no @main');
  return main;
}

/** The values of `@main` by name, its results by their declared names. */
function valuesOf(main: Func, inputs: Values, numerics: 'exact' | 'card'): Values {
  const diagnostics = new Diagnostics();
  const values = new Map<string, HostValue>();
  const outputs = interpret(main, inputs, {
    numerics,
    diagnostics,
    onValue: (value, host, node) => {
      if (node?.region === main.body) values.set(value.name, host);
    },
  });
  if (!outputs) throw new Error(renderDiagnostics(diagnostics.list));
  return new Map([...values, ...outputs]);
}

function onlyParams(main: Func, values: Values): Values {
  const params = new Set(main.body.params.map(({ name }) => name));
  return new Map([...values].filter(([name]) => params.has(name)));
}

export interface Decided {
  /** Names of the outputs that depend on a choice. */
  readonly outputs: readonly string[];
  /** Problems found, one line each. */
  readonly problems: readonly string[];
}

/**
 * Compares the choices of a converted graph, in the card's arithmetic, with the model's own. `imported` and `converted` are graphs of
 * one model; values that both have bear the same names.
 */
export function checkChoices(imported: Module, converted: Module, inputs: Values, tolerance: Tolerance): Decided {
  const main = mainOf(imported);
  const { decided, made } = decisions(main);
  const names = main.body.results.flatMap((value, i) =>
    decided.has(value) ? [main.resultNames[i] ?? value.name] : [],
  );
  const wanted = valuesOf(main, inputs, 'exact');
  const found = valuesOf(mainOf(converted), inputs, 'card');
  const problems: string[] = [];
  const given = new Map(inputs);
  const makers = new Set<Node>();
  for (const value of made) {
    const [mine, theirs] = [found.get(value.name), wanted.get(value.name)];
    if (!mine || !theirs || !isTensorValue(mine) || !isTensorValue(theirs)) {
      problems.push(`%${value.name}, which a choice is made from, is not found in both graphs`);
      continue;
    }
    const same = convertTensor(mine, theirs.elem);
    const wrong = compareValues(same, theirs, tolerance);
    if (wrong !== undefined) problems.push(`%${value.name}, which a choice is made from: ${wrong}`);
    given.set(value.name, same);
    if (value.def.kind === 'result') makers.add(value.def.node);
  }
  const rest = names.length > 0 ? rebuild(imported, { cut: makers }) : undefined;
  const chosen = rest && valuesOf(mainOf(rest), onlyParams(mainOf(rest), given), 'exact');
  for (const name of names) {
    const [mine, theirs] = [found.get(name), chosen?.get(name)];
    const wrong = mine && theirs ? compareValues(mine, theirs, tolerance) : 'it was not computed';
    if (wrong !== undefined) problems.push(`output ${name}, chosen from the same values: ${wrong}`);
  }
  return { outputs: names, problems };
}
