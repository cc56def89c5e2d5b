// invoke: runs another function of the module. Where it is placed makes no difference to what it computes.

import { badOperand, kernel, wordAttr } from '../../kernel.js';

export const invoke = kernel('invoke', (context) =>
  context.invoke(
    wordAttr(context, 'callee'),
    context.operands.map((value, i) => value ?? badOperand(context, `argument ${i} is missing`)),
  ),
);
