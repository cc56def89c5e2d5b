export * from './model/proto.js';
export { readModel } from './wire/read-model.js';
