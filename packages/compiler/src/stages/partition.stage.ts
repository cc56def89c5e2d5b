// partition: splits the function over host and cards; afterwards @main only invokes partitions.

import { whyIllegal } from '@afterglow/backend-api';
import { Diagnostics } from '@afterglow/core';
import { Builder, type Func, type Node, ops, verifyModule } from '@afterglow/ir';
import { usableDram } from '@afterglow/machine';
import { parsePlan, partition } from '@afterglow/partition';
import { whyBeyond } from '@afterglow/passes';
import { mainOf } from '../main-func.js';
import type { CompileState } from '../state.js';

/** Notes of the partitioner that say nothing to a user who asked for the host. */
const HOST_NOTES = new Set(['partition/host-fallback']);

/** Gives every output of the model a node that writes it: a constant folded down to an output has none of its own. */
function writeConstantResults(func: Func): void {
  const builder = new Builder(func.body, { registry: ops });
  const results = func.body.results.map((value, i) => {
    if (value.def.kind !== 'const') return value;
    return builder.value('identity', [value], {}, { names: [func.resultNames[i] ?? value.name] });
  });
  builder.results(results);
}

/**
 * Why a node runs on the host. What the target has no code for might have been taken apart before: why it was not says more than that
 * there is no code.
 */
function whyOnHost({ legality, decompositions }: CompileState['backend'], node: Node): string | undefined {
  if (!legality) return undefined;
  const because = whyIllegal(legality, node);
  if (because === undefined) return undefined;
  return whyBeyond({ whyIllegal: (other) => whyIllegal(legality, other), decompositions }, node) ?? because;
}

export function partitionStage(state: CompileState): void {
  const { module, diagnostics, options, platform, backend } = state;
  // On the host there is nothing to place.
  const plan = options.plan && platform ? parsePlan(options.plan.text, options.plan.file, diagnostics) : undefined;
  if (diagnostics.hasErrors) return;
  writeConstantResults(mainOf(module));
  const found = new Diagnostics();
  const result = partition(module, {
    registry: ops,
    diagnostics: found,
    cards: (platform?.cards ?? []).map((card, i) => ({ name: `card${i}`, bytes: usableDram(card) })),
    whyIllegal: (node: Node) => (platform ? whyOnHost(backend, node) : 'the target runs on the host'),
    fallback: platform === undefined || options.fallback !== false,
    ...(plan ? { plan } : {}),
  });
  diagnostics.list.push(...found.list.filter(({ code }) => platform !== undefined || !HOST_NOTES.has(code)));
  if (!result) return;
  if (options.verify !== false && !verifyModule(result.module, diagnostics)) return;
  state.plan = result.plan;
  state.module = result.module;
}
