// What a backend is: a named value with a target parser, legality as data and a compile function. The core never imports
// a backend; the command line finds it as `@afterglow/backend-NAME` or by package name.

import type { ByteSource, Diagnostics, Location, Tensor } from '@afterglow/core';
import type { BlobRef, Decomposition, Func, Module } from '@afterglow/ir';
import type { MemoryMap } from '@afterglow/lir';
import type { CardMachine } from '@afterglow/machine';
import { backendDiagnostics } from './diagnostics.js';
import type { Legality } from './legality.js';

/** A parsed target string such as `card` or `wasm:simd128,threads=2`. */
export interface Target {
  readonly backend: string;
  readonly features: Readonly<Record<string, string>>;
}

/** What a person wants of the engines that do a node. */
export interface EngineWish {
  /** Name of a node of the model. */
  readonly node: string;
  /** Along what it is split, in the backend's words, or `none`. */
  readonly split?: string;
  readonly engine?: number;
  /** Whether it may be part of one loop with the nodes around it, in the backend's words; `none`: it may not. */
  readonly fuse?: string;
  readonly location: Location;
}

/** Which engines do a node, and why those. */
export interface EngineUse {
  readonly op: string;
  readonly nodes: readonly string[];
  /** Such as `rows over 12 engines` or `engine 3`. */
  readonly engines: string;
  readonly because: string;
}

/** How full a unit of a device is in the code of a node, in cycles with all sizes at their upper bounds. */
export interface LaneUse {
  readonly nodes: readonly string[];
  /** Such as `matrix`. */
  readonly unit: string;
  /** What the unit takes. */
  readonly charged: number;
  /** What would do if no lane of it were idle. */
  readonly useful: number;
}

/** What the static plan of a program gives buffers of one memory, with all sizes at their upper bounds. */
export interface MemoryUse {
  readonly program: string;
  /** Such as `sram`. */
  readonly memory: string;
  readonly bytes: number;
  /** Most bytes in use at one moment: no plan could do with less. */
  readonly least: number;
}

/** An instruction by its op and the nodes it comes from. */
export interface NamedWork {
  readonly op: string;
  readonly nodes: readonly string[];
}

/** Two pieces of work of which one hands the other a value, and yet they are two loops. */
export interface LoopsApart {
  readonly writer: NamedWork;
  readonly reader: NamedWork;
  readonly because: string;
}

/** The functions that one device runs, compiled together into one artifact. */
export interface CompileUnit {
  /** `host`, `card0`, … */
  readonly device: string;
  readonly module: Module;
  /** Entries, each a function of `module`. */
  readonly funcs: readonly Func[];
  /** The device's machine; undefined for the host. */
  readonly machine: CardMachine | undefined;
  /** For devices with several engines; what cannot be followed is reported. */
  readonly engines?: readonly EngineWish[];
}

export interface CompileContext {
  readonly target: Target;
  readonly diagnostics: Diagnostics;
  /** Stop before emitting binaries: listings are all that is wanted. */
  readonly stopAfter?: 'lower' | 'schedule' | undefined;
}

/** A file of the artifact, produced in pieces: weights of any size are never held in memory. */
export interface ArtifactPart {
  readonly name: string;
  chunks(): Iterable<Uint8Array>;
}

/** Text form of a lower level, for dumps. */
export interface Listing {
  readonly stage: 'lower' | 'schedule' | 'emit';
  /** File name, such as `card0.lir`. */
  readonly name: string;
  /** The text; `blob` says where tensors that are too large to print have been or will be written. */
  readonly text: (blob?: (tensor: Tensor, name: string) => BlobRef) => string;
}

export interface Artifact {
  /** The part a device opens; other parts lie beside it. */
  readonly main: string;
  readonly parts: readonly ArtifactPart[];
  readonly listings: readonly Listing[];
  /** Versions of text forms and instruction sets used. */
  readonly versions: Readonly<Record<string, number>>;
  /** Numbers for the report, such as tiles, spills, bytes of code. */
  readonly figures: Readonly<Record<string, number>>;
  /** For devices with several engines: who does what. */
  readonly engines?: readonly EngineUse[];
  /** For devices whose units work on many elements at once: what padding wastes. Counted when asked for. */
  readonly lanes?: () => readonly LaneUse[];
  /** For devices whose memory is planned. */
  readonly memories?: readonly MemoryUse[];
  /** For backends that make one loop of several nodes: where they do not. */
  readonly apart?: readonly LoopsApart[];
}

/** A file somebody wants to see, and how to open files beside it. */
export interface FileToInspect {
  readonly source: ByteSource;
  readonly openBeside: (name: string) => ByteSource | undefined;
  /** Whether to draw what the programs in it do, where the backend can. */
  readonly draw?: boolean;
}

/** A picture as the inside of an `svg` element: numbers are pixels from its upper left corner. */
export interface Drawing {
  readonly width: number;
  readonly height: number;
  /** Elements; text and lines of class `ink` or `faint` and areas of class `field` take the colours of the page, dark or light. */
  readonly content: string;
}

/** What a backend says about a file of its own kind, for `afterglow inspect` and `afterglow view`. */
export interface Inspection {
  /** Such as `card binary`. */
  readonly kind: string;
  readonly text: string;
  readonly json: unknown;
  /** What lies where in the device's memories, for files that say so; `afterglow view` draws it. */
  readonly memories?: readonly MemoryMap[];
  /** Work and memory over time, where that was asked for. */
  readonly drawing?: Drawing;
}

export interface Backend {
  readonly name: string;
  /** One line for `afterglow backends`. */
  readonly summary: string;
  /** Machine preset to use when `--machine` is absent; undefined for backends that run on the host. */
  readonly defaultMachine?: string;
  /** Precisions the backend offers, the default first. Empty: the graph's own types stay. */
  readonly precisions: readonly ('fp16' | 'fp32')[];
  /** Reads the part of a target string behind `NAME:`; problems go to `diagnostics`. */
  readonly parseTarget: (features: string, diagnostics: Diagnostics) => Target | undefined;
  /** What it can run; undefined means every op (the reference interpreter). */
  readonly legality: Legality | undefined;
  /** How it takes apart ops that `legality` does not admit as they are, where the general definition does not suit it. */
  readonly decompositions?: readonly Decomposition[];
  readonly compile: (unit: CompileUnit, context: CompileContext) => Promise<Artifact | undefined>;
  /** Describes a file if it is one of this backend's own; undefined for any other file. */
  readonly inspect?: (file: FileToInspect, diagnostics: Diagnostics) => Inspection | undefined;
  /**
   * Proves, as far as the backend can, that the programs of a file of its own are free of races and deadlock; what cannot be shown is
   * reported. False for a file that holds none: silence about it proves nothing.
   */
  readonly verify?: (file: ByteSource, diagnostics: Diagnostics) => boolean;
}

/** Declares a backend; the default export of a backend package. */
export function defineBackend(backend: Backend): Backend {
  return backend;
}

/** For backends without features: accepts only the bare name. */
export function bareTarget(name: string): Backend['parseTarget'] {
  return (features, diagnostics) => {
    if (features === '') return { backend: name, features: {} };
    diagnostics.report(backendDiagnostics.unknownFeature, { backend: name, features });
    return undefined;
  };
}
