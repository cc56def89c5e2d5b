// The diagnostic codes of the tools that look into compilations.

import { diagnostic } from '@afterglow/core';

export const debugDiagnostics = {
  noSuchNode: diagnostic<{ name: string; nearest: string | undefined }>({
    code: 'debug/no-such-node',
    severity: 'error',
    message: ({ name }) => `the model has no node or value called ${name}`,
    hint: ({ nearest }) =>
      nearest === undefined
        ? '`afterglow inspect --text` prints the names; `*` matches any run of characters'
        : `did you mean ${nearest}?`,
    explanation:
      'A node is named by its name in the ONNX model, or by a value it computes. `*` in a name matches any run of characters: ' +
      '`/layer1/*/Conv`.',
  }),
  cannotRun: diagnostic<{ problem: string }>({
    code: 'debug/cannot-run',
    severity: 'error',
    message: ({ problem }) => `the graph cannot be run to compare with: ${problem}`,
    hint: () => 'give inputs that fit it with --input, or other made-up ones with --seed',
    explanation:
      'Bisection compares what the passes leave with what the graph computed before them, so the graph as it was read must run in ' +
      'the interpreter. Made-up integers may be no rows of a table, for example.',
  }),
  notInteresting: diagnostic<{ command: string }>({
    code: 'debug/not-interesting',
    severity: 'error',
    message: ({ command }) => `the command does not exit with 0 for the graph to reduce: ${command}`,
    hint: () => '`{}` in the command stands for the file of the graph, which AFTERGLOW_FILE names, too',
    explanation:
      '`afterglow reduce` keeps every smaller graph for which the command exits with 0. It must do so for the graph to begin ' +
      "with: `afterglow reduce x.gir --command 'afterglow opt {} 2>&1 | grep -q passes/broken-graph'`.",
  }),
  noVerdict: diagnostic<{ command: string; seconds: number }>({
    code: 'debug/no-verdict',
    severity: 'error',
    message: ({ command, seconds }) =>
      `the command did not end within ${seconds} s for the graph to reduce, which is the time for all of it: ${command}`,
    hint: () => 'give more time with --seconds, or a command that ends sooner',
    explanation:
      '`afterglow reduce` runs the command once for each smaller graph it tries, many times within `--seconds`. Here the first run, ' +
      'for the graph to begin with, took all of it and was ended: nothing is known of the graph.',
  }),
  noSuchRule: diagnostic<{ name: string; nearest: string | undefined }>({
    code: 'debug/no-such-rule',
    severity: 'error',
    message: ({ name }) => `no pass has a rule called ${name}`,
    hint: ({ nearest }) =>
      nearest === undefined ? '`afterglow opt --list` names the rules' : `did you mean ${nearest}?`,
    explanation: 'Rules are listed with their passes by `afterglow opt --list`, and in the index of a dump folder.',
  }),
};
