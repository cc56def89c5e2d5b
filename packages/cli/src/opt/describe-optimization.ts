// What `opt -o` says: one line a pass run that changed something, the rules that fired, rounds, and sizes.

import type { PassRun, PipelineReport } from '@afterglow/passes';

function describeRun({ index, pass, round, applications, nodes }: PassRun): string {
  const times = `${applications} application${applications === 1 ? '' : 's'}`;
  return `  ${String(index).padStart(3)}  ${pass.padEnd(28)} round ${round}  ${times}, ${nodes.before} → ${nodes.after} nodes`;
}

export function describeOptimization(report: PipelineReport, path: string): string {
  const { runs, rules, groups, applications, limited, stopped } = report;
  const [before, after] = [runs[0]?.nodes.before ?? 0, runs.at(-1)?.nodes.after ?? 0];
  const changed = runs.filter((run) => run.changed);
  const fired = rules.filter((rule) => rule.fired > 0);
  return [
    `${before} → ${after} nodes by ${applications} rule applications in ${runs.length} pass runs`,
    ...(limited ? ['stopped changing the graph at the number of applications asked for'] : []),
    ...(stopped ? [`stopped after ${runs.at(-1)?.pass}`] : []),
    ...groups.map(({ passes, rounds, fixed }) =>
      fixed
        ? `${passes.length} passes reached their fixed point in ${rounds} rounds`
        : `${passes.length} passes ran ${rounds} rounds, without reaching a fixed point`,
    ),
    ...(changed.length > 0 ? ['pass runs that changed something', ...changed.map(describeRun)] : []),
    ...(fired.length > 0 ? ['rules', ...fired.map((rule) => `  ${rule.rule}: ${rule.fired}`)] : []),
    `wrote ${path}`,
  ].join('\n');
}
