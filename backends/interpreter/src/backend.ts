// The interpreter as a backend: it runs every op on the host. Its artifact is the graph itself, as `.gir` text with the
// weights in a `.safetensors` file beside it.

import { type Artifact, bareTarget, type CompileUnit, defineBackend } from '@afterglow/backend-api';
import { layOutSafetensors } from '@afterglow/bundle';
import { type Tensor, tensorBytes, tensorDigest, utf8Bytes } from '@afterglow/core';
import {
  calleesOf,
  cloneModule,
  dropUnusedConsts,
  type Func,
  GIR_VERSION,
  type Module,
  printModule,
  removeFunc,
  walk,
} from '@afterglow/ir';

/** A copy of the module with only the given functions, those they invoke, and the constants they read. */
function extract(module: Module, funcs: readonly Func[]): Module {
  const copy = cloneModule(module);
  const wanted = new Set<string>();
  const visit = (name: string) => {
    const func = copy.funcs.get(name);
    if (!func || wanted.has(name)) return;
    wanted.add(name);
    for (const node of walk(func.body)) for (const callee of calleesOf(node)) visit(callee);
  };
  for (const { name } of funcs) visit(name);
  for (const func of [...copy.funcs.values()]) if (!wanted.has(func.name)) removeFunc(func);
  dropUnusedConsts(copy);
  return copy;
}

/** The tensors that the text of a module refers to, each under the name it was first met. */
function weightsOf(module: Module): Map<string, Tensor> {
  const names = new Map<Tensor, string>();
  const taken = new Set<string>();
  const collect = (tensor: Tensor, name: string) => {
    if (!names.has(tensor)) {
      let unique = name;
      for (let k = 1; taken.has(unique); k++) unique = `${name}.${k}`;
      taken.add(unique);
      names.set(tensor, unique);
    }
    return { file: '', offset: 0, bytes: tensorBytes(tensor), digest: '' };
  };
  printModule(module, { blob: collect });
  return new Map([...names].map(([tensor, name]) => [name, tensor]));
}

function compileUnit({ device, module, funcs }: CompileUnit): Artifact {
  const own = extract(module, funcs);
  const weights = weightsOf(own);
  const file = layOutSafetensors(weights);
  const offsets = new Map([...weights].map(([name, tensor]) => [tensor, file.offsets.get(name) ?? 0]));
  const weightsName = `${device}-weights.safetensors`;
  const blob = (tensor: Tensor) => ({
    file: weightsName,
    offset: offsets.get(tensor) ?? 0,
    bytes: tensorBytes(tensor),
    digest: tensorDigest(tensor),
  });
  const main = `${device}.gir`;
  const text = printModule(own, { blob });
  const parts = [{ name: main, chunks: () => [utf8Bytes(text)] }];
  const withWeights = weights.size === 0 ? parts : [...parts, { name: weightsName, chunks: () => file.chunks() }];
  return {
    main,
    parts: withWeights,
    listings: [],
    versions: { gir: GIR_VERSION },
    figures: { functions: funcs.length },
  };
}

export default defineBackend({
  name: 'interpreter',
  summary: 'the reference: every op on the host, clear before fast, the oracle of all tests',
  precisions: [],
  parseTarget: bareTarget('interpreter'),
  legality: undefined,
  compile: async (unit) => compileUnit(unit),
});
