// Writes partitions as IR: one function each, and an entry that invokes them in order with their placement.
//
//   func @sparse0(…) -> (%sparse0.out)      tables of card 0, pooled rows joined on the last axis
//   func @dense(…)                          splits them again and runs the rest, on every card
//   func @main(…) {
//     %sparse0.out = invoke(…) {callee = @sparse0, placement = ["card0"]}
//     %logits = invoke(…) {callee = @dense, placement = ["card0", …, "card5"]}
//   }
//
// The module given is left alone; the new one shares its tensors. Names of values stay what they are.

import { invariant } from '@afterglow/core';
import {
  Builder,
  copyNode,
  createFunc,
  createModule,
  type Func,
  type Module,
  type OpRegistry,
  setRange,
  setResultNames,
  type Type,
  type Value,
  type ValueMap,
  walk,
} from '@afterglow/ir';
import { constantsOf } from '../memory.js';
import type { Partition } from './boundary.js';
import { symbolsOfFunc } from './symbols.js';

export interface EmitOptions {
  readonly registry: OpRegistry;
  readonly placementOf: (partition: Partition) => readonly string[];
}

/** Constants that encodings of types name. */
function namedByTypes(func: Func): Set<string> {
  const names = new Set<string>();
  const add = (type: Type) => {
    const encoding = type.kind === 'tensor' ? type.encoding : undefined;
    if (!encoding || encoding.kind === 'row') return;
    for (const parameter of [encoding.scale, encoding.zp])
      if (typeof parameter !== 'number') names.add(parameter.const);
  };
  for (const value of func.body.params) add(value.type);
  for (const value of func.module.consts.values()) add(value.type);
  for (const node of walk(func.body)) for (const result of node.results) add(result.type);
  return names;
}

function copyConstants(entry: Func, module: Module, builder: Builder): ValueMap {
  const used = constantsOf(walk(entry.body));
  for (const result of entry.body.results) if (result.def.kind === 'const') used.add(result);
  const named = namedByTypes(entry);
  const copies: ValueMap = new Map();
  for (const value of entry.module.consts.values()) {
    if (value.def.kind !== 'const' || !(used.has(value) || named.has(value.name))) continue;
    const copy = builder.constant(value.name, value.def.tensor, value.type);
    invariant(copy.name === value.name, `constant ${value.name} changed its name in ${module.name}`);
    copies.set(value, copy);
  }
  return copies;
}

/** Takes joint transfers apart at the head of a partition. Values that no node here reads get no name of their own. */
function splitJoints(builder: Builder, partition: Partition, map: ValueMap): readonly Value[] {
  const params: Value[] = [];
  const wanted = new Set(partition.inputs.map(({ value }) => value));
  const seen = new Set<readonly Value[]>();
  const pending: { readonly group: readonly Value[]; readonly param: Value }[] = [];
  for (const { value, from } of partition.inputs) {
    const group = from?.joints.find((joint) => joint.includes(value));
    if (!group) {
      const param = builder.param(value.name, value.type);
      params.push(param);
      map.set(value, param);
    } else if (!seen.has(group) && from) {
      seen.add(group);
      const type = joinedType(builder, group);
      const param = builder.param(joinName(from, group), type);
      params.push(param);
      pending.push({ group, param });
    }
  }
  for (const { group, param } of pending) {
    const names = group.map((value) => (wanted.has(value) ? value.name : `${value.name}.unused`));
    const sizes = group.map((value) => lastDim(value));
    const options = { names, resultCount: group.length };
    const split = builder.add('split', [param], { axis: rank(group) - 1, sizes }, options);
    group.forEach((value, i) => {
      const result = split.results[i];
      if (result) map.set(value, result);
    });
  }
  return params;
}

function rank(group: readonly Value[]): number {
  const type = group[0]?.type;
  return type?.kind === 'tensor' ? type.shape.length : 0;
}

function lastDim(value: Value): number {
  const last = value.type.kind === 'tensor' ? value.type.shape.at(-1) : undefined;
  invariant(typeof last === 'number', `${value.name}: joined without a constant last dim`);
  return last;
}

