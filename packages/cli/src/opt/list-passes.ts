// `opt --list`: every pass with its options and rules, and the pipelines that have a name.

import { type PassLibrary, printPipeline } from '@afterglow/passes';

interface ListedPass {
  readonly name: string;
  readonly stage: string;
  readonly summary: string;
  readonly options: readonly { readonly name: string; readonly default: string; readonly summary: string }[];
  readonly rules: readonly { readonly name: string; readonly summary: string; readonly reasons: readonly string[] }[];
}

export interface PassList {
  readonly passes: readonly ListedPass[];
  readonly pipelines: readonly { readonly name: string; readonly summary: string; readonly text: string }[];
}

export function listPasses({ passes, pipelines }: PassLibrary): PassList {
  return {
    passes: [...passes.values()].map(({ name, stage, summary, options, rules }) => ({
      name,
      stage,
      summary,
      options: Object.entries(options).map(([option, spec]) => ({
        name: option,
        default: String(spec.default),
        summary: spec.summary,
      })),
      rules: rules.map((rule) => ({ name: rule.name, summary: rule.summary ?? '', reasons: rule.reasons })),
    })),
    pipelines: [...(pipelines?.values() ?? [])].map(({ name, summary, steps }) => ({
      name,
      summary,
      text: printPipeline(steps),
    })),
  };
}

function printPass({ name, stage, summary, options, rules }: ListedPass): string[] {
  return [
    `${name}  (${stage})`,
    `    ${summary}`,
    ...options.map((option) => `    {${option.name}=${option.default}}  ${option.summary}`),
    ...rules.map((rule) => `    - ${rule.name}${rule.summary === '' ? '' : `: ${rule.summary}`}`),
  ];
}

export function printPassList({ passes, pipelines }: PassList): string {
  return [
    ...passes.flatMap((pass) => [...printPass(pass), '']),
    'pipelines (--print-pipeline shows one as a file)',
    ...pipelines.map(({ name, summary }) => `    ${name}: ${summary}`),
  ].join('\n');
}
