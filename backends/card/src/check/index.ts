// Proof from the binary alone that its programs are free of races and deadlock.

export { type CheckOptions, checkBinary } from './check-program.js';