function joinedType(builder: Builder, group: readonly Value[]): Type {
  // The concat exists in the sparse partition; its type follows from the group alone.
  const inferred = builder.infer('concat', group, { axis: rank(group) - 1 });
  invariant(inferred.ok && inferred.types[0], 'values of one joint transfer do not concatenate');
  return inferred.types[0];
}

function joinName(partition: Partition, group: readonly Value[]): string {
  const index = partition.joints.indexOf(group as Value[]);
  return index === 0 ? `${partition.name}.out` : `${partition.name}.out${index}`;
}

/** Key of a transfer in the entry function: a value of a partition, or one of its joints. */
interface Emitted {
  readonly func: Func;
  /** What the results of the invocation stand for, in order. */
  readonly outputs: readonly (Value | readonly Value[])[];
}

function emitPartition(
  module: Module,
  entry: Func,
  partition: Partition,
  constants: ValueMap,
  options: EmitOptions,
): Emitted {
  const func = createFunc(module, partition.name);
  const builder = new Builder(func.body, { registry: options.registry });
  const map: ValueMap = new Map(constants);
  splitJoints(builder, partition, map);
  for (const { node } of partition.phase.instances) copyNode(builder, node, map);
  const made = (value: Value) => {
    const copy = map.get(value);
    invariant(copy, `${value.name}: handed out, but not made in @${partition.name}`);
    return copy;
  };
  const joined = partition.joints.map((group) =>
    builder.value('concat', group.map(made), { axis: rank(group) - 1 }, { names: [joinName(partition, group)] }),
  );
  const results = [...partition.singles.map(made), ...joined];
  builder.results(results);
  setResultNames(
    func,
    results.map((value) => value.name),
  );
  const used = symbolsOfFunc(func);
  for (const [name, range] of entry.ranges) if (used.has(name)) setRange(func, name, range);
  return { func, outputs: [...partition.singles, ...partition.joints] };
}

/** A new module in which `entry` invokes one function a partition. */
export function emitModule(entry: Func, partitions: readonly Partition[], options: EmitOptions): Module {
  const module = createModule(entry.module.name);
  const main = createFunc(module, entry.name);
  const builder = new Builder(main.body, { registry: options.registry });
  const constants = copyConstants(entry, module, builder);
  for (const [name, range] of entry.ranges) setRange(main, name, range);
  const inputs: ValueMap = new Map(constants);
  for (const param of entry.body.params) inputs.set(param, builder.param(param.name, param.type));

  const handed = new Map<Partition, Map<unknown, Value>>();
  for (const partition of partitions) {
    const { func, outputs } = emitPartition(module, entry, partition, constants, options);
    const args = new Set<Value>();
    for (const { value, from } of partition.inputs) {
      const group = from?.joints.find((joint) => joint.includes(value));
      const arg = from ? handed.get(from)?.get(group ?? value) : inputs.get(value);
      invariant(arg, `${value.name}: @${partition.name} reads it before it is made`);
      args.add(arg);
    }
    const node = builder.add(
      'invoke',
      [...args],
      { callee: func.name, placement: [...options.placementOf(partition)] },
      {
        types: func.body.results.map((value) => value.type),
        names: outputs.map((output, i) => ('id' in output ? output.name : (func.resultNames[i] ?? partition.name))),
        resultCount: outputs.length,
      },
    );
    handed.set(partition, new Map(outputs.map((output, i) => [output, node.results[i] as Value])));
  }
  const results = entry.body.results.map((value) => {
    const own = inputs.get(value);
    if (own) return own;
    // A copy on another card may have the same value; the partition that hands it out one by one is the owner.
    const owner = partitions.find((partition) => partition.singles.includes(value));
    const made = owner && handed.get(owner)?.get(value);
    invariant(made, `${value.name}: an output nobody makes`);
    return made;
  });
  builder.results(results);
  setResultNames(main, entry.resultNames);
  return module;
}
