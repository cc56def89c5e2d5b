export * from './bundle-files.js';
export * from './file-source.js';
export * from './folder.js';
export * from './import-installed.js';
export * from './make-folder.js';
export * from './refuse-to-replace.js';
export * from './system-error.js';
export * from './write-folder.js';
