// ONNX BitShift is for unsigned integers. The bits of a signed one shift left as those of the unsigned one do; to the right
// copies of the sign come in.

import type { ElementType } from '@afterglow/core';
import { exportRule } from '../../export-rule.js';

const isUnsigned = (elem: ElementType) => elem.startsWith('u');
const unsigned = (elem: ElementType) => elem.replace('i', 'u') as ElementType;

export const shiftLeft = exportRule(
  'shift_left',
  (n, e) => {
    const elem = n.elem(0);
    if (isUnsigned(elem)) return e.op('BitShift', n.all(), { direction: 'LEFT' });
    const bits = n.all().map((x) => e.cast(x, unsigned(elem)));
    return e.cast(e.op('BitShift', bits, { direction: 'LEFT' }), elem);
  },
  (n) => isUnsigned(n.elem(0)),
);

export const shiftRight = exportRule(
  'shift_right',
  (n, e) => {
    const [elem, [a = '', b = '']] = [n.elem(0), n.all()];
    if (isUnsigned(elem)) return e.op('BitShift', [a, b], { direction: 'RIGHT' });
    // A negative number shifts as its complement, which is not negative, does.
    const isNegative = e.op('Less', [a, e.scalar(elem, 0)]);
    const plain = e.op('Where', [isNegative, e.op('BitwiseNot', [a]), a]);
    const operands = [plain, b].map((x) => e.cast(x, unsigned(elem)));
    const shifted = e.cast(e.op('BitShift', operands, { direction: 'RIGHT' }), elem);
    return e.op('Where', [isNegative, e.op('BitwiseNot', [shifted]), shifted]);
  },
  (n) => isUnsigned(n.elem(0)),
);
