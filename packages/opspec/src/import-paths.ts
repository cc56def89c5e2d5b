// Where generated files import from. Inside this repository they reach into the ir package; outside they use what it exports.

export interface ImportPaths {
  /** `defineOp`, `Inference`, `dim`. */
  readonly runtime: string;
  readonly opDef: string;
  readonly builder: string;
  readonly graph: string;
  readonly type: string;
  readonly registry: string;
  /** The TypeScript extension of an op. */
  readonly extension: (op: string) => string;
}

/** For files in packages/ir/src/generated. */
export const insideTree: ImportPaths = {
  runtime: '../infer/index.js',
  opDef: '../graph/op-def.js',
  builder: '../graph/builder.js',
  graph: '../graph/graph.js',
  type: '../graph/type.js',
  registry: '../graph/registry.js',
  extension: (op) => `../extensions/${op.replaceAll('_', '-')}.js`,
};

/** For packages outside the tree; extensions lie in a folder `extensions` beside the folder of the generated files. */
export const outsideTree: ImportPaths = {
  runtime: '@afterglow/ir/infer',
  opDef: '@afterglow/ir',
  builder: '@afterglow/ir',
  graph: '@afterglow/ir',
  type: '@afterglow/ir',
  registry: '@afterglow/ir',
  extension: (op) => `../extensions/${op.replaceAll('_', '-')}.js`,
};
