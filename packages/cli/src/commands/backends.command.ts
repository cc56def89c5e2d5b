// `afterglow backends`: what is installed, and what one backend can run, whole or taken apart.

import type { Backend } from '@afterglow/backend-api';
import { type Decomposition, ops } from '@afterglow/ir';
import { applicable } from '@afterglow/passes';
import { defineCommand } from '../command.js';
import { describeLegality } from '../describe-legality.js';
import { EXIT } from '../exit-code.js';
import { installedBackends } from '../installed-backends.js';

function describeApart({ op, steps, summary }: Decomposition): string {
  return `${op.padEnd(22)}${steps.join(' ')}\n${''.padEnd(22)}(${summary})`;
}

/** Decompositions that a backend uses. */
function apartOf({ legality = [], decompositions }: Backend): readonly Decomposition[] {
  const withCode = new Set(legality.map(({ op }) => op));
  return legality.length === 0 ? [] : applicable((op) => withCode.has(op), decompositions);
}

function describeBackend(backend: Backend): string {
  const machine = backend.defaultMachine ?? 'the host';
  const precisions = backend.precisions.length === 0 ? "the graph's own types" : backend.precisions.join(', ');
  const head = `${backend.name}: ${backend.summary}\nmachine: ${machine}\nprecision: ${precisions}\n`;
  if (!backend.legality) return `${head}runs every op of the graph IR (${[...ops.all()].length})`;
  const apart = apartOf(backend);
  const covered = new Set([...backend.legality, ...apart].map(({ op }) => op));
  const missing = [...ops.all()].map((op) => op.name).filter((name) => !covered.has(name));
  const steps =
    apart.length === 0
      ? ''
      : `taken apart, where there is no code for the whole:\n${apart.map(describeApart).join('\n')}\n\n`;
  return `${head}\n${describeLegality(backend.legality).join('\n')}\n\n${steps}no code for (these run on the host): ${missing.join(', ')}`;
}

export const backends = defineCommand<{ json?: boolean }>({
  usage: 'backends [name]',
  summary: 'List installed backends, or what one of them can run and why not',
  configure: (command) => command,
  examples: ['afterglow backends', 'afterglow backends card'],
  async run([name], _options, terminal) {
    const installed = await installedBackends();
    if (name === undefined) {
      const rows = installed.map(({ package: from, backend }) => ({
        name: backend.name,
        package: from,
        summary: backend.summary,
      }));
      if (!terminal.result(rows)) terminal.print(rows.map((row) => `${row.name.padEnd(14)}${row.summary}`).join('\n'));
      return EXIT.ok;
    }
    const found = installed.find(({ backend }) => backend.name === name);
    if (!found) {
      process.stderr.write(
        `error: no backend "${name}"; installed: ${installed.map(({ backend }) => backend.name).join(', ')}\n`,
      );
      return EXIT.usage;
    }
    const { legality, precisions, summary, defaultMachine } = found.backend;
    const decompositions = apartOf(found.backend).map(({ op, summary, steps }) => ({ op, summary, steps }));
    if (!terminal.result({ name, summary, defaultMachine, precisions, legality, decompositions }))
      terminal.print(describeBackend(found.backend));
    return EXIT.ok;
  },
});
