export * from './diff/index.js';
export type * from './view/data.js';
export type { BundleGraph, BundlePartition, BundleValue } from './view/describe-bundle.js';
export { PAGE_START, type PageParts, renderPage } from './view/html.js';
export { type StepInfo, type ViewOptions, ViewRecorder } from './view/write-view.js';
