// What a page knows: plain JSON, written by `view/` and read by the script of the page. No DOM and no IR here, because both
// sides share this file.
// Invariant: what is the same in several steps is in a pool once, and the steps hold its number.

/** A result or a parameter: its name and the number of its type in `ViewData.types`. */
export type TypedName = readonly [name: string, type: number];

export interface ConstData {
  readonly name: string;
  readonly type: number;
  readonly bytes: number;
  /** The value, as text, where it is small. */
  readonly value?: string;
}

export interface RegionData {
  readonly name: string;
  readonly params: readonly TypedName[];
  readonly results: readonly string[];
  /** Numbers of nodes in the pool, in execution order. */
  readonly nodes: readonly number[];
}

export interface NodeData {
  readonly op: string;
  readonly family: string;
  readonly results: readonly TypedName[];
  /** Slot of the op and name of the value; the name is empty where an optional operand is missing. */
  readonly operands: readonly (readonly [slot: string, value: string])[];
  readonly attrs: readonly (readonly [name: string, value: string])[];
  /** Nodes of the model it came from. */
  readonly origin: readonly string[];
  /** Passes that fused them. */
  readonly by: readonly string[];
  /** Lines of the exporter's program, where the model tells. */
  readonly lines: readonly string[];
  /** Where it stands in the module tree of the model, outermost first. */
  readonly scope: readonly string[];
  /** Arithmetic operations, as a formula and at the sizes of the page. */
  readonly work: string;
  readonly ops: number;
  readonly regions: readonly RegionData[];
  /** Name of the function that an `invoke` runs, and the devices it runs on. */
  readonly callee?: string;
  readonly placement?: readonly string[];
}

export interface FuncData extends RegionData {
  /** Names of the results to the outside. */
  readonly outputs: readonly string[];
  /** Ranges of free sizes, as text. */
  readonly sizes: readonly string[];
  /** Bytes of activations alive while each node of the body runs. */
  readonly live: readonly number[];
}

export interface DeclineData {
  readonly reason: string;
  readonly count: number;
  readonly examples: readonly string[];
}

export interface RuleData {
  readonly rule: string;
  readonly fired: number;
  readonly examples: readonly string[];
  readonly declined: readonly DeclineData[];
}

/** What a step made of the graph before it. Nodes go by function and name, see `nodeKey`. */
export interface ChangeData {
  readonly added: readonly string[];
  /** Nodes that stayed, with what is different. */
  readonly changed: readonly (readonly [key: string, what: string])[];
  /** Nodes that went, with those that took over what they came from. */
  readonly removed: readonly { readonly key: string; readonly op: string; readonly became: readonly string[] }[];
}

export interface StepData {
  readonly label: string;
  readonly stage: string;
  readonly pass?: string;
  /** The file it was read from. */
  readonly file?: string;
  readonly funcs: readonly FuncData[];
  /** Numbers of the constants in the pool. */
  readonly consts: readonly number[];
  readonly rules: readonly RuleData[];
  readonly change: ChangeData;
}

/** A run of bytes in a memory, and when it is in use. */
export interface BlockData {
  readonly name: string;
  readonly role: 'input' | 'output' | 'const' | 'temp';
  readonly address: number;
  readonly bytes: number;
  readonly start: number;
  readonly end: number;
}

/** The plan of one memory: address over time. */
export interface MemoryData {
  /** Device and program, such as `card0 · dense`. */
  readonly title: string;
  readonly memory: string;
  /** Number of points in time; 1 where the plan tells only places. */
  readonly length: number;
  readonly highWater: number;
  readonly blocks: readonly BlockData[];
}

/** Where things run and how large they are, from a bundle. */
export interface DeviceData {
  readonly device: string;
  readonly partitions: readonly string[];
  /** Files and their bytes. */
  readonly parts: readonly (readonly [name: string, bytes: number])[];
  /** Other figures, as text. */
  readonly figures: readonly (readonly [name: string, value: string])[];
}

/** Positions of a drawing: boxes as `[x, y, width, height]` by their middle, edges as the control points of Bézier curves. */
export interface LayoutData {
  readonly width: number;
  readonly height: number;
  readonly boxes: readonly (readonly number[])[];
  readonly clusters: readonly (readonly number[])[];
  readonly edges: readonly (readonly number[])[];
}

export interface ViewData {
  readonly version: 1;
  readonly title: string;
  readonly producer: string;
  /** Sizes that the figures are for. */
  readonly sizes: readonly (readonly [name: string, size: number])[];
  readonly types: readonly string[];
  /** Bytes of a tensor of each type at these sizes; 0 for what is no tensor. */
  readonly typeBytes: readonly number[];
  readonly consts: readonly ConstData[];
  readonly nodes: readonly NodeData[];
  readonly steps: readonly StepData[];
  readonly memory: readonly MemoryData[];
  readonly devices: readonly DeviceData[];
  /** What a reader must know, such as what was left out. */
  readonly notes: readonly string[];
  /** The step shown first, and the layout of what is shown of it. */
  readonly first: number;
  readonly layout?: LayoutData;
}

/** What a node goes by in a step: its function and its first result, which are unique together. */
export function nodeKey(func: string, node: { readonly results: readonly TypedName[]; readonly op: string }): string {
  return `${func}/${node.results[0]?.[0] ?? node.op}`;
}
