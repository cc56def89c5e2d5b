// Every operator of the standard's domains, in every version, has an import rule. What has none is listed here with its
// reason; the list may only shrink.

import { describe, expect, it } from 'vitest';
import { importRuleModules } from '../generated/import-rules.js';
import { rulesOf } from '../import/rule-registry.js';
import { newestVersion, operatorNames, operatorSchema } from '../schema/operator-schema.js';

const WITHOUT_RULE: Readonly<Record<string, string>> = {};

const DOMAINS = ['ai.onnx', 'ai.onnx.ml', 'ai.onnx.preview', 'ai.onnx.preview.training'];

/** Versions in which an operator was defined anew. */
function definitions(domain: string, name: string): Set<number> {
  const newest = newestVersion(domain) ?? 0;
  const versions = Array.from({ length: newest }, (_, i) => operatorSchema(domain, name, i + 1)?.since);
  return new Set(versions.filter((version) => version !== undefined));
}

describe('import rules', () => {
  it.each(DOMAINS)('cover %s', (domain) => {
    const rules = rulesOf(importRuleModules);
    const missing = [...operatorNames(domain)].flatMap((name) =>
      [...definitions(domain, name)]
        .filter((version) => !rules.find(domain, name, version))
        .map((version) => `${domain}/${name} ${version}`),
    );
    expect(missing).toEqual(Object.keys(WITHOUT_RULE).filter((key) => key.startsWith(`${domain}/`)));
  });
});
