// Text files that are neither models nor a backend's own: plans, machines, traces.

import { dirname, join } from 'node:path';
import type { Inspection } from '@afterglow/backend-api';
import { findPreset, loadMachine, presets, printMachine } from '@afterglow/machine';
import { parsePlan } from '@afterglow/partition';
import { type Inspector, readText } from './inspection.js';

export const inspectPlan: Inspector = ({ path, name, source }, diagnostics) => {
  if (!/plan.*\.ya?ml$/.test(name)) return 'unknown';
  const text = readText(source);
  const plan = text === undefined ? undefined : parsePlan(text, path, diagnostics);
  return plan && { kind: 'plan', text: text ?? '', json: plan };
};

export const inspectMachine: Inspector = ({ path, name, source, openBeside }, diagnostics) => {
  if (!/\.ya?ml$/.test(name)) return 'unknown';
  const text = readText(source);
  // A platform may name cards that are files beside it.
  const resolve = (card: string) => {
    const file = openBeside(`${card}.yaml`);
    const cardText = file && readText(file);
    return cardText === undefined ? undefined : { file: join(dirname(path), `${card}.yaml`), text: cardText };
  };
  const machine = text === undefined ? undefined : loadMachine(text, path, diagnostics, { resolve });
  return machine && { kind: machine.kind, text: printMachine(machine), json: machine };
};

/** A machine preset by name, as the YAML a file of one's own can start from. */
export function inspectPreset(name: string): Inspection | undefined {
  const [machine, text] = [findPreset(name), presets.get(name)];
  return machine && text !== undefined ? { kind: machine.kind, text, json: machine } : undefined;
}

export const inspectTrace: Inspector = ({ name, source }) => {
  if (!name.endsWith('.json')) return 'unknown';
  try {
    const trace: unknown = JSON.parse(readText(source) ?? '');
    const events =
      typeof trace === 'object' && trace !== null && 'traceEvents' in trace ? trace.traceEvents : undefined;
    if (!Array.isArray(events)) return 'unknown';
    // Names of lanes are events too; how many there are depends on what ran side by side.
    const spans = events.filter((event: { ph?: unknown }) => event.ph === 'X').length;
    const text = `Chrome trace with ${spans} spans; open it in ui.perfetto.dev or chrome://tracing`;
    return { kind: 'trace', text, json: { spans } };
  } catch {
    return 'unknown';
  }
};
