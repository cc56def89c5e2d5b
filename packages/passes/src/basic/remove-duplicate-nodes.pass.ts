// Computes everything once: nodes with the same op, operands, attributes and types become one, equal constants too.
//
//   %a = relu(%x) : f32[4]
//   %b = relu(%x) : f32[4]
//   %c = add(%a, %b) : f32[4]
//   →
//   %a = relu(%x) : f32[4]
//   %c = add(%a, %a) : f32[4]
//
// Nodes with regions stay. A region sees what its enclosing regions have computed before it, not the other way round.

import { fusedOrigin, originNames, type Tensor, tensorBytes, tensorDigest } from '@afterglow/core';
import { type Module, type Node, nodesOf, printAttrs, type Region, type Rewriter, type Value } from '@afterglow/ir';
import { definePass, type PassContext } from '../manager/pass.js';

const RULE = 'merge-duplicate-node';
const CONST_RULE = 'merge-equal-constants';
/** Constants in memory are compared by digest up to this many bytes. */
const MAX_DIGEST_BYTES = 1 << 16;
/** Views of files (and conversions) are read and compared up to this many bytes, else by what they are views of. */
const MAX_READ_BYTES = 1 << 10;
/** Origins of merged nodes are joined up to this many; a thousand readers of one shape would only bury the place. */
const MAX_ORIGINS = 4;

/** Numbers byte sources in order of appearance, so that a key can name one. */
class Sources {
  readonly #numbers = new Map<object, number>();

  number(source: object): number {
    const known = this.#numbers.get(source) ?? this.#numbers.size;
    this.#numbers.set(source, known);
    return known;
  }
}

function storageKey(tensor: Tensor, sources: Sources): string | undefined {
  const { storage } = tensor;
  const bytes = tensor.elem === 'string' || storage.kind === 'splat' ? undefined : tensorBytes(tensor);
  if (bytes !== undefined && bytes <= MAX_READ_BYTES) return `bytes ${tensorDigest(tensor)}`;
  switch (storage.kind) {
    case 'splat':
      return `splat ${Object.is(storage.value, -0) ? '-0' : String(storage.value)}`;
    case 'source':
      return `source ${sources.number(storage.source)} ${storage.offset}`;
    case 'computed':
      return `computed ${sources.number(storage.source)}`;
    case 'converted': {
      const from = storageKey(storage.from, sources);
      return from && `converted ${storage.from.elem} ${JSON.stringify(storage.options ?? {})} ${from}`;
    }
    case 'strings':
      return storage.values.length <= 64 ? `strings ${JSON.stringify(storage.values)}` : undefined;
    case 'bytes':
      return bytes !== undefined && bytes <= MAX_DIGEST_BYTES ? `bytes ${tensorDigest(tensor)}` : undefined;
  }
}

function mergeConsts(module: Module, context: PassContext): void {
  const known = new Map<string, Value>();
  const sources = new Sources();
  const [func] = module.funcs.values();
  if (!func) return;
  const rewriter = context.rewriter(func);
  for (const value of [...module.consts.values()]) {
    if (value.def.kind !== 'const' || value.uses.size === 0) continue;
    const storage = storageKey(value.def.tensor, sources);
    if (storage === undefined) continue;
    const key = `${value.type.key} ${storage}`;
    const first = known.get(key);
    if (!first) known.set(key, value);
    else {
      const [use] = value.uses;
      const reader = use?.kind === 'operand' ? use.node : undefined;
      if (!context.mayApply()) return;
      if (reader) context.fired(CONST_RULE, reader);
      rewriter.replaceUses(value, first);
    }
  }
}

function nodeKey(node: Node): string {
  const ids = node.operands.map((value) => value?.id ?? -1);
  if (node.op.traits.has('commutative') && ids.length === 2) ids.sort((a, b) => a - b);
  return `${node.op.name}(${ids.join()})${printAttrs(node)}:${node.results.map((value) => value.type.key).join()}`;
}

class Merger {
  readonly #rewriter: Rewriter;
  readonly #context: PassContext;
  readonly #known = new Map<string, Node>();

  constructor(rewriter: Rewriter, context: PassContext) {
    this.#rewriter = rewriter;
    this.#context = context;
  }

  region(region: Region): void {
    const added: string[] = [];
    for (const node of nodesOf(region)) {
      for (const inner of node.regions) this.region(inner);
      if (node.regions.length > 0 || node.op.traits.has('effect') || node.op.traits.has('random')) continue;
      const key = nodeKey(node);
      const first = this.#known.get(key);
      if (!first) {
        this.#known.set(key, node);
        added.push(key);
      } else if (this.#context.mayApply()) {
        this.#context.fired(RULE, node);
        this.#merge(first, node);
      }
    }
    for (const key of added) this.#known.delete(key);
  }

  #merge(first: Node, node: Node): void {
    if (originNames(first.origin).length < MAX_ORIGINS) {
      this.#rewriter.setOrigin(first, fusedOrigin('remove-duplicate-nodes', [first.origin, node.origin]));
    }
    this.#rewriter.replace(node, first.results);
  }
}

export const removeDuplicateNodes = definePass({
  name: 'remove-duplicate-nodes',
  summary: 'compute equal nodes once and keep equal constants once',
  stage: 'canonicalize',
  run(context) {
    mergeConsts(context.module, context);
    for (const func of [...context.module.funcs.values()])
      new Merger(context.rewriter(func), context).region(func.body);
  },
});
