import { exportRule } from '../../export-rule.js';

export const nllLoss = exportRule('nll_loss', (n, e) =>
  e.op('NegativeLogLikelihoodLoss', n.all(), {
    reduction: n.word('reduction'),
    ignore_index: n.given('ignore_index') ? n.int('ignore_index') : undefined,
  }),
);
