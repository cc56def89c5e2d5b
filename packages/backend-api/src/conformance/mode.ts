// The ways in which one recorded case is tried: as it is, with its sizes taken away, and with its inputs known.

import type { Tensor } from '@afterglow/core';
import type { Type } from '@afterglow/ir';

/**
 * - `given`: the model as it is.
 * - `symbolic`: every size of every graph input is open, so shapes follow by rule and not by arithmetic.
 * - `folded`: inputs are constants of the model, so what can be computed is computed by the compiler.
 */
export type ConformanceMode = 'given' | 'symbolic' | 'folded';

export const CONFORMANCE_MODES: readonly ConformanceMode[] = ['given', 'symbolic', 'folded'];

/** How a model is to be loaded. */
export type LoadMode = RecordedShapes &
  (
    | { readonly kind: 'given' | 'symbolic' }
    /** `input` answers the recorded value of the index-th graph input, if it is a tensor. */
    | { readonly kind: 'folded'; readonly input: (index: number, type: Type) => Tensor | undefined }
  );

interface RecordedShapes {
  /** For an input that the model declares without a shape: what the recorded tensors have in common. */
  readonly undeclaredShape?: (index: number) => readonly (number | undefined)[] | undefined;
}

export const AS_GIVEN: LoadMode = { kind: 'given' };
