// All import rules, found by operator and opset.

import type { ImportRule, RuleBody } from './import-rule.js';

/** A module of rules: its exports are rules or lists of them. */
export type RuleModule = Readonly<Record<string, unknown>>;

function isRule(value: unknown): value is ImportRule {
  return typeof value === 'object' && value !== null && 'kind' in value && value.kind === 'import-rule';
}

export class RuleRegistry {
  readonly #rules = new Map<string, ImportRule>();

  constructor(modules: readonly RuleModule[]) {
    for (const module of modules) {
      for (const exported of Object.values(module)) {
        const list: readonly unknown[] = Array.isArray(exported) ? exported : [exported];
        for (const rule of list) if (isRule(rule)) this.#rules.set(`${rule.domain}/${rule.op}`, rule);
      }
    }
  }

  find(domain: string, op: string, version: number): RuleBody | undefined {
    const rule = this.#rules.get(`${domain}/${op}`);
    return rule?.versions.find((entry) => entry.from <= version && version <= entry.to)?.body;
  }

  /** True when the operator has a rule for some version. */
  has(domain: string, op: string): boolean {
    return this.#rules.has(`${domain}/${op}`);
  }

  all(): readonly ImportRule[] {
    return [...this.#rules.values()];
  }
}

const registries = new WeakMap<readonly RuleModule[], RuleRegistry>();

/** The rules of a list of modules, collected the first time: that takes longer than the import of a small model. */
export function rulesOf(modules: readonly RuleModule[]): RuleRegistry {
  const known = registries.get(modules) ?? new RuleRegistry(modules);
  registries.set(modules, known);
  return known;
}
