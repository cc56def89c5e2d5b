// The example's report, as text.

const number = (value) => Math.round(value).toLocaleString('en-US');

function bytes(value) {
  if (value < 1024) return `${value} B`;
  return value < 1024 * 1024 ? `${(value / 1024).toFixed(1)} KiB` : `${(value / 1024 / 1024).toFixed(1)} MiB`;
}

/** Columns as wide as their widest cell; all but the first `left` are right-aligned. */
function columns(rows, left = 1) {
  const widths = rows[0].map((_, i) => Math.max(...rows.map((row) => row[i].length)));
  return rows.map((row) =>
    `  ${row.map((cell, i) => (i < left ? cell.padEnd(widths[i]) : cell.padStart(widths[i]))).join('  ')}`.trimEnd(),
  );
}

function section(title, lines) {
  return ['', title, ...lines];
}

/** Where each table went, and what each card holds. */
export function planSection(plan, devices) {
  const elf = (card) => devices.find(({ device }) => device === card)?.parts[`${card}.elf`] ?? 0;
  const rows = plan.cards.map(({ card, tables, dense, cost }) => [
    card,
    String(plan.tables.filter((table) => table.card === card).length),
    bytes(tables),
    bytes(dense),
    number(cost),
    number(elf(card)),
  ]);
  const head = ['card', 'tables', 'memory for tables', 'for the dense part', 'row bytes a sample', 'binary, bytes'];
  return section('plan (out/plan.yaml; edit it and feed it back with --plan)', columns([head, ...rows]));
}

/** Counters of a run, summed by device. */
function cyclesByDevice(partitions) {
  const sums = new Map();
  for (const { device, counters } of partitions) {
    sums.set(device, (sums.get(device) ?? 0) + (counters['serial cycles (simulated)'] ?? 0));
  }
  return sums;
}

/** One row a request: sizes, then serial cycles of each card. */
export function requestSection(runs, cards) {
  const rows = runs.map(({ request, partitions }) => {
    const cycles = cyclesByDevice(partitions);
    return [
      request.name,
      number(request.lookups),
      number(request.emptyBags),
      ...cards.map((card) => number(cycles.get(card) ?? 0)),
    ];
  });
  return section('serial cycles (simulated) per card, fp16; the card with the dense part of a request has the most', [
    ...columns([['request', 'lookups', 'empty bags', ...cards], ...rows]),
    '  serial cycles are summed over all queues of a card: work done, not a latency',
  ]);
}

/** Wall-clock time of compiling, by stage. */
export function compileSection(stages) {
  const rows = stages.map(({ stage, milliseconds }) => [
    stage === 'lower' ? 'lower, schedule, emit' : stage,
    `${number(milliseconds)} ms`,
  ]);
  return section('time to compile, fp16', columns(rows));
}

/** Wall-clock time and traffic of the largest request, by partition. */
export function partitionSection({ request, partitions }) {
  const rows = partitions.map(({ partition, device, milliseconds, bytesIn, bytesOut }) => [
    partition,
    device,
    `${number(milliseconds)} ms`,
    bytes(bytesIn),
    bytes(bytesOut),
  ]);
  const head = ['partition', 'device', 'simulating', 'in', 'out'];
  return section(`time to run "${request.name}", fp16`, columns([head, ...rows], 2));
}

export function checkSection(checks) {
  const rows = checks.map(({ name, pass, detail }) => [pass ? 'PASS' : 'FAIL', name, detail]);
  return section('checks', columns(rows, 3));
}
