import { importRule } from '../../import/import-rule.js';
import { gemm } from '../nn/gemm.import.js';
import { activated, namedParams } from './fused-activation.js';

export const fusedGemm = importRule('com.microsoft', 'FusedGemm', {
  '1-': (n, b) => activated(n, b, gemm(n, b), namedParams(n)),
});
