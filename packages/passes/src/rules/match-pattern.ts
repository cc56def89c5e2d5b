// Finds a pattern at a node: the operands of commutative ops in both orders, alternatives one after the other, going back where a
// choice does not work out. Reads the graph and writes nothing.

import { attrsEqual, type Node, type Shape, type Value } from '@afterglow/ir';
import { holds, uniformNumber } from './numbers.js';
import type { AttrPattern, NodePattern, Pattern, SizePattern, TypePattern } from './pattern.js';
import { type BoundValue, RuleMatch } from './rule-match.js';

/** One node of a match, with the part of the pattern it fits. */
export interface MatchedNode {
  readonly pattern: NodePattern;
  readonly node: Node;
}

/** A constant that a pattern writes as a number, and the node that reads it. */
export interface MatchedNumber {
  readonly value: Value;
  readonly reader: Node;
}

/** Everything a pattern found at a node. */
export interface Found {
  readonly t: RuleMatch;
  /** The root first. */
  readonly nodes: readonly MatchedNode[];
  readonly numbers: readonly MatchedNumber[];
}

type Check = (t: RuleMatch) => boolean;

interface Goal {
  readonly pattern: Pattern;
  readonly value: Value | undefined;
  /** The node whose operand this is. */
  readonly reader: Node;
  readonly next: Goal | undefined;
}

function sameBound(a: BoundValue, b: BoundValue): boolean {
  switch (a.kind) {
    case 'value':
      return b.kind === 'value' && a.value === b.value;
    case 'values':
      return b.kind === 'values' && a.values.length === b.values.length && a.values.every((x, i) => x === b.values[i]);
    case 'number':
      return b.kind === 'number' && Object.is(a.number, b.number);
    case 'attr':
      return b.kind === 'attr' && attrsEqual(a.attr, b.attr);
    case 'attrs':
      return b.kind === 'attrs' && Object.keys(a.attrs).every((name) => attrsEqual(a.attrs[name], b.attrs[name]));
    case 'op':
      return b.kind === 'op' && a.op === b.op;
    case 'element':
      return b.kind === 'element' && a.type.elem === b.type.elem && a.type.encoding === b.type.encoding;
    case 'dim':
      return b.kind === 'dim' && a.dim === b.dim;
    case 'shape':
      return b.kind === 'shape' && a.shape.length === b.shape.length && a.shape.every((d, i) => d === b.shape[i]);
  }
}

export class PatternMatcher {
  readonly #root: Node;
  readonly #accept: (found: Found) => boolean;
  readonly #bindings = new Map<string, BoundValue>();
  readonly #order: string[] = [];
  /** Nodes in the order in which they were met, the root first. */
  readonly #nodes: MatchedNode[] = [];
  readonly #numbers: MatchedNumber[] = [];
  /** Comparisons that need names which a later part may bind. */
  readonly #checks: Check[] = [];

  /** `accept` is asked for each match; false makes the matcher look for another. */
  constructor(root: Node, accept: (found: Found) => boolean) {
    this.#root = root;
    this.#accept = accept;
  }

