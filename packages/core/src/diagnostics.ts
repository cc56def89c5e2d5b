// Diagnostics as typed data: codes are declared once with message, hint and explanation, and collected as values.
// Expected problems never throw; `invariant` is for our own bugs only.

export type Severity = 'error' | 'warning' | 'note';

/** A place in the user's world. */
export type Location =
  | {
      readonly kind: 'text';
      readonly file: string;
      readonly line: number;
      readonly column: number;
      readonly length?: number;
      readonly lineText?: string;
    }
  | { readonly kind: 'bytes'; readonly file: string; readonly offset: number }
  | {
      readonly kind: 'node';
      readonly file: string;
      readonly graph: string;
      readonly index: number;
      readonly name: string;
    }
  | { readonly kind: 'file'; readonly file: string };

/** Declaration of one diagnostic code. `P` are the parameters its message needs. */
export interface DiagnosticSpec<P> {
  /** `area/kebab-name`: stable, greppable, the key of `afterglow explain`. */
  readonly code: string;
  readonly severity: Severity;
  readonly message: (params: P) => string;
  /** What to do about it. */
  readonly hint?: (params: P) => string | undefined;
  /** Markdown: what it means, why it is refused, with a minimal example. */
  readonly explanation: string;
}

/** One reported problem. Plain data: prints as text or JSON. */
export interface Diagnostic {
  readonly code: string;
  readonly severity: Severity;
  readonly message: string;
  readonly location?: Location;
  /** Lines under the `|` bar, such as operand types. */
  readonly context?: readonly string[];
  /** Lines after `=`, such as `origin: warp.py:212`. */
  readonly notes?: readonly string[];
  readonly hint?: string;
}

export interface DiagnosticExtras {
  readonly location?: Location | undefined;
  readonly context?: readonly string[];
  readonly notes?: readonly string[];
}

/** Declares one code. Keep all of a package's codes in its `diagnostics.ts`. */
export function diagnostic<P>(spec: DiagnosticSpec<P>): DiagnosticSpec<P> {
  return spec;
}

export interface DiagnosticsOptions {
  /** Keep at most this many; later ones are only counted. Without it all are kept. */
  readonly limit?: number;
}

/** Collects problems; passed as an argument to everything that can find one. */
export class Diagnostics {
  readonly list: Diagnostic[] = [];
  readonly #limit: number;
  #suppressed = 0;
  #suppressedErrors = 0;

  constructor(options: DiagnosticsOptions = {}) {
    this.#limit = options.limit ?? Number.POSITIVE_INFINITY;
  }

  /** How many were counted and not kept. */
  get suppressed(): number {
    return this.#suppressed;
  }

  report<P>(spec: DiagnosticSpec<P>, params: P, extras: DiagnosticExtras = {}): void {
    if (this.list.length >= this.#limit) {
      this.#suppressed++;
      if (spec.severity === 'error') this.#suppressedErrors++;
      return;
    }
    const hint = spec.hint?.(params);
    this.list.push({
      code: spec.code,
      severity: spec.severity,
      message: spec.message(params),
      ...(extras.location ? { location: extras.location } : {}),
      ...(extras.context ? { context: extras.context } : {}),
      ...(extras.notes ? { notes: extras.notes } : {}),
      ...(hint === undefined ? {} : { hint }),
    });
  }

  get hasErrors(): boolean {
    return this.#suppressedErrors > 0 || this.list.some((entry) => entry.severity === 'error');
  }
}

/** Result of a public entry point: a value when there was no error, and all diagnostics either way. */
export type Result<T> =
  | { readonly ok: true; readonly value: T; readonly diagnostics: readonly Diagnostic[] }
  | { readonly ok: false; readonly value?: undefined; readonly diagnostics: readonly Diagnostic[] };

/** Our own bug: a condition the code guarantees did not hold. */
export class InvariantError extends Error {
  override readonly name = 'InvariantError';
}

export function invariant(condition: unknown, message: string): asserts condition {
  if (!condition) throw new InvariantError(message);
}
