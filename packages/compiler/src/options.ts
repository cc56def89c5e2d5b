// Options of a compilation, as the API takes them. The command line parses into the same type.

import type { Manifest } from '@afterglow/bundle';
import type { Diagnostics, HostValue } from '@afterglow/core';
import type { StatedSize, UndeclaredShape } from '@afterglow/onnx';
import type { Stage } from '@afterglow/passes';
import type { TableForm } from '@afterglow/quant';
import type { CompileObserver } from './observer.js';

/** A size or an inclusive range for the free dims whose names match `pattern` (`*` matches any run of characters). */
export interface DimOption {
  readonly pattern: string;
  readonly lo: number;
  readonly hi: number;
}

/** Shape of an input of an ONNX model, for what the model leaves open; undefined sizes stay as they are. */
export interface ShapeOption {
  readonly input: string;
  readonly sizes: readonly StatedSize[];
}

/** Reads the values of an example for the inputs a model has; a problem is reported. */
export type ReadExample = (
  inputs: Pick<Manifest, 'inputs'>,
  diagnostics: Diagnostics,
) => ReadonlyMap<string, HostValue> | undefined;

export interface CompileOptions {
  /** Backend with optional features, such as `card` or `wasm:simd128`. */
  readonly target?: string;
  /** Preset name or path of a machine file; by default the backend's own. */
  readonly machine?: string | undefined;
  readonly dims?: readonly DimOption[];
  /** Told of each of `dims` which free dims it matches; whoever listens judges, so that to match none is no error. */
  readonly onDimMatch?: ((option: DimOption, names: readonly string[]) => void) | undefined;
  readonly shapes?: readonly ShapeOption[];
  /** Shape of an input that neither the model nor `shapes` states, such as that of data at hand. */
  readonly undeclaredShape?: UndeclaredShape | undefined;
  readonly precision?: 'fp16' | 'fp32' | undefined;
  /** Results that half precision cannot hold become its largest finite number instead of infinity. */
  readonly saturate?: boolean | undefined;
  /** Nodes that compute in single precision whatever the precision is, by name (`*` matches any run of characters). */
  readonly keepFp32?: readonly string[] | undefined;
  /** Inputs to forecast from, before anything is converted, which results half precision cannot hold. */
  readonly examples?: readonly ReadExample[] | undefined;
  /** Stores embedding tables smaller: rows of integers with scale and bias of their own, or half precision. */
  readonly tables?: TableForm | undefined;
  /** Text and file name of an edited plan to follow. */
  readonly plan?: { readonly file: string; readonly text: string } | undefined;
  /** Refuse nodes the target cannot run instead of running them on the host. */
  readonly fallback?: boolean;
  /** Last stage to run. */
  readonly stopAfter?: Stage | undefined;
  /** First stage to run on a `.gir` input; by default the stage it was dumped in. */
  readonly resumeFrom?: Stage | undefined;
  /** Folder for `NN-stage-pass.gir` files, one for each pass that changed something. */
  readonly dumpDir?: string | undefined;
  /** Run the verifier after every pass. On by default. */
  readonly verify?: boolean;
  /** Told what happens, pass by pass and rule by rule; see `CompileObserver`. */
  readonly observer?: CompileObserver | undefined;
  /** Take the digest of the graph around each pass. On when dumping. */
  readonly digests?: boolean;
  /** Number of rule applications after which passes leave the graph alone. */
  readonly maxApplications?: number | undefined;
  readonly onProgress?: (message: string) => void;
}
