// Finds the machine of a compilation: a preset by name or a YAML file by path, always seen as a platform of cards.

import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { isSystemError, openFolder, systemProblem } from '@afterglow/bundle/node';
import type { Diagnostics } from '@afterglow/core';
import { findPreset, loadMachine, type Machine, type Platform, presets } from '@afterglow/machine';
import { compilerDiagnostics } from './diagnostics.js';

/** A single card is a platform of one card. */
function asPlatform(machine: Machine | Platform): Platform {
  if (machine.kind === 'platform') return machine;
  const { name, summary, link } = machine;
  return {
    kind: 'platform',
    name,
    summary,
    host: { cores: 1, memoryBytes: 0, link },
    peerToPeer: false,
    cards: [machine],
  };
}

/** The platform called `name`, or described by the file at that path. */
export function findMachine(name: string, diagnostics: Diagnostics): Platform | undefined {
  const preset = findPreset(name);
  if (preset) return asPlatform(preset);
  if (!/\.ya?ml$/.test(name)) {
    diagnostics.report(compilerDiagnostics.unknownMachine, { name, known: [...presets.keys()].join(', ') });
    return undefined;
  }
  let text: string;
  try {
    text = readFileSync(name, 'utf8');
  } catch (error) {
    const problem = isSystemError(error) ? systemProblem(error) : 'it cannot be opened';
    diagnostics.report(compilerDiagnostics.unreadable, { path: name, problem });
    return undefined;
  }
  const beside = openFolder(dirname(name));
  const machine = loadMachine(text, name, diagnostics, {
    resolve: (card) => {
      const source = beside.open(`${card}.yaml`);
      if (!source) return undefined;
      const bytes = new Uint8Array(source.size);
      source.read(0, bytes);
      return { file: join(dirname(name), source.name), text: new TextDecoder().decode(bytes) };
    },
  });
  beside.close();
  return machine && asPlatform(machine);
}
