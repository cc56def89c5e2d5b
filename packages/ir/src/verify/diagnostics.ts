// Codes of what can be wrong with a graph, whoever made it.

import { type DiagnosticSpec, diagnostic } from '@afterglow/core';

export interface Problem {
  readonly problem: string;
}

/** Most findings differ in wording only: the code says which invariant broke, `problem` says how. */
function finding(spec: Pick<DiagnosticSpec<Problem>, 'code' | 'explanation'>): DiagnosticSpec<Problem> {
  return diagnostic<Problem>({ ...spec, severity: 'error', message: ({ problem }) => problem });
}

function sample(text: string, code: string): string {
  return `${text}\n\n\`\`\`text\n${code}\n\`\`\``;
}

export const verifyDiagnostics = {
  badStructure: finding({
    code: 'ir/bad-structure',
    explanation: sample(
      'Links of the graph contradict each other: a node that stands in two places, a region whose parent does not know it.',
      'node.next.prev is another node',
    ),
  }),
  badUse: finding({
    code: 'ir/bad-use',
    explanation: sample(
      'The use list of a value does not name exactly the places that read it.',
      '%y = relu(%x)   // and %x.uses is empty',
    ),
  }),
  notVisible: finding({
    code: 'ir/not-visible',
    explanation: sample(
      'A node reads a value that is not computed before it in its own or an enclosing region.',
      '%b = relu(%a) : f32[4]\n%a = neg(%x) : f32[4]',
    ),
  }),
  duplicateName: finding({
    code: 'ir/duplicate-name',
    explanation: sample(
      'Names are unique in a function and the constants of its module.',
      '%a = neg(%x) : f32[4]\n%a = relu(%x) : f32[4]',
    ),
  }),
  badNode: finding({
    code: 'ir/bad-node',
    explanation: sample(
      "The operands, regions or results of a node are not those of its op, or the op's own checks fail.",
      '%y = add(%x) : f32[4]',
    ),
  }),
  badAttribute: finding({
    code: 'ir/bad-attribute',
    explanation: sample(
      'An attribute is missing, unknown, or not of the type that the op declares.',
      '%y = softmax(%x) {axis = 0.5} : f32[4]',
    ),
  }),
  typeMismatch: finding({
    code: 'ir/type-mismatch',
    explanation: sample(
      'The type of a result is not the one that follows from the operands and attributes.',
      '%y = relu(%x) : f32[5]   // %x is f32[4]',
    ),
  }),
  badFunction: finding({
    code: 'ir/bad-function',
    explanation: sample(
      'The signature of a function contradicts its body: as many result names as results, each name once.',
      'func @main(%x: f32[4]) -> (%y: f32[4], %y: f32[4])',
    ),
  }),
  badInvoke: finding({
    code: 'ir/bad-invoke',
    explanation: sample(
      'An invoke names a function that does not exist, calls itself in a circle, or passes other types than declared.',
      '%y = invoke @nobody(%x) : f32[4]',
    ),
  }),
  undeclaredSymbol: finding({
    code: 'ir/undeclared-symbol',
    explanation: sample(
      'Every symbol in a type of a function has a range in its signature.',
      'func @main(%x: f32[N]) -> (%y: f32[N]) {   // where N in 1..64 is missing',
    ),
  }),
  badRange: finding({
    code: 'ir/bad-range',
    explanation: sample('A range runs from a non-negative integer to one that is not smaller.', 'where N in 64..1'),
  }),
  badConst: finding({
    code: 'ir/bad-const',
    explanation: sample(
      'The tensor of a constant does not have the element type and shape that its type says, or its shape is not known.',
      'const %w : f32[N] = splat(0.0)',
    ),
  }),
  badEncoding: finding({
    code: 'ir/bad-encoding',
    explanation: sample(
      'An encoding is impossible: its axis is not one of the shape, a scale is not finite and positive, a row encoding is not on a table, or the constant it names does not exist.',
      '%q : i8[4]<axis=3, scale=1, zp=0>',
    ),
  }),
  tooDeep: finding({
    code: 'ir/too-deep',
    explanation: sample('Regions may nest only so deep.', 'if(%c) then { if(%d) then { … } }'),
  }),
};
