// What a compilation reports to a person: where things went, how large they are, what was assumed, what took the time.

import type { EngineUse, LaneUse, LoopsApart, MemoryUse } from '@afterglow/backend-api';
import { printBytes } from '@afterglow/machine';
import type { Plan } from '@afterglow/partition';
import type { GroupRounds, PassRun, RuleSummary } from '@afterglow/passes';
import type { ConvertedTable } from '@afterglow/quant';
import { describeApart } from './describe-apart.js';
import { describeLanes } from './describe-lanes.js';
import { describeMemories } from './describe-memories.js';
import { precisionOf } from './precision-of.js';
import type { CompileState, DimReport, StageTime } from './state.js';

export interface DeviceReport {
  readonly device: string;
  readonly backend: string;
  /** Part name → bytes; none where the compilation stopped before they were written. */
  readonly parts: Readonly<Record<string, number>>;
  /** The backend's own numbers, such as instructions, tiles, spills. */
  readonly figures: Readonly<Record<string, number>>;
  /** Which engines of the device do which node, and why. */
  readonly engines: readonly EngineUse[];
  /** How full its units are in the code of each node, with all sizes at their upper bounds. */
  readonly lanes: readonly LaneUse[];
  /** What the plans of its programs give each of its memories, at the upper bounds as well. */
  readonly memories: readonly MemoryUse[];
  /** Nodes that hand a value on and yet are loops of their own. */
  readonly apart: readonly LoopsApart[];
}

export interface CompileReport {
  readonly model: string;
  readonly target: string;
  readonly machine: string | undefined;
  readonly precision: string | undefined;
  readonly dims: readonly DimReport[];
  readonly plan: Plan | undefined;
  /** Tables that were stored smaller than the model has them. */
  readonly tables: readonly ConvertedTable[];
  readonly devices: readonly DeviceReport[];
  /** Nodes on the host although the target was a card. */
  readonly fallback: Plan['host'];
  readonly rules: readonly RuleSummary[];
  readonly passes: readonly PassRun[];
  /** In how many rounds each group of passes reached its fixed point. */
  readonly groups: readonly GroupRounds[];
  readonly stages: readonly StageTime[];
  /** Highest resident set of the process so far, in bytes. */
  readonly peakBytes: number;
}

export function makeReport(state: CompileState, stages: readonly StageTime[]): CompileReport {
  const sizes = new Map(state.bundle?.manifest.parts.map(({ name, bytes }) => [name, bytes]));
  return {
    model: state.module.name,
    target: state.backend.name,
    machine: state.platform?.name,
    precision: state.precision === undefined ? undefined : precisionOf(state.module, state.precision),
    dims: state.dims,
    plan: state.plan,
    tables: state.tables,
    devices: state.artifacts.map(({ device, backend, artifact }) => ({
      device,
      backend,
      parts: Object.fromEntries(
        artifact.parts.flatMap(({ name }) => {
          const bytes = sizes.get(name);
          return bytes === undefined ? [] : [[name, bytes]];
        }),
      ),
      figures: artifact.figures,
      engines: artifact.engines ?? [],
      // Counted when somebody reads it: that takes a while for networks of many nodes.
      get lanes() {
        return artifact.lanes?.() ?? [];
      },
      memories: artifact.memories ?? [],
      apart: artifact.apart ?? [],
    })),
    fallback: state.platform ? (state.plan?.host ?? []) : [],
    rules: state.rules,
    passes: state.runs,
    groups: state.groups,
    stages,
    peakBytes: process.resourceUsage().maxRSS * 1024,
  };
}

function describeDims(dims: readonly DimReport[]): string[] {
  if (dims.length === 0) return [];
  const groups = new Map<string, string[]>();
  for (const { name, lo, hi, from } of dims) {
    const key = `${lo}..${hi}${from === 'default' ? '  (default; change with --dim)' : ''}`;
    groups.set(key, [...(groups.get(key) ?? []), name]);
  }
  const shown = (names: string[]) =>
    names.length <= 4 ? names.join(', ') : `${names.slice(0, 3).join(', ')}, … ${names.length - 3} more`;
  return ['sizes', ...[...groups].map(([range, names]) => `  ${shown(names)} in ${range}`)];
}

/** Names shown of many. */
const SHOWN = 3;

/** Loops that were written out, and those that were kept, with why. */
function describeLoops(rules: readonly RuleSummary[]): string[] {
  const rule = rules.find(({ rule: name }) => name === 'unroll-loop');
  if (!rule) return [];
  const some = (names: readonly string[], count: number) => {
    const shown = names.slice(0, SHOWN);
    return `(${shown.join(', ')}${count > shown.length ? ` and ${count - shown.length} more` : ''})`;
  };
  return [
    'loops',
    ...(rule.fired > 0 ? [`  ${rule.fired} written out ${some(rule.examples, rule.fired)}`] : []),
    ...rule.declined.map(({ reason, count, examples }) => `  ${count} kept: ${reason} ${some(examples, count)}`),
  ];
}

function describeDevices({ devices }: CompileReport): string[] {
  if (devices.length === 0) return [];
  const lines = devices.map(({ device, parts, figures }) => {
    const files = Object.entries(parts).map(([name, bytes]) => `${name} ${printBytes(bytes)}`);
    const numbers = Object.entries(figures).map(([name, value]) => `${name} ${value.toLocaleString('en-US')}`);
    const what = [files.join(', '), ...(numbers.length > 0 ? [`(${numbers.join(', ')})`] : [])].filter(Boolean);
    return `  ${device.padEnd(6)} ${what.join('  ')}`.trimEnd();
  });
  return [devices.some(({ parts }) => Object.keys(parts).length > 0) ? 'binaries' : 'programs', ...lines];
}

