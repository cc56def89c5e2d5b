export * from './bundle.js';
export * from './diagnostics.js';
export * from './manifest.js';
export * from './parse-manifest.js';
export * from './safetensors.js';
export * from './serialize-manifest.js';
