// What the package exports under the name `dim`.

export * from './dim.js';
export { type DimJson, fromJson, toJson } from './dim-json.js';