function describeTables(plan: Plan): string[] {
  return plan.cards.map((card) => {
    const tables = plan.tables.filter((table) => table.card === card.card);
    const names = tables.map(({ table }) => table);
    const shown = names.length <= 4 ? names.join(', ') : `${names.slice(0, 4).join(', ')}, … ${names.length - 4} more`;
    return `  ${card.card.padEnd(6)} ${String(tables.length).padStart(3)} ${tables.length === 1 ? 'table, ' : 'tables,'} ${printBytes(card.tables)}  ${shown}`.trimEnd();
  });
}

/** What smaller tables save and cost, a line for each form. */
function describeConverted(tables: readonly ConvertedTable[]): string[] {
  const forms = [...new Set(tables.map(({ form }) => form))];
  return forms.map((form) => {
    const those = tables.filter((table) => table.form === form);
    const sum = (bytes: (table: ConvertedTable) => number) => those.reduce((all, table) => all + bytes(table), 0);
    const [before, after] = [sum((table) => table.bytesBefore), sum((table) => table.bytesAfter)];
    const [{ params } = { params: undefined }] = those;
    const scales = params === undefined ? '' : ` rows, scales in ${params === 'f32' ? 'fp32' : 'fp16'}`;
    const count = `${those.length} ${those.length === 1 ? 'table' : 'tables'} as ${form}${scales}`;
    const saved = `${printBytes(before)} → ${printBytes(after)}, ${printBytes(before - after)} saved`;
    return `  ${count}: ${saved}${worstRow(those)}`;
  });
}

/** The row with the largest error of all. */
function worstRow(tables: readonly ConvertedTable[]): string {
  const found = tables.flatMap(({ table, worst }) => (worst ? [{ table, ...worst }] : []));
  const worst = found.reduce((most, each) => (each.error > most.error ? each : most), { table: '', row: 0, error: -1 });
  return worst.error < 0 ? '' : `; worst error ${worst.error.toPrecision(2)}, in row ${worst.row} of ${worst.table}`;
}

/** Ops of a device by who does them and why, those of many nodes first. */
function describeEngines(report: CompileReport): string[] {
  return report.devices.flatMap(({ device, engines }) => {
    const groups = new Map<string, string[]>();
    for (const { op, nodes, engines: who, because } of engines) {
      const key = `${op}: ${who}, as ${because}`;
      groups.set(key, [...(groups.get(key) ?? []), nodes.join(' + ')]);
    }
    return [...groups].map(([key, names]) => {
      // What joins and cuts transfers comes from no node of the model.
      const known = names.filter((name) => name !== '');
      const more = known.length > SHOWN ? `, … ${known.length - SHOWN} more` : '';
      return `  ${device.padEnd(6)} ${key}${known.length > 0 ? ` (${known.slice(0, SHOWN).join(', ')}${more})` : ''}`;
    });
  });
}

/** What figures of lanes approximate: to walk every tile of every loop would take longer than to compile. */
const LOOPS = 'of loops over tiles of several sizes, the first, middle and last are counted';

/** The report as text for a terminal; `path` is where the bundle was written; `explain`: with choices of engines and loops, plans of memory, idle lanes. */
export function formatReport(report: CompileReport, path: string, explain = false): string {
  const { machine, precision, plan, fallback } = report;
  const seconds = report.stages.reduce((sum, { milliseconds }) => sum + milliseconds, 0) / 1000;
  const hosts = fallback.flatMap(
    ({ op, because, nodes }) =>
      `  ${op} × ${nodes.length}: ${because} (${nodes.slice(0, 3).join(', ')}${nodes.length > 3 ? ', …' : ''})`,
  );
  const engines = explain ? describeEngines(report) : [];
  const lanes = explain ? report.devices.flatMap(({ device, lanes }) => describeLanes(device, lanes)) : [];
  const memories = explain ? report.devices.flatMap(({ device, memories }) => describeMemories(device, memories)) : [];
  const apart = explain ? report.devices.flatMap(({ device, apart }) => describeApart(device, apart)) : [];
  const lines = [
    `${report.model} → ${report.target}${machine === undefined ? '' : ` on ${machine}`}${precision === undefined ? '' : `, ${precision}`}`,
    ...describeDims(report.dims),
    ...describeLoops(report.rules),
    ...(plan && plan.tables.length > 0 ? ['tables', ...describeTables(plan)] : []),
    ...(report.tables.length > 0 ? ['stored smaller', ...describeConverted(report.tables)] : []),
    ...(hosts.length > 0 ? ['on the host, because the target cannot run them', ...hosts] : []),
    ...(engines.length > 0 ? ['engines', ...engines] : []),
    ...(apart.length > 0 ? ['loops of their own', ...apart] : []),
    ...(memories.length > 0 ? ['memory planned at the upper bounds', ...memories] : []),
    ...(lanes.length > 0 ? [`lanes used at the upper bounds (${LOOPS})`, ...lanes] : []),
    ...describeDevices(report),
    `wrote ${path} in ${seconds.toFixed(1)} s (peak memory ${printBytes(report.peakBytes)})`,
  ];
  return lines.join('\n');
}
