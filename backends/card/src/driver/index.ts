// The driver of a card, and the tables its table instructions read.

export { CardDevice, namedCounters } from './card-device.js';
export { linearTable, sigmoidTable, tanhTable } from './tables.js';
