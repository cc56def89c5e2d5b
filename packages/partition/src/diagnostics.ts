// Diagnostic codes of partitioning and of plan files.

import { diagnostic } from '@afterglow/core';

const bytes = (n: number) => `${n} bytes`;

export const partitionDiagnostics = {
  noEntry: diagnostic<{ name: string }>({
    code: 'partition/no-entry',
    severity: 'error',
    message: ({ name }) => `the module has no function @${name} to partition`,
    explanation:
      'Partitioning starts at one function, `@main` unless told otherwise. The module given has none of that name.',
  }),
  alreadyPartitioned: diagnostic<{ func: string }>({
    code: 'partition/already-partitioned',
    severity: 'error',
    message: ({ func }) => `@${func} invokes other functions already`,
    hint: () => 'resume behind the partition stage, or merge the partitions first',
    explanation:
      'A partitioned module has one function a partition, which `@main` invokes:\n\n' +
      '    %out = invoke(%x) {callee = @dense, placement = ["card0"]}\n\nIt cannot be partitioned a second time.',
  }),
  unboundedDim: diagnostic<{ symbol: string; value: string }>({
    code: 'partition/unbounded-dim',
    severity: 'error',
    message: ({ symbol, value }) => `the size of %${value} has no upper bound: nothing limits ${symbol}`,
    hint: ({ symbol }) => `give it a range, such as --dim ${symbol}=1..64`,
    explanation:
      'Memory of a card is planned for the largest sizes. Every symbol in the type of a value on a card needs an upper ' +
      'end, from the model or from `--dim`:\n\n    --dim batch=1..64 --dim "lookups_*=1..4096"',
  }),
  hostFallback: diagnostic<{ op: string; count: number; because: string }>({
    code: 'partition/host-fallback',
    severity: 'note',
    message: ({ op, count, because }) =>
      `${count} ${op} node${count === 1 ? '' : 's'} will run on the host: the card cannot, as ${because}`,
    hint: () => '--no-fallback makes this an error',
    explanation:
      'What no card can run goes to the host, a node at a time; neighbouring nodes share a host partition where that makes ' +
      'no cycle. A `loop` in the middle of a model, for example, gives `@dense0`, `@host0`, `@dense1`.',
  }),
  noFallback: diagnostic<{ op: string; count: number; because: string }>({
    code: 'partition/no-fallback',
    severity: 'error',
    message: ({ op, count, because }) =>
      `${count} ${op} node${count === 1 ? '' : 's'} cannot run on a card: ${because}`,
    hint: () => 'without --no-fallback they run on the host',
    explanation:
      'With `--no-fallback` every node has to run on a card. Each form that cannot is reported once, with its nodes.',
  }),
  denseDoesNotFit: diagnostic<{ card: string; needed: number; capacity: number; reserved: number; constants: number }>({
    code: 'partition/dense-does-not-fit',
    severity: 'error',
    message: ({ card, needed, capacity, reserved, constants }) =>
      `the dense part does not fit ${card}: it needs ${bytes(needed)} (${bytes(constants)} of them weights), and ` +
      `${card} has ${bytes(capacity - reserved)} of ${bytes(capacity)} to give`,
    hint: ({ needed, capacity, reserved }) =>
      `nearest repair: ${bytes(needed - capacity + reserved)} more a card, narrower --dim ranges, or --precision fp16`,
    explanation:
      'The dense part of a model is replicated on every card, so that any card can finish any request. Weights and the ' +
      'buffers for the largest sizes must fit beside each other on the smallest card.',
  }),
  doesNotFit: diagnostic<{ table: string; needed: number; places: string; repair: string }>({
    code: 'partition/does-not-fit',
    severity: 'error',
    message: ({ table, needed, places }) => `table ${table} (${bytes(needed)}) fits no card: ${places}`,
    hint: ({ repair }) => `nearest repair: ${repair}`,
    explanation:
      'A table stands on one card, beside the replica of the dense part. All placements were tried: large tables by memory ' +
      'and the others by cost, all by size, each with more cards. The message says what is free where; the hint names ' +
      'the smallest change that would make room for this table.',
  }),
  pinDoesNotFit: diagnostic<{
    table: string;
    needed: number;
    card: string;
    free: number;
    holds: string;
    repair: string;
  }>({
    code: 'partition/pin-does-not-fit',
    severity: 'error',
    message: ({ table, needed, card, free, holds }) =>
      `table ${table} (${bytes(needed)}) does not fit ${card}, to which the plan pins it: ${bytes(free)} are free, ` +
      `as the plan pins ${holds} there`,
    hint: ({ repair }) => `nearest repair: ${repair}`,
    explanation:
      'A table with `pinned: true` in the plan stays on its card or compilation fails. With `pinned: false` the card is a ' +
      'wish, and the partitioner moves the table when there is no room:\n\n' +
      '    - table: user_history\n      card: card2\n      pinned: true',
  }),
  overCapacity: diagnostic<{ card: string; used: number; capacity: number }>({
    code: 'partition/over-capacity',
    severity: 'error',
    message: ({ card, used, capacity }) =>
      `the partitions of ${card} need ${bytes(used)} together, and it has ${bytes(capacity)} to give`,
    hint: () =>
      'narrow --dim ranges: bags that depend on each other across cards need more buffers than their tables suggest',
    explanation:
      'Placement reserves room for every table with its buffers. Bags that read what other bags make, on other cards, are ' +
      'split into several partitions whose inputs and outputs take room of their own; here that exceeds the card.',
  }),
  moved: diagnostic<{ table: string; from: string; to: string }>({
    code: 'partition/table-moved',
    severity: 'warning',
    message: ({ table, from, to }) => `there is no room for table ${table} on ${from} as the plan asks; it is on ${to}`,
    hint: () => 'pinned: true makes this an error',
    explanation:
      'The plan names a card without pinning the table to it, and other tables of the plan fill that card. A table that ' +
      'is not pinned moves; the plan written by this run says where.',
  }),
  planSyntax: diagnostic<{ problem: string }>({
    code: 'partition/plan-syntax',
    severity: 'error',
    message: ({ problem }) => `the plan cannot be read: ${problem}`,
    hint: () => 'start from the plan.yaml of a bundle; the explanation shows what is read back',
    explanation:
      'A plan is YAML. What is read back of it:\n\n' +
      '    plan: 1\n    tables:\n      - table: emb_l.0.weight\n        card: card3\n        pinned: true\n' +
      '    engines:\n      - node: Gemm_0\n        split: rows\n        fuse: none\n\n' +
      'Everything else in a plan is computed and only described there.',
  }),
  planVersion: diagnostic<{ found: number; supported: number }>({
    code: 'partition/plan-version',
    severity: 'error',
    message: ({ found, supported }) => `the plan has version ${found}, and this compiler reads version ${supported}`,
    explanation:
      'The first entry of a plan, `plan: 1`, is the version of its form. Make the plan anew with this compiler.',
  }),
  planUnknownTable: diagnostic<{ table: string; nearest: string | undefined }>({
    code: 'partition/plan-unknown-table',
    severity: 'error',
    message: ({ table }) => `the plan places table ${table}, which no embedding bag of the model reads`,
    hint: ({ nearest }) => (nearest === undefined ? undefined : `did you mean ${nearest}?`),
    explanation: 'Tables are named as the constants of the model. A plan made for another model does not fit.',
  }),
  planUnknownNode: diagnostic<{ node: string; nearest: string | undefined }>({
    code: 'partition/plan-unknown-node',
    severity: 'error',
    message: ({ node }) => `the plan says which engines do ${node}, which the model does not have`,
    hint: ({ nearest }) =>
      nearest === undefined ? '`afterglow compile --explain` lists nodes by name' : `did you mean ${nearest}?`,
    explanation:
      'Entries of `engines` name nodes as the model does. A node that a pass replaced goes by the names of those it came from.\n\n```text\nengines:\n  - { node: Gemm_0, split: rows }\n```',
  }),
  planNodeTwice: diagnostic<{ node: string; key: string; first: string; second: string }>({
    code: 'partition/plan-node-twice',
    severity: 'error',
    message: ({ node, key, first, second }) => `the plan asks for ${key} ${first} and for ${key} ${second} of ${node}`,
    hint: () => 'keep one of the two entries',
    explanation:
      'Several entries of `engines` may name a node as long as they do not contradict each other.\n\n```text\nengines:\n' +
      '  - { node: Gemm_0, split: rows }\n  - { node: Gemm_0, split: columns }\n```',
  }),
  planUnknownCard: diagnostic<{ table: string; card: string; cards: string }>({
    code: 'partition/plan-unknown-card',
    severity: 'error',
    message: ({ table, card, cards }) => `the plan puts table ${table} on ${card}, and the cards are ${cards}`,
    explanation:
      'Cards are numbered as the platform lists them: `card0`, `card1`, …; `card: auto` leaves the choice open.',
  }),
  planDuplicate: diagnostic<{ table: string }>({
    code: 'partition/plan-duplicate-table',
    severity: 'error',
    message: ({ table }) => `the plan places table ${table} twice`,
    explanation: 'A table stands on exactly one card, so a plan names it once.',
  }),
  planMissingTable: diagnostic<{ tables: readonly string[] }>({
    code: 'partition/plan-missing-table',
    severity: 'note',
    message: ({ tables }) => {
      const [first, ...rest] = tables;
      if (rest.length === 0) return `the plan does not mention table ${first}; it is placed as without a plan`;
      const names = `${tables.slice(0, 3).join(', ')}${tables.length > 3 ? ', …' : ''}`;
      return `the plan does not mention ${tables.length} tables (${names}); they are placed as without a plan`;
    },
    explanation: 'A plan may name only the tables that matter. The others are placed by memory and cost around them.',
  }),
  planConflict: diagnostic<{ table: string; other: string; card: string; otherCard: string }>({
    code: 'partition/plan-conflict',
    severity: 'error',
    message: ({ table, other, card, otherCard }) =>
      `the plan puts ${table} on ${card} and ${other} on ${otherCard}, but they must be together`,
    explanation:
      'Tables whose rows are joined before they leave the card stand on one card. They are listed under `together` in the plan.',
  }),
};
