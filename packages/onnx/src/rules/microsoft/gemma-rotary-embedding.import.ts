import { build, type Value } from '@afterglow/ir';
import { importRule } from '../../import/import-rule.js';

/** com.microsoft GemmaRotaryEmbedding, from angles and from queries and keys that are turned by a quarter already. */
export const gemmaRotaryEmbedding = importRule('com.microsoft', 'GemmaRotaryEmbedding', {
  '1-': (n, b) => {
    const perHead = (x: Value) => build.unsqueeze(b, b.cast(x, n.elem(1)), { axes: [1] });
    const [cos, sin] = [perHead(build.cos(b, n.in(0))), perHead(build.sin(b, n.in(0)))];
    const turned = (x: number) => build.add(b, build.mul(b, n.in(x), cos), build.mul(b, n.in(x + 1), sin));
    return [turned(1), turned(3)];
  },
});
