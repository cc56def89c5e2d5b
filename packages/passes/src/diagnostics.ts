// The diagnostic codes of the pass framework and the basic passes.

import { diagnostic } from '@afterglow/core';

export const passDiagnostics = {
  noFixedPoint: diagnostic<{ func: string; applications: number }>({
    code: 'passes/no-fixed-point',
    severity: 'warning',
    message: ({ func, applications }) =>
      `rewriting of @${func} was stopped after ${applications} rule applications without reaching a fixed point`,
    hint: () => 'two rules may undo each other; the rule record of the run says which fired most',
    explanation: `Rules are applied until none fires. Each rule has to make progress of some kind, so the number of applications
is bounded by a multiple of the number of nodes; when it is exceeded the driver stops and keeps the (correct) graph it
has. This points to a pair of rules of which one undoes the other:

    rule a: add(x, y) -> add(y, x)
    rule b: add(x, y) -> add(y, x)`,
  }),
  roundLimit: diagnostic<{ passes: readonly string[]; rounds: number }>({
    code: 'passes/round-limit',
    severity: 'warning',
    message: ({ passes, rounds }) => `${passes.join(', ')}: still changing the graph after ${rounds} rounds`,
    hint: () =>
      'the graph is correct, and more rounds might improve it: raise `limit`, or see which rules fire in the last round',
    explanation: `A group of passes repeats until a round changes nothing, at most \`limit\` rounds (8 if it is not stated). When the
limit comes first the graph is kept as it is: correct, and perhaps not as small as it could be. Passes that undo each
other never come to an end:

    repeat{limit=3}(split-products, fuse-products)`,
  }),
  broken: diagnostic<{ pass: string }>({
    code: 'passes/broken-graph',
    severity: 'error',
    message: ({ pass }) => `the graph does not verify after pass ${pass}`,
    hint: () => 'the pass has a bug, or the input was broken already: run with verification from the first pass on',
    explanation: `The verifier runs between passes. Its findings stand before this message; the pass named here is the first after
which they appear. For example, a pass that reads a value before the node that makes it:

    %b = relu(%a) : f32[4]
    %a = neg(%x) : f32[4]`,
  }),
  unknownPass: diagnostic<{ name: string; nearest: string | undefined }>({
    code: 'passes/unknown-pass',
    severity: 'error',
    message: ({ name }) => `there is no pass or pipeline "${name}"`,
    hint: ({ nearest }) => (nearest === undefined ? undefined : `did you mean ${nearest}?`),
    explanation: `A pipeline is a list of pass names, such as

    canonicalize, fold-constants{max-bytes=65536}, remove-dead-nodes`,
  }),
  badPipeline: diagnostic<{ problem: string }>({
    code: 'passes/bad-pipeline',
    severity: 'error',
    message: ({ problem }) => `the pipeline cannot be read: ${problem}`,
    explanation: `A pipeline is a comma-separated list. An entry is a pass with options in braces, or \`repeat\` with passes in
parentheses that run until nothing changes. \`//\` starts a comment:

    repeat(canonicalize, fold-constants{max-bytes=65536}), remove-dead-nodes`,
  }),
  badOption: diagnostic<{ pass: string; option: string; problem: string }>({
    code: 'passes/bad-option',
    severity: 'error',
    message: ({ pass, option, problem }) => `option ${option} of pass ${pass}: ${problem}`,
    explanation: `Options of a pass are named and typed; the type is that of the default. \`fold-constants{max-bytes=65536}\` is right,
\`fold-constants{max-bytes=lots}\` is not.`,
  }),
};
