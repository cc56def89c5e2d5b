// Dim expressions: integers, or polynomials over non-negative symbols with floor division, remainder, minimum and
// maximum as atoms. Expressions are kept in a normal form and interned, so equality is `===`.
// Invariant: a `Dim` that is a known integer is a plain `number`, never a `DimExpr`.

/** A dim: a known integer, or an expression over symbols. Compare with `===`. */
export type Dim = number | DimExpr;

/** Anything that multiplies: a symbol, or an operation the polynomial form cannot absorb. */
export type DimAtom =
  | { readonly kind: 'symbol'; readonly key: string; readonly name: string }
  | { readonly kind: 'div' | 'mod'; readonly key: string; readonly left: Dim; readonly right: Dim }
  | { readonly kind: 'max' | 'min'; readonly key: string; readonly args: readonly Dim[] };

/** `coeff · atoms[0] · atoms[1] · …`; atoms sorted by key. */
export interface DimTerm {
  readonly coeff: number;
  readonly atoms: readonly DimAtom[];
}

/** A sum of terms plus a constant, interned by `key` (which is also its printed form). */
export interface DimExpr {
  readonly kind: 'expr';
  readonly key: string;
  readonly constant: number;
  readonly terms: readonly DimTerm[];
}

/** Inclusive range of a symbol or expression; `hi` is `Infinity` when nothing bounds it. */
export interface DimRange {
  readonly lo: number;
  readonly hi: number;
}

const interned = new Map<string, DimExpr>();

function termKey(term: DimTerm): string {
  return term.atoms.map((atom) => atom.key).join('*');
}

function printTerm(term: DimTerm): string {
  const product = termKey(term);
  return term.coeff === 1 ? product : `${term.coeff}*${product}`;
}

function make(constant: number, terms: readonly DimTerm[]): Dim {
  const live = terms.filter((term) => term.coeff !== 0);
  if (live.length === 0) return constant + 0;
  const sorted = [...live].sort((a, b) => {
    const [ka, kb] = [termKey(a), termKey(b)];
    return ka < kb ? -1 : ka > kb ? 1 : 0;
  });
  let key = '';
  for (const term of sorted) {
    if (key === '') key = term.coeff === -1 ? `-1*${termKey(term)}` : printTerm(term);
    else if (term.coeff < 0) key += ` - ${printTerm({ coeff: -term.coeff, atoms: term.atoms })}`;
    else key += ` + ${printTerm(term)}`;
  }
  if (constant > 0) key += ` + ${constant}`;
  if (constant < 0) key += ` - ${-constant}`;
  const known = interned.get(key);
  if (known) return known;
  const expr: DimExpr = { kind: 'expr', key, constant, terms: sorted };
  interned.set(key, expr);
  return expr;
}

function constantOf(d: Dim): number {
  return typeof d === 'number' ? d : d.constant;
}

function termsOf(d: Dim): readonly DimTerm[] {
  return typeof d === 'number' ? [] : d.terms;
}

function wrap(d: Dim): string {
  if (typeof d === 'number') return d < 0 ? `(${d})` : String(d);
  const [first] = d.terms;
  const single = d.constant === 0 && d.terms.length === 1 && first?.coeff === 1 && first.atoms.length === 1;
  return single && (first.atoms[0]?.kind === 'symbol' || !d.key.includes(' ')) ? d.key : `(${d.key})`;
}

/** True for names that need no quotes in text. */
export function isPlainSymbol(name: string): boolean {
  return /^[A-Za-z_][A-Za-z0-9_.]*$/.test(name) && !/^(div|mod|min|max)$/.test(name);
}

/** The dim that is the symbol `name`, a non-negative integer fixed at launch. */
export function symbol(name: string): Dim {
  const key = isPlainSymbol(name) ? name : JSON.stringify(name);
  return make(0, [{ coeff: 1, atoms: [{ kind: 'symbol', key, name }] }]);
}

