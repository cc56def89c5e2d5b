// The interpreter as a device of the runtime: opens the `.gir` text of a bundle's host part, its weights staying on disk,
// and runs its functions by name.

import { type ByteSource, type Diagnostics, type HostValue, isTensorValue, tensorBytes } from '@afterglow/core';
import { type Func, type Module, ops, parseModule } from '@afterglow/ir';
import type { Device, DeviceProvider, DeviceRun } from '@afterglow/runtime';
import { interpreterDiagnostics } from './diagnostics.js';
import { interpret } from './interpret.js';
import { decodeText } from './text.js';

/** Inputs of an entry by parameter name; a partition may be given more than the function reads. */
function argumentsOf(func: Func, inputs: ReadonlyMap<string, HostValue>): Map<string, HostValue> {
  const names = new Set(func.body.params.map((param) => param.name));
  return new Map([...inputs].filter(([name]) => names.has(name)));
}

function bytesOf(values: Iterable<HostValue>): number {
  let sum = 0;
  for (const value of values) if (isTensorValue(value) && value.elem !== 'string') sum += tensorBytes(value);
  return sum;
}

class InterpreterDevice implements Device {
  readonly #module: Module;

  constructor(module: Module) {
    this.#module = module;
  }

  run(
    entry: string,
    inputs: ReadonlyMap<string, HostValue>,
    params: ReadonlyMap<string, number>,
    diagnostics: Diagnostics,
  ): DeviceRun | undefined {
    const func = this.#module.funcs.get(entry);
    if (!func) {
      const known = [...this.#module.funcs.keys()].map((name) => `@${name}`).join(', ');
      diagnostics.report(interpreterDiagnostics.unknownFunction, { name: entry, known });
      return undefined;
    }
    let nodes = 0;
    const outputs = interpret(func, argumentsOf(func, inputs), {
      diagnostics,
      params,
      onValue: (value, _host, node) => {
        if (node && value === node.results[0]) nodes++;
      },
    });
    if (!outputs) return undefined;
    const counters = { 'nodes run': nodes, 'bytes out': bytesOf(outputs.values()) };
    return { outputs, counters, events: [] };
  }

  close(): void {}
}

const provider: DeviceProvider = {
  open({ part, open }, diagnostics) {
    const source = open(part);
    if (!source) {
      diagnostics.report(interpreterDiagnostics.missingPart, { part });
      return undefined;
    }
    const text = decodeText(bytesIn(source));
    if (text === undefined) {
      diagnostics.report(interpreterDiagnostics.notText, { part });
      return undefined;
    }
    const module = parseModule(text, { file: part, registry: ops, open, diagnostics });
    return module && new InterpreterDevice(module);
  },
};

function bytesIn(source: ByteSource): Uint8Array {
  const bytes = new Uint8Array(source.size);
  source.read(0, bytes);
  return bytes;
}

export default provider;
