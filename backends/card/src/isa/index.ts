// The instruction set as code: generated tables, instructions as values, encoding and decoding.

export { type DecodeProblem, decode, isProblem } from './decode.js';
export { encode, encodeInto, encodeProgram, IMMEDIATE_LIMIT } from './encode.js';
export { type CostFields, costFields, EFFECTS } from './generated/effects.js';
export type { InstructionFields } from './generated/fields.js';
export { MACHINE_FIELDS, type MachineFields, SPACE_CAPACITY } from './generated/machine-fields.js';
export {
  FORMATS,
  INSTRUCTIONS,
  ISA_NAME,
  ISA_VERSION,
  type KernelName,
  type Opcode,
  QUEUES,
  type QueueName,
  SHARED_SPACES,
  SPACES,
  type SpaceName,
  WORD_BYTES,
  WORD_FIELDS,
} from './generated/opcodes.js';
export {
  type CardData,
  type CardImage,
  type CardMachine,
  type CardProgram,
  type IoBuffer,
  LARGEST_ENGINE_MEMORY,
  type LaunchParam,
} from './image.js';
export {
  type CardInstructionSpec,
  type Instruction,
  instruction,
  isImmediate,
  isOpcode,
  MAX_LOOP_DEPTH,
  REGISTER_COUNT,
  specOf,
  specOfCode,
  type Tokens,
} from './instruction.js';
export { LANE_UNITS, type LaneCycles, type LaneUnit, laneUnitOf, startCycles } from './lane-cycles.js';
export type { AccessSink, Effects, FlagSpec, FlagValues, InstructionSpec, OperandSpec, OperandValues } from './spec.js';
