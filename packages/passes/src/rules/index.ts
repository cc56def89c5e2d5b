// What the generated rules are made of.

export { type DataRule, dataRule, type RuleCondition, type RuleData } from './data-rule.js';
export * from './pattern.js';
export * from './replacement.js';
export { type Bindings, type BoundValue, RuleMatch, RuleMath } from './rule-match.js';
