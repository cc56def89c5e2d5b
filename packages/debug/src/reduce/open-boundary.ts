// Graphs in which one call or one node with regions is replaced by what is inside: a call by the body of its function, an `if` by a
// branch, a `loop` or `scan` by one step. What they compute may be something else, which is for whoever asks to judge; that they
// verify is not.
//
//   %r = if(%c) then {                          %d = relu(%a)
//     %d = relu(%a)                     →       %y = tanh(%d)
//     yield %d
//   } else { … }
//   %y = tanh(%r)

import { type Dim, dim, splatTensor } from '@afterglow/core';
import {
  type Builder,
  bareSymbol,
  calleesOf,
  cloneModule,
  copyNode,
  type Func,
  type Module,
  mapped,
  type Node,
  nodesOf,
  ops,
  type Region,
  Rewriter,
  setRange,
  type Type,
  type Value,
  type ValueMap,
  walk,
} from '@afterglow/ir';
import { refine, refinement } from '@afterglow/passes';
import { rebuild } from './rebuild.js';

type Values = readonly (Value | undefined)[];
/** The values in the place of the node's results, made before it; undefined where there is no such way in. */
type Opening = (node: Node, builder: Builder) => Values | undefined;

/** Copies what a region computes from `given`. */
function inside(region: Region, given: Values, builder: Builder, dims: (name: string) => Dim | undefined): Values {
  const map: ValueMap = new Map();
  for (const [i, param] of region.params.entries()) {
    const value = given[i];
    if (value) map.set(param, value);
  }
  for (const node of nodesOf(region)) copyNode(builder, node, map, { dims });
  return region.results.map((value) => mapped(map, value, builder.func));
}

const asTheyAre = () => undefined;

function branch(index: number): Opening {
  return (node, builder) => {
    const region = node.regions[index];
    return region && inside(region, [], builder, asTheyAre);
  };
}

/** One value of a list that is collected along an axis. */
function alone(builder: Builder, value: Value | undefined, axis: number): Value | undefined {
  if (value?.type.kind !== 'tensor') return undefined;
  return builder.value('reshape', [value], { shape: value.type.shape.toSpliced(axis, 0, 1) });
}

const step: Opening = (node, builder) => {
  const [body] = node.regions;
  const [index, going] = body?.params ?? [];
  if (!body || index?.type.kind !== 'tensor' || going?.type.kind !== 'tensor') return undefined;
  const name = node.results[0]?.name ?? node.op.name;
  const first = builder.constant(`${name}.iteration`, splatTensor(index.type.elem, [], 0));
  const goes = builder.constant(`${name}.going`, splatTensor('bool', [], 1));
  const initial = node.operands.slice(2);
  const [, ...answers] = inside(body, [first, goes, ...initial], builder, asTheyAre);
  return answers.map((value, i) => (i < initial.length ? value : alone(builder, value, 0)));
};

function axesOf(node: Node, name: string): readonly number[] {
  const axes = node.attrs[name];
  return Array.isArray(axes) ? axes.map(Number) : [];
}

const scanStep: Opening = (node, builder) => {
  const [body] = node.regions;
  const carried = Number(node.attrs['carried']);
  const [cut, joined] = [axesOf(node, 'scan_axes'), axesOf(node, 'output_axes')];
  const given = node.operands.map((value, i) => {
    const wanted = body?.params[i]?.type;
    if (i < carried || !value || wanted?.kind !== 'tensor') return value;
    const window = { starts: [0], ends: [1], axes: [cut[i - carried] ?? 0], steps: [1] };
    return builder.value('reshape', [builder.value('slice', [value], window)], { shape: wanted.shape });
  });
  const answers = body && inside(body, given, builder, asTheyAre);
  return answers?.map((value, i) =>
    i < carried ? value : alone(builder, value, Math.max(0, joined[i - carried] ?? 0)),
  );
};

/** What the sizes of a function's parameters are at a call. */
function sizesAt(call: Node, callee: Func): (name: string) => Dim | undefined {
  const known = new Map<string, Dim>();
  for (const [i, { type }] of callee.body.params.entries()) {
    const given = call.operands[i]?.type;
    if (type.kind !== 'tensor' || given?.kind !== 'tensor') continue;
    for (const [axis, size] of type.shape.entries()) {
      const [symbol, actual] = [bareSymbol(size), given.shape[axis]];
      if (symbol !== undefined && actual !== undefined && !known.has(symbol)) known.set(symbol, actual);
    }
  }
  return (name) => known.get(name);
}

const body: Opening = (call, builder) => {
  const { func } = builder;
  const [name] = calleesOf(call);
  const callee = name === undefined ? undefined : func.module.funcs.get(name);
  if (!callee) return undefined;
  const dims = sizesAt(call, callee);
  for (const [symbol, range] of callee.ranges) {
    if (dims(symbol) === undefined && !func.ranges.has(symbol)) setRange(func, symbol, range);
  }
  return inside(callee.body, call.operands, builder, dims);
};

const OPENINGS: Readonly<Record<string, readonly Opening[]>> = {
  if: [branch(0), branch(1)],
  loop: [step],
  scan: [scanStep],
  invoke: [body],
};

function nodesOfModule(module: Module): Node[] {
  return [...module.funcs.values()].flatMap((func) => [...walk(func.body)]);
}

/** `value` as often as a list of its own length holds it; itself where the types agree. */
function asOften(builder: Builder, value: Value, type: Type): Value {
  if (value.type === type || type.kind !== 'tensor' || value.type.kind !== 'tensor') return value;
  const { shape } = value.type;
  const isShort = shape.length === type.shape.length && shape.every((size, i) => size === type.shape[i] || size === 1);
  return isShort && type.shape.every(dim.isKnown) ? builder.value('expand', [value], { shape: type.shape }) : value;
}

/** Puts values in the place of results; sizes that only the data decided become those of the values. */
function putInPlace(node: Node, values: Values, rewriter: Rewriter): boolean {
  const builder = rewriter.before(node);
  const fitting: Value[] = [];
  for (const [i, result] of node.results.entries()) {
    const value = values[i];
    if (!value) return false;
    const fit = asOften(builder, value, result.type);
    const known = refinement(node.func, result.type, fit.type);
    if (!known) return false;
    refine(node.func, known);
    fitting.push(fit);
  }
  rewriter.replace(node, fitting);
  return true;
}

function open(module: Module, at: number, opening: Opening): Module | undefined {
  const copy = cloneModule(module);
  const node = nodesOfModule(copy)[at];
  if (!node) return undefined;
  const rewriter = new Rewriter(node.func, ops);
  try {
    const values = opening(node, rewriter.before(node));
    // Building anew leaves out what nothing needs, such as values that only the other branch read.
    return values && putInPlace(node, values, rewriter) ? rebuild(copy, {}) : undefined;
  } catch {
    // What is inside may not fit where the node stands; then it is no candidate.
    return undefined;
  }
}

/** Every graph that is `module` with one boundary opened, made when it is asked for. */
export function* openedGraphs(module: Module): Generator<Module> {
  for (const [at, node] of nodesOfModule(module).entries()) {
    for (const opening of OPENINGS[node.op.name] ?? []) {
      const candidate = open(module, at, opening);
      if (candidate) yield candidate;
    }
  }
}