function atomDim(atom: DimAtom): Dim {
  return make(0, [{ coeff: 1, atoms: [atom] }]);
}

export function isKnown(d: Dim): d is number {
  return typeof d === 'number';
}

export function add(a: Dim, b: Dim): Dim {
  if (typeof a === 'number' && typeof b === 'number') return a + b;
  const sum = new Map<string, DimTerm>();
  for (const term of [...termsOf(a), ...termsOf(b)]) {
    const key = termKey(term);
    const before = sum.get(key);
    sum.set(key, before ? { coeff: before.coeff + term.coeff, atoms: term.atoms } : term);
  }
  return make(constantOf(a) + constantOf(b), [...sum.values()]);
}

export function negate(a: Dim): Dim {
  return mul(a, -1);
}

export function sub(a: Dim, b: Dim): Dim {
  return add(a, negate(b));
}

export function mul(a: Dim, b: Dim): Dim {
  if (typeof a === 'number' && typeof b === 'number') return a * b;
  const left: DimTerm[] = [...termsOf(a), { coeff: constantOf(a), atoms: [] }];
  const right: DimTerm[] = [...termsOf(b), { coeff: constantOf(b), atoms: [] }];
  let result: Dim = 0;
  for (const x of left) {
    for (const y of right) {
      const coeff = x.coeff * y.coeff;
      if (coeff === 0) continue;
      const atoms = [...x.atoms, ...y.atoms].sort((p, q) => (p.key < q.key ? -1 : p.key > q.key ? 1 : 0));
      result = add(result, atoms.length === 0 ? coeff : make(0, [{ coeff, atoms }]));
    }
  }
  return result;
}

/** Product of all dims: the element count of a shape. */
export function product(dims: readonly Dim[]): Dim {
  return dims.reduce<Dim>(mul, 1);
}

/** The quotient when `b` divides every term of `a` exactly, else undefined. Assumes `b` is not zero. */
function divideExactly(a: Dim, b: Dim): Dim | undefined {
  const bTerms = termsOf(b);
  if (typeof b === 'number') {
    if (b === 0 || constantOf(a) % b !== 0) return undefined;
    if (termsOf(a).some((term) => term.coeff % b !== 0)) return undefined;
    return make(
      constantOf(a) / b,
      termsOf(a).map((term) => ({ coeff: term.coeff / b, atoms: term.atoms })),
    );
  }
  if (a === b) return 1;
  const [monomial] = bTerms;
  if (bTerms.length !== 1 || b.constant !== 0 || !monomial || constantOf(a) !== 0) return undefined;
  let quotient: Dim = 0;
  for (const term of termsOf(a)) {
    if (term.coeff % monomial.coeff !== 0) return undefined;
    const rest = [...term.atoms];
    for (const atom of monomial.atoms) {
      const at = rest.findIndex((candidate) => candidate.key === atom.key);
      if (at < 0) return undefined;
      rest.splice(at, 1);
    }
    const coeff = term.coeff / monomial.coeff;
    quotient = add(quotient, rest.length === 0 ? coeff : make(0, [{ coeff, atoms: rest }]));
  }
  return quotient;
}

/** Splits `a` into a part every coefficient of which is a multiple of `b`, and the rest with constant in [0, b). */
function splitMultiples(a: DimExpr, b: number): { quotient: Dim; rest: Dim } {
  const whole = a.terms.filter((term) => term.coeff % b === 0);
  const part = a.terms.filter((term) => term.coeff % b !== 0);
  const remainder = ((a.constant % b) + b) % b;
  const quotient = make(
    (a.constant - remainder) / b,
    whole.map((term) => ({ coeff: term.coeff / b, atoms: term.atoms })),
  );
  return { quotient, rest: make(remainder, part) };
}

