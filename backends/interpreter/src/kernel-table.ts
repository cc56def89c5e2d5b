// Kernels by op name, collected from the generated list of modules. Built on first use, so importing costs nothing.

import { invariant } from '@afterglow/core';
import { kernelModules } from './generated/kernels.js';
import type { Kernel } from './kernel.js';

let table: ReadonlyMap<string, Kernel> | undefined;

function isKernel(value: unknown): value is Kernel {
  return typeof value === 'object' && value !== null && 'op' in value && 'run' in value;
}

function collect(): ReadonlyMap<string, Kernel> {
  const found = new Map<string, Kernel>();
  for (const module of kernelModules) {
    for (const exported of Object.values(module) as unknown[]) {
      // A kernel file exports kernels, lists of kernels, and functions it shares with its neighbours.
      for (const entry of Array.isArray(exported) ? exported : [exported]) {
        if (!isKernel(entry)) continue;
        invariant(!found.has(entry.op), `${entry.op} has two kernels`);
        found.set(entry.op, entry);
      }
    }
  }
  return found;
}

/** The kernel of an op, or undefined for ops from outside the tree. */
export function kernelOf(op: string): Kernel | undefined {
  table ??= collect();
  return table.get(op);
}

/** Names of all ops that have a kernel, sorted. */
export function kernelOps(): readonly string[] {
  table ??= collect();
  return [...table.keys()].sort();
}
