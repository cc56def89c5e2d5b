// The card's scalar instructions on values that are known only in part. Every answer covers all values the instruction can give.

import {
  type Affine,
  constant,
  isConstant,
  keyOf,
  lower,
  type Meaning,
  minus,
  plus,
  times,
  type Unknown,
  unknown,
  upper,
} from './affine.js';

export const LARGEST = 2 ** 53 - 1;

/** Makes unknowns; the same expression over the same unknowns is the same unknown. */
export class Arithmetic {
  readonly #made = new Map<string, Affine>();
  #next: number;

  /** `first`: number of the first unknown. Those of runs that are compared with one another must have numbers apart. */
  constructor(first = 0) {
    this.#next = first;
  }

  /** An integer between `lo` and `hi` of which nothing else is known. */
  fresh(lo: number, hi: number, meaning?: Meaning): Affine {
    return lo === hi ? constant(lo) : this.#unknown(lo, hi, meaning);
  }

  #unknown(lo: number, hi: number, meaning: Meaning | undefined): Affine {
    const made: Unknown = { id: this.#next++, lo: Math.max(lo, -LARGEST), hi: Math.min(hi, LARGEST), meaning };
    return unknown(made);
  }

  anything(): Affine {
    return this.fresh(-LARGEST, LARGEST);
  }

  /**
   * The index of a loop that runs `count` times, in some iteration. It stays an unknown even where it can only be 0: that there is an
   * iteration says that the count is above 0, and so something of what the count was made from.
   */
  index(count: Affine): Affine {
    const last = plus(count, constant(-1));
    if (isConstant(last)) return this.fresh(0, Math.max(0, last.constant));
    return this.#unknown(0, Math.max(0, upper(last)), { kind: 'index', last });
  }

  #once(key: string, make: () => Affine): Affine {
    const known = this.#made.get(key);
    if (known) return known;
    const made = make();
    this.#made.set(key, made);
    return made;
  }

  #least(kind: 'min' | 'max', a: Affine, b: Affine): Affine {
    const [gap, other] = [upper(minus(a, b)), upper(minus(b, a))];
    if (gap <= 0) return kind === 'min' ? a : b;
    if (other <= 0) return kind === 'min' ? b : a;
    return this.#once(`${kind} ${keyOf(a)},${keyOf(b)}`, () => {
      const pick = kind === 'min' ? Math.min : Math.max;
      return this.fresh(pick(lower(a), lower(b)), pick(upper(a), upper(b)), { kind, of: [a, b] });
    });
  }

  #multiply(a: Affine, b: Affine): Affine {
    if (isConstant(a)) return times(b, a.constant);
    if (isConstant(b)) return times(a, b.constant);
    return this.#once(`mul ${keyOf(a)},${keyOf(b)}`, () => {
      const corners = [lower(a), upper(a)].flatMap((x) => [x * lower(b), x * upper(b)]);
      const range = [Math.min(...corners), Math.max(...corners)] as const;
      // A product with a truth value is one of two things.
      const [switching, value] = lower(a) === 0 && upper(a) === 1 ? [true, b] : [lower(b) === 0 && upper(b) === 1, a];
      return this.fresh(...range, switching ? { kind: 'either', of: [constant(0), value] } : undefined);
    });
  }

  #divide(a: Affine, b: Affine): Affine {
    if (!isConstant(b) || b.constant <= 0) return this.anything();
    const by = b.constant;
    if (a.terms.every(({ factor }) => factor % by === 0)) {
      return { constant: Math.floor(a.constant / by), terms: times(a, 1 / by).terms };
    }
    return this.#once(`div ${keyOf(a)},${by}`, () =>
      this.fresh(Math.floor(lower(a) / by), Math.floor(upper(a) / by), { kind: 'quotient', of: a, by }),
    );
  }

  #remainder(a: Affine, b: Affine): Affine {
    if (!isConstant(b) || b.constant <= 0) return this.anything();
    const by = b.constant;
    if (isConstant(a)) return constant(a.constant - by * Math.floor(a.constant / by));
    if (lower(a) >= 0 && upper(a) < by) return a;
    return this.#once(`mod ${keyOf(a)},${by}`, () => this.fresh(0, by - 1));
  }

  #isLess(a: Affine, b: Affine): Affine {
    const gap = minus(a, b);
    if (upper(gap) < 0) return constant(1);
    if (lower(gap) >= 0) return constant(0);
    return this.#once(`slt ${keyOf(a)},${keyOf(b)}`, () => this.fresh(0, 1));
  }

  /** Result of a scalar instruction; undefined for other instructions. */
  apply(op: string, a: Affine, b: Affine): Affine | undefined {
    switch (op) {
      case 'mov':
        return a;
      case 'add':
      case 'addi':
        return plus(a, b);
      case 'sub':
        return minus(a, b);
      case 'mul':
      case 'muli':
        return this.#multiply(a, b);
      case 'div':
      case 'divi':
        return this.#divide(a, b);
      case 'mod':
      case 'modi':
        return this.#remainder(a, b);
      case 'min':
      case 'mini':
        return this.#least('min', a, b);
      case 'max':
      case 'maxi':
        return this.#least('max', a, b);
      case 'slt':
        return this.#isLess(a, b);
      default:
        return undefined;
    }
  }
}
