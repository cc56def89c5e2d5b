// Problems of the data found while a kernel runs. They unwind to the edge of `interpret`, where they become a
// diagnostic located at the node; they never leave this package.

import type { DiagnosticSpec } from '@afterglow/core';

/** A coded problem on its way to the diagnostics. */
export class RuntimeFault extends Error {
  override readonly name = 'RuntimeFault';
  readonly spec: DiagnosticSpec<unknown>;
  readonly params: unknown;

  constructor(spec: DiagnosticSpec<unknown>, params: unknown) {
    super(spec.message(params));
    this.spec = spec;
    this.params = params;
  }
}

export function faultOf<P>(spec: DiagnosticSpec<P>, params: P): RuntimeFault {
  // `params` goes back only to `spec.message`, which takes exactly P.
  return new RuntimeFault(spec as DiagnosticSpec<unknown>, params);
}

export function fault<P>(spec: DiagnosticSpec<P>, params: P): never {
  throw faultOf(spec, params);
}
