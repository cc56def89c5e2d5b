import { build } from '@afterglow/ir';
import { importRule } from '../../import/import-rule.js';
import { joinHeads, splitHeads } from './heads.js';

/** ONNX RotaryEmbedding. How many features are turned follows from the tables of angles. */
export const rotaryEmbedding = importRule('ai.onnx', 'RotaryEmbedding', {
  '23-': (n, b) => {
    const turned = n.int('rotary_embedding_dim');
    const angles = n.shape(1).at(-1);
    if (turned !== 0 && typeof angles === 'number' && angles * 2 !== turned) {
      n.invalid(`rotary_embedding_dim is ${turned}, but the caches have ${angles} angles`);
    }
    const attrs = { interleaved: n.flag('interleaved') };
    const rank = n.rank(0);
    if (rank === 4) return build.rotaryEmbedding(b, n.in(0), n.in(1), n.in(2), n.maybe(3), attrs);
    if (rank !== 3) n.invalid(`its operand has rank ${rank}, not 3 or 4`);
    const x = splitHeads(n, b, n.in(0), n.int('num_heads'));
    return joinHeads(n, b, build.rotaryEmbedding(b, x, n.in(1), n.in(2), n.maybe(3), attrs));
  },
});
