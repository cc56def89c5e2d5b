// The pass around `convertPrecision`. What the target can run is not known to passes, so whoever builds a pipeline brings
// it along.

import type { Node } from '@afterglow/ir';
import { definePass, type Pass } from '@afterglow/passes';
import { convertPrecision } from './convert-precision.js';

const RULE = 'convert-precision';

/**
 * A pass that converts every function; `whyIllegal` says what the target cannot run in the smaller type, `keep` which nodes are to
 * stay as they are.
 */
export function convertPrecisionPass(
  whyIllegal?: (node: Node) => string | undefined,
  keep?: (node: Node) => boolean,
): Pass {
  return definePass({
    name: RULE,
    summary: 'compute in half precision where the target can, with f32 inputs and outputs',
    stage: 'quantize',
    options: {
      elem: { default: 'f16', summary: 'the smaller type: f16 or bf16' },
      clip: { default: false, summary: 'constants out of range become the largest finite value' },
      'check-range': { default: true, summary: 'warn of constants out of range (reads all of them)' },
    },
    run(context, options) {
      for (const func of [...context.module.funcs.values()]) {
        convertPrecision(func, {
          registry: context.registry,
          diagnostics: context.diagnostics,
          elem: options.elem === 'bf16' ? 'bf16' : 'f16',
          clip: options.clip,
          checkRange: options['check-range'],
          rewriter: context.rewriter(func),
          ...(whyIllegal ? { whyIllegal } : {}),
          ...(keep ? { keep } : {}),
          onKept: (node, because) => context.declined(RULE, node, because),
          mayConvert: () => context.mayApply(),
          onConverted: (node) => context.fired(RULE, node),
        });
      }
    },
  });
}
