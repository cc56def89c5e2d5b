// bundle: names every file and writes the manifest. The files themselves are produced when they are written.

import { GIR_VERSION } from '@afterglow/ir';
import { machineDigest } from '@afterglow/machine';
import { printPlan } from '@afterglow/partition';
import { assembleBundle, describeType } from '../assemble-bundle.js';
import { valuesOf } from '../input-values.js';
import { mainOf } from '../main-func.js';
import { precisionOf } from '../precision-of.js';
import { PRODUCER } from '../producer.js';
import type { CompileState } from '../state.js';

export function bundleStage(state: CompileState): void {
  const { module, backend, platform, plan } = state;
  const main = mainOf(module);
  const inputs = main.body.params.map((param) => {
    const values = valuesOf(param);
    return { ...describeType(param.name, param.type), ...(values ? { values } : {}) };
  });
  const fallback = (plan?.host ?? []).flatMap(({ op, because, nodes }) =>
    nodes.map((node) => ({ node, op, reason: because })),
  );
  state.bundle = assembleBundle({
    module,
    artifacts: state.artifacts,
    inputs,
    producer: PRODUCER,
    target: {
      backend: backend.name,
      ...(platform ? { machine: platform.name, machineDigest: machineDigest(platform) } : {}),
    },
    precision: state.precision === undefined ? 'as given' : precisionOf(state.module, state.precision),
    versions: { gir: GIR_VERSION },
    fallback: platform ? fallback : [],
    extras: plan && platform ? [{ name: 'plan.yaml', text: printPlan(plan) }] : [],
  });
}
