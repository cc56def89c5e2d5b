// Codes of the card's code generator.

import { diagnostic } from '@afterglow/core';

export const codegenDiagnostics = {
  noLowering: diagnostic<{ readonly op: string }>({
    code: 'card/no-lowering',
    severity: 'error',
    message: ({ op }) => `the card has no code for the instruction ${op}`,
    hint: () => 'leave the node to the host (drop --no-fallback)',
    explanation:
      'The generic instruction exists, but the card cannot run it. The legality table keeps such nodes on the host.\n\n```text\nsoftmax out %y, in %x\n```',
  }),
  illegalNode: diagnostic<{ readonly node: string; readonly reason: string }>({
    code: 'card/illegal-node',
    severity: 'error',
    message: ({ node, reason }) => `the card cannot run ${node}: ${reason}`,
    hint: () => 'leave the node to the host (drop --no-fallback)',
    explanation:
      'A function given to the card holds a node outside its legality table.\n\n```text\n%y = add(%a, %b) : i64[N]   // the vector unit has floats only\n```',
  }),
  scratchpadOverflow: diagnostic<{
    readonly program: string;
    readonly memory: string;
    readonly needed: number;
    readonly capacity: number;
  }>({
    code: 'card/scratchpad-overflow',
    severity: 'error',
    message: ({ program, memory, needed, capacity }) =>
      `@${program} needs ${needed} bytes of ${memory} at once, and the machine has ${capacity}`,
    hint: () => 'a machine with a larger scratchpad is needed; 4 KiB are enough for every instruction',
    explanation:
      'Tiles are cut to fit, but each instruction needs room for at least one element of each operand and its tables.\n\n```text\nmemories: { sram: { capacity-per-engine: 256 B } }\n```',
  }),
  refusedHint: diagnostic<{ readonly node: string; readonly because: string }>({
    code: 'card/refused-hint',
    severity: 'warning',
    message: ({ node, because }) => `what the plan asks for ${node} cannot be done: ${because}`,
    hint: () => 'the table of thresholds decides instead; the compile report says how',
    explanation:
      'A plan can say how the work of a node is split over the engines of a card, which engine does it, or that it shares no loop with the nodes around it. Not every op can be split in every way, and not every op shares loops.\n\n```text\nengines:\n  - { node: Softmax_3, split: columns }\n```',
  }),
  unknownSplit: diagnostic<{ readonly node: string; readonly split: string; readonly known: string }>({
    code: 'card/unknown-split',
    severity: 'error',
    message: ({ node, split, known }) => `the plan splits ${node} by "${split}"; a card knows ${known}`,
    explanation:
      'Work is split along the rows of a result, its columns, or its channels; `none` keeps it on one engine.\n\n```text\nengines:\n  - { node: Gemm_0, split: diagonals }\n```',
  }),
  unknownFuse: diagnostic<{ readonly node: string; readonly fuse: string }>({
    code: 'card/unknown-fuse',
    severity: 'error',
    message: ({ node, fuse }) => `the plan fuses ${node} with "${fuse}"; a card knows none`,
    hint: () => 'the code generator finds what goes well together; a plan can only keep a node apart',
    explanation:
      'Element-wise nodes are computed in one loop over tiles with those around them, so that the values between them stay on chip. `none` keeps a node in a loop of its own.\n\n```text\nengines:\n  - { node: Add_3, fuse: Relu_4 }\n```',
  }),
  loopsTooDeep: diagnostic<{ readonly program: string; readonly depth: number; readonly limit: number }>({
    code: 'card/loops-too-deep',
    severity: 'error',
    message: ({ program, depth, limit }) => `@${program} nests ${depth} loops, and the card runs ${limit}`,
    explanation:
      'Axes that cannot be merged become loops; a transpose of very high rank can need more than the card nests.\n\n```text\n%y = transpose(%x) {perm = [18, 17, …, 0]} : f32[2, 2, …]\n```',
  }),
};
