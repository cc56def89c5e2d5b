// The generic instruction set: one instruction an op, on whole buffers. A backend lowers these further or runs them as they are.

import { GENERIC_INSTRS } from '../generated/instrs.js';
import { type InstrSet, instrSet } from '../instr-def.js';

export const GENERIC_SET: InstrSet = instrSet('generic', GENERIC_INSTRS);
