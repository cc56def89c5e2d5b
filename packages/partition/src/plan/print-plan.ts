// Writes a plan as YAML, byte for byte the same for the same plan. What `parsePlan` reads back is marked in the header.

import type { Plan, PlanTable } from './plan.js';

/** A YAML scalar: bare where nothing can be misread, double-quoted otherwise. */
function scalar(text: string): string {
  const plain = /^[A-Za-z_][\w./-]*$/.test(text) && !/^(true|false|null|yes|no|on|off|y|n|auto)$/i.test(text);
  return plain ? text : JSON.stringify(text);
}

function flow(items: readonly string[]): string {
  return `[${items.map(scalar).join(', ')}]`;
}

function printTable(entry: PlanTable): string[] {
  const lines = [
    `  - table: ${scalar(entry.table)}`,
    `    card: ${scalar(entry.card)}`,
    `    pinned: ${entry.pinned}`,
    `    bytes: ${entry.bytes}`,
    `    cost: ${entry.cost}`,
    `    placed-by: ${entry.by}`,
  ];
  const next = entry.runnerUp;
  if (next) lines.push(`    runner-up: {card: ${scalar(next.card)}, ${next.unit}: ${next.difference}}`);
  if (entry.together) lines.push(`    together: ${flow(entry.together)}`);
  return lines;
}

/** The plan as an editable file. */
export function printPlan(plan: Plan): string {
  const { dense } = plan;
  const lines = [
    '# Placement of embedding tables and the dense part. Read back: `plan`; `table`, `card` and `pinned` of each table; and',
    '# `engines`, entries such as `{node: Gemm_0, split: rows, fuse: none}`. The rest is computed. A `card` is kept while there',
    '# is room on it, and always where `pinned` is true; `card: auto` leaves the choice open. Bytes are at the largest',
    '# sizes; cost is bytes of rows read a sample; a runner-up was worse by the bytes or cost shown.',
    `plan: ${plan.version}`,
    `model: ${scalar(plan.model)}`,
    'cards:',
    ...plan.cards.map(
      (card) =>
        `  - {card: ${scalar(card.card)}, capacity: ${card.capacity}, reserved: ${card.reserved}, dense: ${card.dense}, tables: ${card.tables}, cost: ${card.cost}}`,
    ),
    'dense:',
    `  cards: ${flow(dense.cards)}`,
    `  constants: ${dense.constants}`,
    `  buffers: ${dense.buffers}`,
    `  cost: ${dense.cost}`,
    '  runner-up: none # every card holds a replica',
    plan.tables.length === 0 ? 'tables: []' : 'tables:',
    ...plan.tables.flatMap(printTable),
    plan.partitions.length === 0 ? 'partitions: []' : 'partitions:',
    ...plan.partitions.flatMap((partition) => [
      `  - name: ${scalar(partition.name)}`,
      `    placement: ${flow(partition.placement)}`,
      `    nodes: ${partition.nodes}`,
      `    bytes: ${partition.bytes}`,
      ...partition.joined.map((names, i) => `${i === 0 ? '    joined:\n' : ''}      - ${flow(names)}`),
      ...partition.alone.map(
        ({ value, because }, i) =>
          `${i === 0 ? '    alone:\n' : ''}      - {value: ${scalar(value)}, because: ${scalar(because)}}`,
      ),
    ]),
    plan.host.length === 0 ? 'host: []' : 'host:',
    ...plan.host.flatMap((entry) => [
      `  - op: ${scalar(entry.op)}`,
      `    because: ${scalar(entry.because)}`,
      `    nodes: ${flow(entry.nodes)}`,
    ]),
    ...(plan.engines.length > 0 ? ['engines:'] : []),
    ...plan.engines.map(({ node, split, engine, fuse }) => {
      const wanted = [
        ...(split === undefined ? [] : [`split: ${split}`]),
        ...(engine === undefined ? [] : [`engine: ${engine}`]),
        ...(fuse === undefined ? [] : [`fuse: ${fuse}`]),
      ];
      return `  - {node: ${scalar(node)}, ${wanted.join(', ')}}`;
    }),
  ];
  return `${lines.join('\n')}\n`;
}
