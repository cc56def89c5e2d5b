// How an inference is abandoned: thrown by the helpers, caught by `defineOp`, never seen outside.

export class InferenceStop extends Error {
  override readonly name = 'InferenceStop';
}

/** Gives up; the problem is already noted. */
export function stop(): never {
  throw new InferenceStop('inference stopped');
}
