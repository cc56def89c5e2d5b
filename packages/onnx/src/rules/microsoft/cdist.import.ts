import { build } from '@afterglow/ir';
import { importRule } from '../../import/import-rule.js';

/** com.microsoft CDist: distances of all pairs of rows. */
export const cdist = importRule('com.microsoft', 'CDist', {
  '1-': (n, b) => {
    const isSquare = n.word('metric', { sqeuclidean: true, euclidean: false });
    const [a, c] = [build.unsqueeze(b, n.in(0), { axes: [1] }), build.unsqueeze(b, n.in(1), { axes: [0] })];
    const difference = build.sub(b, a, c);
    const squares = build.reduceSum(b, build.mul(b, difference, difference), { axes: [2], keepdims: false });
    return isSquare ? squares : build.sqrt(b, squares);
  },
});