/** Division rounded towards minus infinity. A division by zero evaluates to undefined, never throws. */
export function floorDiv(a: Dim, b: Dim): Dim {
  if (b === 1) return a;
  if (typeof a === 'number' && typeof b === 'number' && b !== 0) return Math.floor(a / b);
  const exact = b === 0 ? undefined : divideExactly(a, b);
  if (exact !== undefined) return exact;
  if (typeof b === 'number' && b > 0 && typeof a !== 'number') {
    const { quotient, rest } = splitMultiples(a, b);
    if (typeof rest === 'number') return add(quotient, Math.floor(rest / b));
    const range = dimRange(rest);
    if (range.lo >= 0 && range.hi < b) return quotient;
    if (quotient !== 0) return add(quotient, floorDiv(rest, b));
  }
  return atomDim({ kind: 'div', key: `(${wrap(a)} div ${wrap(b)})`, left: a, right: b });
}

/** Division rounded towards plus infinity. */
export function ceilDiv(a: Dim, b: Dim): Dim {
  return floorDiv(add(a, sub(b, 1)), b);
}

/** Remainder with the sign of `b`: `a - b * floorDiv(a, b)`. */
export function mod(a: Dim, b: Dim): Dim {
  if (b === 1) return 0;
  if (typeof a === 'number' && typeof b === 'number' && b !== 0) return a - b * Math.floor(a / b);
  if (b !== 0 && divideExactly(a, b) !== undefined) return 0;
  if (typeof b === 'number' && b > 0 && typeof a !== 'number') {
    const { rest } = splitMultiples(a, b);
    if (typeof rest === 'number') return rest;
    const range = dimRange(rest);
    if (range.lo >= 0 && range.hi < b) return rest;
    if (rest !== a) return mod(rest, b);
  }
  return atomDim({ kind: 'mod', key: `(${wrap(a)} mod ${wrap(b)})`, left: a, right: b });
}

/** Arguments of `d` when it is nothing but one `max` (or `min`). */
function extremumArgs(kind: 'max' | 'min', d: Dim): readonly Dim[] | undefined {
  if (typeof d === 'number' || d.terms.length !== 1 || d.constant !== 0) return undefined;
  const [term] = d.terms;
  const [atom] = term?.atoms ?? [];
  if (!atom || term?.coeff !== 1 || term.atoms.length !== 1) return undefined;
  if (atom.kind === 'symbol' || atom.kind === 'div' || atom.kind === 'mod') return undefined;
  return atom.kind === kind ? atom.args : undefined;
}

function extremum(kind: 'max' | 'min', dims: readonly Dim[]): Dim {
  const flat = dims.flatMap((d) => extremumArgs(kind, d) ?? [d]);
  const kept: Dim[] = [];
  for (const d of flat) {
    const loses = (a: Dim, b: Dim) => dimRange(kind === 'max' ? sub(b, a) : sub(a, b)).lo >= 0;
    if (kept.some((other) => loses(d, other))) continue;
    for (let i = kept.length - 1; i >= 0; i--) if (loses(kept[i] as Dim, d)) kept.splice(i, 1);
    kept.push(d);
  }
  if (kept.length === 1) return kept[0] as Dim;
  const args = kept.sort((a, b) => (printDim(a) < printDim(b) ? -1 : 1));
  return atomDim({ kind, key: `${kind}(${args.map(printDim).join(', ')})`, args });
}

export function max(...dims: readonly Dim[]): Dim {
  return extremum('max', dims);
}

export function min(...dims: readonly Dim[]): Dim {
  return extremum('min', dims);
}

/** Canonical text, such as `2*S + 1` or `((H + 2) div 2)`; parses back to the same dim. */
export function printDim(d: Dim): string {
  return typeof d === 'number' ? String(d) : d.key;
}

/** Names of all symbols in `d`. */
export function symbolsOf(d: Dim, into: Set<string> = new Set()): Set<string> {
  for (const term of termsOf(d)) {
    for (const atom of term.atoms) {
      if (atom.kind === 'symbol') into.add(atom.name);
      else if ('args' in atom) for (const arg of atom.args) symbolsOf(arg, into);
      else symbolsOf(atom.right, symbolsOf(atom.left, into));
    }
  }
  return into;
}

