// The module verifier: everything later code takes for granted about a graph. It reports; it never throws, whatever it is
// given. Rules that hold only from some stage on are passed in as data.

import type { Diagnostics } from '@afterglow/core';
import { checkedSize } from '@afterglow/core';
import type { Module } from '../graph/graph.js';
import { storedForm } from '../graph/stored-tensor.js';
import { typeProblem } from './check-type.js';
import { verifyDiagnostics } from './diagnostics.js';
import { FuncVerifier } from './verify-func.js';
import { checkInvokeCycles } from './verify-invoke.js';

/** A rule that holds for modules that have passed a stage. */
export interface StageRule {
  readonly name: string;
  readonly stage: string;
  readonly check: (module: Module, diagnostics: Diagnostics) => void;
}

export interface VerifyOptions {
  /** Run the rules of this stage as well. */
  readonly stage?: string;
  readonly rules?: readonly StageRule[];
}

function checkConsts(module: Module, diagnostics: Diagnostics): void {
  for (const [name, value] of module.consts) {
    const fail = (problem: string) =>
      diagnostics.report(verifyDiagnostics.badConst, { problem: `constant %${name}: ${problem}` });
    if (value.def.kind !== 'const' || value.def.module !== module) {
      fail('it is not a constant of this module');
      continue;
    }
    if (value.name !== name) fail(`it is called %${value.name}`);
    if (value.type.kind !== 'tensor') {
      fail(`its type ${value.type.key} is not a tensor`);
      continue;
    }
    const problem = typeProblem(value.type, module);
    if (problem !== undefined) {
      diagnostics.report(verifyDiagnostics.badEncoding, { problem: `constant %${name}: ${problem}` });
      continue;
    }
    const { tensor } = value.def;
    const stored = storedForm(value.type);
    if (!stored) fail(`its type ${value.type.key} has unknown sizes`);
    else if (checkedSize(stored.shape) === undefined) fail(`its type ${value.type.key} is too large`);
    else if (tensor.elem !== stored.elem || tensor.shape.join() !== stored.shape.join()) {
      fail(`its tensor is ${tensor.elem}[${tensor.shape.join(', ')}], its type ${value.type.key}`);
    }
  }
}

/** Reports everything that is wrong with a module. True when nothing is. */
export function verifyModule(module: Module, diagnostics: Diagnostics, options: VerifyOptions = {}): boolean {
  const before = diagnostics.list.length;
  checkConsts(module, diagnostics);
  const reads = new Map<object, number>();
  const callees = new Map<string, ReadonlySet<string>>();
  for (const [name, func] of module.funcs) {
    if (name !== func.name) {
      const problem = `the module knows @${func.name} as @${name}`;
      diagnostics.report(verifyDiagnostics.badStructure, { problem });
      continue;
    }
    const verifier = new FuncVerifier(func, diagnostics, reads);
    verifier.run();
    callees.set(func.name, verifier.callees);
  }
  for (const value of module.consts.values()) {
    if ((reads.get(value) ?? 0) !== value.uses.size) {
      const problem = `constant %${value.name} is read ${reads.get(value) ?? 0} times, its use list has ${value.uses.size}`;
      diagnostics.report(verifyDiagnostics.badUse, { problem });
    }
  }
  checkInvokeCycles(callees, diagnostics);
  for (const rule of options.rules ?? []) if (rule.stage === options.stage) rule.check(module, diagnostics);
  return diagnostics.list.slice(before).every((entry) => entry.severity !== 'error');
}
