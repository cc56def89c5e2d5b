import type { ImportRule, RuleBody } from '../../import/import-rule.js';

/** What a rule does at an opset, for an operator of another domain that is defined like it. */
export function bodyOf(rule: ImportRule, opset: number): RuleBody {
  const version = rule.versions.find(({ from, to }) => from <= opset && opset <= to);
  return version?.body ?? ((n) => n.unsupported(`the form of opset ${opset}`));
}