function substituteAtom(atom: DimAtom, lookup: (name: string) => Dim | undefined): Dim {
  switch (atom.kind) {
    case 'symbol':
      return lookup(atom.name) ?? atomDim(atom);
    case 'div':
      return floorDiv(substitute(atom.left, lookup), substitute(atom.right, lookup));
    case 'mod':
      return mod(substitute(atom.left, lookup), substitute(atom.right, lookup));
    case 'max':
    case 'min':
      return extremum(
        atom.kind,
        atom.args.map((arg) => substitute(arg, lookup)),
      );
  }
}

/** Replaces symbols by dims; symbols for which `lookup` answers undefined stay. */
export function substitute(d: Dim, lookup: (name: string) => Dim | undefined): Dim {
  if (typeof d === 'number') return d;
  let result: Dim = d.constant;
  for (const term of d.terms) {
    let value: Dim = term.coeff;
    for (const atom of term.atoms) value = mul(value, substituteAtom(atom, lookup));
    result = add(result, value);
  }
  return result;
}

/** The integer `d` stands for under `bindings`, or undefined if a symbol is unbound or a divisor is zero. */
export function evaluate(d: Dim, bindings: ReadonlyMap<string, number>): number | undefined {
  const value = substitute(d, (name) => bindings.get(name));
  return typeof value === 'number' ? value : undefined;
}

function combineProducts(a: DimRange, b: DimRange): DimRange {
  const products = [a.lo * b.lo, a.lo * b.hi, a.hi * b.lo, a.hi * b.hi].map((x) => (Number.isNaN(x) ? 0 : x));
  return { lo: Math.min(...products), hi: Math.max(...products) };
}

function atomRange(atom: DimAtom, ranges: ReadonlyMap<string, DimRange>): DimRange {
  switch (atom.kind) {
    case 'symbol':
      return ranges.get(atom.name) ?? { lo: 0, hi: Number.POSITIVE_INFINITY };
    case 'div': {
      const [n, m] = [dimRange(atom.left, ranges), dimRange(atom.right, ranges)];
      if (m.lo <= 0) return { lo: Number.NEGATIVE_INFINITY, hi: Number.POSITIVE_INFINITY };
      const quotients = [n.lo / m.lo, n.lo / m.hi, n.hi / m.lo, n.hi / m.hi].map((x) => (Number.isNaN(x) ? 0 : x));
      return { lo: Math.floor(Math.min(...quotients)), hi: Math.floor(Math.max(...quotients)) };
    }
    case 'mod': {
      const m = dimRange(atom.right, ranges);
      return m.lo > 0 ? { lo: 0, hi: m.hi - 1 } : { lo: Number.NEGATIVE_INFINITY, hi: Number.POSITIVE_INFINITY };
    }
    case 'max':
    case 'min': {
      const all = atom.args.map((arg) => dimRange(arg, ranges));
      const pick = atom.kind === 'max' ? Math.max : Math.min;
      return { lo: pick(...all.map((r) => r.lo)), hi: pick(...all.map((r) => r.hi)) };
    }
  }
}

const noRanges: ReadonlyMap<string, DimRange> = new Map();

/** An interval that contains `d` for every binding within `ranges` (symbols without one are in [0, ∞)). Conservative. */
export function dimRange(d: Dim, ranges: ReadonlyMap<string, DimRange> = noRanges): DimRange {
  if (typeof d === 'number') return { lo: d, hi: d };
  let [lo, hi] = [d.constant, d.constant];
  for (const term of d.terms) {
    let range: DimRange = { lo: term.coeff, hi: term.coeff };
    for (const atom of term.atoms) range = combineProducts(range, atomRange(atom, ranges));
    lo += range.lo;
    hi += range.hi;
  }
  return { lo, hi };
}
