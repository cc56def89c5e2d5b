// Diagnostic codes of machine files.

import { diagnostic } from '@afterglow/core';

const example =
  '\n\n```yaml\nmachine: 1\nkind: platform\nname: two-cards\n…\ncards:\n  - { machine: nnp-i, count: 2 }\n```\n';

export const machineDiagnostics = {
  syntax: diagnostic<{ problem: string }>({
    code: 'machine/syntax',
    severity: 'error',
    message: ({ problem }) => `the machine file is not valid YAML: ${problem}`,
    explanation: `Machine files are YAML 1.2 without custom tags. A key may appear once in its block.${example}`,
  }),
  version: diagnostic<{ found: string; accepted: number }>({
    code: 'machine/version',
    severity: 'error',
    message: ({ found, accepted }) => `the file says machine: ${found}; this version reads machine: ${accepted}`,
    hint: ({ accepted }) => `begin the file with \`machine: ${accepted}\``,
    explanation: `The first key of a machine file is the version of the format it is written in.${example}`,
  }),
  kind: diagnostic<{ found: string }>({
    code: 'machine/kind',
    severity: 'error',
    message: ({ found }) => `${found} is not a kind of machine`,
    hint: () => 'kind is `card` or `platform`',
    explanation: `A machine file describes one accelerator card (\`kind: card\`) or a host with cards (\`kind: platform\`).${example}`,
  }),
  unknownKey: diagnostic<{ key: string; nearest: string | undefined; known: readonly string[] }>({
    code: 'machine/unknown-key',
    severity: 'error',
    message: ({ key }) => `unknown key "${key}"`,
    hint: ({ nearest, known }) =>
      nearest === undefined ? `keys here: ${known.join(', ')}` : `did you mean "${nearest}"?`,
    explanation:
      'A key that nothing reads is refused, because a misspelt number would otherwise silently keep its old value.\n\n' +
      '```yaml\nmatrix: { fp16-ration: 0.5 }   # did you mean "fp16-ratio"?\n```\n',
  }),
  missingKey: diagnostic<{ key: string; where: string }>({
    code: 'machine/missing-key',
    severity: 'error',
    message: ({ key, where }) => `${where} lacks the key "${key}"`,
    hint: () => 'the presets show every key: afterglow inspect nnp-i',
    explanation:
      'Every number that a cost depends on is written down; there are no hidden defaults.\n\n```yaml\nvector: { width: 512 bit }   # lacks issue-overhead\n```\n',
  }),
  badValue: diagnostic<{ key: string; problem: string }>({
    code: 'machine/bad-value',
    severity: 'error',
    message: ({ key, problem }) => `${key}: ${problem}`,
    explanation:
      'Numbers with a dimension carry their unit: `16 GiB`, `67.2 GB/s`, `0.51 GHz`, `12 W`, `1 us`, `512 bit`, `10 %`. ' +
      'Counts are whole numbers.\n\n```yaml\nmemories: { dram: { capacity: 16 } }   # 16 what?\n```\n',
  }),
  inconsistent: diagnostic<{ problem: string }>({
    code: 'machine/inconsistent',
    severity: 'error',
    message: ({ problem }) => problem,
    explanation:
      'Each value is fine by itself, but two of them contradict each other.\n\n' +
      '```yaml\nclock: { default: turbo, profiles: { efficient: { … } } }   # there is no profile "turbo"\n```\n',
  }),
  unknownCard: diagnostic<{ name: string; nearest: string | undefined; known: readonly string[] }>({
    code: 'machine/unknown-card',
    severity: 'error',
    message: ({ name }) => `there is no card "${name}"`,
    hint: ({ nearest, known }) =>
      nearest === undefined ? `cards that come with the compiler: ${known.join(', ')}` : `did you mean "${nearest}"?`,
    explanation: `A platform names its cards: a preset, or a card file next to the platform's.${example}`,
  }),
};
