export { arbitraryModule, type GrowthStep, growModule } from './arbitrary-module.js';
export { girText, type ParseTextOptions, parseCodes, parseText, sampleFile } from './parse-text.js';
