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
  noSuchRule: diagnostic<{ name: string; nearest: string | undefined }>({
    code: 'debug/no-such-rule',
    severity: 'error',
    message: ({ name }) => `no pass has a rule called ${name}`,
    hint: ({ nearest }) =>
      nearest === undefined ? '`afterglow opt --list` names the rules' : `did you mean ${nearest}?`,
    explanation: 'Rules are listed with their passes by `afterglow opt --list`, and in the index of a dump folder.',
  }),
};
