// Codes of what can be wrong with a graph, whoever made it.

import { type DiagnosticSpec, diagnostic } from '@afterglow/core';

export interface Problem {
  readonly problem: string;
}

/** Most findings differ in wording only: the code says which invariant broke, `problem` says how. */
function finding(code: string, explanation: string): DiagnosticSpec<Problem> {
  return diagnostic<Problem>({ code, severity: 'error', message: ({ problem }) => problem, explanation });
}

function sample(text: string, code: string): string {
  return `${text}\n\n\`\`\`text\n${code}\n\`\`\``;
}

export const verifyDiagnostics = {
  badStructure: finding(
    'ir/bad-structure',
    sample(
      'Links of the graph contradict each other: a node that stands in two places, a region whose parent does not know it.',
      'node.next.prev is another node',
    ),
  ),
  badUse: finding(
    'ir/bad-use',
    sample(
      'The use list of a value does not name exactly the places that read it.',
      '%y = relu(%x)   // and %x.uses is empty',
    ),
  ),
  notVisible: finding(
    'ir/not-visible',
    sample(
      'A node reads a value that is not computed before it in its own or an enclosing region.',
      '%b = relu(%a) : f32[4]\n%a = neg(%x) : f32[4]',
    ),
  ),
  duplicateName: finding(
    'ir/duplicate-name',
    sample(
      'Names are unique in a function and the constants of its module.',
      '%a = neg(%x) : f32[4]\n%a = relu(%x) : f32[4]',
    ),
  ),
  badNode: finding(
    'ir/bad-node',
    sample(
      "The operands, regions or results of a node are not those of its op, or the op's own checks fail.",
      '%y = add(%x) : f32[4]',
    ),
  ),
  badAttribute: finding(
    'ir/bad-attribute',
    sample(
      'An attribute is missing, unknown, or not of the type that the op declares.',
      '%y = softmax(%x) {axis = 0.5} : f32[4]',
    ),
  ),
  typeMismatch: finding(
    'ir/type-mismatch',
    sample(
      'The type of a result is not the one that follows from the operands and attributes.',
      '%y = relu(%x) : f32[5]   // %x is f32[4]',
    ),
  ),
  badFunction: finding(
    'ir/bad-function',
    sample(
      'The signature of a function contradicts its body: as many result names as results, each name once.',
      'func @main(%x: f32[4]) -> (%y: f32[4], %y: f32[4])',
    ),
  ),
  badInvoke: finding(
    'ir/bad-invoke',
    sample(
      'An invoke names a function that does not exist, calls itself in a circle, or passes other types than declared.',
      '%y = invoke @nobody(%x) : f32[4]',
    ),
  ),
  undeclaredSymbol: finding(
    'ir/undeclared-symbol',
    sample(
      'Every symbol in a type of a function has a range in its signature.',
      'func @main(%x: f32[N]) -> (%y: f32[N]) {   // where N in 1..64 is missing',
    ),
  ),
  badRange: finding(
    'ir/bad-range',
    sample('A range runs from a non-negative integer to one that is not smaller.', 'where N in 64..1'),
  ),
  badConst: finding(
    'ir/bad-const',
    sample(
      'The tensor of a constant does not have the element type and shape that its type says, or its shape is not known.',
      'const %w : f32[N] = splat(0.0)',
    ),
  ),
  badEncoding: finding(
    'ir/bad-encoding',
    sample(
      'An encoding is impossible: its axis is not one of the shape, a scale is not finite and positive, a row encoding is not on a table, or the constant it names does not exist.',
      '%q : i8[4]<axis=3, scale=1, zp=0>',
    ),
  ),
  tooDeep: finding('ir/too-deep', sample('Regions may nest only so deep.', 'if(%c) then { if(%d) then { … } }')),
};
