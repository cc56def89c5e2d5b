// partition: splits the function over host and cards; afterwards @main only invokes partitions.

import { whyIllegal } from '@afterglow/backend-api';
import type { Node } from '@afterglow/ir';
import { ops } from '@afterglow/ir';
import { usableDram } from '@afterglow/machine';
import { parsePlan, partitionModule } from '@afterglow/partition';
import type { CompileState } from '../state.js';

export function partitionStage(state: CompileState): void {
  const { module, diagnostics, options, platform, backend } = state;
  const { legality } = backend;
  const plan = options.plan ? parsePlan(options.plan.text, options.plan.file, diagnostics) : undefined;
  if (diagnostics.hasErrors) return;
  const cards = (platform?.cards ?? []).map((card, i) => ({ name: `card${i}`, bytes: usableDram(card) }));
  const hostOnly = 'the target runs on the host';
  const problem = (node: Node) => (platform ? legality && whyIllegal(legality, node) : hostOnly);
  const result = partitionModule(module, {
    registry: ops,
    diagnostics,
    cards,
    whyIllegal: problem,
    fallback: platform === undefined || options.fallback !== false,
    ...(plan ? { plan } : {}),
  });
  if (!result) return;
  state.plan = result.plan;
  state.dump?.module('partition', 'partition', module);
}
