import { importRule } from '../../import/import-rule.js';

/** ONNX Shrink: x + bias below -lambd, x - bias above lambd, 0 between. */
export const shrink = importRule('ai.onnx', 'Shrink', {
  '9-': (n, b) => {
    const [x, elem] = [n.in(0), n.elem(0)];
    const [bias, lambd] = [b.scalar(elem, n.float('bias')), n.float('lambd')];
    const below = b.value('less', [x, b.scalar(elem, -lambd)]);
    const above = b.value('greater', [x, b.scalar(elem, lambd)]);
    const high = b.value('where', [above, b.value('sub', [x, bias]), b.scalar(elem, 0)]);
    return b.value('where', [below, b.value('add', [x, bias]), high]);
  },
});