  /** True when a match was accepted. */
  run(pattern: Pattern): boolean {
    const alternatives = pattern.kind === 'either' ? pattern.of : [pattern];
    return alternatives.some((one) => one.kind === 'node' && this.#from(() => this.#node(one, this.#root, undefined)));
  }

  /** Tries something and forgets what it bound when it fails. */
  #from(attempt: () => boolean): boolean {
    const [names, nodes] = [this.#order.length, this.#nodes.length];
    const [numbers, checks] = [this.#numbers.length, this.#checks.length];
    if (attempt()) return true;
    for (const name of this.#order.splice(names)) this.#bindings.delete(name);
    this.#nodes.length = nodes;
    this.#numbers.length = numbers;
    this.#checks.length = checks;
    return false;
  }

  #bind(name: string, bound: BoundValue): boolean {
    const before = this.#bindings.get(name);
    if (before) return sameBound(before, bound);
    this.#bindings.set(name, bound);
    this.#order.push(name);
    return true;
  }

  #solve(goal: Goal | undefined): boolean {
    if (!goal) return this.#finish();
    const { pattern, value, reader, next } = goal;
    switch (pattern.kind) {
      case 'value': {
        if (!value && !pattern.optional) return false;
        if (value && pattern.constant && value.def.kind !== 'const') return false;
        if (value && pattern.type && !this.#type(pattern.type, value)) return false;
        return this.#bind(pattern.name, { kind: 'value', value }) && this.#solve(next);
      }
      case 'number':
        if (!value || !holds(value, pattern.value, pattern.about)) return false;
        this.#numbers.push({ value, reader });
        return this.#solve(next);
      case 'uniform': {
        const number = value && uniformNumber(value);
        if (!value || number === undefined) return false;
        this.#numbers.push({ value, reader });
        return this.#bind(pattern.name, { kind: 'number', number }) && this.#solve(next);
      }
      case 'anything':
        return value !== undefined && this.#solve(next);
      case 'either':
        return pattern.of.some((one) => this.#from(() => this.#solve({ pattern: one, value, reader, next })));
      case 'line': {
        const before = this.#bindings.get(pattern.name);
        if (before) return before.kind === 'value' && before.value === value && this.#solve(next);
        // The node binds the names of its results; the operand must be the one that the pattern names.
        const same: Pattern = { kind: 'value', name: pattern.name };
        return this.#solve({ pattern: pattern.pattern, value, reader, next: { pattern: same, value, reader, next } });
      }
      case 'node':
        return value?.def.kind === 'result' && this.#node(pattern, value.def.node, next, value.def.index);
      case 'rest':
        // Only among operands, where the node gathers them.
        return false;
    }
  }

  #node(pattern: NodePattern, node: Node, next: Goal | undefined, index = 0): boolean {
    if (!pattern.ops.includes(node.op.name)) return false;
    // Without names for results, the pattern is about the first.
    if (pattern.results.length === 0 && index !== 0) return false;
    if (pattern.variable !== undefined && !this.#bind(pattern.variable, { kind: 'op', op: node.op.name })) return false;
    if (!this.#attrs(pattern, node)) return false;
    this.#nodes.push({ pattern, node });
    for (const [i, name] of pattern.results.entries()) {
      const result = node.results[i];
      if (!result) return false;
      if (name !== '_' && !this.#bind(name, { kind: 'value', value: result })) return false;
    }
    if (pattern.type && !this.#type(pattern.type, node.results[index])) return false;
    return this.#operands(pattern, node, next);
  }

  #operands(pattern: NodePattern, node: Node, next: Goal | undefined): boolean {
    const { operands } = pattern;
    const tail = operands.at(-1);
    const listed = tail?.kind === 'rest' ? operands.slice(0, -1) : operands;
    const left = node.operands.slice(listed.length);
    if (tail?.kind === 'rest') {
      if (!this.#bind(tail.name, { kind: 'values', values: left })) return false;
    } else if (left.some((value) => value !== undefined)) return false;
    const goals = (order: readonly number[]) =>
      order.reduceRight<Goal | undefined>((rest, at, i) => {
        const one = listed[i];
        return one ? { pattern: one, value: node.operands[at], reader: node, next: rest } : rest;
      }, next);
    const straight = listed.map((_, i) => i);
    if (this.#from(() => this.#solve(goals(straight)))) return true;
    const swaps =
      operands.length === 2 && tail?.kind !== 'rest' && !pattern.ordered && node.op.traits.has('commutative');
    return swaps && node.operands[0] !== node.operands[1] && this.#solve(goals([1, 0]));
  }

  #attrs(pattern: NodePattern, node: Node): boolean {
    const others: Record<string, (typeof node.attrs)[string]> = {};
    for (const spec of node.op.attrs) {
      const wanted = pattern.attrs[spec.name];
      const found = node.attrs[spec.name];
      if (wanted) {
        if (!this.#attr(wanted, found)) return false;
      } else if (pattern.rest === undefined) {
        // What a pattern does not mention is as if it had not been written.
        if (!attrsEqual(found ?? spec.default, spec.default)) return false;
      } else if (found !== undefined) others[spec.name] = found;
    }
    return typeof pattern.rest !== 'string' || this.#bind(pattern.rest, { kind: 'attrs', attrs: others });
  }

  #attr(wanted: AttrPattern, found: Node['attrs'][string] | undefined): boolean {
    switch (wanted.kind) {
      case 'is':
        return attrsEqual(found, wanted.value);
      case 'bind':
        if (found === undefined && !wanted.optional) return false;
        return this.#bind(wanted.name, { kind: 'attr', attr: found });
      case 'equal':
        this.#checks.push((t) => attrsEqual(found, wanted.value(t)));
        return true;
    }
  }

  #type(pattern: TypePattern, value: Value | undefined): boolean {
    const type = value?.type;
    if (type?.kind !== 'tensor') return false;
    if (pattern.elem !== undefined && (type.elem !== pattern.elem || type.encoding)) return false;
    if (pattern.in && !pattern.in.includes(type.encoding ? 'quantized' : type.elem)) return false;
    if (pattern.variable !== undefined && !this.#bind(pattern.variable, { kind: 'element', type })) return false;
    return pattern.shape === undefined || this.#shape(pattern.shape, type.shape);
  }

  #shape(pattern: readonly SizePattern[], shape: Shape): boolean {
    const spread = pattern.findIndex((item) => typeof item === 'string' && item.startsWith('..'));
    const fixed = pattern.length - (spread < 0 ? 0 : 1);
    if (spread < 0 ? shape.length !== fixed : shape.length < fixed) return false;
    let at = 0;
    return pattern.every((item) => {
      if (typeof item === 'string' && item.startsWith('..')) {
        const axes = shape.slice(at, at + shape.length - fixed);
        at += axes.length;
        return this.#bind(item.slice(2), { kind: 'shape', shape: axes });
      }
      const size = shape[at++] ?? 1;
      if (typeof item === 'string') return this.#bind(item, { kind: 'dim', dim: size });
      if (typeof item === 'number') return item === size;
      this.#checks.push((t) => item(t) === size);
      return true;
    });
  }

  #finish(): boolean {
    const t = new RuleMatch(this.#root, new Map(this.#bindings));
    const holdsAll = RuleMatch.attempt(() => this.#checks.every((check) => check(t)));
    return holdsAll === true && this.#accept({ t, nodes: [...this.#nodes], numbers: [...this.#numbers] });
  }
}
