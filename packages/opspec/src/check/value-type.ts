// Types of expressions in the op language. Integers are known numbers while a type is inferred (ranks, attributes); dims may be
// symbolic. A comparison of dims is a claim: it fails only when it certainly does not hold.

export type ValueType =
  | {
      readonly kind:
        | 'int'
        | 'dim'
        | 'float'
        | 'bool'
        | 'claim'
        | 'string'
        | 'elem'
        | 'type'
        | 'value'
        | 'never'
        | 'anything';
    }
  | { readonly kind: 'word'; readonly values: readonly string[] }
  | { readonly kind: 'list'; readonly of: ValueType };

export const INT: ValueType = { kind: 'int' };
export const DIM: ValueType = { kind: 'dim' };
export const FLOAT: ValueType = { kind: 'float' };
export const BOOL: ValueType = { kind: 'bool' };
export const CLAIM: ValueType = { kind: 'claim' };
export const STRING: ValueType = { kind: 'string' };
export const ELEM: ValueType = { kind: 'elem' };
export const TYPE: ValueType = { kind: 'type' };
/** A value of the graph; only rules have them. */
export const VALUE: ValueType = { kind: 'value' };
/** Element type of an empty list: fits everywhere. */
export const NEVER: ValueType = { kind: 'never' };
export const SHAPE: ValueType = { kind: 'list', of: DIM };
export const INTS: ValueType = { kind: 'list', of: INT };

/** Asked for where every type will do. */
export const ANYTHING: ValueType = { kind: 'anything' };

export function listOf(of: ValueType): ValueType {
  return { kind: 'list', of };
}

/** True when a value of type `from` may stand where `to` is asked for. */
export function fits(from: ValueType, to: ValueType): boolean {
  if (from.kind === 'never' || to.kind === 'anything') return true;
  if (from.kind === 'list' && to.kind === 'list') return fits(from.of, to.of);
  if (from.kind === 'int') return to.kind === 'int' || to.kind === 'dim' || to.kind === 'float';
  if (from.kind === 'bool') return to.kind === 'bool' || to.kind === 'claim';
  if (from.kind === 'word') return to.kind === 'string' || to.kind === 'word';
  return from.kind === to.kind;
}

/** The least type both fit, if any. */
export function join(a: ValueType, b: ValueType): ValueType | undefined {
  if (fits(a, b)) return b;
  if (fits(b, a)) return a;
  if (a.kind === 'list' && b.kind === 'list') {
    const of = join(a.of, b.of);
    return of && listOf(of);
  }
  return undefined;
}

/** How a type is called in a message. */
export function nameType(type: ValueType): string {
  switch (type.kind) {
    case 'list':
      if (type.of.kind === 'dim') return 'a shape';
      if (type.of.kind === 'anything') return 'a list';
      return type.of.kind === 'never' ? 'an empty list' : `a list of ${nameType(type.of).replace(/^(a|an) /, '')}s`;
    case 'int':
      return 'an integer';
    case 'dim':
      return 'a dim';
    case 'float':
      return 'a number';
    case 'bool':
      return 'a condition';
    case 'claim':
      return 'a claim about dims';
    case 'string':
      return 'a string';
    case 'elem':
      return 'an element type';
    case 'type':
      return 'a type';
    case 'value':
      return 'a value of the graph';
    case 'word':
      return `one of ${type.values.join(', ')}`;
    case 'never':
      return 'nothing';
    case 'anything':
      return 'any value';
  }
}

/** A type by the name `def` uses for it. */
export function namedType(name: string, list: boolean): ValueType | undefined {
  const one: Record<string, ValueType> = { int: INT, dim: DIM, float: FLOAT, bool: BOOL, string: STRING, shape: SHAPE };
  const type = Object.hasOwn(one, name) ? one[name] : undefined;
  return type && (list ? listOf(type) : type);
}
