// Generated from isa/card.isa by `npm run generate`. Do not edit.

import type { InstructionSpec } from '../spec.js';

export const ISA_NAME = 'card';
export const ISA_VERSION = 3;
export const WORD_BYTES = 16;

/** Name of an instruction. */
export type Opcode =
  | 'halt'
  | 'li'
  | 'param'
  | 'mov'
  | 'add'
  | 'sub'
  | 'mul'
  | 'div'
  | 'mod'
  | 'min'
  | 'max'
  | 'slt'
  | 'addi'
  | 'muli'
  | 'divi'
  | 'modi'
  | 'mini'
  | 'maxi'
  | 'lds.i32'
  | 'lds.i64'
  | 'loop'
  | 'endloop'
  | 'fence'
  | 'engine'
  | 'barrier'
  | 'dma.ld'
  | 'dma.st'
  | 'dma.cp'
  | 'mm.f16'
  | 'vmm.f32'
  | 'v2.add.f16'
  | 'v2.add.f32'
  | 'v2.sub.f16'
  | 'v2.sub.f32'
  | 'v2.mul.f16'
  | 'v2.mul.f32'
  | 'v2.div.f16'
  | 'v2.div.f32'
  | 'v2.max.f16'
  | 'v2.max.f32'
  | 'v2.min.f16'
  | 'v2.min.f32'
  | 'v1.relu.f16'
  | 'v1.relu.f32'
  | 'v1.neg.f16'
  | 'v1.neg.f32'
  | 'v1.abs.f16'
  | 'v1.abs.f32'
  | 'v1.copy.f16'
  | 'v1.copy.f32'
  | 'v1.sqrt.f16'
  | 'v1.sqrt.f32'
  | 'v1.reciprocal.f16'
  | 'v1.reciprocal.f32'
  | 'v1.exp.f16'
  | 'v1.exp.f32'
  | 'v1.log.f16'
  | 'v1.log.f32'
  | 'v1.sigmoid.f16'
  | 'v1.sigmoid.f32'
  | 'v1.tanh.f16'
  | 'v1.tanh.f32'
  | 'v1.erf.f16'
  | 'v1.erf.f32'
  | 'vlut.lin.f16'
  | 'vlut.bits.f16'
  | 'vcvt.f32.f16'
  | 'vcvt.f16.f32'
  | 'vcvt.i32.f32'
  | 'vcvt.i64.f32'
  | 'vcvt.i32.f16'
  | 'vcvt.i64.f16'
  | 'vcvt.f32.i32'
  | 'vcvt.f32.i64'
  | 'vcvt.f16.i32'
  | 'vcvt.f16.i64'
  | 'vcvt.i64.i32'
  | 'vcvt.i32.i64'
  | 'vcvt.u8.f32'
  | 'vcvt.u8.f16'
  | 'vcvt.f32.u8'
  | 'vcvt.f16.u8'
  | 'vcvt.i8.i32'
  | 'vcvt.u8.i32'
  | 'vcvt.i16.i32'
  | 'vcvt.u16.i32'
  | 'vcvt.i32.u8'
  | 'vcvt.i32.u16'
  | 'vcvt.u32.i64'
  | 'vcvt.small.f32'
  | 'vcvt.f32.small'
  | 'vcvt.bf16.f32'
  | 'vcvt.f32.bf16'
  | 'v1.sign.f16'
  | 'v1.sign.f32'
  | 'v1.floor.f16'
  | 'v1.floor.f32'
  | 'v1.ceil.f16'
  | 'v1.ceil.f32'
  | 'v1.round.f16'
  | 'v1.round.f32'
  | 'v1.sin.f16'
  | 'v1.sin.f32'
  | 'v1.cos.f16'
  | 'v1.cos.f32'
  | 'v1.tan.f16'
  | 'v1.tan.f32'
  | 'v1.asin.f16'
  | 'v1.asin.f32'
  | 'v1.acos.f16'
  | 'v1.acos.f32'
  | 'v1.atan.f16'
  | 'v1.atan.f32'
  | 'v1.sinh.f16'
  | 'v1.sinh.f32'
  | 'v1.cosh.f16'
  | 'v1.cosh.f32'
  | 'v1.asinh.f16'
  | 'v1.asinh.f32'
  | 'v1.acosh.f16'
  | 'v1.acosh.f32'
  | 'v1.atanh.f16'
  | 'v1.atanh.f32'
  | 'v1.softplus.f16'
  | 'v1.softplus.f32'
  | 'v1.softsign.f16'
  | 'v1.softsign.f32'
  | 'v1.mish.f16'
  | 'v1.mish.f32'
  | 'v1.hard_swish.f16'
  | 'v1.hard_swish.f32'
  | 'v1.silu.f16'
  | 'v1.silu.f32'
  | 'v1.gelu.f16'
  | 'v1.gelu.f32'
  | 'v1.gelu_tanh.f16'
  | 'v1.gelu_tanh.f32'
  | 'vp.leaky_relu.f16'
  | 'vp.leaky_relu.f32'
  | 'vp.hard_sigmoid.f16'
  | 'vp.hard_sigmoid.f32'
  | 'vp.thresholded_relu.f16'
  | 'vp.thresholded_relu.f32'
  | 'vp.elu.f16'
  | 'vp.elu.f32'
  | 'vp.celu.f16'
  | 'vp.celu.f32'
  | 'vp.selu.f16'
  | 'vp.selu.f32'
  | 'v2.pow.f16'
  | 'v2.pow.f32'
  | 'v2.fmod.f16'
  | 'v2.fmod.f32'
  | 'v2.mod.f16'
  | 'v2.mod.f32'
  | 'v2.prelu.f16'
  | 'v2.prelu.f32'
  | 'vcmp.eq.f16'
  | 'vcmp.eq.f32'
  | 'vcmp.eq.i32'
  | 'vcmp.eq.i64'
  | 'vcmp.eq.u8'
  | 'vcmp.lt.f16'
  | 'vcmp.lt.f32'
  | 'vcmp.lt.i32'
  | 'vcmp.lt.i64'
  | 'vcmp.lt.u8'
  | 'vcmp.le.f16'
  | 'vcmp.le.f32'
  | 'vcmp.le.i32'
  | 'vcmp.le.i64'
  | 'vcmp.le.u8'
  | 'vsel.1'
  | 'vsel.2'
  | 'vsel.4'
  | 'vsel.8'
  | 'v2.and.u8'
  | 'v2.or.u8'
  | 'v2.xor.u8'
  | 'v2.add.i32'
  | 'v2.add.i64'
  | 'v2.sub.i32'
  | 'v2.sub.i64'
  | 'v2.mul.i32'
  | 'v2.mul.i64'
  | 'v2.div.i32'
  | 'v2.div.i64'
  | 'v2.fmod.i32'
  | 'v2.fmod.i64'
  | 'v2.mod.i32'
  | 'v2.mod.i64'
  | 'v2.max.i32'
  | 'v2.max.i64'
  | 'v2.min.i32'
  | 'v2.min.i64'
  | 'vscan.sum.f32'
  | 'vscan.prod.f32'
  | 'vred.sum.f32'
  | 'vred.max.f32'
  | 'vred.min.f32'
  | 'vred.prod.f32'
  | 'vgather.2'
  | 'vgather.4'
  | 'vgather.8'
  | 'vfill.f16'
  | 'vfill.f32'
  | 'vdivr.f32'
  | 'egather.f32'
  | 'egather.f16'
  | 'egather.u8'
  | 'egather.i8'
  | 'egather.u4'
  | 'egather.i4'
  | 'erow.ld'
  | 'erow.st';

/** Name of a simulator routine. */
export type KernelName =
  | 'halt'
  | 'li'
  | 'param'
  | 'mov'
  | 'scalar'
  | 'scalar_immediate'
  | 'scalar_load'
  | 'loop'
  | 'endloop'
  | 'fence'
  | 'engine'
  | 'barrier'
  | 'copy'
  | 'matmul_f16'
  | 'matmul_f32'
  | 'binary'
  | 'unary'
  | 'table_linear'
  | 'table_bits'
  | 'convert'
  | 'convert_small'
  | 'unary_with_parameters'
  | 'binary_function'
  | 'compare'
  | 'select'
  | 'bytes'
  | 'integer'
  | 'scan'
  | 'reduce'
  | 'gather'
  | 'fill'
  | 'divide_by_register'
  | 'embedding'
  | 'embedding_rows'
  | 'rows_in'
  | 'rows_out';

/** Numbers of the memories. */
export const SPACES = { sram: 0, acc: 1, dram: 2, llc: 3 } as const;
export type SpaceName = keyof typeof SPACES;

/** Memories that all engines have in common; each has its own of the others. */
export const SHARED_SPACES: readonly SpaceName[] = ['dram', 'llc'];

/** Numbers of the queues: bit positions of `wait` and `signal` masks. */
export const QUEUES = { ctrl: 0, load: 1, store: 2, matrix: 3, vector: 4, embed: 5 } as const;
export type QueueName = keyof typeof QUEUES;

/** Bit positions of the fields every word has. */
export const WORD_FIELDS = { opcode: { from: 0, width: 8 }, wait: { from: 8, width: 6 }, signal: { from: 14, width: 6 }, flags: { from: 20, width: 12 } } as const;

/** Where the operands lie. */
export const FORMATS = { registers: { registers: { count: 16, width: 6, from: 32 } }, immediate: { registers: { count: 3, width: 6, from: 32 }, immediate: { width: 48, from: 80 } } } as const;

/** All instructions by opcode number. */
export const INSTRUCTIONS: readonly InstructionSpec<Opcode, KernelName>[] = [
  {
    op: 'halt', code: 1, format: 'registers', queue: 0,
    kernel: 'halt', params: {},
    operands: [],
    flags: [],
    summary: 'Ends the program.',
  },
  {
    op: 'li', code: 2, format: 'immediate', queue: 0,
    kernel: 'li', params: {},
    operands: [
      { name: 'rd', role: 'out' },
      { name: 'imm', role: 'signed' },
    ],
    flags: [],
    summary: 'Loads a constant.',
  },
  {
    op: 'param', code: 3, format: 'immediate', queue: 0,
    kernel: 'param', params: {},
    operands: [
      { name: 'rd', role: 'out' },
      { name: 'imm', role: 'unsigned' },
    ],
    flags: [],
    summary: 'Loads a launch parameter.',
  },
  {
    op: 'mov', code: 4, format: 'registers', queue: 0,
    kernel: 'mov', params: {},
    operands: [
      { name: 'rd', role: 'out' },
      { name: 'ra', role: 'value' },
    ],
    flags: [],
    summary: 'Copies a register.',
  },
  {
    op: 'add', code: 5, format: 'registers', queue: 0,
    kernel: 'scalar', params: { op: 'add' },
    operands: [
      { name: 'rd', role: 'out' },
      { name: 'ra', role: 'value' },
      { name: 'rb', role: 'value' },
    ],
    flags: [],
    summary: 'Adds.',
  },
  {
    op: 'sub', code: 6, format: 'registers', queue: 0,
    kernel: 'scalar', params: { op: 'sub' },
    operands: [
      { name: 'rd', role: 'out' },
      { name: 'ra', role: 'value' },
      { name: 'rb', role: 'value' },
    ],
    flags: [],
    summary: 'Subtracts.',
  },
  {
    op: 'mul', code: 7, format: 'registers', queue: 0,
    kernel: 'scalar', params: { op: 'mul' },
    operands: [
      { name: 'rd', role: 'out' },
      { name: 'ra', role: 'value' },
      { name: 'rb', role: 'value' },
    ],
    flags: [],
    summary: 'Multiplies.',
  },
  {
    op: 'div', code: 8, format: 'registers', queue: 0,
    kernel: 'scalar', params: { op: 'div' },
    operands: [
      { name: 'rd', role: 'out' },
      { name: 'ra', role: 'value' },
      { name: 'rb', role: 'value' },
    ],
    flags: [],
    summary: 'Divides, rounding down.',
  },
  {
    op: 'mod', code: 9, format: 'registers', queue: 0,
    kernel: 'scalar', params: { op: 'mod' },
    operands: [
      { name: 'rd', role: 'out' },
      { name: 'ra', role: 'value' },
      { name: 'rb', role: 'value' },
    ],
    flags: [],
    summary: 'Remainder with the sign of the divisor.',
  },
  {
    op: 'min', code: 10, format: 'registers', queue: 0,
    kernel: 'scalar', params: { op: 'min' },
    operands: [
      { name: 'rd', role: 'out' },
      { name: 'ra', role: 'value' },
      { name: 'rb', role: 'value' },
    ],
    flags: [],
    summary: 'Smaller of two.',
  },
  {
    op: 'max', code: 11, format: 'registers', queue: 0,
    kernel: 'scalar', params: { op: 'max' },
    operands: [
      { name: 'rd', role: 'out' },
      { name: 'ra', role: 'value' },
      { name: 'rb', role: 'value' },
    ],
    flags: [],
    summary: 'Larger of two.',
  },
  {
    op: 'slt', code: 12, format: 'registers', queue: 0,
    kernel: 'scalar', params: { op: 'slt' },
    operands: [
      { name: 'rd', role: 'out' },
      { name: 'ra', role: 'value' },
      { name: 'rb', role: 'value' },
    ],
    flags: [],
    summary: 'Compares.',
  },
  {
    op: 'addi', code: 13, format: 'immediate', queue: 0,
    kernel: 'scalar_immediate', params: { op: 'addi' },
    operands: [
      { name: 'rd', role: 'out' },
      { name: 'ra', role: 'value' },
      { name: 'imm', role: 'signed' },
    ],
    flags: [],
    summary: 'Adds a constant.',
  },
  {
    op: 'muli', code: 14, format: 'immediate', queue: 0,
    kernel: 'scalar_immediate', params: { op: 'muli' },
    operands: [
      { name: 'rd', role: 'out' },
      { name: 'ra', role: 'value' },
      { name: 'imm', role: 'signed' },
    ],
    flags: [],
    summary: 'Multiplies by a constant.',
  },
  {
    op: 'divi', code: 15, format: 'immediate', queue: 0,
    kernel: 'scalar_immediate', params: { op: 'divi' },
    operands: [
      { name: 'rd', role: 'out' },
      { name: 'ra', role: 'value' },
      { name: 'imm', role: 'signed' },
    ],
    flags: [],
    summary: 'Divides by a constant, rounding down.',
  },
  {
    op: 'modi', code: 16, format: 'immediate', queue: 0,
    kernel: 'scalar_immediate', params: { op: 'modi' },
    operands: [
      { name: 'rd', role: 'out' },
      { name: 'ra', role: 'value' },
      { name: 'imm', role: 'signed' },
    ],
    flags: [],
    summary: 'Remainder by a constant, with its sign.',
  },
  {
    op: 'mini', code: 17, format: 'immediate', queue: 0,
    kernel: 'scalar_immediate', params: { op: 'mini' },
    operands: [
      { name: 'rd', role: 'out' },
      { name: 'ra', role: 'value' },
      { name: 'imm', role: 'signed' },
    ],
    flags: [],
    summary: 'Smaller of a register and a constant.',
  },
  {
    op: 'maxi', code: 18, format: 'immediate', queue: 0,
    kernel: 'scalar_immediate', params: { op: 'maxi' },
    operands: [
      { name: 'rd', role: 'out' },
      { name: 'ra', role: 'value' },
      { name: 'imm', role: 'signed' },
    ],
    flags: [],
    summary: 'Larger of a register and a constant.',
  },
  {
    op: 'lds.i32', code: 19, format: 'immediate', queue: 0,
    kernel: 'scalar_load', params: { type: 'i32', size: 4 },
    operands: [
      { name: 'rd', role: 'out' },
      { name: 'ra', role: 'address', space: 'sram' },
      { name: 'imm', role: 'signed' },
    ],
    flags: [],
    summary: 'Loads an integer from the scratchpad into a register.',
  },
  {
    op: 'lds.i64', code: 20, format: 'immediate', queue: 0,
    kernel: 'scalar_load', params: { type: 'i64', size: 8 },
    operands: [
      { name: 'rd', role: 'out' },
      { name: 'ra', role: 'address', space: 'sram' },
      { name: 'imm', role: 'signed' },
    ],
    flags: [],
    summary: 'Loads an integer from the scratchpad into a register.',
  },
  {
    op: 'loop', code: 21, format: 'immediate', queue: 0,
    kernel: 'loop', params: {},
    operands: [
      { name: 'rd', role: 'out' },
      { name: 'ra', role: 'count' },
      { name: 'imm', role: 'unsigned' },
    ],
    flags: [],
    summary: 'Starts a counted loop.',
  },
  {
    op: 'endloop', code: 22, format: 'registers', queue: 0,
    kernel: 'endloop', params: {},
    operands: [],
    flags: [],
    summary: 'Ends the body of a loop.',
  },
  {
    op: 'fence', code: 23, format: 'registers', queue: 0,
    kernel: 'fence', params: {},
    operands: [],
    flags: [],
    summary: 'Waits until every queue is empty.',
  },
  {
    op: 'engine', code: 24, format: 'registers', queue: 0,
    kernel: 'engine', params: {},
    operands: [
      { name: 'rd', role: 'out' },
    ],
    flags: [],
    summary: 'Tells engines apart.',
  },
  {
    op: 'barrier', code: 25, format: 'registers', queue: 0,
    kernel: 'barrier', params: {},
    operands: [],
    flags: [],
    summary: 'Waits for all engines.',
  },
  {
    op: 'dma.ld', code: 32, format: 'registers', queue: 1,
    kernel: 'copy', params: {},
    operands: [
      { name: 'dst', role: 'address', space: 'dst_space' },
      { name: 'src', role: 'address', space: 'src_space' },
      { name: 'n0', role: 'count' },
      { name: 'n1', role: 'count' },
      { name: 'n2', role: 'count' },
      { name: 'dst_s1', role: 'stride' },
      { name: 'dst_s2', role: 'stride' },
      { name: 'src_s1', role: 'stride' },
      { name: 'src_s2', role: 'stride' },
    ],
    flags: [
      { name: 'dst_space', shift: 0, bits: 1, count: 2, values: ['sram', 'acc'] },
      { name: 'src_space', shift: 1, bits: 1, count: 2, values: ['dram', 'llc'] },
    ],
    summary: 'Copies from a memory that engines share to the engine.',
  },
  {
    op: 'dma.st', code: 33, format: 'registers', queue: 2,
    kernel: 'copy', params: {},
    operands: [
      { name: 'dst', role: 'address', space: 'dst_space' },
      { name: 'src', role: 'address', space: 'src_space' },
      { name: 'n0', role: 'count' },
      { name: 'n1', role: 'count' },
      { name: 'n2', role: 'count' },
      { name: 'dst_s1', role: 'stride' },
      { name: 'dst_s2', role: 'stride' },
      { name: 'src_s1', role: 'stride' },
      { name: 'src_s2', role: 'stride' },
    ],
    flags: [
      { name: 'src_space', shift: 0, bits: 1, count: 2, values: ['sram', 'acc'] },
      { name: 'dst_space', shift: 1, bits: 1, count: 2, values: ['dram', 'llc'] },
    ],
    summary: 'Copies from the engine to a memory that engines share.',
  },
  {
    op: 'dma.cp', code: 34, format: 'registers', queue: 1,
    kernel: 'copy', params: {},
    operands: [
      { name: 'dst', role: 'address', space: 'dst_space' },
      { name: 'src', role: 'address', space: 'src_space' },
      { name: 'n0', role: 'count' },
      { name: 'n1', role: 'count' },
      { name: 'n2', role: 'count' },
      { name: 'dst_s1', role: 'stride' },
      { name: 'dst_s2', role: 'stride' },
      { name: 'src_s1', role: 'stride' },
      { name: 'src_s2', role: 'stride' },
    ],
    flags: [
      { name: 'dst_space', shift: 0, bits: 2, count: 4, values: ['sram', 'acc', 'dram', 'llc'] },
      { name: 'src_space', shift: 2, bits: 2, count: 4, values: ['sram', 'acc', 'dram', 'llc'] },
    ],
    summary: 'Copies between any two memories.',
  },
  {
    op: 'mm.f16', code: 40, format: 'registers', queue: 3,
    kernel: 'matmul_f16', params: {},
    operands: [
      { name: 'c', role: 'address', space: 'acc' },
      { name: 'a', role: 'address', space: 'sram' },
      { name: 'b', role: 'address', space: 'sram' },
      { name: 'm', role: 'count' },
      { name: 'n', role: 'count' },
      { name: 'k', role: 'count' },
      { name: 'ldc', role: 'stride' },
      { name: 'lda', role: 'stride' },
      { name: 'ldb', role: 'stride' },
    ],
    flags: [
      { name: 'accumulate', shift: 0, bits: 1, count: 2 },
      { name: 'b_transposed', shift: 1, bits: 1, count: 2 },
    ],
    summary: 'Multiplies binary16 tiles into binary32 accumulators.',
  },
  {
    op: 'vmm.f32', code: 41, format: 'registers', queue: 4,
    kernel: 'matmul_f32', params: {},
    operands: [
      { name: 'c', role: 'address', space: 'acc' },
      { name: 'a', role: 'address', space: 'sram' },
      { name: 'b', role: 'address', space: 'sram' },
      { name: 'm', role: 'count' },
      { name: 'n', role: 'count' },
      { name: 'k', role: 'count' },
      { name: 'ldc', role: 'stride' },
      { name: 'lda', role: 'stride' },
      { name: 'ldb', role: 'stride' },
    ],
    flags: [
      { name: 'accumulate', shift: 0, bits: 1, count: 2 },
      { name: 'b_transposed', shift: 1, bits: 1, count: 2 },
    ],
    summary: 'Multiplies binary32 tiles on the vector unit.',
  },
  {
    op: 'v2.add.f16', code: 48, format: 'registers', queue: 4,
    kernel: 'binary', params: { op: 'add', passes: 1, type: 'f16', size: 2 },
    operands: [
      { name: 'dst', role: 'address', space: 'dst_space' },
      { name: 'a', role: 'address', space: 'a_space' },
      { name: 'b', role: 'address', space: 'b_space' },
      { name: 'rows', role: 'count' },
      { name: 'cols', role: 'count' },
      { name: 'dst_stride', role: 'stride' },
      { name: 'a_stride', role: 'stride' },
      { name: 'b_stride', role: 'stride' },
    ],
    flags: [
      { name: 'dst_space', shift: 0, bits: 1, count: 2, values: ['sram', 'acc'] },
      { name: 'a_space', shift: 1, bits: 1, count: 2, values: ['sram', 'acc'] },
      { name: 'b_space', shift: 2, bits: 1, count: 2, values: ['sram', 'acc'] },
      { name: 'a_broadcast', shift: 3, bits: 1, count: 2 },
      { name: 'b_broadcast', shift: 4, bits: 1, count: 2 },
    ],
    summary: 'Adds element by element.',
  },
  {
    op: 'v2.add.f32', code: 49, format: 'registers', queue: 4,
    kernel: 'binary', params: { op: 'add', passes: 1, type: 'f32', size: 4 },
    operands: [
      { name: 'dst', role: 'address', space: 'dst_space' },
      { name: 'a', role: 'address', space: 'a_space' },
      { name: 'b', role: 'address', space: 'b_space' },
      { name: 'rows', role: 'count' },
      { name: 'cols', role: 'count' },
      { name: 'dst_stride', role: 'stride' },
      { name: 'a_stride', role: 'stride' },
      { name: 'b_stride', role: 'stride' },
    ],
    flags: [
      { name: 'dst_space', shift: 0, bits: 1, count: 2, values: ['sram', 'acc'] },
      { name: 'a_space', shift: 1, bits: 1, count: 2, values: ['sram', 'acc'] },
      { name: 'b_space', shift: 2, bits: 1, count: 2, values: ['sram', 'acc'] },
      { name: 'a_broadcast', shift: 3, bits: 1, count: 2 },
      { name: 'b_broadcast', shift: 4, bits: 1, count: 2 },
    ],
    summary: 'Adds element by element.',
  },
  {
    op: 'v2.sub.f16', code: 50, format: 'registers', queue: 4,
    kernel: 'binary', params: { op: 'sub', passes: 1, type: 'f16', size: 2 },
    operands: [
      { name: 'dst', role: 'address', space: 'dst_space' },
      { name: 'a', role: 'address', space: 'a_space' },
      { name: 'b', role: 'address', space: 'b_space' },
      { name: 'rows', role: 'count' },
      { name: 'cols', role: 'count' },
      { name: 'dst_stride', role: 'stride' },
      { name: 'a_stride', role: 'stride' },
      { name: 'b_stride', role: 'stride' },
    ],
    flags: [
      { name: 'dst_space', shift: 0, bits: 1, count: 2, values: ['sram', 'acc'] },
      { name: 'a_space', shift: 1, bits: 1, count: 2, values: ['sram', 'acc'] },
      { name: 'b_space', shift: 2, bits: 1, count: 2, values: ['sram', 'acc'] },
      { name: 'a_broadcast', shift: 3, bits: 1, count: 2 },
      { name: 'b_broadcast', shift: 4, bits: 1, count: 2 },
    ],
    summary: 'Subtracts element by element.',
  },
  {
    op: 'v2.sub.f32', code: 51, format: 'registers', queue: 4,
    kernel: 'binary', params: { op: 'sub', passes: 1, type: 'f32', size: 4 },
    operands: [
      { name: 'dst', role: 'address', space: 'dst_space' },
      { name: 'a', role: 'address', space: 'a_space' },
      { name: 'b', role: 'address', space: 'b_space' },
      { name: 'rows', role: 'count' },
      { name: 'cols', role: 'count' },
      { name: 'dst_stride', role: 'stride' },
      { name: 'a_stride', role: 'stride' },
      { name: 'b_stride', role: 'stride' },
    ],
    flags: [
      { name: 'dst_space', shift: 0, bits: 1, count: 2, values: ['sram', 'acc'] },
      { name: 'a_space', shift: 1, bits: 1, count: 2, values: ['sram', 'acc'] },
      { name: 'b_space', shift: 2, bits: 1, count: 2, values: ['sram', 'acc'] },
      { name: 'a_broadcast', shift: 3, bits: 1, count: 2 },
      { name: 'b_broadcast', shift: 4, bits: 1, count: 2 },
    ],
    summary: 'Subtracts element by element.',
  },
  {
    op: 'v2.mul.f16', code: 52, format: 'registers', queue: 4,
    kernel: 'binary', params: { op: 'mul', passes: 1, type: 'f16', size: 2 },
    operands: [
      { name: 'dst', role: 'address', space: 'dst_space' },
      { name: 'a', role: 'address', space: 'a_space' },
      { name: 'b', role: 'address', space: 'b_space' },
      { name: 'rows', role: 'count' },
      { name: 'cols', role: 'count' },
      { name: 'dst_stride', role: 'stride' },
      { name: 'a_stride', role: 'stride' },
      { name: 'b_stride', role: 'stride' },
    ],
    flags: [
      { name: 'dst_space', shift: 0, bits: 1, count: 2, values: ['sram', 'acc'] },
      { name: 'a_space', shift: 1, bits: 1, count: 2, values: ['sram', 'acc'] },
      { name: 'b_space', shift: 2, bits: 1, count: 2, values: ['sram', 'acc'] },
      { name: 'a_broadcast', shift: 3, bits: 1, count: 2 },
      { name: 'b_broadcast', shift: 4, bits: 1, count: 2 },
    ],
    summary: 'Multiplies element by element.',
  },
  {
    op: 'v2.mul.f32', code: 53, format: 'registers', queue: 4,
    kernel: 'binary', params: { op: 'mul', passes: 1, type: 'f32', size: 4 },
    operands: [
      { name: 'dst', role: 'address', space: 'dst_space' },
      { name: 'a', role: 'address', space: 'a_space' },
      { name: 'b', role: 'address', space: 'b_space' },
      { name: 'rows', role: 'count' },
      { name: 'cols', role: 'count' },
      { name: 'dst_stride', role: 'stride' },
      { name: 'a_stride', role: 'stride' },
      { name: 'b_stride', role: 'stride' },
    ],
    flags: [
      { name: 'dst_space', shift: 0, bits: 1, count: 2, values: ['sram', 'acc'] },
      { name: 'a_space', shift: 1, bits: 1, count: 2, values: ['sram', 'acc'] },
      { name: 'b_space', shift: 2, bits: 1, count: 2, values: ['sram', 'acc'] },
      { name: 'a_broadcast', shift: 3, bits: 1, count: 2 },
      { name: 'b_broadcast', shift: 4, bits: 1, count: 2 },
    ],
    summary: 'Multiplies element by element.',
  },
  {
    op: 'v2.div.f16', code: 54, format: 'registers', queue: 4,
    kernel: 'binary', params: { op: 'div', passes: 8, type: 'f16', size: 2 },
    operands: [
      { name: 'dst', role: 'address', space: 'dst_space' },
      { name: 'a', role: 'address', space: 'a_space' },
      { name: 'b', role: 'address', space: 'b_space' },
      { name: 'rows', role: 'count' },
      { name: 'cols', role: 'count' },
      { name: 'dst_stride', role: 'stride' },
      { name: 'a_stride', role: 'stride' },
      { name: 'b_stride', role: 'stride' },
    ],
    flags: [
      { name: 'dst_space', shift: 0, bits: 1, count: 2, values: ['sram', 'acc'] },
      { name: 'a_space', shift: 1, bits: 1, count: 2, values: ['sram', 'acc'] },
      { name: 'b_space', shift: 2, bits: 1, count: 2, values: ['sram', 'acc'] },
      { name: 'a_broadcast', shift: 3, bits: 1, count: 2 },
      { name: 'b_broadcast', shift: 4, bits: 1, count: 2 },
    ],
    summary: 'Divides element by element.',
  },
  {
    op: 'v2.div.f32', code: 55, format: 'registers', queue: 4,
    kernel: 'binary', params: { op: 'div', passes: 8, type: 'f32', size: 4 },
    operands: [
      { name: 'dst', role: 'address', space: 'dst_space' },
      { name: 'a', role: 'address', space: 'a_space' },
      { name: 'b', role: 'address', space: 'b_space' },
      { name: 'rows', role: 'count' },
      { name: 'cols', role: 'count' },
      { name: 'dst_stride', role: 'stride' },
      { name: 'a_stride', role: 'stride' },
      { name: 'b_stride', role: 'stride' },
    ],
    flags: [
      { name: 'dst_space', shift: 0, bits: 1, count: 2, values: ['sram', 'acc'] },
      { name: 'a_space', shift: 1, bits: 1, count: 2, values: ['sram', 'acc'] },
      { name: 'b_space', shift: 2, bits: 1, count: 2, values: ['sram', 'acc'] },
      { name: 'a_broadcast', shift: 3, bits: 1, count: 2 },
      { name: 'b_broadcast', shift: 4, bits: 1, count: 2 },
    ],
    summary: 'Divides element by element.',
  },
  {
    op: 'v2.max.f16', code: 56, format: 'registers', queue: 4,
    kernel: 'binary', params: { op: 'max', passes: 1, type: 'f16', size: 2 },
    operands: [
      { name: 'dst', role: 'address', space: 'dst_space' },
      { name: 'a', role: 'address', space: 'a_space' },
      { name: 'b', role: 'address', space: 'b_space' },
      { name: 'rows', role: 'count' },
      { name: 'cols', role: 'count' },
      { name: 'dst_stride', role: 'stride' },
      { name: 'a_stride', role: 'stride' },
      { name: 'b_stride', role: 'stride' },
    ],
    flags: [
      { name: 'dst_space', shift: 0, bits: 1, count: 2, values: ['sram', 'acc'] },
      { name: 'a_space', shift: 1, bits: 1, count: 2, values: ['sram', 'acc'] },
      { name: 'b_space', shift: 2, bits: 1, count: 2, values: ['sram', 'acc'] },
      { name: 'a_broadcast', shift: 3, bits: 1, count: 2 },
      { name: 'b_broadcast', shift: 4, bits: 1, count: 2 },
    ],
    summary: 'Larger element of two.',
  },
  {
    op: 'v2.max.f32', code: 57, format: 'registers', queue: 4,
    kernel: 'binary', params: { op: 'max', passes: 1, type: 'f32', size: 4 },
    operands: [
      { name: 'dst', role: 'address', space: 'dst_space' },
      { name: 'a', role: 'address', space: 'a_space' },
      { name: 'b', role: 'address', space: 'b_space' },
      { name: 'rows', role: 'count' },
      { name: 'cols', role: 'count' },
      { name: 'dst_stride', role: 'stride' },
      { name: 'a_stride', role: 'stride' },
      { name: 'b_stride', role: 'stride' },
    ],
    flags: [
      { name: 'dst_space', shift: 0, bits: 1, count: 2, values: ['sram', 'acc'] },
      { name: 'a_space', shift: 1, bits: 1, count: 2, values: ['sram', 'acc'] },
      { name: 'b_space', shift: 2, bits: 1, count: 2, values: ['sram', 'acc'] },
      { name: 'a_broadcast', shift: 3, bits: 1, count: 2 },
      { name: 'b_broadcast', shift: 4, bits: 1, count: 2 },
    ],
    summary: 'Larger element of two.',
  },
  {
    op: 'v2.min.f16', code: 58, format: 'registers', queue: 4,
    kernel: 'binary', params: { op: 'min', passes: 1, type: 'f16', size: 2 },
    operands: [
      { name: 'dst', role: 'address', space: 'dst_space' },
      { name: 'a', role: 'address', space: 'a_space' },
      { name: 'b', role: 'address', space: 'b_space' },
      { name: 'rows', role: 'count' },
      { name: 'cols', role: 'count' },
      { name: 'dst_stride', role: 'stride' },
      { name: 'a_stride', role: 'stride' },
      { name: 'b_stride', role: 'stride' },
    ],
    flags: [
      { name: 'dst_space', shift: 0, bits: 1, count: 2, values: ['sram', 'acc'] },
      { name: 'a_space', shift: 1, bits: 1, count: 2, values: ['sram', 'acc'] },
      { name: 'b_space', shift: 2, bits: 1, count: 2, values: ['sram', 'acc'] },
      { name: 'a_broadcast', shift: 3, bits: 1, count: 2 },
      { name: 'b_broadcast', shift: 4, bits: 1, count: 2 },
    ],
    summary: 'Smaller element of two.',
  },
  {
    op: 'v2.min.f32', code: 59, format: 'registers', queue: 4,
    kernel: 'binary', params: { op: 'min', passes: 1, type: 'f32', size: 4 },
    operands: [
      { name: 'dst', role: 'address', space: 'dst_space' },
      { name: 'a', role: 'address', space: 'a_space' },
      { name: 'b', role: 'address', space: 'b_space' },
      { name: 'rows', role: 'count' },
      { name: 'cols', role: 'count' },
      { name: 'dst_stride', role: 'stride' },
      { name: 'a_stride', role: 'stride' },
      { name: 'b_stride', role: 'stride' },
    ],
    flags: [
      { name: 'dst_space', shift: 0, bits: 1, count: 2, values: ['sram', 'acc'] },
      { name: 'a_space', shift: 1, bits: 1, count: 2, values: ['sram', 'acc'] },
      { name: 'b_space', shift: 2, bits: 1, count: 2, values: ['sram', 'acc'] },
      { name: 'a_broadcast', shift: 3, bits: 1, count: 2 },
      { name: 'b_broadcast', shift: 4, bits: 1, count: 2 },
    ],
    summary: 'Smaller element of two.',
  },
  {
    op: 'v1.relu.f16', code: 64, format: 'registers', queue: 4,
    kernel: 'unary', params: { op: 'relu', passes: 1, type: 'f16', size: 2 },
    operands: [
      { name: 'dst', role: 'address', space: 'dst_space' },
      { name: 'src', role: 'address', space: 'src_space' },
      { name: 'rows', role: 'count' },
      { name: 'cols', role: 'count' },
      { name: 'dst_stride', role: 'stride' },
      { name: 'src_stride', role: 'stride' },
    ],
    flags: [
      { name: 'dst_space', shift: 0, bits: 1, count: 2, values: ['sram', 'acc'] },
      { name: 'src_space', shift: 1, bits: 1, count: 2, values: ['sram', 'acc'] },
    ],
    summary: 'Rectifies.',
  },
  {
    op: 'v1.relu.f32', code: 65, format: 'registers', queue: 4,
    kernel: 'unary', params: { op: 'relu', passes: 1, type: 'f32', size: 4 },
    operands: [
      { name: 'dst', role: 'address', space: 'dst_space' },
      { name: 'src', role: 'address', space: 'src_space' },
      { name: 'rows', role: 'count' },
      { name: 'cols', role: 'count' },
      { name: 'dst_stride', role: 'stride' },
      { name: 'src_stride', role: 'stride' },
    ],
    flags: [
      { name: 'dst_space', shift: 0, bits: 1, count: 2, values: ['sram', 'acc'] },
      { name: 'src_space', shift: 1, bits: 1, count: 2, values: ['sram', 'acc'] },
    ],
    summary: 'Rectifies.',
  },
  {
    op: 'v1.neg.f16', code: 66, format: 'registers', queue: 4,
    kernel: 'unary', params: { op: 'neg', passes: 1, type: 'f16', size: 2 },
    operands: [
      { name: 'dst', role: 'address', space: 'dst_space' },
      { name: 'src', role: 'address', space: 'src_space' },
      { name: 'rows', role: 'count' },
      { name: 'cols', role: 'count' },
      { name: 'dst_stride', role: 'stride' },
      { name: 'src_stride', role: 'stride' },
    ],
    flags: [
      { name: 'dst_space', shift: 0, bits: 1, count: 2, values: ['sram', 'acc'] },
      { name: 'src_space', shift: 1, bits: 1, count: 2, values: ['sram', 'acc'] },
    ],
    summary: 'Negates.',
  },
  {
    op: 'v1.neg.f32', code: 67, format: 'registers', queue: 4,
    kernel: 'unary', params: { op: 'neg', passes: 1, type: 'f32', size: 4 },
    operands: [
      { name: 'dst', role: 'address', space: 'dst_space' },
      { name: 'src', role: 'address', space: 'src_space' },
      { name: 'rows', role: 'count' },
      { name: 'cols', role: 'count' },
      { name: 'dst_stride', role: 'stride' },
      { name: 'src_stride', role: 'stride' },
    ],
    flags: [
      { name: 'dst_space', shift: 0, bits: 1, count: 2, values: ['sram', 'acc'] },
      { name: 'src_space', shift: 1, bits: 1, count: 2, values: ['sram', 'acc'] },
    ],
    summary: 'Negates.',
  },
  {
    op: 'v1.abs.f16', code: 68, format: 'registers', queue: 4,
    kernel: 'unary', params: { op: 'abs', passes: 1, type: 'f16', size: 2 },
    operands: [
      { name: 'dst', role: 'address', space: 'dst_space' },
      { name: 'src', role: 'address', space: 'src_space' },
      { name: 'rows', role: 'count' },
      { name: 'cols', role: 'count' },
      { name: 'dst_stride', role: 'stride' },
      { name: 'src_stride', role: 'stride' },
    ],
    flags: [
      { name: 'dst_space', shift: 0, bits: 1, count: 2, values: ['sram', 'acc'] },
      { name: 'src_space', shift: 1, bits: 1, count: 2, values: ['sram', 'acc'] },
    ],
    summary: 'Takes the magnitude.',
  },
  {
    op: 'v1.abs.f32', code: 69, format: 'registers', queue: 4,
    kernel: 'unary', params: { op: 'abs', passes: 1, type: 'f32', size: 4 },
    operands: [
      { name: 'dst', role: 'address', space: 'dst_space' },
      { name: 'src', role: 'address', space: 'src_space' },
      { name: 'rows', role: 'count' },
      { name: 'cols', role: 'count' },
      { name: 'dst_stride', role: 'stride' },
      { name: 'src_stride', role: 'stride' },
    ],
    flags: [
      { name: 'dst_space', shift: 0, bits: 1, count: 2, values: ['sram', 'acc'] },
      { name: 'src_space', shift: 1, bits: 1, count: 2, values: ['sram', 'acc'] },
    ],
    summary: 'Takes the magnitude.',
  },
  {
    op: 'v1.copy.f16', code: 70, format: 'registers', queue: 4,
    kernel: 'unary', params: { op: 'copy', passes: 1, type: 'f16', size: 2 },
    operands: [
      { name: 'dst', role: 'address', space: 'dst_space' },
      { name: 'src', role: 'address', space: 'src_space' },
      { name: 'rows', role: 'count' },
      { name: 'cols', role: 'count' },
      { name: 'dst_stride', role: 'stride' },
      { name: 'src_stride', role: 'stride' },
    ],
    flags: [
      { name: 'dst_space', shift: 0, bits: 1, count: 2, values: ['sram', 'acc'] },
      { name: 'src_space', shift: 1, bits: 1, count: 2, values: ['sram', 'acc'] },
    ],
    summary: 'Copies elements.',
  },
  {
    op: 'v1.copy.f32', code: 71, format: 'registers', queue: 4,
    kernel: 'unary', params: { op: 'copy', passes: 1, type: 'f32', size: 4 },
    operands: [
      { name: 'dst', role: 'address', space: 'dst_space' },
      { name: 'src', role: 'address', space: 'src_space' },
      { name: 'rows', role: 'count' },
      { name: 'cols', role: 'count' },
      { name: 'dst_stride', role: 'stride' },
      { name: 'src_stride', role: 'stride' },
    ],
    flags: [
      { name: 'dst_space', shift: 0, bits: 1, count: 2, values: ['sram', 'acc'] },
      { name: 'src_space', shift: 1, bits: 1, count: 2, values: ['sram', 'acc'] },
    ],
    summary: 'Copies elements.',
  },
  {
    op: 'v1.sqrt.f16', code: 72, format: 'registers', queue: 4,
    kernel: 'unary', params: { op: 'sqrt', passes: 8, type: 'f16', size: 2 },
    operands: [
      { name: 'dst', role: 'address', space: 'dst_space' },
      { name: 'src', role: 'address', space: 'src_space' },
      { name: 'rows', role: 'count' },
      { name: 'cols', role: 'count' },
      { name: 'dst_stride', role: 'stride' },
      { name: 'src_stride', role: 'stride' },
    ],
    flags: [
      { name: 'dst_space', shift: 0, bits: 1, count: 2, values: ['sram', 'acc'] },
      { name: 'src_space', shift: 1, bits: 1, count: 2, values: ['sram', 'acc'] },
    ],
    summary: 'Takes the square root.',
  },
  {
    op: 'v1.sqrt.f32', code: 73, format: 'registers', queue: 4,
    kernel: 'unary', params: { op: 'sqrt', passes: 8, type: 'f32', size: 4 },
    operands: [
      { name: 'dst', role: 'address', space: 'dst_space' },
      { name: 'src', role: 'address', space: 'src_space' },
      { name: 'rows', role: 'count' },
      { name: 'cols', role: 'count' },
      { name: 'dst_stride', role: 'stride' },
      { name: 'src_stride', role: 'stride' },
    ],
    flags: [
      { name: 'dst_space', shift: 0, bits: 1, count: 2, values: ['sram', 'acc'] },
      { name: 'src_space', shift: 1, bits: 1, count: 2, values: ['sram', 'acc'] },
    ],
    summary: 'Takes the square root.',
  },
  {
    op: 'v1.reciprocal.f16', code: 74, format: 'registers', queue: 4,
    kernel: 'unary', params: { op: 'reciprocal', passes: 8, type: 'f16', size: 2 },
    operands: [
      { name: 'dst', role: 'address', space: 'dst_space' },
      { name: 'src', role: 'address', space: 'src_space' },
      { name: 'rows', role: 'count' },
      { name: 'cols', role: 'count' },
      { name: 'dst_stride', role: 'stride' },
      { name: 'src_stride', role: 'stride' },
    ],
    flags: [
      { name: 'dst_space', shift: 0, bits: 1, count: 2, values: ['sram', 'acc'] },
      { name: 'src_space', shift: 1, bits: 1, count: 2, values: ['sram', 'acc'] },
    ],
    summary: 'Takes the reciprocal.',
  },
  {
    op: 'v1.reciprocal.f32', code: 75, format: 'registers', queue: 4,
    kernel: 'unary', params: { op: 'reciprocal', passes: 8, type: 'f32', size: 4 },
    operands: [
      { name: 'dst', role: 'address', space: 'dst_space' },
      { name: 'src', role: 'address', space: 'src_space' },
      { name: 'rows', role: 'count' },
      { name: 'cols', role: 'count' },
      { name: 'dst_stride', role: 'stride' },
      { name: 'src_stride', role: 'stride' },
    ],
    flags: [
      { name: 'dst_space', shift: 0, bits: 1, count: 2, values: ['sram', 'acc'] },
      { name: 'src_space', shift: 1, bits: 1, count: 2, values: ['sram', 'acc'] },
    ],
    summary: 'Takes the reciprocal.',
  },
  {
    op: 'v1.exp.f16', code: 76, format: 'registers', queue: 4,
    kernel: 'unary', params: { op: 'exp', passes: 8, type: 'f16', size: 2 },
    operands: [
      { name: 'dst', role: 'address', space: 'dst_space' },
      { name: 'src', role: 'address', space: 'src_space' },
      { name: 'rows', role: 'count' },
      { name: 'cols', role: 'count' },
      { name: 'dst_stride', role: 'stride' },
      { name: 'src_stride', role: 'stride' },
    ],
    flags: [
      { name: 'dst_space', shift: 0, bits: 1, count: 2, values: ['sram', 'acc'] },
      { name: 'src_space', shift: 1, bits: 1, count: 2, values: ['sram', 'acc'] },
    ],
    summary: 'Takes the exponential.',
  },
  {
    op: 'v1.exp.f32', code: 77, format: 'registers', queue: 4,
    kernel: 'unary', params: { op: 'exp', passes: 8, type: 'f32', size: 4 },
    operands: [
      { name: 'dst', role: 'address', space: 'dst_space' },
      { name: 'src', role: 'address', space: 'src_space' },
      { name: 'rows', role: 'count' },
      { name: 'cols', role: 'count' },
      { name: 'dst_stride', role: 'stride' },
      { name: 'src_stride', role: 'stride' },
    ],
    flags: [
      { name: 'dst_space', shift: 0, bits: 1, count: 2, values: ['sram', 'acc'] },
      { name: 'src_space', shift: 1, bits: 1, count: 2, values: ['sram', 'acc'] },
    ],
    summary: 'Takes the exponential.',
  },
  {
    op: 'v1.log.f16', code: 78, format: 'registers', queue: 4,
    kernel: 'unary', params: { op: 'log', passes: 8, type: 'f16', size: 2 },
    operands: [
      { name: 'dst', role: 'address', space: 'dst_space' },
      { name: 'src', role: 'address', space: 'src_space' },
      { name: 'rows', role: 'count' },
      { name: 'cols', role: 'count' },
      { name: 'dst_stride', role: 'stride' },
      { name: 'src_stride', role: 'stride' },
    ],
    flags: [
      { name: 'dst_space', shift: 0, bits: 1, count: 2, values: ['sram', 'acc'] },
      { name: 'src_space', shift: 1, bits: 1, count: 2, values: ['sram', 'acc'] },
    ],
    summary: 'Takes the natural logarithm.',
  },
  {
    op: 'v1.log.f32', code: 79, format: 'registers', queue: 4,
    kernel: 'unary', params: { op: 'log', passes: 8, type: 'f32', size: 4 },
    operands: [
      { name: 'dst', role: 'address', space: 'dst_space' },
      { name: 'src', role: 'address', space: 'src_space' },
      { name: 'rows', role: 'count' },
      { name: 'cols', role: 'count' },
      { name: 'dst_stride', role: 'stride' },
      { name: 'src_stride', role: 'stride' },
    ],
    flags: [
      { name: 'dst_space', shift: 0, bits: 1, count: 2, values: ['sram', 'acc'] },
      { name: 'src_space', shift: 1, bits: 1, count: 2, values: ['sram', 'acc'] },
    ],
    summary: 'Takes the natural logarithm.',
  },
  {
    op: 'v1.sigmoid.f16', code: 80, format: 'registers', queue: 4,
    kernel: 'unary', params: { op: 'sigmoid', passes: 12, type: 'f16', size: 2 },
    operands: [
      { name: 'dst', role: 'address', space: 'dst_space' },
      { name: 'src', role: 'address', space: 'src_space' },
      { name: 'rows', role: 'count' },
      { name: 'cols', role: 'count' },
      { name: 'dst_stride', role: 'stride' },
      { name: 'src_stride', role: 'stride' },
    ],
    flags: [
      { name: 'dst_space', shift: 0, bits: 1, count: 2, values: ['sram', 'acc'] },
      { name: 'src_space', shift: 1, bits: 1, count: 2, values: ['sram', 'acc'] },
    ],
    summary: 'Takes the logistic function.',
  },
  {
    op: 'v1.sigmoid.f32', code: 81, format: 'registers', queue: 4,
    kernel: 'unary', params: { op: 'sigmoid', passes: 12, type: 'f32', size: 4 },
    operands: [
      { name: 'dst', role: 'address', space: 'dst_space' },
      { name: 'src', role: 'address', space: 'src_space' },
      { name: 'rows', role: 'count' },
      { name: 'cols', role: 'count' },
      { name: 'dst_stride', role: 'stride' },
      { name: 'src_stride', role: 'stride' },
    ],
    flags: [
      { name: 'dst_space', shift: 0, bits: 1, count: 2, values: ['sram', 'acc'] },
      { name: 'src_space', shift: 1, bits: 1, count: 2, values: ['sram', 'acc'] },
    ],
    summary: 'Takes the logistic function.',
  },
  {
    op: 'v1.tanh.f16', code: 82, format: 'registers', queue: 4,
    kernel: 'unary', params: { op: 'tanh', passes: 12, type: 'f16', size: 2 },
    operands: [
      { name: 'dst', role: 'address', space: 'dst_space' },
      { name: 'src', role: 'address', space: 'src_space' },
      { name: 'rows', role: 'count' },
      { name: 'cols', role: 'count' },
      { name: 'dst_stride', role: 'stride' },
      { name: 'src_stride', role: 'stride' },
    ],
    flags: [
      { name: 'dst_space', shift: 0, bits: 1, count: 2, values: ['sram', 'acc'] },
      { name: 'src_space', shift: 1, bits: 1, count: 2, values: ['sram', 'acc'] },
    ],
    summary: 'Takes the hyperbolic tangent.',
  },
  {
    op: 'v1.tanh.f32', code: 83, format: 'registers', queue: 4,
    kernel: 'unary', params: { op: 'tanh', passes: 12, type: 'f32', size: 4 },
    operands: [
      { name: 'dst', role: 'address', space: 'dst_space' },
      { name: 'src', role: 'address', space: 'src_space' },
      { name: 'rows', role: 'count' },
      { name: 'cols', role: 'count' },
      { name: 'dst_stride', role: 'stride' },
      { name: 'src_stride', role: 'stride' },
    ],
    flags: [
      { name: 'dst_space', shift: 0, bits: 1, count: 2, values: ['sram', 'acc'] },
      { name: 'src_space', shift: 1, bits: 1, count: 2, values: ['sram', 'acc'] },
    ],
    summary: 'Takes the hyperbolic tangent.',
  },
  {
    op: 'v1.erf.f16', code: 84, format: 'registers', queue: 4,
    kernel: 'unary', params: { op: 'erf', passes: 12, type: 'f16', size: 2 },
    operands: [
      { name: 'dst', role: 'address', space: 'dst_space' },
      { name: 'src', role: 'address', space: 'src_space' },
      { name: 'rows', role: 'count' },
      { name: 'cols', role: 'count' },
      { name: 'dst_stride', role: 'stride' },
      { name: 'src_stride', role: 'stride' },
    ],
    flags: [
      { name: 'dst_space', shift: 0, bits: 1, count: 2, values: ['sram', 'acc'] },
      { name: 'src_space', shift: 1, bits: 1, count: 2, values: ['sram', 'acc'] },
    ],
    summary: 'Takes the error function.',
  },
  {
    op: 'v1.erf.f32', code: 85, format: 'registers', queue: 4,
    kernel: 'unary', params: { op: 'erf', passes: 12, type: 'f32', size: 4 },
    operands: [
      { name: 'dst', role: 'address', space: 'dst_space' },
      { name: 'src', role: 'address', space: 'src_space' },
      { name: 'rows', role: 'count' },
      { name: 'cols', role: 'count' },
      { name: 'dst_stride', role: 'stride' },
      { name: 'src_stride', role: 'stride' },
    ],
    flags: [
      { name: 'dst_space', shift: 0, bits: 1, count: 2, values: ['sram', 'acc'] },
      { name: 'src_space', shift: 1, bits: 1, count: 2, values: ['sram', 'acc'] },
    ],
    summary: 'Takes the error function.',
  },
  {
    op: 'vlut.lin.f16', code: 86, format: 'registers', queue: 4,
    kernel: 'table_linear', params: {},
    operands: [
      { name: 'dst', role: 'address', space: 'dst_space' },
      { name: 'src', role: 'address', space: 'src_space' },
      { name: 'rows', role: 'count' },
      { name: 'cols', role: 'count' },
      { name: 'dst_stride', role: 'stride' },
      { name: 'src_stride', role: 'stride' },
      { name: 'table', role: 'address', space: 'sram' },
    ],
    flags: [
      { name: 'dst_space', shift: 0, bits: 1, count: 2, values: ['sram', 'acc'] },
      { name: 'src_space', shift: 1, bits: 1, count: 2, values: ['sram', 'acc'] },
    ],
    summary: 'Applies a table with linear interpolation.',
  },
  {
    op: 'vlut.bits.f16', code: 87, format: 'registers', queue: 4,
    kernel: 'table_bits', params: {},
    operands: [
      { name: 'dst', role: 'address', space: 'dst_space' },
      { name: 'src', role: 'address', space: 'src_space' },
      { name: 'rows', role: 'count' },
      { name: 'cols', role: 'count' },
      { name: 'dst_stride', role: 'stride' },
      { name: 'src_stride', role: 'stride' },
      { name: 'table', role: 'address', space: 'sram' },
    ],
    flags: [
      { name: 'dst_space', shift: 0, bits: 1, count: 2, values: ['sram', 'acc'] },
      { name: 'src_space', shift: 1, bits: 1, count: 2, values: ['sram', 'acc'] },
    ],
    summary: 'Applies an odd function by a table over bit patterns.',
  },
  {
    op: 'vcvt.f32.f16', code: 88, format: 'registers', queue: 4,
    kernel: 'convert', params: { conversion: 'f32.f16', size_in: 4, size_out: 2 },
    operands: [
      { name: 'dst', role: 'address', space: 'dst_space' },
      { name: 'src', role: 'address', space: 'src_space' },
      { name: 'rows', role: 'count' },
      { name: 'cols', role: 'count' },
      { name: 'dst_stride', role: 'stride' },
      { name: 'src_stride', role: 'stride' },
    ],
    flags: [
      { name: 'dst_space', shift: 0, bits: 1, count: 2, values: ['sram', 'acc'] },
      { name: 'src_space', shift: 1, bits: 1, count: 2, values: ['sram', 'acc'] },
      { name: 'clip', shift: 2, bits: 1, count: 2 },
    ],
    summary: 'Converts binary32 to binary16.',
  },
  {
    op: 'vcvt.f16.f32', code: 89, format: 'registers', queue: 4,
    kernel: 'convert', params: { conversion: 'f16.f32', size_in: 2, size_out: 4 },
    operands: [
      { name: 'dst', role: 'address', space: 'dst_space' },
      { name: 'src', role: 'address', space: 'src_space' },
      { name: 'rows', role: 'count' },
      { name: 'cols', role: 'count' },
      { name: 'dst_stride', role: 'stride' },
      { name: 'src_stride', role: 'stride' },
    ],
    flags: [
      { name: 'dst_space', shift: 0, bits: 1, count: 2, values: ['sram', 'acc'] },
      { name: 'src_space', shift: 1, bits: 1, count: 2, values: ['sram', 'acc'] },
    ],
    summary: 'Converts binary16 to binary32.',
  },
  {
    op: 'vcvt.i32.f32', code: 90, format: 'registers', queue: 4,
    kernel: 'convert', params: { conversion: 'i32.f32', size_in: 4, size_out: 4 },
    operands: [
      { name: 'dst', role: 'address', space: 'dst_space' },
      { name: 'src', role: 'address', space: 'src_space' },
      { name: 'rows', role: 'count' },
      { name: 'cols', role: 'count' },
      { name: 'dst_stride', role: 'stride' },
      { name: 'src_stride', role: 'stride' },
    ],
    flags: [
      { name: 'dst_space', shift: 0, bits: 1, count: 2, values: ['sram', 'acc'] },
      { name: 'src_space', shift: 1, bits: 1, count: 2, values: ['sram', 'acc'] },
    ],
    summary: 'Converts 32-bit integers to binary32.',
  },
  {
    op: 'vcvt.i64.f32', code: 91, format: 'registers', queue: 4,
    kernel: 'convert', params: { conversion: 'i64.f32', size_in: 8, size_out: 4 },
    operands: [
      { name: 'dst', role: 'address', space: 'dst_space' },
      { name: 'src', role: 'address', space: 'src_space' },
      { name: 'rows', role: 'count' },
      { name: 'cols', role: 'count' },
      { name: 'dst_stride', role: 'stride' },
      { name: 'src_stride', role: 'stride' },
    ],
    flags: [
      { name: 'dst_space', shift: 0, bits: 1, count: 2, values: ['sram', 'acc'] },
      { name: 'src_space', shift: 1, bits: 1, count: 2, values: ['sram', 'acc'] },
    ],
    summary: 'Converts 64-bit integers to binary32.',
  },
  {
    op: 'vcvt.i32.f16', code: 92, format: 'registers', queue: 4,
    kernel: 'convert', params: { conversion: 'i32.f16', size_in: 4, size_out: 2 },
    operands: [
      { name: 'dst', role: 'address', space: 'dst_space' },
      { name: 'src', role: 'address', space: 'src_space' },
      { name: 'rows', role: 'count' },
      { name: 'cols', role: 'count' },
      { name: 'dst_stride', role: 'stride' },
      { name: 'src_stride', role: 'stride' },
    ],
    flags: [
      { name: 'dst_space', shift: 0, bits: 1, count: 2, values: ['sram', 'acc'] },
      { name: 'src_space', shift: 1, bits: 1, count: 2, values: ['sram', 'acc'] },
    ],
    summary: 'Converts 32-bit integers to binary16.',
  },
  {
    op: 'vcvt.i64.f16', code: 93, format: 'registers', queue: 4,
    kernel: 'convert', params: { conversion: 'i64.f16', size_in: 8, size_out: 2 },
    operands: [
      { name: 'dst', role: 'address', space: 'dst_space' },
      { name: 'src', role: 'address', space: 'src_space' },
      { name: 'rows', role: 'count' },
      { name: 'cols', role: 'count' },
      { name: 'dst_stride', role: 'stride' },
      { name: 'src_stride', role: 'stride' },
    ],
    flags: [
      { name: 'dst_space', shift: 0, bits: 1, count: 2, values: ['sram', 'acc'] },
      { name: 'src_space', shift: 1, bits: 1, count: 2, values: ['sram', 'acc'] },
    ],
    summary: 'Converts 64-bit integers to binary16.',
  },
  {
    op: 'vcvt.f32.i32', code: 94, format: 'registers', queue: 4,
    kernel: 'convert', params: { conversion: 'f32.i32', size_in: 4, size_out: 4 },
    operands: [
      { name: 'dst', role: 'address', space: 'dst_space' },
      { name: 'src', role: 'address', space: 'src_space' },
      { name: 'rows', role: 'count' },
      { name: 'cols', role: 'count' },
      { name: 'dst_stride', role: 'stride' },
      { name: 'src_stride', role: 'stride' },
    ],
    flags: [
      { name: 'dst_space', shift: 0, bits: 1, count: 2, values: ['sram', 'acc'] },
      { name: 'src_space', shift: 1, bits: 1, count: 2, values: ['sram', 'acc'] },
    ],
    summary: 'Converts binary32 to 32-bit integers.',
  },
  {
    op: 'vcvt.f32.i64', code: 95, format: 'registers', queue: 4,
    kernel: 'convert', params: { conversion: 'f32.i64', size_in: 4, size_out: 8 },
    operands: [
      { name: 'dst', role: 'address', space: 'dst_space' },
      { name: 'src', role: 'address', space: 'src_space' },
      { name: 'rows', role: 'count' },
      { name: 'cols', role: 'count' },
      { name: 'dst_stride', role: 'stride' },
      { name: 'src_stride', role: 'stride' },
    ],
    flags: [
      { name: 'dst_space', shift: 0, bits: 1, count: 2, values: ['sram', 'acc'] },
      { name: 'src_space', shift: 1, bits: 1, count: 2, values: ['sram', 'acc'] },
    ],
    summary: 'Converts binary32 to 64-bit integers.',
  },
  {
    op: 'vcvt.f16.i32', code: 96, format: 'registers', queue: 4,
    kernel: 'convert', params: { conversion: 'f16.i32', size_in: 2, size_out: 4 },
    operands: [
      { name: 'dst', role: 'address', space: 'dst_space' },
      { name: 'src', role: 'address', space: 'src_space' },
      { name: 'rows', role: 'count' },
      { name: 'cols', role: 'count' },
      { name: 'dst_stride', role: 'stride' },
      { name: 'src_stride', role: 'stride' },
    ],
    flags: [
      { name: 'dst_space', shift: 0, bits: 1, count: 2, values: ['sram', 'acc'] },
      { name: 'src_space', shift: 1, bits: 1, count: 2, values: ['sram', 'acc'] },
    ],
    summary: 'Converts binary16 to 32-bit integers.',
  },
  {
    op: 'vcvt.f16.i64', code: 97, format: 'registers', queue: 4,
    kernel: 'convert', params: { conversion: 'f16.i64', size_in: 2, size_out: 8 },
    operands: [
      { name: 'dst', role: 'address', space: 'dst_space' },
      { name: 'src', role: 'address', space: 'src_space' },
      { name: 'rows', role: 'count' },
      { name: 'cols', role: 'count' },
      { name: 'dst_stride', role: 'stride' },
      { name: 'src_stride', role: 'stride' },
    ],
    flags: [
      { name: 'dst_space', shift: 0, bits: 1, count: 2, values: ['sram', 'acc'] },
      { name: 'src_space', shift: 1, bits: 1, count: 2, values: ['sram', 'acc'] },
    ],
    summary: 'Converts binary16 to 64-bit integers.',
  },
  {
    op: 'vcvt.i64.i32', code: 98, format: 'registers', queue: 4,
    kernel: 'convert', params: { conversion: 'i64.i32', size_in: 8, size_out: 4 },
    operands: [
      { name: 'dst', role: 'address', space: 'dst_space' },
      { name: 'src', role: 'address', space: 'src_space' },
      { name: 'rows', role: 'count' },
      { name: 'cols', role: 'count' },
      { name: 'dst_stride', role: 'stride' },
      { name: 'src_stride', role: 'stride' },
    ],
    flags: [
      { name: 'dst_space', shift: 0, bits: 1, count: 2, values: ['sram', 'acc'] },
      { name: 'src_space', shift: 1, bits: 1, count: 2, values: ['sram', 'acc'] },
    ],
    summary: 'Narrows integers.',
  },
  {
    op: 'vcvt.i32.i64', code: 99, format: 'registers', queue: 4,
    kernel: 'convert', params: { conversion: 'i32.i64', size_in: 4, size_out: 8 },
    operands: [
      { name: 'dst', role: 'address', space: 'dst_space' },
      { name: 'src', role: 'address', space: 'src_space' },
      { name: 'rows', role: 'count' },
      { name: 'cols', role: 'count' },
      { name: 'dst_stride', role: 'stride' },
      { name: 'src_stride', role: 'stride' },
    ],
    flags: [
      { name: 'dst_space', shift: 0, bits: 1, count: 2, values: ['sram', 'acc'] },
      { name: 'src_space', shift: 1, bits: 1, count: 2, values: ['sram', 'acc'] },
    ],
    summary: 'Widens integers.',
  },
  {
    op: 'vcvt.u8.f32', code: 100, format: 'registers', queue: 4,
    kernel: 'convert', params: { conversion: 'u8.f32', size_in: 1, size_out: 4 },
    operands: [
      { name: 'dst', role: 'address', space: 'dst_space' },
      { name: 'src', role: 'address', space: 'src_space' },
      { name: 'rows', role: 'count' },
      { name: 'cols', role: 'count' },
      { name: 'dst_stride', role: 'stride' },
      { name: 'src_stride', role: 'stride' },
    ],
    flags: [
      { name: 'dst_space', shift: 0, bits: 1, count: 2, values: ['sram', 'acc'] },
      { name: 'src_space', shift: 1, bits: 1, count: 2, values: ['sram', 'acc'] },
    ],
    summary: 'Converts bytes to binary32.',
  },
  {
    op: 'vcvt.u8.f16', code: 101, format: 'registers', queue: 4,
    kernel: 'convert', params: { conversion: 'u8.f16', size_in: 1, size_out: 2 },
    operands: [
      { name: 'dst', role: 'address', space: 'dst_space' },
      { name: 'src', role: 'address', space: 'src_space' },
      { name: 'rows', role: 'count' },
      { name: 'cols', role: 'count' },
      { name: 'dst_stride', role: 'stride' },
      { name: 'src_stride', role: 'stride' },
    ],
    flags: [
      { name: 'dst_space', shift: 0, bits: 1, count: 2, values: ['sram', 'acc'] },
      { name: 'src_space', shift: 1, bits: 1, count: 2, values: ['sram', 'acc'] },
    ],
    summary: 'Converts bytes to binary16.',
  },
  {
    op: 'vcvt.f32.u8', code: 102, format: 'registers', queue: 4,
    kernel: 'convert', params: { conversion: 'f32.u8', size_in: 4, size_out: 1 },
    operands: [
      { name: 'dst', role: 'address', space: 'dst_space' },
      { name: 'src', role: 'address', space: 'src_space' },
      { name: 'rows', role: 'count' },
      { name: 'cols', role: 'count' },
      { name: 'dst_stride', role: 'stride' },
      { name: 'src_stride', role: 'stride' },
    ],
    flags: [
      { name: 'dst_space', shift: 0, bits: 1, count: 2, values: ['sram', 'acc'] },
      { name: 'src_space', shift: 1, bits: 1, count: 2, values: ['sram', 'acc'] },
    ],
    summary: 'Converts binary32 to bytes.',
  },
  {
    op: 'vcvt.f16.u8', code: 103, format: 'registers', queue: 4,
    kernel: 'convert', params: { conversion: 'f16.u8', size_in: 2, size_out: 1 },
    operands: [
      { name: 'dst', role: 'address', space: 'dst_space' },
      { name: 'src', role: 'address', space: 'src_space' },
      { name: 'rows', role: 'count' },
      { name: 'cols', role: 'count' },
      { name: 'dst_stride', role: 'stride' },
      { name: 'src_stride', role: 'stride' },
    ],
    flags: [
      { name: 'dst_space', shift: 0, bits: 1, count: 2, values: ['sram', 'acc'] },
      { name: 'src_space', shift: 1, bits: 1, count: 2, values: ['sram', 'acc'] },
    ],
    summary: 'Converts binary16 to bytes.',
  },
  {
    op: 'vcvt.i8.i32', code: 104, format: 'registers', queue: 4,
    kernel: 'convert', params: { conversion: 'i8.i32', size_in: 1, size_out: 4 },
    operands: [
      { name: 'dst', role: 'address', space: 'dst_space' },
      { name: 'src', role: 'address', space: 'src_space' },
      { name: 'rows', role: 'count' },
      { name: 'cols', role: 'count' },
      { name: 'dst_stride', role: 'stride' },
      { name: 'src_stride', role: 'stride' },
    ],
    flags: [
      { name: 'dst_space', shift: 0, bits: 1, count: 2, values: ['sram', 'acc'] },
      { name: 'src_space', shift: 1, bits: 1, count: 2, values: ['sram', 'acc'] },
    ],
    summary: 'Widens signed bytes.',
  },
  {
    op: 'vcvt.u8.i32', code: 105, format: 'registers', queue: 4,
    kernel: 'convert', params: { conversion: 'u8.i32', size_in: 1, size_out: 4 },
    operands: [
      { name: 'dst', role: 'address', space: 'dst_space' },
      { name: 'src', role: 'address', space: 'src_space' },
      { name: 'rows', role: 'count' },
      { name: 'cols', role: 'count' },
      { name: 'dst_stride', role: 'stride' },
      { name: 'src_stride', role: 'stride' },
    ],
    flags: [
      { name: 'dst_space', shift: 0, bits: 1, count: 2, values: ['sram', 'acc'] },
      { name: 'src_space', shift: 1, bits: 1, count: 2, values: ['sram', 'acc'] },
    ],
    summary: 'Widens bytes.',
  },
  {
    op: 'vcvt.i16.i32', code: 106, format: 'registers', queue: 4,
    kernel: 'convert', params: { conversion: 'i16.i32', size_in: 2, size_out: 4 },
    operands: [
      { name: 'dst', role: 'address', space: 'dst_space' },
      { name: 'src', role: 'address', space: 'src_space' },
      { name: 'rows', role: 'count' },
      { name: 'cols', role: 'count' },
      { name: 'dst_stride', role: 'stride' },
      { name: 'src_stride', role: 'stride' },
    ],
    flags: [
      { name: 'dst_space', shift: 0, bits: 1, count: 2, values: ['sram', 'acc'] },
      { name: 'src_space', shift: 1, bits: 1, count: 2, values: ['sram', 'acc'] },
    ],
    summary: 'Widens 16-bit integers.',
  },
  {
    op: 'vcvt.u16.i32', code: 107, format: 'registers', queue: 4,
    kernel: 'convert', params: { conversion: 'u16.i32', size_in: 2, size_out: 4 },
    operands: [
      { name: 'dst', role: 'address', space: 'dst_space' },
      { name: 'src', role: 'address', space: 'src_space' },
      { name: 'rows', role: 'count' },
      { name: 'cols', role: 'count' },
      { name: 'dst_stride', role: 'stride' },
      { name: 'src_stride', role: 'stride' },
    ],
    flags: [
      { name: 'dst_space', shift: 0, bits: 1, count: 2, values: ['sram', 'acc'] },
      { name: 'src_space', shift: 1, bits: 1, count: 2, values: ['sram', 'acc'] },
    ],
    summary: 'Widens unsigned 16-bit integers.',
  },
  {
    op: 'vcvt.i32.u8', code: 108, format: 'registers', queue: 4,
    kernel: 'convert', params: { conversion: 'i32.u8', size_in: 4, size_out: 1 },
    operands: [
      { name: 'dst', role: 'address', space: 'dst_space' },
      { name: 'src', role: 'address', space: 'src_space' },
      { name: 'rows', role: 'count' },
      { name: 'cols', role: 'count' },
      { name: 'dst_stride', role: 'stride' },
      { name: 'src_stride', role: 'stride' },
    ],
    flags: [
      { name: 'dst_space', shift: 0, bits: 1, count: 2, values: ['sram', 'acc'] },
      { name: 'src_space', shift: 1, bits: 1, count: 2, values: ['sram', 'acc'] },
    ],
    summary: 'Narrows integers to bytes.',
  },
  {
    op: 'vcvt.i32.u16', code: 109, format: 'registers', queue: 4,
    kernel: 'convert', params: { conversion: 'i32.u16', size_in: 4, size_out: 2 },
    operands: [
      { name: 'dst', role: 'address', space: 'dst_space' },
      { name: 'src', role: 'address', space: 'src_space' },
      { name: 'rows', role: 'count' },
      { name: 'cols', role: 'count' },
      { name: 'dst_stride', role: 'stride' },
      { name: 'src_stride', role: 'stride' },
    ],
    flags: [
      { name: 'dst_space', shift: 0, bits: 1, count: 2, values: ['sram', 'acc'] },
      { name: 'src_space', shift: 1, bits: 1, count: 2, values: ['sram', 'acc'] },
    ],
    summary: 'Narrows integers to 16 bits.',
  },
  {
    op: 'vcvt.u32.i64', code: 110, format: 'registers', queue: 4,
    kernel: 'convert', params: { conversion: 'u32.i64', size_in: 4, size_out: 8 },
    operands: [
      { name: 'dst', role: 'address', space: 'dst_space' },
      { name: 'src', role: 'address', space: 'src_space' },
      { name: 'rows', role: 'count' },
      { name: 'cols', role: 'count' },
      { name: 'dst_stride', role: 'stride' },
      { name: 'src_stride', role: 'stride' },
    ],
    flags: [
      { name: 'dst_space', shift: 0, bits: 1, count: 2, values: ['sram', 'acc'] },
      { name: 'src_space', shift: 1, bits: 1, count: 2, values: ['sram', 'acc'] },
    ],
    summary: 'Widens unsigned 32-bit integers.',
  },
  {
    op: 'vcvt.small.f32', code: 122, format: 'registers', queue: 4,
    kernel: 'convert_small', params: { conversion: 'small.f32', size_in: 1, size_out: 4 },
    operands: [
      { name: 'dst', role: 'address', space: 'dst_space' },
      { name: 'src', role: 'address', space: 'src_space' },
      { name: 'rows', role: 'count' },
      { name: 'cols', role: 'count' },
      { name: 'dst_stride', role: 'stride' },
      { name: 'src_stride', role: 'stride' },
    ],
    flags: [
      { name: 'dst_space', shift: 0, bits: 1, count: 2, values: ['sram', 'acc'] },
      { name: 'src_space', shift: 1, bits: 1, count: 2, values: ['sram', 'acc'] },
      { name: 'format', shift: 2, bits: 3, count: 5, values: ['f8e4m3fn', 'f8e4m3fnuz', 'f8e5m2', 'f8e5m2fnuz', 'f8e8m0'] },
      { name: 'saturate', shift: 5, bits: 1, count: 2 },
    ],
    summary: 'Converts floats of 8 bits to binary32.',
  },
  {
    op: 'vcvt.f32.small', code: 123, format: 'registers', queue: 4,
    kernel: 'convert_small', params: { conversion: 'f32.small', size_in: 4, size_out: 1 },
    operands: [
      { name: 'dst', role: 'address', space: 'dst_space' },
      { name: 'src', role: 'address', space: 'src_space' },
      { name: 'rows', role: 'count' },
      { name: 'cols', role: 'count' },
      { name: 'dst_stride', role: 'stride' },
      { name: 'src_stride', role: 'stride' },
    ],
    flags: [
      { name: 'dst_space', shift: 0, bits: 1, count: 2, values: ['sram', 'acc'] },
      { name: 'src_space', shift: 1, bits: 1, count: 2, values: ['sram', 'acc'] },
      { name: 'format', shift: 2, bits: 3, count: 5, values: ['f8e4m3fn', 'f8e4m3fnuz', 'f8e5m2', 'f8e5m2fnuz', 'f8e8m0'] },
      { name: 'saturate', shift: 5, bits: 1, count: 2 },
    ],
    summary: 'Converts binary32 to floats of 8 bits.',
  },
  {
    op: 'vcvt.bf16.f32', code: 124, format: 'registers', queue: 4,
    kernel: 'convert_small', params: { conversion: 'bf16.f32', size_in: 2, size_out: 4 },
    operands: [
      { name: 'dst', role: 'address', space: 'dst_space' },
      { name: 'src', role: 'address', space: 'src_space' },
      { name: 'rows', role: 'count' },
      { name: 'cols', role: 'count' },
      { name: 'dst_stride', role: 'stride' },
      { name: 'src_stride', role: 'stride' },
    ],
    flags: [
      { name: 'dst_space', shift: 0, bits: 1, count: 2, values: ['sram', 'acc'] },
      { name: 'src_space', shift: 1, bits: 1, count: 2, values: ['sram', 'acc'] },
      { name: 'format', shift: 2, bits: 3, count: 5, values: ['f8e4m3fn', 'f8e4m3fnuz', 'f8e5m2', 'f8e5m2fnuz', 'f8e8m0'] },
      { name: 'saturate', shift: 5, bits: 1, count: 2 },
    ],
    summary: 'Converts bfloat16 to binary32.',
  },
  {
    op: 'vcvt.f32.bf16', code: 125, format: 'registers', queue: 4,
    kernel: 'convert_small', params: { conversion: 'f32.bf16', size_in: 4, size_out: 2 },
    operands: [
      { name: 'dst', role: 'address', space: 'dst_space' },
      { name: 'src', role: 'address', space: 'src_space' },
      { name: 'rows', role: 'count' },
      { name: 'cols', role: 'count' },
      { name: 'dst_stride', role: 'stride' },
      { name: 'src_stride', role: 'stride' },
    ],
    flags: [
      { name: 'dst_space', shift: 0, bits: 1, count: 2, values: ['sram', 'acc'] },
      { name: 'src_space', shift: 1, bits: 1, count: 2, values: ['sram', 'acc'] },
      { name: 'format', shift: 2, bits: 3, count: 5, values: ['f8e4m3fn', 'f8e4m3fnuz', 'f8e5m2', 'f8e5m2fnuz', 'f8e8m0'] },
      { name: 'saturate', shift: 5, bits: 1, count: 2 },
    ],
    summary: 'Converts binary32 to bfloat16.',
  },
  {
    op: 'v1.sign.f16', code: 144, format: 'registers', queue: 4,
    kernel: 'unary', params: { op: 'sign', passes: 1, type: 'f16', size: 2 },
    operands: [
      { name: 'dst', role: 'address', space: 'dst_space' },
      { name: 'src', role: 'address', space: 'src_space' },
      { name: 'rows', role: 'count' },
      { name: 'cols', role: 'count' },
      { name: 'dst_stride', role: 'stride' },
      { name: 'src_stride', role: 'stride' },
    ],
    flags: [
      { name: 'dst_space', shift: 0, bits: 1, count: 2, values: ['sram', 'acc'] },
      { name: 'src_space', shift: 1, bits: 1, count: 2, values: ['sram', 'acc'] },
    ],
    summary: 'Takes the sign.',
  },
  {
    op: 'v1.sign.f32', code: 145, format: 'registers', queue: 4,
    kernel: 'unary', params: { op: 'sign', passes: 1, type: 'f32', size: 4 },
    operands: [
      { name: 'dst', role: 'address', space: 'dst_space' },
      { name: 'src', role: 'address', space: 'src_space' },
      { name: 'rows', role: 'count' },
      { name: 'cols', role: 'count' },
      { name: 'dst_stride', role: 'stride' },
      { name: 'src_stride', role: 'stride' },
    ],
    flags: [
      { name: 'dst_space', shift: 0, bits: 1, count: 2, values: ['sram', 'acc'] },
      { name: 'src_space', shift: 1, bits: 1, count: 2, values: ['sram', 'acc'] },
    ],
    summary: 'Takes the sign.',
  },
  {
    op: 'v1.floor.f16', code: 146, format: 'registers', queue: 4,
    kernel: 'unary', params: { op: 'floor', passes: 1, type: 'f16', size: 2 },
    operands: [
      { name: 'dst', role: 'address', space: 'dst_space' },
      { name: 'src', role: 'address', space: 'src_space' },
      { name: 'rows', role: 'count' },
      { name: 'cols', role: 'count' },
      { name: 'dst_stride', role: 'stride' },
      { name: 'src_stride', role: 'stride' },
    ],
    flags: [
      { name: 'dst_space', shift: 0, bits: 1, count: 2, values: ['sram', 'acc'] },
      { name: 'src_space', shift: 1, bits: 1, count: 2, values: ['sram', 'acc'] },
    ],
    summary: 'Rounds down.',
  },
  {
    op: 'v1.floor.f32', code: 147, format: 'registers', queue: 4,
    kernel: 'unary', params: { op: 'floor', passes: 1, type: 'f32', size: 4 },
    operands: [
      { name: 'dst', role: 'address', space: 'dst_space' },
      { name: 'src', role: 'address', space: 'src_space' },
      { name: 'rows', role: 'count' },
      { name: 'cols', role: 'count' },
      { name: 'dst_stride', role: 'stride' },
      { name: 'src_stride', role: 'stride' },
    ],
    flags: [
      { name: 'dst_space', shift: 0, bits: 1, count: 2, values: ['sram', 'acc'] },
      { name: 'src_space', shift: 1, bits: 1, count: 2, values: ['sram', 'acc'] },
    ],
    summary: 'Rounds down.',
  },
  {
    op: 'v1.ceil.f16', code: 148, format: 'registers', queue: 4,
    kernel: 'unary', params: { op: 'ceil', passes: 1, type: 'f16', size: 2 },
    operands: [
      { name: 'dst', role: 'address', space: 'dst_space' },
      { name: 'src', role: 'address', space: 'src_space' },
      { name: 'rows', role: 'count' },
      { name: 'cols', role: 'count' },
      { name: 'dst_stride', role: 'stride' },
      { name: 'src_stride', role: 'stride' },
    ],
    flags: [
      { name: 'dst_space', shift: 0, bits: 1, count: 2, values: ['sram', 'acc'] },
      { name: 'src_space', shift: 1, bits: 1, count: 2, values: ['sram', 'acc'] },
    ],
    summary: 'Rounds up.',
  },
  {
    op: 'v1.ceil.f32', code: 149, format: 'registers', queue: 4,
    kernel: 'unary', params: { op: 'ceil', passes: 1, type: 'f32', size: 4 },
    operands: [
      { name: 'dst', role: 'address', space: 'dst_space' },
      { name: 'src', role: 'address', space: 'src_space' },
      { name: 'rows', role: 'count' },
      { name: 'cols', role: 'count' },
      { name: 'dst_stride', role: 'stride' },
      { name: 'src_stride', role: 'stride' },
    ],
    flags: [
      { name: 'dst_space', shift: 0, bits: 1, count: 2, values: ['sram', 'acc'] },
      { name: 'src_space', shift: 1, bits: 1, count: 2, values: ['sram', 'acc'] },
    ],
    summary: 'Rounds up.',
  },
  {
    op: 'v1.round.f16', code: 150, format: 'registers', queue: 4,
    kernel: 'unary', params: { op: 'round', passes: 1, type: 'f16', size: 2 },
    operands: [
      { name: 'dst', role: 'address', space: 'dst_space' },
      { name: 'src', role: 'address', space: 'src_space' },
      { name: 'rows', role: 'count' },
      { name: 'cols', role: 'count' },
      { name: 'dst_stride', role: 'stride' },
      { name: 'src_stride', role: 'stride' },
    ],
    flags: [
      { name: 'dst_space', shift: 0, bits: 1, count: 2, values: ['sram', 'acc'] },
      { name: 'src_space', shift: 1, bits: 1, count: 2, values: ['sram', 'acc'] },
    ],
    summary: 'Rounds to the nearest integer.',
  },
  {
    op: 'v1.round.f32', code: 151, format: 'registers', queue: 4,
    kernel: 'unary', params: { op: 'round', passes: 1, type: 'f32', size: 4 },
    operands: [
      { name: 'dst', role: 'address', space: 'dst_space' },
      { name: 'src', role: 'address', space: 'src_space' },
      { name: 'rows', role: 'count' },
      { name: 'cols', role: 'count' },
      { name: 'dst_stride', role: 'stride' },
      { name: 'src_stride', role: 'stride' },
    ],
    flags: [
      { name: 'dst_space', shift: 0, bits: 1, count: 2, values: ['sram', 'acc'] },
      { name: 'src_space', shift: 1, bits: 1, count: 2, values: ['sram', 'acc'] },
    ],
    summary: 'Rounds to the nearest integer.',
  },
  {
    op: 'v1.sin.f16', code: 152, format: 'registers', queue: 4,
    kernel: 'unary', params: { op: 'sin', passes: 12, type: 'f16', size: 2 },
    operands: [
      { name: 'dst', role: 'address', space: 'dst_space' },
      { name: 'src', role: 'address', space: 'src_space' },
      { name: 'rows', role: 'count' },
      { name: 'cols', role: 'count' },
      { name: 'dst_stride', role: 'stride' },
      { name: 'src_stride', role: 'stride' },
    ],
    flags: [
      { name: 'dst_space', shift: 0, bits: 1, count: 2, values: ['sram', 'acc'] },
      { name: 'src_space', shift: 1, bits: 1, count: 2, values: ['sram', 'acc'] },
    ],
    summary: 'Takes the sine.',
  },
  {
    op: 'v1.sin.f32', code: 153, format: 'registers', queue: 4,
    kernel: 'unary', params: { op: 'sin', passes: 12, type: 'f32', size: 4 },
    operands: [
      { name: 'dst', role: 'address', space: 'dst_space' },
      { name: 'src', role: 'address', space: 'src_space' },
      { name: 'rows', role: 'count' },
      { name: 'cols', role: 'count' },
      { name: 'dst_stride', role: 'stride' },
      { name: 'src_stride', role: 'stride' },
    ],
    flags: [
      { name: 'dst_space', shift: 0, bits: 1, count: 2, values: ['sram', 'acc'] },
      { name: 'src_space', shift: 1, bits: 1, count: 2, values: ['sram', 'acc'] },
    ],
    summary: 'Takes the sine.',
  },
  {
    op: 'v1.cos.f16', code: 154, format: 'registers', queue: 4,
    kernel: 'unary', params: { op: 'cos', passes: 12, type: 'f16', size: 2 },
    operands: [
      { name: 'dst', role: 'address', space: 'dst_space' },
      { name: 'src', role: 'address', space: 'src_space' },
      { name: 'rows', role: 'count' },
      { name: 'cols', role: 'count' },
      { name: 'dst_stride', role: 'stride' },
      { name: 'src_stride', role: 'stride' },
    ],
    flags: [
      { name: 'dst_space', shift: 0, bits: 1, count: 2, values: ['sram', 'acc'] },
      { name: 'src_space', shift: 1, bits: 1, count: 2, values: ['sram', 'acc'] },
    ],
    summary: 'Takes the cosine.',
  },
  {
    op: 'v1.cos.f32', code: 155, format: 'registers', queue: 4,
    kernel: 'unary', params: { op: 'cos', passes: 12, type: 'f32', size: 4 },
    operands: [
      { name: 'dst', role: 'address', space: 'dst_space' },
      { name: 'src', role: 'address', space: 'src_space' },
      { name: 'rows', role: 'count' },
      { name: 'cols', role: 'count' },
      { name: 'dst_stride', role: 'stride' },
      { name: 'src_stride', role: 'stride' },
    ],
    flags: [
      { name: 'dst_space', shift: 0, bits: 1, count: 2, values: ['sram', 'acc'] },
      { name: 'src_space', shift: 1, bits: 1, count: 2, values: ['sram', 'acc'] },
    ],
    summary: 'Takes the cosine.',
  },
  {
    op: 'v1.tan.f16', code: 156, format: 'registers', queue: 4,
    kernel: 'unary', params: { op: 'tan', passes: 16, type: 'f16', size: 2 },
    operands: [
      { name: 'dst', role: 'address', space: 'dst_space' },
      { name: 'src', role: 'address', space: 'src_space' },
      { name: 'rows', role: 'count' },
      { name: 'cols', role: 'count' },
      { name: 'dst_stride', role: 'stride' },
      { name: 'src_stride', role: 'stride' },
    ],
    flags: [
      { name: 'dst_space', shift: 0, bits: 1, count: 2, values: ['sram', 'acc'] },
      { name: 'src_space', shift: 1, bits: 1, count: 2, values: ['sram', 'acc'] },
    ],
    summary: 'Takes the tangent.',
  },
  {
    op: 'v1.tan.f32', code: 157, format: 'registers', queue: 4,
    kernel: 'unary', params: { op: 'tan', passes: 16, type: 'f32', size: 4 },
    operands: [
      { name: 'dst', role: 'address', space: 'dst_space' },
      { name: 'src', role: 'address', space: 'src_space' },
      { name: 'rows', role: 'count' },
      { name: 'cols', role: 'count' },
      { name: 'dst_stride', role: 'stride' },
      { name: 'src_stride', role: 'stride' },
    ],
    flags: [
      { name: 'dst_space', shift: 0, bits: 1, count: 2, values: ['sram', 'acc'] },
      { name: 'src_space', shift: 1, bits: 1, count: 2, values: ['sram', 'acc'] },
    ],
    summary: 'Takes the tangent.',
  },
  {
    op: 'v1.asin.f16', code: 158, format: 'registers', queue: 4,
    kernel: 'unary', params: { op: 'asin', passes: 12, type: 'f16', size: 2 },
    operands: [
      { name: 'dst', role: 'address', space: 'dst_space' },
      { name: 'src', role: 'address', space: 'src_space' },
      { name: 'rows', role: 'count' },
      { name: 'cols', role: 'count' },
      { name: 'dst_stride', role: 'stride' },
      { name: 'src_stride', role: 'stride' },
    ],
    flags: [
      { name: 'dst_space', shift: 0, bits: 1, count: 2, values: ['sram', 'acc'] },
      { name: 'src_space', shift: 1, bits: 1, count: 2, values: ['sram', 'acc'] },
    ],
    summary: 'Takes the inverse sine.',
  },
  {
    op: 'v1.asin.f32', code: 159, format: 'registers', queue: 4,
    kernel: 'unary', params: { op: 'asin', passes: 12, type: 'f32', size: 4 },
    operands: [
      { name: 'dst', role: 'address', space: 'dst_space' },
      { name: 'src', role: 'address', space: 'src_space' },
      { name: 'rows', role: 'count' },
      { name: 'cols', role: 'count' },
      { name: 'dst_stride', role: 'stride' },
      { name: 'src_stride', role: 'stride' },
    ],
    flags: [
      { name: 'dst_space', shift: 0, bits: 1, count: 2, values: ['sram', 'acc'] },
      { name: 'src_space', shift: 1, bits: 1, count: 2, values: ['sram', 'acc'] },
    ],
    summary: 'Takes the inverse sine.',
  },
  {
    op: 'v1.acos.f16', code: 160, format: 'registers', queue: 4,
    kernel: 'unary', params: { op: 'acos', passes: 12, type: 'f16', size: 2 },
    operands: [
      { name: 'dst', role: 'address', space: 'dst_space' },
      { name: 'src', role: 'address', space: 'src_space' },
      { name: 'rows', role: 'count' },
      { name: 'cols', role: 'count' },
      { name: 'dst_stride', role: 'stride' },
      { name: 'src_stride', role: 'stride' },
    ],
    flags: [
      { name: 'dst_space', shift: 0, bits: 1, count: 2, values: ['sram', 'acc'] },
      { name: 'src_space', shift: 1, bits: 1, count: 2, values: ['sram', 'acc'] },
    ],
    summary: 'Takes the inverse cosine.',
  },
  {
    op: 'v1.acos.f32', code: 161, format: 'registers', queue: 4,
    kernel: 'unary', params: { op: 'acos', passes: 12, type: 'f32', size: 4 },
    operands: [
      { name: 'dst', role: 'address', space: 'dst_space' },
      { name: 'src', role: 'address', space: 'src_space' },
      { name: 'rows', role: 'count' },
      { name: 'cols', role: 'count' },
      { name: 'dst_stride', role: 'stride' },
      { name: 'src_stride', role: 'stride' },
    ],
    flags: [
      { name: 'dst_space', shift: 0, bits: 1, count: 2, values: ['sram', 'acc'] },
      { name: 'src_space', shift: 1, bits: 1, count: 2, values: ['sram', 'acc'] },
    ],
    summary: 'Takes the inverse cosine.',
  },
  {
    op: 'v1.atan.f16', code: 162, format: 'registers', queue: 4,
    kernel: 'unary', params: { op: 'atan', passes: 12, type: 'f16', size: 2 },
    operands: [
      { name: 'dst', role: 'address', space: 'dst_space' },
      { name: 'src', role: 'address', space: 'src_space' },
      { name: 'rows', role: 'count' },
      { name: 'cols', role: 'count' },
      { name: 'dst_stride', role: 'stride' },
      { name: 'src_stride', role: 'stride' },
    ],
    flags: [
      { name: 'dst_space', shift: 0, bits: 1, count: 2, values: ['sram', 'acc'] },
      { name: 'src_space', shift: 1, bits: 1, count: 2, values: ['sram', 'acc'] },
    ],
    summary: 'Takes the inverse tangent.',
  },
  {
    op: 'v1.atan.f32', code: 163, format: 'registers', queue: 4,
    kernel: 'unary', params: { op: 'atan', passes: 12, type: 'f32', size: 4 },
    operands: [
      { name: 'dst', role: 'address', space: 'dst_space' },
      { name: 'src', role: 'address', space: 'src_space' },
      { name: 'rows', role: 'count' },
      { name: 'cols', role: 'count' },
      { name: 'dst_stride', role: 'stride' },
      { name: 'src_stride', role: 'stride' },
    ],
    flags: [
      { name: 'dst_space', shift: 0, bits: 1, count: 2, values: ['sram', 'acc'] },
      { name: 'src_space', shift: 1, bits: 1, count: 2, values: ['sram', 'acc'] },
    ],
    summary: 'Takes the inverse tangent.',
  },
  {
    op: 'v1.sinh.f16', code: 164, format: 'registers', queue: 4,
    kernel: 'unary', params: { op: 'sinh', passes: 12, type: 'f16', size: 2 },
    operands: [
      { name: 'dst', role: 'address', space: 'dst_space' },
      { name: 'src', role: 'address', space: 'src_space' },
      { name: 'rows', role: 'count' },
      { name: 'cols', role: 'count' },
      { name: 'dst_stride', role: 'stride' },
      { name: 'src_stride', role: 'stride' },
    ],
    flags: [
      { name: 'dst_space', shift: 0, bits: 1, count: 2, values: ['sram', 'acc'] },
      { name: 'src_space', shift: 1, bits: 1, count: 2, values: ['sram', 'acc'] },
    ],
    summary: 'Takes the hyperbolic sine.',
  },
  {
    op: 'v1.sinh.f32', code: 165, format: 'registers', queue: 4,
    kernel: 'unary', params: { op: 'sinh', passes: 12, type: 'f32', size: 4 },
    operands: [
      { name: 'dst', role: 'address', space: 'dst_space' },
      { name: 'src', role: 'address', space: 'src_space' },
      { name: 'rows', role: 'count' },
      { name: 'cols', role: 'count' },
      { name: 'dst_stride', role: 'stride' },
      { name: 'src_stride', role: 'stride' },
    ],
    flags: [
      { name: 'dst_space', shift: 0, bits: 1, count: 2, values: ['sram', 'acc'] },
      { name: 'src_space', shift: 1, bits: 1, count: 2, values: ['sram', 'acc'] },
    ],
    summary: 'Takes the hyperbolic sine.',
  },
  {
    op: 'v1.cosh.f16', code: 166, format: 'registers', queue: 4,
    kernel: 'unary', params: { op: 'cosh', passes: 12, type: 'f16', size: 2 },
    operands: [
      { name: 'dst', role: 'address', space: 'dst_space' },
      { name: 'src', role: 'address', space: 'src_space' },
      { name: 'rows', role: 'count' },
      { name: 'cols', role: 'count' },
      { name: 'dst_stride', role: 'stride' },
      { name: 'src_stride', role: 'stride' },
    ],
    flags: [
      { name: 'dst_space', shift: 0, bits: 1, count: 2, values: ['sram', 'acc'] },
      { name: 'src_space', shift: 1, bits: 1, count: 2, values: ['sram', 'acc'] },
    ],
    summary: 'Takes the hyperbolic cosine.',
  },
  {
    op: 'v1.cosh.f32', code: 167, format: 'registers', queue: 4,
    kernel: 'unary', params: { op: 'cosh', passes: 12, type: 'f32', size: 4 },
    operands: [
      { name: 'dst', role: 'address', space: 'dst_space' },
      { name: 'src', role: 'address', space: 'src_space' },
      { name: 'rows', role: 'count' },
      { name: 'cols', role: 'count' },
      { name: 'dst_stride', role: 'stride' },
      { name: 'src_stride', role: 'stride' },
    ],
    flags: [
      { name: 'dst_space', shift: 0, bits: 1, count: 2, values: ['sram', 'acc'] },
      { name: 'src_space', shift: 1, bits: 1, count: 2, values: ['sram', 'acc'] },
    ],
    summary: 'Takes the hyperbolic cosine.',
  },
  {
    op: 'v1.asinh.f16', code: 168, format: 'registers', queue: 4,
    kernel: 'unary', params: { op: 'asinh', passes: 12, type: 'f16', size: 2 },
    operands: [
      { name: 'dst', role: 'address', space: 'dst_space' },
      { name: 'src', role: 'address', space: 'src_space' },
      { name: 'rows', role: 'count' },
      { name: 'cols', role: 'count' },
      { name: 'dst_stride', role: 'stride' },
      { name: 'src_stride', role: 'stride' },
    ],
    flags: [
      { name: 'dst_space', shift: 0, bits: 1, count: 2, values: ['sram', 'acc'] },
      { name: 'src_space', shift: 1, bits: 1, count: 2, values: ['sram', 'acc'] },
    ],
    summary: 'Takes the inverse hyperbolic sine.',
  },
  {
    op: 'v1.asinh.f32', code: 169, format: 'registers', queue: 4,
    kernel: 'unary', params: { op: 'asinh', passes: 12, type: 'f32', size: 4 },
    operands: [
      { name: 'dst', role: 'address', space: 'dst_space' },
      { name: 'src', role: 'address', space: 'src_space' },
      { name: 'rows', role: 'count' },
      { name: 'cols', role: 'count' },
      { name: 'dst_stride', role: 'stride' },
      { name: 'src_stride', role: 'stride' },
    ],
    flags: [
      { name: 'dst_space', shift: 0, bits: 1, count: 2, values: ['sram', 'acc'] },
      { name: 'src_space', shift: 1, bits: 1, count: 2, values: ['sram', 'acc'] },
    ],
    summary: 'Takes the inverse hyperbolic sine.',
  },
  {
    op: 'v1.acosh.f16', code: 170, format: 'registers', queue: 4,
    kernel: 'unary', params: { op: 'acosh', passes: 12, type: 'f16', size: 2 },
    operands: [
      { name: 'dst', role: 'address', space: 'dst_space' },
      { name: 'src', role: 'address', space: 'src_space' },
      { name: 'rows', role: 'count' },
      { name: 'cols', role: 'count' },
      { name: 'dst_stride', role: 'stride' },
      { name: 'src_stride', role: 'stride' },
    ],
    flags: [
      { name: 'dst_space', shift: 0, bits: 1, count: 2, values: ['sram', 'acc'] },
      { name: 'src_space', shift: 1, bits: 1, count: 2, values: ['sram', 'acc'] },
    ],
    summary: 'Takes the inverse hyperbolic cosine.',
  },
  {
    op: 'v1.acosh.f32', code: 171, format: 'registers', queue: 4,
    kernel: 'unary', params: { op: 'acosh', passes: 12, type: 'f32', size: 4 },
    operands: [
      { name: 'dst', role: 'address', space: 'dst_space' },
      { name: 'src', role: 'address', space: 'src_space' },
      { name: 'rows', role: 'count' },
      { name: 'cols', role: 'count' },
      { name: 'dst_stride', role: 'stride' },
      { name: 'src_stride', role: 'stride' },
    ],
    flags: [
      { name: 'dst_space', shift: 0, bits: 1, count: 2, values: ['sram', 'acc'] },
      { name: 'src_space', shift: 1, bits: 1, count: 2, values: ['sram', 'acc'] },
    ],
    summary: 'Takes the inverse hyperbolic cosine.',
  },
  {
    op: 'v1.atanh.f16', code: 172, format: 'registers', queue: 4,
    kernel: 'unary', params: { op: 'atanh', passes: 12, type: 'f16', size: 2 },
    operands: [
      { name: 'dst', role: 'address', space: 'dst_space' },
      { name: 'src', role: 'address', space: 'src_space' },
      { name: 'rows', role: 'count' },
      { name: 'cols', role: 'count' },
      { name: 'dst_stride', role: 'stride' },
      { name: 'src_stride', role: 'stride' },
    ],
    flags: [
      { name: 'dst_space', shift: 0, bits: 1, count: 2, values: ['sram', 'acc'] },
      { name: 'src_space', shift: 1, bits: 1, count: 2, values: ['sram', 'acc'] },
    ],
    summary: 'Takes the inverse hyperbolic tangent.',
  },
  {
    op: 'v1.atanh.f32', code: 173, format: 'registers', queue: 4,
    kernel: 'unary', params: { op: 'atanh', passes: 12, type: 'f32', size: 4 },
    operands: [
      { name: 'dst', role: 'address', space: 'dst_space' },
      { name: 'src', role: 'address', space: 'src_space' },
      { name: 'rows', role: 'count' },
      { name: 'cols', role: 'count' },
      { name: 'dst_stride', role: 'stride' },
      { name: 'src_stride', role: 'stride' },
    ],
    flags: [
      { name: 'dst_space', shift: 0, bits: 1, count: 2, values: ['sram', 'acc'] },
      { name: 'src_space', shift: 1, bits: 1, count: 2, values: ['sram', 'acc'] },
    ],
    summary: 'Takes the inverse hyperbolic tangent.',
  },
  {
    op: 'v1.softplus.f16', code: 174, format: 'registers', queue: 4,
    kernel: 'unary', params: { op: 'softplus', passes: 16, type: 'f16', size: 2 },
    operands: [
      { name: 'dst', role: 'address', space: 'dst_space' },
      { name: 'src', role: 'address', space: 'src_space' },
      { name: 'rows', role: 'count' },
      { name: 'cols', role: 'count' },
      { name: 'dst_stride', role: 'stride' },
      { name: 'src_stride', role: 'stride' },
    ],
    flags: [
      { name: 'dst_space', shift: 0, bits: 1, count: 2, values: ['sram', 'acc'] },
      { name: 'src_space', shift: 1, bits: 1, count: 2, values: ['sram', 'acc'] },
    ],
    summary: 'Takes the softplus function.',
  },
  {
    op: 'v1.softplus.f32', code: 175, format: 'registers', queue: 4,
    kernel: 'unary', params: { op: 'softplus', passes: 16, type: 'f32', size: 4 },
    operands: [
      { name: 'dst', role: 'address', space: 'dst_space' },
      { name: 'src', role: 'address', space: 'src_space' },
      { name: 'rows', role: 'count' },
      { name: 'cols', role: 'count' },
      { name: 'dst_stride', role: 'stride' },
      { name: 'src_stride', role: 'stride' },
    ],
    flags: [
      { name: 'dst_space', shift: 0, bits: 1, count: 2, values: ['sram', 'acc'] },
      { name: 'src_space', shift: 1, bits: 1, count: 2, values: ['sram', 'acc'] },
    ],
    summary: 'Takes the softplus function.',
  },
  {
    op: 'v1.softsign.f16', code: 176, format: 'registers', queue: 4,
    kernel: 'unary', params: { op: 'softsign', passes: 8, type: 'f16', size: 2 },
    operands: [
      { name: 'dst', role: 'address', space: 'dst_space' },
      { name: 'src', role: 'address', space: 'src_space' },
      { name: 'rows', role: 'count' },
      { name: 'cols', role: 'count' },
      { name: 'dst_stride', role: 'stride' },
      { name: 'src_stride', role: 'stride' },
    ],
    flags: [
      { name: 'dst_space', shift: 0, bits: 1, count: 2, values: ['sram', 'acc'] },
      { name: 'src_space', shift: 1, bits: 1, count: 2, values: ['sram', 'acc'] },
    ],
    summary: 'Takes the softsign function.',
  },
  {
    op: 'v1.softsign.f32', code: 177, format: 'registers', queue: 4,
    kernel: 'unary', params: { op: 'softsign', passes: 8, type: 'f32', size: 4 },
    operands: [
      { name: 'dst', role: 'address', space: 'dst_space' },
      { name: 'src', role: 'address', space: 'src_space' },
      { name: 'rows', role: 'count' },
      { name: 'cols', role: 'count' },
      { name: 'dst_stride', role: 'stride' },
      { name: 'src_stride', role: 'stride' },
    ],
    flags: [
      { name: 'dst_space', shift: 0, bits: 1, count: 2, values: ['sram', 'acc'] },
      { name: 'src_space', shift: 1, bits: 1, count: 2, values: ['sram', 'acc'] },
    ],
    summary: 'Takes the softsign function.',
  },
  {
    op: 'v1.mish.f16', code: 178, format: 'registers', queue: 4,
    kernel: 'unary', params: { op: 'mish', passes: 20, type: 'f16', size: 2 },
    operands: [
      { name: 'dst', role: 'address', space: 'dst_space' },
      { name: 'src', role: 'address', space: 'src_space' },
      { name: 'rows', role: 'count' },
      { name: 'cols', role: 'count' },
      { name: 'dst_stride', role: 'stride' },
      { name: 'src_stride', role: 'stride' },
    ],
    flags: [
      { name: 'dst_space', shift: 0, bits: 1, count: 2, values: ['sram', 'acc'] },
      { name: 'src_space', shift: 1, bits: 1, count: 2, values: ['sram', 'acc'] },
    ],
    summary: 'Takes the mish function.',
  },
  {
    op: 'v1.mish.f32', code: 179, format: 'registers', queue: 4,
    kernel: 'unary', params: { op: 'mish', passes: 20, type: 'f32', size: 4 },
    operands: [
      { name: 'dst', role: 'address', space: 'dst_space' },
      { name: 'src', role: 'address', space: 'src_space' },
      { name: 'rows', role: 'count' },
      { name: 'cols', role: 'count' },
      { name: 'dst_stride', role: 'stride' },
      { name: 'src_stride', role: 'stride' },
    ],
    flags: [
      { name: 'dst_space', shift: 0, bits: 1, count: 2, values: ['sram', 'acc'] },
      { name: 'src_space', shift: 1, bits: 1, count: 2, values: ['sram', 'acc'] },
    ],
    summary: 'Takes the mish function.',
  },
  {
    op: 'v1.hard_swish.f16', code: 180, format: 'registers', queue: 4,
    kernel: 'unary', params: { op: 'hard_swish', passes: 4, type: 'f16', size: 2 },
    operands: [
      { name: 'dst', role: 'address', space: 'dst_space' },
      { name: 'src', role: 'address', space: 'src_space' },
      { name: 'rows', role: 'count' },
      { name: 'cols', role: 'count' },
      { name: 'dst_stride', role: 'stride' },
      { name: 'src_stride', role: 'stride' },
    ],
    flags: [
      { name: 'dst_space', shift: 0, bits: 1, count: 2, values: ['sram', 'acc'] },
      { name: 'src_space', shift: 1, bits: 1, count: 2, values: ['sram', 'acc'] },
    ],
    summary: 'Takes the hard swish function.',
  },
  {
    op: 'v1.hard_swish.f32', code: 181, format: 'registers', queue: 4,
    kernel: 'unary', params: { op: 'hard_swish', passes: 4, type: 'f32', size: 4 },
    operands: [
      { name: 'dst', role: 'address', space: 'dst_space' },
      { name: 'src', role: 'address', space: 'src_space' },
      { name: 'rows', role: 'count' },
      { name: 'cols', role: 'count' },
      { name: 'dst_stride', role: 'stride' },
      { name: 'src_stride', role: 'stride' },
    ],
    flags: [
      { name: 'dst_space', shift: 0, bits: 1, count: 2, values: ['sram', 'acc'] },
      { name: 'src_space', shift: 1, bits: 1, count: 2, values: ['sram', 'acc'] },
    ],
    summary: 'Takes the hard swish function.',
  },
  {
    op: 'v1.silu.f16', code: 182, format: 'registers', queue: 4,
    kernel: 'unary', params: { op: 'silu', passes: 12, type: 'f16', size: 2 },
    operands: [
      { name: 'dst', role: 'address', space: 'dst_space' },
      { name: 'src', role: 'address', space: 'src_space' },
      { name: 'rows', role: 'count' },
      { name: 'cols', role: 'count' },
      { name: 'dst_stride', role: 'stride' },
      { name: 'src_stride', role: 'stride' },
    ],
    flags: [
      { name: 'dst_space', shift: 0, bits: 1, count: 2, values: ['sram', 'acc'] },
      { name: 'src_space', shift: 1, bits: 1, count: 2, values: ['sram', 'acc'] },
    ],
    summary: 'Takes the SiLU function.',
  },
  {
    op: 'v1.silu.f32', code: 183, format: 'registers', queue: 4,
    kernel: 'unary', params: { op: 'silu', passes: 12, type: 'f32', size: 4 },
    operands: [
      { name: 'dst', role: 'address', space: 'dst_space' },
      { name: 'src', role: 'address', space: 'src_space' },
      { name: 'rows', role: 'count' },
      { name: 'cols', role: 'count' },
      { name: 'dst_stride', role: 'stride' },
      { name: 'src_stride', role: 'stride' },
    ],
    flags: [
      { name: 'dst_space', shift: 0, bits: 1, count: 2, values: ['sram', 'acc'] },
      { name: 'src_space', shift: 1, bits: 1, count: 2, values: ['sram', 'acc'] },
    ],
    summary: 'Takes the SiLU function.',
  },
  {
    op: 'v1.gelu.f16', code: 184, format: 'registers', queue: 4,
    kernel: 'unary', params: { op: 'gelu', passes: 16, type: 'f16', size: 2 },
    operands: [
      { name: 'dst', role: 'address', space: 'dst_space' },
      { name: 'src', role: 'address', space: 'src_space' },
      { name: 'rows', role: 'count' },
      { name: 'cols', role: 'count' },
      { name: 'dst_stride', role: 'stride' },
      { name: 'src_stride', role: 'stride' },
    ],
    flags: [
      { name: 'dst_space', shift: 0, bits: 1, count: 2, values: ['sram', 'acc'] },
      { name: 'src_space', shift: 1, bits: 1, count: 2, values: ['sram', 'acc'] },
    ],
    summary: 'Takes the GELU function.',
  },
  {
    op: 'v1.gelu.f32', code: 185, format: 'registers', queue: 4,
    kernel: 'unary', params: { op: 'gelu', passes: 16, type: 'f32', size: 4 },
    operands: [
      { name: 'dst', role: 'address', space: 'dst_space' },
      { name: 'src', role: 'address', space: 'src_space' },
      { name: 'rows', role: 'count' },
      { name: 'cols', role: 'count' },
      { name: 'dst_stride', role: 'stride' },
      { name: 'src_stride', role: 'stride' },
    ],
    flags: [
      { name: 'dst_space', shift: 0, bits: 1, count: 2, values: ['sram', 'acc'] },
      { name: 'src_space', shift: 1, bits: 1, count: 2, values: ['sram', 'acc'] },
    ],
    summary: 'Takes the GELU function.',
  },
  {
    op: 'v1.gelu_tanh.f16', code: 186, format: 'registers', queue: 4,
    kernel: 'unary', params: { op: 'gelu_tanh', passes: 16, type: 'f16', size: 2 },
    operands: [
      { name: 'dst', role: 'address', space: 'dst_space' },
      { name: 'src', role: 'address', space: 'src_space' },
      { name: 'rows', role: 'count' },
      { name: 'cols', role: 'count' },
      { name: 'dst_stride', role: 'stride' },
      { name: 'src_stride', role: 'stride' },
    ],
    flags: [
      { name: 'dst_space', shift: 0, bits: 1, count: 2, values: ['sram', 'acc'] },
      { name: 'src_space', shift: 1, bits: 1, count: 2, values: ['sram', 'acc'] },
    ],
    summary: 'Takes the GELU function by its tanh formula.',
  },
  {
    op: 'v1.gelu_tanh.f32', code: 187, format: 'registers', queue: 4,
    kernel: 'unary', params: { op: 'gelu_tanh', passes: 16, type: 'f32', size: 4 },
    operands: [
      { name: 'dst', role: 'address', space: 'dst_space' },
      { name: 'src', role: 'address', space: 'src_space' },
      { name: 'rows', role: 'count' },
      { name: 'cols', role: 'count' },
      { name: 'dst_stride', role: 'stride' },
      { name: 'src_stride', role: 'stride' },
    ],
    flags: [
      { name: 'dst_space', shift: 0, bits: 1, count: 2, values: ['sram', 'acc'] },
      { name: 'src_space', shift: 1, bits: 1, count: 2, values: ['sram', 'acc'] },
    ],
    summary: 'Takes the GELU function by its tanh formula.',
  },
  {
    op: 'vp.leaky_relu.f16', code: 188, format: 'registers', queue: 4,
    kernel: 'unary_with_parameters', params: { op: 'leaky_relu', passes: 2, type: 'f16', size: 2 },
    operands: [
      { name: 'dst', role: 'address', space: 'dst_space' },
      { name: 'src', role: 'address', space: 'src_space' },
      { name: 'rows', role: 'count' },
      { name: 'cols', role: 'count' },
      { name: 'dst_stride', role: 'stride' },
      { name: 'src_stride', role: 'stride' },
      { name: 'p_high', role: 'value' },
      { name: 'p_low', role: 'value' },
      { name: 'q_high', role: 'value' },
      { name: 'q_low', role: 'value' },
    ],
    flags: [
      { name: 'dst_space', shift: 0, bits: 1, count: 2, values: ['sram', 'acc'] },
      { name: 'src_space', shift: 1, bits: 1, count: 2, values: ['sram', 'acc'] },
    ],
    summary: 'Rectifies with a slope below zero.',
  },
  {
    op: 'vp.leaky_relu.f32', code: 189, format: 'registers', queue: 4,
    kernel: 'unary_with_parameters', params: { op: 'leaky_relu', passes: 2, type: 'f32', size: 4 },
    operands: [
      { name: 'dst', role: 'address', space: 'dst_space' },
      { name: 'src', role: 'address', space: 'src_space' },
      { name: 'rows', role: 'count' },
      { name: 'cols', role: 'count' },
      { name: 'dst_stride', role: 'stride' },
      { name: 'src_stride', role: 'stride' },
      { name: 'p_high', role: 'value' },
      { name: 'p_low', role: 'value' },
      { name: 'q_high', role: 'value' },
      { name: 'q_low', role: 'value' },
    ],
    flags: [
      { name: 'dst_space', shift: 0, bits: 1, count: 2, values: ['sram', 'acc'] },
      { name: 'src_space', shift: 1, bits: 1, count: 2, values: ['sram', 'acc'] },
    ],
    summary: 'Rectifies with a slope below zero.',
  },
  {
    op: 'vp.hard_sigmoid.f16', code: 190, format: 'registers', queue: 4,
    kernel: 'unary_with_parameters', params: { op: 'hard_sigmoid', passes: 4, type: 'f16', size: 2 },
    operands: [
      { name: 'dst', role: 'address', space: 'dst_space' },
      { name: 'src', role: 'address', space: 'src_space' },
      { name: 'rows', role: 'count' },
      { name: 'cols', role: 'count' },
      { name: 'dst_stride', role: 'stride' },
      { name: 'src_stride', role: 'stride' },
      { name: 'p_high', role: 'value' },
      { name: 'p_low', role: 'value' },
      { name: 'q_high', role: 'value' },
      { name: 'q_low', role: 'value' },
    ],
    flags: [
      { name: 'dst_space', shift: 0, bits: 1, count: 2, values: ['sram', 'acc'] },
      { name: 'src_space', shift: 1, bits: 1, count: 2, values: ['sram', 'acc'] },
    ],
    summary: 'Takes the hard sigmoid function.',
  },
  {
    op: 'vp.hard_sigmoid.f32', code: 191, format: 'registers', queue: 4,
    kernel: 'unary_with_parameters', params: { op: 'hard_sigmoid', passes: 4, type: 'f32', size: 4 },
    operands: [
      { name: 'dst', role: 'address', space: 'dst_space' },
      { name: 'src', role: 'address', space: 'src_space' },
      { name: 'rows', role: 'count' },
      { name: 'cols', role: 'count' },
      { name: 'dst_stride', role: 'stride' },
      { name: 'src_stride', role: 'stride' },
      { name: 'p_high', role: 'value' },
      { name: 'p_low', role: 'value' },
      { name: 'q_high', role: 'value' },
      { name: 'q_low', role: 'value' },
    ],
    flags: [
      { name: 'dst_space', shift: 0, bits: 1, count: 2, values: ['sram', 'acc'] },
      { name: 'src_space', shift: 1, bits: 1, count: 2, values: ['sram', 'acc'] },
    ],
    summary: 'Takes the hard sigmoid function.',
  },
  {
    op: 'vp.thresholded_relu.f16', code: 192, format: 'registers', queue: 4,
    kernel: 'unary_with_parameters', params: { op: 'thresholded_relu', passes: 1, type: 'f16', size: 2 },
    operands: [
      { name: 'dst', role: 'address', space: 'dst_space' },
      { name: 'src', role: 'address', space: 'src_space' },
      { name: 'rows', role: 'count' },
      { name: 'cols', role: 'count' },
      { name: 'dst_stride', role: 'stride' },
      { name: 'src_stride', role: 'stride' },
      { name: 'p_high', role: 'value' },
      { name: 'p_low', role: 'value' },
      { name: 'q_high', role: 'value' },
      { name: 'q_low', role: 'value' },
    ],
    flags: [
      { name: 'dst_space', shift: 0, bits: 1, count: 2, values: ['sram', 'acc'] },
      { name: 'src_space', shift: 1, bits: 1, count: 2, values: ['sram', 'acc'] },
    ],
    summary: 'Rectifies above a threshold.',
  },
  {
    op: 'vp.thresholded_relu.f32', code: 193, format: 'registers', queue: 4,
    kernel: 'unary_with_parameters', params: { op: 'thresholded_relu', passes: 1, type: 'f32', size: 4 },
    operands: [
      { name: 'dst', role: 'address', space: 'dst_space' },
      { name: 'src', role: 'address', space: 'src_space' },
      { name: 'rows', role: 'count' },
      { name: 'cols', role: 'count' },
      { name: 'dst_stride', role: 'stride' },
      { name: 'src_stride', role: 'stride' },
      { name: 'p_high', role: 'value' },
      { name: 'p_low', role: 'value' },
      { name: 'q_high', role: 'value' },
      { name: 'q_low', role: 'value' },
    ],
    flags: [
      { name: 'dst_space', shift: 0, bits: 1, count: 2, values: ['sram', 'acc'] },
      { name: 'src_space', shift: 1, bits: 1, count: 2, values: ['sram', 'acc'] },
    ],
    summary: 'Rectifies above a threshold.',
  },
  {
    op: 'vp.elu.f16', code: 194, format: 'registers', queue: 4,
    kernel: 'unary_with_parameters', params: { op: 'elu', passes: 12, type: 'f16', size: 2 },
    operands: [
      { name: 'dst', role: 'address', space: 'dst_space' },
      { name: 'src', role: 'address', space: 'src_space' },
      { name: 'rows', role: 'count' },
      { name: 'cols', role: 'count' },
      { name: 'dst_stride', role: 'stride' },
      { name: 'src_stride', role: 'stride' },
      { name: 'p_high', role: 'value' },
      { name: 'p_low', role: 'value' },
      { name: 'q_high', role: 'value' },
      { name: 'q_low', role: 'value' },
    ],
    flags: [
      { name: 'dst_space', shift: 0, bits: 1, count: 2, values: ['sram', 'acc'] },
      { name: 'src_space', shift: 1, bits: 1, count: 2, values: ['sram', 'acc'] },
    ],
    summary: 'Takes the ELU function.',
  },
  {
    op: 'vp.elu.f32', code: 195, format: 'registers', queue: 4,
    kernel: 'unary_with_parameters', params: { op: 'elu', passes: 12, type: 'f32', size: 4 },
    operands: [
      { name: 'dst', role: 'address', space: 'dst_space' },
      { name: 'src', role: 'address', space: 'src_space' },
      { name: 'rows', role: 'count' },
      { name: 'cols', role: 'count' },
      { name: 'dst_stride', role: 'stride' },
      { name: 'src_stride', role: 'stride' },
      { name: 'p_high', role: 'value' },
      { name: 'p_low', role: 'value' },
      { name: 'q_high', role: 'value' },
      { name: 'q_low', role: 'value' },
    ],
    flags: [
      { name: 'dst_space', shift: 0, bits: 1, count: 2, values: ['sram', 'acc'] },
      { name: 'src_space', shift: 1, bits: 1, count: 2, values: ['sram', 'acc'] },
    ],
    summary: 'Takes the ELU function.',
  },
  {
    op: 'vp.celu.f16', code: 196, format: 'registers', queue: 4,
    kernel: 'unary_with_parameters', params: { op: 'celu', passes: 16, type: 'f16', size: 2 },
    operands: [
      { name: 'dst', role: 'address', space: 'dst_space' },
      { name: 'src', role: 'address', space: 'src_space' },
      { name: 'rows', role: 'count' },
      { name: 'cols', role: 'count' },
      { name: 'dst_stride', role: 'stride' },
      { name: 'src_stride', role: 'stride' },
      { name: 'p_high', role: 'value' },
      { name: 'p_low', role: 'value' },
      { name: 'q_high', role: 'value' },
      { name: 'q_low', role: 'value' },
    ],
    flags: [
      { name: 'dst_space', shift: 0, bits: 1, count: 2, values: ['sram', 'acc'] },
      { name: 'src_space', shift: 1, bits: 1, count: 2, values: ['sram', 'acc'] },
    ],
    summary: 'Takes the CELU function.',
  },
  {
    op: 'vp.celu.f32', code: 197, format: 'registers', queue: 4,
    kernel: 'unary_with_parameters', params: { op: 'celu', passes: 16, type: 'f32', size: 4 },
    operands: [
      { name: 'dst', role: 'address', space: 'dst_space' },
      { name: 'src', role: 'address', space: 'src_space' },
      { name: 'rows', role: 'count' },
      { name: 'cols', role: 'count' },
      { name: 'dst_stride', role: 'stride' },
      { name: 'src_stride', role: 'stride' },
      { name: 'p_high', role: 'value' },
      { name: 'p_low', role: 'value' },
      { name: 'q_high', role: 'value' },
      { name: 'q_low', role: 'value' },
    ],
    flags: [
      { name: 'dst_space', shift: 0, bits: 1, count: 2, values: ['sram', 'acc'] },
      { name: 'src_space', shift: 1, bits: 1, count: 2, values: ['sram', 'acc'] },
    ],
    summary: 'Takes the CELU function.',
  },
  {
    op: 'vp.selu.f16', code: 198, format: 'registers', queue: 4,
    kernel: 'unary_with_parameters', params: { op: 'selu', passes: 12, type: 'f16', size: 2 },
    operands: [
      { name: 'dst', role: 'address', space: 'dst_space' },
      { name: 'src', role: 'address', space: 'src_space' },
      { name: 'rows', role: 'count' },
      { name: 'cols', role: 'count' },
      { name: 'dst_stride', role: 'stride' },
      { name: 'src_stride', role: 'stride' },
      { name: 'p_high', role: 'value' },
      { name: 'p_low', role: 'value' },
      { name: 'q_high', role: 'value' },
      { name: 'q_low', role: 'value' },
    ],
    flags: [
      { name: 'dst_space', shift: 0, bits: 1, count: 2, values: ['sram', 'acc'] },
      { name: 'src_space', shift: 1, bits: 1, count: 2, values: ['sram', 'acc'] },
    ],
    summary: 'Takes the SELU function.',
  },
  {
    op: 'vp.selu.f32', code: 199, format: 'registers', queue: 4,
    kernel: 'unary_with_parameters', params: { op: 'selu', passes: 12, type: 'f32', size: 4 },
    operands: [
      { name: 'dst', role: 'address', space: 'dst_space' },
      { name: 'src', role: 'address', space: 'src_space' },
      { name: 'rows', role: 'count' },
      { name: 'cols', role: 'count' },
      { name: 'dst_stride', role: 'stride' },
      { name: 'src_stride', role: 'stride' },
      { name: 'p_high', role: 'value' },
      { name: 'p_low', role: 'value' },
      { name: 'q_high', role: 'value' },
      { name: 'q_low', role: 'value' },
    ],
    flags: [
      { name: 'dst_space', shift: 0, bits: 1, count: 2, values: ['sram', 'acc'] },
      { name: 'src_space', shift: 1, bits: 1, count: 2, values: ['sram', 'acc'] },
    ],
    summary: 'Takes the SELU function.',
  },
  {
    op: 'v2.pow.f16', code: 200, format: 'registers', queue: 4,
    kernel: 'binary_function', params: { op: 'pow', passes: 24, type: 'f16', size: 2 },
    operands: [
      { name: 'dst', role: 'address', space: 'sram' },
      { name: 'a', role: 'address', space: 'sram' },
      { name: 'b', role: 'address', space: 'sram' },
      { name: 'rows', role: 'count' },
      { name: 'cols', role: 'count' },
      { name: 'dst_stride', role: 'stride' },
      { name: 'a_stride', role: 'stride' },
      { name: 'b_stride', role: 'stride' },
    ],
    flags: [
      { name: 'a_broadcast', shift: 3, bits: 1, count: 2 },
      { name: 'b_broadcast', shift: 4, bits: 1, count: 2 },
    ],
    summary: 'Raises to a power.',
  },
  {
    op: 'v2.pow.f32', code: 201, format: 'registers', queue: 4,
    kernel: 'binary_function', params: { op: 'pow', passes: 24, type: 'f32', size: 4 },
    operands: [
      { name: 'dst', role: 'address', space: 'sram' },
      { name: 'a', role: 'address', space: 'sram' },
      { name: 'b', role: 'address', space: 'sram' },
      { name: 'rows', role: 'count' },
      { name: 'cols', role: 'count' },
      { name: 'dst_stride', role: 'stride' },
      { name: 'a_stride', role: 'stride' },
      { name: 'b_stride', role: 'stride' },
    ],
    flags: [
      { name: 'a_broadcast', shift: 3, bits: 1, count: 2 },
      { name: 'b_broadcast', shift: 4, bits: 1, count: 2 },
    ],
    summary: 'Raises to a power.',
  },
  {
    op: 'v2.fmod.f16', code: 202, format: 'registers', queue: 4,
    kernel: 'binary_function', params: { op: 'fmod', passes: 16, type: 'f16', size: 2 },
    operands: [
      { name: 'dst', role: 'address', space: 'sram' },
      { name: 'a', role: 'address', space: 'sram' },
      { name: 'b', role: 'address', space: 'sram' },
      { name: 'rows', role: 'count' },
      { name: 'cols', role: 'count' },
      { name: 'dst_stride', role: 'stride' },
      { name: 'a_stride', role: 'stride' },
      { name: 'b_stride', role: 'stride' },
    ],
    flags: [
      { name: 'a_broadcast', shift: 3, bits: 1, count: 2 },
      { name: 'b_broadcast', shift: 4, bits: 1, count: 2 },
    ],
    summary: 'Remainder with the sign of the dividend.',
  },
  {
    op: 'v2.fmod.f32', code: 203, format: 'registers', queue: 4,
    kernel: 'binary_function', params: { op: 'fmod', passes: 16, type: 'f32', size: 4 },
    operands: [
      { name: 'dst', role: 'address', space: 'sram' },
      { name: 'a', role: 'address', space: 'sram' },
      { name: 'b', role: 'address', space: 'sram' },
      { name: 'rows', role: 'count' },
      { name: 'cols', role: 'count' },
      { name: 'dst_stride', role: 'stride' },
      { name: 'a_stride', role: 'stride' },
      { name: 'b_stride', role: 'stride' },
    ],
    flags: [
      { name: 'a_broadcast', shift: 3, bits: 1, count: 2 },
      { name: 'b_broadcast', shift: 4, bits: 1, count: 2 },
    ],
    summary: 'Remainder with the sign of the dividend.',
  },
  {
    op: 'v2.mod.f16', code: 204, format: 'registers', queue: 4,
    kernel: 'binary_function', params: { op: 'mod', passes: 16, type: 'f16', size: 2 },
    operands: [
      { name: 'dst', role: 'address', space: 'sram' },
      { name: 'a', role: 'address', space: 'sram' },
      { name: 'b', role: 'address', space: 'sram' },
      { name: 'rows', role: 'count' },
      { name: 'cols', role: 'count' },
      { name: 'dst_stride', role: 'stride' },
      { name: 'a_stride', role: 'stride' },
      { name: 'b_stride', role: 'stride' },
    ],
    flags: [
      { name: 'a_broadcast', shift: 3, bits: 1, count: 2 },
      { name: 'b_broadcast', shift: 4, bits: 1, count: 2 },
    ],
    summary: 'Remainder with the sign of the divisor.',
  },
  {
    op: 'v2.mod.f32', code: 205, format: 'registers', queue: 4,
    kernel: 'binary_function', params: { op: 'mod', passes: 16, type: 'f32', size: 4 },
    operands: [
      { name: 'dst', role: 'address', space: 'sram' },
      { name: 'a', role: 'address', space: 'sram' },
      { name: 'b', role: 'address', space: 'sram' },
      { name: 'rows', role: 'count' },
      { name: 'cols', role: 'count' },
      { name: 'dst_stride', role: 'stride' },
      { name: 'a_stride', role: 'stride' },
      { name: 'b_stride', role: 'stride' },
    ],
    flags: [
      { name: 'a_broadcast', shift: 3, bits: 1, count: 2 },
      { name: 'b_broadcast', shift: 4, bits: 1, count: 2 },
    ],
    summary: 'Remainder with the sign of the divisor.',
  },
  {
    op: 'v2.prelu.f16', code: 206, format: 'registers', queue: 4,
    kernel: 'binary_function', params: { op: 'prelu', passes: 2, type: 'f16', size: 2 },
    operands: [
      { name: 'dst', role: 'address', space: 'sram' },
      { name: 'a', role: 'address', space: 'sram' },
      { name: 'b', role: 'address', space: 'sram' },
      { name: 'rows', role: 'count' },
      { name: 'cols', role: 'count' },
      { name: 'dst_stride', role: 'stride' },
      { name: 'a_stride', role: 'stride' },
      { name: 'b_stride', role: 'stride' },
    ],
    flags: [
      { name: 'a_broadcast', shift: 3, bits: 1, count: 2 },
      { name: 'b_broadcast', shift: 4, bits: 1, count: 2 },
    ],
    summary: 'Rectifies with a slope below zero.',
  },
  {
    op: 'v2.prelu.f32', code: 207, format: 'registers', queue: 4,
    kernel: 'binary_function', params: { op: 'prelu', passes: 2, type: 'f32', size: 4 },
    operands: [
      { name: 'dst', role: 'address', space: 'sram' },
      { name: 'a', role: 'address', space: 'sram' },
      { name: 'b', role: 'address', space: 'sram' },
      { name: 'rows', role: 'count' },
      { name: 'cols', role: 'count' },
      { name: 'dst_stride', role: 'stride' },
      { name: 'a_stride', role: 'stride' },
      { name: 'b_stride', role: 'stride' },
    ],
    flags: [
      { name: 'a_broadcast', shift: 3, bits: 1, count: 2 },
      { name: 'b_broadcast', shift: 4, bits: 1, count: 2 },
    ],
    summary: 'Rectifies with a slope below zero.',
  },
  {
    op: 'vcmp.eq.f16', code: 208, format: 'registers', queue: 4,
    kernel: 'compare', params: { op: 'eq', type: 'f16', size: 2 },
    operands: [
      { name: 'dst', role: 'address', space: 'sram' },
      { name: 'a', role: 'address', space: 'sram' },
      { name: 'b', role: 'address', space: 'sram' },
      { name: 'rows', role: 'count' },
      { name: 'cols', role: 'count' },
      { name: 'dst_stride', role: 'stride' },
      { name: 'a_stride', role: 'stride' },
      { name: 'b_stride', role: 'stride' },
    ],
    flags: [
      { name: 'a_broadcast', shift: 3, bits: 1, count: 2 },
      { name: 'b_broadcast', shift: 4, bits: 1, count: 2 },
    ],
    summary: 'Compares for equality.',
  },
  {
    op: 'vcmp.eq.f32', code: 209, format: 'registers', queue: 4,
    kernel: 'compare', params: { op: 'eq', type: 'f32', size: 4 },
    operands: [
      { name: 'dst', role: 'address', space: 'sram' },
      { name: 'a', role: 'address', space: 'sram' },
      { name: 'b', role: 'address', space: 'sram' },
      { name: 'rows', role: 'count' },
      { name: 'cols', role: 'count' },
      { name: 'dst_stride', role: 'stride' },
      { name: 'a_stride', role: 'stride' },
      { name: 'b_stride', role: 'stride' },
    ],
    flags: [
      { name: 'a_broadcast', shift: 3, bits: 1, count: 2 },
      { name: 'b_broadcast', shift: 4, bits: 1, count: 2 },
    ],
    summary: 'Compares for equality.',
  },
  {
    op: 'vcmp.eq.i32', code: 210, format: 'registers', queue: 4,
    kernel: 'compare', params: { op: 'eq', type: 'i32', size: 4 },
    operands: [
      { name: 'dst', role: 'address', space: 'sram' },
      { name: 'a', role: 'address', space: 'sram' },
      { name: 'b', role: 'address', space: 'sram' },
      { name: 'rows', role: 'count' },
      { name: 'cols', role: 'count' },
      { name: 'dst_stride', role: 'stride' },
      { name: 'a_stride', role: 'stride' },
      { name: 'b_stride', role: 'stride' },
    ],
    flags: [
      { name: 'a_broadcast', shift: 3, bits: 1, count: 2 },
      { name: 'b_broadcast', shift: 4, bits: 1, count: 2 },
    ],
    summary: 'Compares for equality.',
  },
  {
    op: 'vcmp.eq.i64', code: 211, format: 'registers', queue: 4,
    kernel: 'compare', params: { op: 'eq', type: 'i64', size: 8 },
    operands: [
      { name: 'dst', role: 'address', space: 'sram' },
      { name: 'a', role: 'address', space: 'sram' },
      { name: 'b', role: 'address', space: 'sram' },
      { name: 'rows', role: 'count' },
      { name: 'cols', role: 'count' },
      { name: 'dst_stride', role: 'stride' },
      { name: 'a_stride', role: 'stride' },
      { name: 'b_stride', role: 'stride' },
    ],
    flags: [
      { name: 'a_broadcast', shift: 3, bits: 1, count: 2 },
      { name: 'b_broadcast', shift: 4, bits: 1, count: 2 },
    ],
    summary: 'Compares for equality.',
  },
  {
    op: 'vcmp.eq.u8', code: 212, format: 'registers', queue: 4,
    kernel: 'compare', params: { op: 'eq', type: 'u8', size: 1 },
    operands: [
      { name: 'dst', role: 'address', space: 'sram' },
      { name: 'a', role: 'address', space: 'sram' },
      { name: 'b', role: 'address', space: 'sram' },
      { name: 'rows', role: 'count' },
      { name: 'cols', role: 'count' },
      { name: 'dst_stride', role: 'stride' },
      { name: 'a_stride', role: 'stride' },
      { name: 'b_stride', role: 'stride' },
    ],
    flags: [
      { name: 'a_broadcast', shift: 3, bits: 1, count: 2 },
      { name: 'b_broadcast', shift: 4, bits: 1, count: 2 },
    ],
    summary: 'Compares for equality.',
  },
  {
    op: 'vcmp.lt.f16', code: 213, format: 'registers', queue: 4,
    kernel: 'compare', params: { op: 'lt', type: 'f16', size: 2 },
    operands: [
      { name: 'dst', role: 'address', space: 'sram' },
      { name: 'a', role: 'address', space: 'sram' },
      { name: 'b', role: 'address', space: 'sram' },
      { name: 'rows', role: 'count' },
      { name: 'cols', role: 'count' },
      { name: 'dst_stride', role: 'stride' },
      { name: 'a_stride', role: 'stride' },
      { name: 'b_stride', role: 'stride' },
    ],
    flags: [
      { name: 'a_broadcast', shift: 3, bits: 1, count: 2 },
      { name: 'b_broadcast', shift: 4, bits: 1, count: 2 },
    ],
    summary: 'Compares for less.',
  },
  {
    op: 'vcmp.lt.f32', code: 214, format: 'registers', queue: 4,
    kernel: 'compare', params: { op: 'lt', type: 'f32', size: 4 },
    operands: [
      { name: 'dst', role: 'address', space: 'sram' },
      { name: 'a', role: 'address', space: 'sram' },
      { name: 'b', role: 'address', space: 'sram' },
      { name: 'rows', role: 'count' },
      { name: 'cols', role: 'count' },
      { name: 'dst_stride', role: 'stride' },
      { name: 'a_stride', role: 'stride' },
      { name: 'b_stride', role: 'stride' },
    ],
    flags: [
      { name: 'a_broadcast', shift: 3, bits: 1, count: 2 },
      { name: 'b_broadcast', shift: 4, bits: 1, count: 2 },
    ],
    summary: 'Compares for less.',
  },
  {
    op: 'vcmp.lt.i32', code: 215, format: 'registers', queue: 4,
    kernel: 'compare', params: { op: 'lt', type: 'i32', size: 4 },
    operands: [
      { name: 'dst', role: 'address', space: 'sram' },
      { name: 'a', role: 'address', space: 'sram' },
      { name: 'b', role: 'address', space: 'sram' },
      { name: 'rows', role: 'count' },
      { name: 'cols', role: 'count' },
      { name: 'dst_stride', role: 'stride' },
      { name: 'a_stride', role: 'stride' },
      { name: 'b_stride', role: 'stride' },
    ],
    flags: [
      { name: 'a_broadcast', shift: 3, bits: 1, count: 2 },
      { name: 'b_broadcast', shift: 4, bits: 1, count: 2 },
    ],
    summary: 'Compares for less.',
  },
  {
    op: 'vcmp.lt.i64', code: 216, format: 'registers', queue: 4,
    kernel: 'compare', params: { op: 'lt', type: 'i64', size: 8 },
    operands: [
      { name: 'dst', role: 'address', space: 'sram' },
      { name: 'a', role: 'address', space: 'sram' },
      { name: 'b', role: 'address', space: 'sram' },
      { name: 'rows', role: 'count' },
      { name: 'cols', role: 'count' },
      { name: 'dst_stride', role: 'stride' },
      { name: 'a_stride', role: 'stride' },
      { name: 'b_stride', role: 'stride' },
    ],
    flags: [
      { name: 'a_broadcast', shift: 3, bits: 1, count: 2 },
      { name: 'b_broadcast', shift: 4, bits: 1, count: 2 },
    ],
    summary: 'Compares for less.',
  },
  {
    op: 'vcmp.lt.u8', code: 217, format: 'registers', queue: 4,
    kernel: 'compare', params: { op: 'lt', type: 'u8', size: 1 },
    operands: [
      { name: 'dst', role: 'address', space: 'sram' },
      { name: 'a', role: 'address', space: 'sram' },
      { name: 'b', role: 'address', space: 'sram' },
      { name: 'rows', role: 'count' },
      { name: 'cols', role: 'count' },
      { name: 'dst_stride', role: 'stride' },
      { name: 'a_stride', role: 'stride' },
      { name: 'b_stride', role: 'stride' },
    ],
    flags: [
      { name: 'a_broadcast', shift: 3, bits: 1, count: 2 },
      { name: 'b_broadcast', shift: 4, bits: 1, count: 2 },
    ],
    summary: 'Compares for less.',
  },
  {
    op: 'vcmp.le.f16', code: 218, format: 'registers', queue: 4,
    kernel: 'compare', params: { op: 'le', type: 'f16', size: 2 },
    operands: [
      { name: 'dst', role: 'address', space: 'sram' },
      { name: 'a', role: 'address', space: 'sram' },
      { name: 'b', role: 'address', space: 'sram' },
      { name: 'rows', role: 'count' },
      { name: 'cols', role: 'count' },
      { name: 'dst_stride', role: 'stride' },
      { name: 'a_stride', role: 'stride' },
      { name: 'b_stride', role: 'stride' },
    ],
    flags: [
      { name: 'a_broadcast', shift: 3, bits: 1, count: 2 },
      { name: 'b_broadcast', shift: 4, bits: 1, count: 2 },
    ],
    summary: 'Compares for less or equal.',
  },
  {
    op: 'vcmp.le.f32', code: 219, format: 'registers', queue: 4,
    kernel: 'compare', params: { op: 'le', type: 'f32', size: 4 },
    operands: [
      { name: 'dst', role: 'address', space: 'sram' },
      { name: 'a', role: 'address', space: 'sram' },
      { name: 'b', role: 'address', space: 'sram' },
      { name: 'rows', role: 'count' },
      { name: 'cols', role: 'count' },
      { name: 'dst_stride', role: 'stride' },
      { name: 'a_stride', role: 'stride' },
      { name: 'b_stride', role: 'stride' },
    ],
    flags: [
      { name: 'a_broadcast', shift: 3, bits: 1, count: 2 },
      { name: 'b_broadcast', shift: 4, bits: 1, count: 2 },
    ],
    summary: 'Compares for less or equal.',
  },
  {
    op: 'vcmp.le.i32', code: 220, format: 'registers', queue: 4,
    kernel: 'compare', params: { op: 'le', type: 'i32', size: 4 },
    operands: [
      { name: 'dst', role: 'address', space: 'sram' },
      { name: 'a', role: 'address', space: 'sram' },
      { name: 'b', role: 'address', space: 'sram' },
      { name: 'rows', role: 'count' },
      { name: 'cols', role: 'count' },
      { name: 'dst_stride', role: 'stride' },
      { name: 'a_stride', role: 'stride' },
      { name: 'b_stride', role: 'stride' },
    ],
    flags: [
      { name: 'a_broadcast', shift: 3, bits: 1, count: 2 },
      { name: 'b_broadcast', shift: 4, bits: 1, count: 2 },
    ],
    summary: 'Compares for less or equal.',
  },
  {
    op: 'vcmp.le.i64', code: 221, format: 'registers', queue: 4,
    kernel: 'compare', params: { op: 'le', type: 'i64', size: 8 },
    operands: [
      { name: 'dst', role: 'address', space: 'sram' },
      { name: 'a', role: 'address', space: 'sram' },
      { name: 'b', role: 'address', space: 'sram' },
      { name: 'rows', role: 'count' },
      { name: 'cols', role: 'count' },
      { name: 'dst_stride', role: 'stride' },
      { name: 'a_stride', role: 'stride' },
      { name: 'b_stride', role: 'stride' },
    ],
    flags: [
      { name: 'a_broadcast', shift: 3, bits: 1, count: 2 },
      { name: 'b_broadcast', shift: 4, bits: 1, count: 2 },
    ],
    summary: 'Compares for less or equal.',
  },
  {
    op: 'vcmp.le.u8', code: 222, format: 'registers', queue: 4,
    kernel: 'compare', params: { op: 'le', type: 'u8', size: 1 },
    operands: [
      { name: 'dst', role: 'address', space: 'sram' },
      { name: 'a', role: 'address', space: 'sram' },
      { name: 'b', role: 'address', space: 'sram' },
      { name: 'rows', role: 'count' },
      { name: 'cols', role: 'count' },
      { name: 'dst_stride', role: 'stride' },
      { name: 'a_stride', role: 'stride' },
      { name: 'b_stride', role: 'stride' },
    ],
    flags: [
      { name: 'a_broadcast', shift: 3, bits: 1, count: 2 },
      { name: 'b_broadcast', shift: 4, bits: 1, count: 2 },
    ],
    summary: 'Compares for less or equal.',
  },
  {
    op: 'vsel.1', code: 224, format: 'registers', queue: 4,
    kernel: 'select', params: { size: 1 },
    operands: [
      { name: 'dst', role: 'address', space: 'sram' },
      { name: 'c', role: 'address', space: 'sram' },
      { name: 'a', role: 'address', space: 'sram' },
      { name: 'b', role: 'address', space: 'sram' },
      { name: 'rows', role: 'count' },
      { name: 'cols', role: 'count' },
      { name: 'dst_stride', role: 'stride' },
      { name: 'c_stride', role: 'stride' },
      { name: 'a_stride', role: 'stride' },
      { name: 'b_stride', role: 'stride' },
    ],
    flags: [
      { name: 'c_broadcast', shift: 2, bits: 1, count: 2 },
      { name: 'a_broadcast', shift: 3, bits: 1, count: 2 },
      { name: 'b_broadcast', shift: 4, bits: 1, count: 2 },
    ],
    summary: 'Selects elements of 1 bytes.',
  },
  {
    op: 'vsel.2', code: 225, format: 'registers', queue: 4,
    kernel: 'select', params: { size: 2 },
    operands: [
      { name: 'dst', role: 'address', space: 'sram' },
      { name: 'c', role: 'address', space: 'sram' },
      { name: 'a', role: 'address', space: 'sram' },
      { name: 'b', role: 'address', space: 'sram' },
      { name: 'rows', role: 'count' },
      { name: 'cols', role: 'count' },
      { name: 'dst_stride', role: 'stride' },
      { name: 'c_stride', role: 'stride' },
      { name: 'a_stride', role: 'stride' },
      { name: 'b_stride', role: 'stride' },
    ],
    flags: [
      { name: 'c_broadcast', shift: 2, bits: 1, count: 2 },
      { name: 'a_broadcast', shift: 3, bits: 1, count: 2 },
      { name: 'b_broadcast', shift: 4, bits: 1, count: 2 },
    ],
    summary: 'Selects elements of 2 bytes.',
  },
  {
    op: 'vsel.4', code: 226, format: 'registers', queue: 4,
    kernel: 'select', params: { size: 4 },
    operands: [
      { name: 'dst', role: 'address', space: 'sram' },
      { name: 'c', role: 'address', space: 'sram' },
      { name: 'a', role: 'address', space: 'sram' },
      { name: 'b', role: 'address', space: 'sram' },
      { name: 'rows', role: 'count' },
      { name: 'cols', role: 'count' },
      { name: 'dst_stride', role: 'stride' },
      { name: 'c_stride', role: 'stride' },
      { name: 'a_stride', role: 'stride' },
      { name: 'b_stride', role: 'stride' },
    ],
    flags: [
      { name: 'c_broadcast', shift: 2, bits: 1, count: 2 },
      { name: 'a_broadcast', shift: 3, bits: 1, count: 2 },
      { name: 'b_broadcast', shift: 4, bits: 1, count: 2 },
    ],
    summary: 'Selects elements of 4 bytes.',
  },
  {
    op: 'vsel.8', code: 227, format: 'registers', queue: 4,
    kernel: 'select', params: { size: 8 },
    operands: [
      { name: 'dst', role: 'address', space: 'sram' },
      { name: 'c', role: 'address', space: 'sram' },
      { name: 'a', role: 'address', space: 'sram' },
      { name: 'b', role: 'address', space: 'sram' },
      { name: 'rows', role: 'count' },
      { name: 'cols', role: 'count' },
      { name: 'dst_stride', role: 'stride' },
      { name: 'c_stride', role: 'stride' },
      { name: 'a_stride', role: 'stride' },
      { name: 'b_stride', role: 'stride' },
    ],
    flags: [
      { name: 'c_broadcast', shift: 2, bits: 1, count: 2 },
      { name: 'a_broadcast', shift: 3, bits: 1, count: 2 },
      { name: 'b_broadcast', shift: 4, bits: 1, count: 2 },
    ],
    summary: 'Selects elements of 8 bytes.',
  },
  {
    op: 'v2.and.u8', code: 228, format: 'registers', queue: 4,
    kernel: 'bytes', params: { op: 'and' },
    operands: [
      { name: 'dst', role: 'address', space: 'sram' },
      { name: 'a', role: 'address', space: 'sram' },
      { name: 'b', role: 'address', space: 'sram' },
      { name: 'rows', role: 'count' },
      { name: 'cols', role: 'count' },
      { name: 'dst_stride', role: 'stride' },
      { name: 'a_stride', role: 'stride' },
      { name: 'b_stride', role: 'stride' },
    ],
    flags: [
      { name: 'a_broadcast', shift: 3, bits: 1, count: 2 },
      { name: 'b_broadcast', shift: 4, bits: 1, count: 2 },
    ],
    summary: 'Takes bits set in both.',
  },
  {
    op: 'v2.or.u8', code: 229, format: 'registers', queue: 4,
    kernel: 'bytes', params: { op: 'or' },
    operands: [
      { name: 'dst', role: 'address', space: 'sram' },
      { name: 'a', role: 'address', space: 'sram' },
      { name: 'b', role: 'address', space: 'sram' },
      { name: 'rows', role: 'count' },
      { name: 'cols', role: 'count' },
      { name: 'dst_stride', role: 'stride' },
      { name: 'a_stride', role: 'stride' },
      { name: 'b_stride', role: 'stride' },
    ],
    flags: [
      { name: 'a_broadcast', shift: 3, bits: 1, count: 2 },
      { name: 'b_broadcast', shift: 4, bits: 1, count: 2 },
    ],
    summary: 'Takes bits set in either.',
  },
  {
    op: 'v2.xor.u8', code: 230, format: 'registers', queue: 4,
    kernel: 'bytes', params: { op: 'xor' },
    operands: [
      { name: 'dst', role: 'address', space: 'sram' },
      { name: 'a', role: 'address', space: 'sram' },
      { name: 'b', role: 'address', space: 'sram' },
      { name: 'rows', role: 'count' },
      { name: 'cols', role: 'count' },
      { name: 'dst_stride', role: 'stride' },
      { name: 'a_stride', role: 'stride' },
      { name: 'b_stride', role: 'stride' },
    ],
    flags: [
      { name: 'a_broadcast', shift: 3, bits: 1, count: 2 },
      { name: 'b_broadcast', shift: 4, bits: 1, count: 2 },
    ],
    summary: 'Takes bits set in exactly one.',
  },
  {
    op: 'v2.add.i32', code: 232, format: 'registers', queue: 4,
    kernel: 'integer', params: { op: 'add', passes: 1, type: 'i32', size: 4 },
    operands: [
      { name: 'dst', role: 'address', space: 'sram' },
      { name: 'a', role: 'address', space: 'sram' },
      { name: 'b', role: 'address', space: 'sram' },
      { name: 'rows', role: 'count' },
      { name: 'cols', role: 'count' },
      { name: 'dst_stride', role: 'stride' },
      { name: 'a_stride', role: 'stride' },
      { name: 'b_stride', role: 'stride' },
    ],
    flags: [
      { name: 'a_broadcast', shift: 3, bits: 1, count: 2 },
      { name: 'b_broadcast', shift: 4, bits: 1, count: 2 },
    ],
    summary: 'Adds integers.',
  },
  {
    op: 'v2.add.i64', code: 233, format: 'registers', queue: 4,
    kernel: 'integer', params: { op: 'add', passes: 1, type: 'i64', size: 8 },
    operands: [
      { name: 'dst', role: 'address', space: 'sram' },
      { name: 'a', role: 'address', space: 'sram' },
      { name: 'b', role: 'address', space: 'sram' },
      { name: 'rows', role: 'count' },
      { name: 'cols', role: 'count' },
      { name: 'dst_stride', role: 'stride' },
      { name: 'a_stride', role: 'stride' },
      { name: 'b_stride', role: 'stride' },
    ],
    flags: [
      { name: 'a_broadcast', shift: 3, bits: 1, count: 2 },
      { name: 'b_broadcast', shift: 4, bits: 1, count: 2 },
    ],
    summary: 'Adds integers.',
  },
  {
    op: 'v2.sub.i32', code: 234, format: 'registers', queue: 4,
    kernel: 'integer', params: { op: 'sub', passes: 1, type: 'i32', size: 4 },
    operands: [
      { name: 'dst', role: 'address', space: 'sram' },
      { name: 'a', role: 'address', space: 'sram' },
      { name: 'b', role: 'address', space: 'sram' },
      { name: 'rows', role: 'count' },
      { name: 'cols', role: 'count' },
      { name: 'dst_stride', role: 'stride' },
      { name: 'a_stride', role: 'stride' },
      { name: 'b_stride', role: 'stride' },
    ],
    flags: [
      { name: 'a_broadcast', shift: 3, bits: 1, count: 2 },
      { name: 'b_broadcast', shift: 4, bits: 1, count: 2 },
    ],
    summary: 'Subtracts integers.',
  },
  {
    op: 'v2.sub.i64', code: 235, format: 'registers', queue: 4,
    kernel: 'integer', params: { op: 'sub', passes: 1, type: 'i64', size: 8 },
    operands: [
      { name: 'dst', role: 'address', space: 'sram' },
      { name: 'a', role: 'address', space: 'sram' },
      { name: 'b', role: 'address', space: 'sram' },
      { name: 'rows', role: 'count' },
      { name: 'cols', role: 'count' },
      { name: 'dst_stride', role: 'stride' },
      { name: 'a_stride', role: 'stride' },
      { name: 'b_stride', role: 'stride' },
    ],
    flags: [
      { name: 'a_broadcast', shift: 3, bits: 1, count: 2 },
      { name: 'b_broadcast', shift: 4, bits: 1, count: 2 },
    ],
    summary: 'Subtracts integers.',
  },
  {
    op: 'v2.mul.i32', code: 236, format: 'registers', queue: 4,
    kernel: 'integer', params: { op: 'mul', passes: 2, type: 'i32', size: 4 },
    operands: [
      { name: 'dst', role: 'address', space: 'sram' },
      { name: 'a', role: 'address', space: 'sram' },
      { name: 'b', role: 'address', space: 'sram' },
      { name: 'rows', role: 'count' },
      { name: 'cols', role: 'count' },
      { name: 'dst_stride', role: 'stride' },
      { name: 'a_stride', role: 'stride' },
      { name: 'b_stride', role: 'stride' },
    ],
    flags: [
      { name: 'a_broadcast', shift: 3, bits: 1, count: 2 },
      { name: 'b_broadcast', shift: 4, bits: 1, count: 2 },
    ],
    summary: 'Multiplies integers.',
  },
  {
    op: 'v2.mul.i64', code: 237, format: 'registers', queue: 4,
    kernel: 'integer', params: { op: 'mul', passes: 2, type: 'i64', size: 8 },
    operands: [
      { name: 'dst', role: 'address', space: 'sram' },
      { name: 'a', role: 'address', space: 'sram' },
      { name: 'b', role: 'address', space: 'sram' },
      { name: 'rows', role: 'count' },
      { name: 'cols', role: 'count' },
      { name: 'dst_stride', role: 'stride' },
      { name: 'a_stride', role: 'stride' },
      { name: 'b_stride', role: 'stride' },
    ],
    flags: [
      { name: 'a_broadcast', shift: 3, bits: 1, count: 2 },
      { name: 'b_broadcast', shift: 4, bits: 1, count: 2 },
    ],
    summary: 'Multiplies integers.',
  },
  {
    op: 'v2.div.i32', code: 238, format: 'registers', queue: 4,
    kernel: 'integer', params: { op: 'div', passes: 8, type: 'i32', size: 4 },
    operands: [
      { name: 'dst', role: 'address', space: 'sram' },
      { name: 'a', role: 'address', space: 'sram' },
      { name: 'b', role: 'address', space: 'sram' },
      { name: 'rows', role: 'count' },
      { name: 'cols', role: 'count' },
      { name: 'dst_stride', role: 'stride' },
      { name: 'a_stride', role: 'stride' },
      { name: 'b_stride', role: 'stride' },
    ],
    flags: [
      { name: 'a_broadcast', shift: 3, bits: 1, count: 2 },
      { name: 'b_broadcast', shift: 4, bits: 1, count: 2 },
    ],
    summary: 'Divides integers, rounding towards zero.',
  },
  {
    op: 'v2.div.i64', code: 239, format: 'registers', queue: 4,
    kernel: 'integer', params: { op: 'div', passes: 8, type: 'i64', size: 8 },
    operands: [
      { name: 'dst', role: 'address', space: 'sram' },
      { name: 'a', role: 'address', space: 'sram' },
      { name: 'b', role: 'address', space: 'sram' },
      { name: 'rows', role: 'count' },
      { name: 'cols', role: 'count' },
      { name: 'dst_stride', role: 'stride' },
      { name: 'a_stride', role: 'stride' },
      { name: 'b_stride', role: 'stride' },
    ],
    flags: [
      { name: 'a_broadcast', shift: 3, bits: 1, count: 2 },
      { name: 'b_broadcast', shift: 4, bits: 1, count: 2 },
    ],
    summary: 'Divides integers, rounding towards zero.',
  },
  {
    op: 'v2.fmod.i32', code: 240, format: 'registers', queue: 4,
    kernel: 'integer', params: { op: 'fmod', passes: 8, type: 'i32', size: 4 },
    operands: [
      { name: 'dst', role: 'address', space: 'sram' },
      { name: 'a', role: 'address', space: 'sram' },
      { name: 'b', role: 'address', space: 'sram' },
      { name: 'rows', role: 'count' },
      { name: 'cols', role: 'count' },
      { name: 'dst_stride', role: 'stride' },
      { name: 'a_stride', role: 'stride' },
      { name: 'b_stride', role: 'stride' },
    ],
    flags: [
      { name: 'a_broadcast', shift: 3, bits: 1, count: 2 },
      { name: 'b_broadcast', shift: 4, bits: 1, count: 2 },
    ],
    summary: 'Remainder of integers with the sign of the dividend.',
  },
  {
    op: 'v2.fmod.i64', code: 241, format: 'registers', queue: 4,
    kernel: 'integer', params: { op: 'fmod', passes: 8, type: 'i64', size: 8 },
    operands: [
      { name: 'dst', role: 'address', space: 'sram' },
      { name: 'a', role: 'address', space: 'sram' },
      { name: 'b', role: 'address', space: 'sram' },
      { name: 'rows', role: 'count' },
      { name: 'cols', role: 'count' },
      { name: 'dst_stride', role: 'stride' },
      { name: 'a_stride', role: 'stride' },
      { name: 'b_stride', role: 'stride' },
    ],
    flags: [
      { name: 'a_broadcast', shift: 3, bits: 1, count: 2 },
      { name: 'b_broadcast', shift: 4, bits: 1, count: 2 },
    ],
    summary: 'Remainder of integers with the sign of the dividend.',
  },
  {
    op: 'v2.mod.i32', code: 242, format: 'registers', queue: 4,
    kernel: 'integer', params: { op: 'mod', passes: 8, type: 'i32', size: 4 },
    operands: [
      { name: 'dst', role: 'address', space: 'sram' },
      { name: 'a', role: 'address', space: 'sram' },
      { name: 'b', role: 'address', space: 'sram' },
      { name: 'rows', role: 'count' },
      { name: 'cols', role: 'count' },
      { name: 'dst_stride', role: 'stride' },
      { name: 'a_stride', role: 'stride' },
      { name: 'b_stride', role: 'stride' },
    ],
    flags: [
      { name: 'a_broadcast', shift: 3, bits: 1, count: 2 },
      { name: 'b_broadcast', shift: 4, bits: 1, count: 2 },
    ],
    summary: 'Remainder of integers with the sign of the divisor.',
  },
  {
    op: 'v2.mod.i64', code: 243, format: 'registers', queue: 4,
    kernel: 'integer', params: { op: 'mod', passes: 8, type: 'i64', size: 8 },
    operands: [
      { name: 'dst', role: 'address', space: 'sram' },
      { name: 'a', role: 'address', space: 'sram' },
      { name: 'b', role: 'address', space: 'sram' },
      { name: 'rows', role: 'count' },
      { name: 'cols', role: 'count' },
      { name: 'dst_stride', role: 'stride' },
      { name: 'a_stride', role: 'stride' },
      { name: 'b_stride', role: 'stride' },
    ],
    flags: [
      { name: 'a_broadcast', shift: 3, bits: 1, count: 2 },
      { name: 'b_broadcast', shift: 4, bits: 1, count: 2 },
    ],
    summary: 'Remainder of integers with the sign of the divisor.',
  },
  {
    op: 'v2.max.i32', code: 244, format: 'registers', queue: 4,
    kernel: 'integer', params: { op: 'max', passes: 1, type: 'i32', size: 4 },
    operands: [
      { name: 'dst', role: 'address', space: 'sram' },
      { name: 'a', role: 'address', space: 'sram' },
      { name: 'b', role: 'address', space: 'sram' },
      { name: 'rows', role: 'count' },
      { name: 'cols', role: 'count' },
      { name: 'dst_stride', role: 'stride' },
      { name: 'a_stride', role: 'stride' },
      { name: 'b_stride', role: 'stride' },
    ],
    flags: [
      { name: 'a_broadcast', shift: 3, bits: 1, count: 2 },
      { name: 'b_broadcast', shift: 4, bits: 1, count: 2 },
    ],
    summary: 'Larger integer of two.',
  },
  {
    op: 'v2.max.i64', code: 245, format: 'registers', queue: 4,
    kernel: 'integer', params: { op: 'max', passes: 1, type: 'i64', size: 8 },
    operands: [
      { name: 'dst', role: 'address', space: 'sram' },
      { name: 'a', role: 'address', space: 'sram' },
      { name: 'b', role: 'address', space: 'sram' },
      { name: 'rows', role: 'count' },
      { name: 'cols', role: 'count' },
      { name: 'dst_stride', role: 'stride' },
      { name: 'a_stride', role: 'stride' },
      { name: 'b_stride', role: 'stride' },
    ],
    flags: [
      { name: 'a_broadcast', shift: 3, bits: 1, count: 2 },
      { name: 'b_broadcast', shift: 4, bits: 1, count: 2 },
    ],
    summary: 'Larger integer of two.',
  },
  {
    op: 'v2.min.i32', code: 246, format: 'registers', queue: 4,
    kernel: 'integer', params: { op: 'min', passes: 1, type: 'i32', size: 4 },
    operands: [
      { name: 'dst', role: 'address', space: 'sram' },
      { name: 'a', role: 'address', space: 'sram' },
      { name: 'b', role: 'address', space: 'sram' },
      { name: 'rows', role: 'count' },
      { name: 'cols', role: 'count' },
      { name: 'dst_stride', role: 'stride' },
      { name: 'a_stride', role: 'stride' },
      { name: 'b_stride', role: 'stride' },
    ],
    flags: [
      { name: 'a_broadcast', shift: 3, bits: 1, count: 2 },
      { name: 'b_broadcast', shift: 4, bits: 1, count: 2 },
    ],
    summary: 'Smaller integer of two.',
  },
  {
    op: 'v2.min.i64', code: 247, format: 'registers', queue: 4,
    kernel: 'integer', params: { op: 'min', passes: 1, type: 'i64', size: 8 },
    operands: [
      { name: 'dst', role: 'address', space: 'sram' },
      { name: 'a', role: 'address', space: 'sram' },
      { name: 'b', role: 'address', space: 'sram' },
      { name: 'rows', role: 'count' },
      { name: 'cols', role: 'count' },
      { name: 'dst_stride', role: 'stride' },
      { name: 'a_stride', role: 'stride' },
      { name: 'b_stride', role: 'stride' },
    ],
    flags: [
      { name: 'a_broadcast', shift: 3, bits: 1, count: 2 },
      { name: 'b_broadcast', shift: 4, bits: 1, count: 2 },
    ],
    summary: 'Smaller integer of two.',
  },
  {
    op: 'vscan.sum.f32', code: 250, format: 'registers', queue: 4,
    kernel: 'scan', params: { op: 'sum' },
    operands: [
      { name: 'dst', role: 'address', space: 'sram' },
      { name: 'acc', role: 'address', space: 'acc' },
      { name: 'src', role: 'address', space: 'sram' },
      { name: 'n', role: 'count' },
      { name: 'r', role: 'count' },
      { name: 'dst_stride_n', role: 'stride' },
      { name: 'dst_stride_r', role: 'stride' },
      { name: 'src_stride_n', role: 'stride' },
      { name: 'src_stride_r', role: 'stride' },
    ],
    flags: [
      { name: 'exclusive', shift: 0, bits: 1, count: 2 },
    ],
    summary: 'Adds up along an axis.',
  },
  {
    op: 'vscan.prod.f32', code: 251, format: 'registers', queue: 4,
    kernel: 'scan', params: { op: 'prod' },
    operands: [
      { name: 'dst', role: 'address', space: 'sram' },
      { name: 'acc', role: 'address', space: 'acc' },
      { name: 'src', role: 'address', space: 'sram' },
      { name: 'n', role: 'count' },
      { name: 'r', role: 'count' },
      { name: 'dst_stride_n', role: 'stride' },
      { name: 'dst_stride_r', role: 'stride' },
      { name: 'src_stride_n', role: 'stride' },
      { name: 'src_stride_r', role: 'stride' },
    ],
    flags: [
      { name: 'exclusive', shift: 0, bits: 1, count: 2 },
    ],
    summary: 'Multiplies up along an axis.',
  },
  {
    op: 'vred.sum.f32', code: 112, format: 'registers', queue: 4,
    kernel: 'reduce', params: { op: 'sum', start: '+0' },
    operands: [
      { name: 'dst', role: 'address', space: 'acc' },
      { name: 'src', role: 'address', space: 'src_space' },
      { name: 'n', role: 'count' },
      { name: 'r', role: 'count' },
      { name: 'src_stride_n', role: 'stride' },
      { name: 'src_stride_r', role: 'stride' },
    ],
    flags: [
      { name: 'accumulate', shift: 0, bits: 1, count: 2 },
      { name: 'src_space', shift: 1, bits: 1, count: 2, values: ['sram', 'acc'] },
      { name: 'src_type', shift: 2, bits: 1, count: 2, values: ['f32', 'f16'] },
    ],
    summary: 'Sums along an axis.',
  },
  {
    op: 'vred.max.f32', code: 113, format: 'registers', queue: 4,
    kernel: 'reduce', params: { op: 'max', start: '−inf' },
    operands: [
      { name: 'dst', role: 'address', space: 'acc' },
      { name: 'src', role: 'address', space: 'src_space' },
      { name: 'n', role: 'count' },
      { name: 'r', role: 'count' },
      { name: 'src_stride_n', role: 'stride' },
      { name: 'src_stride_r', role: 'stride' },
    ],
    flags: [
      { name: 'accumulate', shift: 0, bits: 1, count: 2 },
      { name: 'src_space', shift: 1, bits: 1, count: 2, values: ['sram', 'acc'] },
      { name: 'src_type', shift: 2, bits: 1, count: 2, values: ['f32', 'f16'] },
    ],
    summary: 'Finds the largest along an axis.',
  },
  {
    op: 'vred.min.f32', code: 114, format: 'registers', queue: 4,
    kernel: 'reduce', params: { op: 'min', start: '+inf' },
    operands: [
      { name: 'dst', role: 'address', space: 'acc' },
      { name: 'src', role: 'address', space: 'src_space' },
      { name: 'n', role: 'count' },
      { name: 'r', role: 'count' },
      { name: 'src_stride_n', role: 'stride' },
      { name: 'src_stride_r', role: 'stride' },
    ],
    flags: [
      { name: 'accumulate', shift: 0, bits: 1, count: 2 },
      { name: 'src_space', shift: 1, bits: 1, count: 2, values: ['sram', 'acc'] },
      { name: 'src_type', shift: 2, bits: 1, count: 2, values: ['f32', 'f16'] },
    ],
    summary: 'Finds the smallest along an axis.',
  },
  {
    op: 'vred.prod.f32', code: 115, format: 'registers', queue: 4,
    kernel: 'reduce', params: { op: 'prod', start: '1' },
    operands: [
      { name: 'dst', role: 'address', space: 'acc' },
      { name: 'src', role: 'address', space: 'src_space' },
      { name: 'n', role: 'count' },
      { name: 'r', role: 'count' },
      { name: 'src_stride_n', role: 'stride' },
      { name: 'src_stride_r', role: 'stride' },
    ],
    flags: [
      { name: 'accumulate', shift: 0, bits: 1, count: 2 },
      { name: 'src_space', shift: 1, bits: 1, count: 2, values: ['sram', 'acc'] },
      { name: 'src_type', shift: 2, bits: 1, count: 2, values: ['f32', 'f16'] },
    ],
    summary: 'Multiplies along an axis.',
  },
  {
    op: 'vgather.2', code: 116, format: 'registers', queue: 4,
    kernel: 'gather', params: { size: 2 },
    operands: [
      { name: 'dst', role: 'address', space: 'dst_space' },
      { name: 'src', role: 'address', space: 'src_space' },
      { name: 'idx', role: 'address', space: 'sram' },
      { name: 'n', role: 'count' },
      { name: 'limit', role: 'value' },
    ],
    flags: [
      { name: 'dst_space', shift: 0, bits: 1, count: 2, values: ['sram', 'acc'] },
      { name: 'src_space', shift: 1, bits: 1, count: 2, values: ['sram', 'acc'] },
    ],
    summary: 'Gathers elements of 2 bytes.',
  },
  {
    op: 'vgather.4', code: 117, format: 'registers', queue: 4,
    kernel: 'gather', params: { size: 4 },
    operands: [
      { name: 'dst', role: 'address', space: 'dst_space' },
      { name: 'src', role: 'address', space: 'src_space' },
      { name: 'idx', role: 'address', space: 'sram' },
      { name: 'n', role: 'count' },
      { name: 'limit', role: 'value' },
    ],
    flags: [
      { name: 'dst_space', shift: 0, bits: 1, count: 2, values: ['sram', 'acc'] },
      { name: 'src_space', shift: 1, bits: 1, count: 2, values: ['sram', 'acc'] },
    ],
    summary: 'Gathers elements of 4 bytes.',
  },
  {
    op: 'vgather.8', code: 118, format: 'registers', queue: 4,
    kernel: 'gather', params: { size: 8 },
    operands: [
      { name: 'dst', role: 'address', space: 'dst_space' },
      { name: 'src', role: 'address', space: 'src_space' },
      { name: 'idx', role: 'address', space: 'sram' },
      { name: 'n', role: 'count' },
      { name: 'limit', role: 'value' },
    ],
    flags: [
      { name: 'dst_space', shift: 0, bits: 1, count: 2, values: ['sram', 'acc'] },
      { name: 'src_space', shift: 1, bits: 1, count: 2, values: ['sram', 'acc'] },
    ],
    summary: 'Gathers elements of 8 bytes.',
  },
  {
    op: 'vfill.f16', code: 119, format: 'registers', queue: 4,
    kernel: 'fill', params: { type: 'f16', size: 2, bits: 16 },
    operands: [
      { name: 'dst', role: 'address', space: 'dst_space' },
      { name: 'rows', role: 'count' },
      { name: 'cols', role: 'count' },
      { name: 'stride', role: 'stride' },
      { name: 'value', role: 'value' },
    ],
    flags: [
      { name: 'dst_space', shift: 0, bits: 1, count: 2, values: ['sram', 'acc'] },
    ],
    summary: 'Fills with a bit pattern.',
  },
  {
    op: 'vfill.f32', code: 120, format: 'registers', queue: 4,
    kernel: 'fill', params: { type: 'f32', size: 4, bits: 32 },
    operands: [
      { name: 'dst', role: 'address', space: 'dst_space' },
      { name: 'rows', role: 'count' },
      { name: 'cols', role: 'count' },
      { name: 'stride', role: 'stride' },
      { name: 'value', role: 'value' },
    ],
    flags: [
      { name: 'dst_space', shift: 0, bits: 1, count: 2, values: ['sram', 'acc'] },
    ],
    summary: 'Fills with a bit pattern.',
  },
  {
    op: 'vdivr.f32', code: 121, format: 'registers', queue: 4,
    kernel: 'divide_by_register', params: {},
    operands: [
      { name: 'dst', role: 'address', space: 'dst_space' },
      { name: 'src', role: 'address', space: 'src_space' },
      { name: 'n', role: 'count' },
      { name: 'divisor', role: 'value' },
    ],
    flags: [
      { name: 'dst_space', shift: 0, bits: 1, count: 2, values: ['sram', 'acc'] },
      { name: 'src_space', shift: 1, bits: 1, count: 2, values: ['sram', 'acc'] },
    ],
    summary: 'Divides by a scalar register.',
  },
  {
    op: 'egather.f32', code: 128, format: 'registers', queue: 5,
    kernel: 'embedding', params: { type: 'f32', size: 4 },
    operands: [
      { name: 'acc', role: 'address', space: 'acc' },
      { name: 'table', role: 'address', space: 'dram' },
      { name: 'table_rows', role: 'count' },
      { name: 'row_bytes', role: 'stride' },
      { name: 'd', role: 'count' },
      { name: 'idx', role: 'address', space: 'sram' },
      { name: 'n', role: 'count' },
      { name: 'weights', role: 'address', space: 'sram' },
    ],
    flags: [
      { name: 'idx_type', shift: 0, bits: 1, count: 2, values: ['i32', 'i64'] },
      { name: 'weighted', shift: 1, bits: 1, count: 2 },
      { name: 'weight_type', shift: 2, bits: 1, count: 2, values: ['f32', 'f16'] },
      { name: 'mode', shift: 3, bits: 1, count: 2, values: ['sum', 'max'] },
    ],
    summary: 'Gathers and reduces table rows of f32.',
  },
  {
    op: 'egather.f16', code: 129, format: 'registers', queue: 5,
    kernel: 'embedding', params: { type: 'f16', size: 2 },
    operands: [
      { name: 'acc', role: 'address', space: 'acc' },
      { name: 'table', role: 'address', space: 'dram' },
      { name: 'table_rows', role: 'count' },
      { name: 'row_bytes', role: 'stride' },
      { name: 'd', role: 'count' },
      { name: 'idx', role: 'address', space: 'sram' },
      { name: 'n', role: 'count' },
      { name: 'weights', role: 'address', space: 'sram' },
    ],
    flags: [
      { name: 'idx_type', shift: 0, bits: 1, count: 2, values: ['i32', 'i64'] },
      { name: 'weighted', shift: 1, bits: 1, count: 2 },
      { name: 'weight_type', shift: 2, bits: 1, count: 2, values: ['f32', 'f16'] },
      { name: 'mode', shift: 3, bits: 1, count: 2, values: ['sum', 'max'] },
    ],
    summary: 'Gathers and reduces table rows of f16.',
  },
  {
    op: 'egather.u8', code: 136, format: 'registers', queue: 5,
    kernel: 'embedding_rows', params: { type: 'u8', bits: 8, sign: 'unsigned' },
    operands: [
      { name: 'acc', role: 'address', space: 'acc' },
      { name: 'table', role: 'address', space: 'dram' },
      { name: 'table_rows', role: 'count' },
      { name: 'row_bytes', role: 'stride' },
      { name: 'd', role: 'count' },
      { name: 'idx', role: 'address', space: 'sram' },
      { name: 'n', role: 'count' },
      { name: 'weights', role: 'address', space: 'sram' },
      { name: 'params', role: 'stride' },
    ],
    flags: [
      { name: 'idx_type', shift: 0, bits: 1, count: 2, values: ['i32', 'i64'] },
      { name: 'weighted', shift: 1, bits: 1, count: 2 },
      { name: 'weight_type', shift: 2, bits: 1, count: 2, values: ['f32', 'f16'] },
      { name: 'mode', shift: 3, bits: 1, count: 2, values: ['sum', 'max'] },
      { name: 'params_type', shift: 4, bits: 1, count: 2, values: ['f32', 'f16'] },
      { name: 'alternate', shift: 5, bits: 1, count: 2 },
    ],
    summary: 'Gathers and reduces rows of integers of 8 bits, unsigned, that carry their own scale and bias, in binary16.',
  },
  {
    op: 'egather.i8', code: 137, format: 'registers', queue: 5,
    kernel: 'embedding_rows', params: { type: 'i8', bits: 8, sign: 'signed' },
    operands: [
      { name: 'acc', role: 'address', space: 'acc' },
      { name: 'table', role: 'address', space: 'dram' },
      { name: 'table_rows', role: 'count' },
      { name: 'row_bytes', role: 'stride' },
      { name: 'd', role: 'count' },
      { name: 'idx', role: 'address', space: 'sram' },
      { name: 'n', role: 'count' },
      { name: 'weights', role: 'address', space: 'sram' },
      { name: 'params', role: 'stride' },
    ],
    flags: [
      { name: 'idx_type', shift: 0, bits: 1, count: 2, values: ['i32', 'i64'] },
      { name: 'weighted', shift: 1, bits: 1, count: 2 },
      { name: 'weight_type', shift: 2, bits: 1, count: 2, values: ['f32', 'f16'] },
      { name: 'mode', shift: 3, bits: 1, count: 2, values: ['sum', 'max'] },
      { name: 'params_type', shift: 4, bits: 1, count: 2, values: ['f32', 'f16'] },
      { name: 'alternate', shift: 5, bits: 1, count: 2 },
    ],
    summary: 'Gathers and reduces rows of integers of 8 bits, signed, that carry their own scale and bias, in binary16.',
  },
  {
    op: 'egather.u4', code: 138, format: 'registers', queue: 5,
    kernel: 'embedding_rows', params: { type: 'u4', bits: 4, sign: 'unsigned' },
    operands: [
      { name: 'acc', role: 'address', space: 'acc' },
      { name: 'table', role: 'address', space: 'dram' },
      { name: 'table_rows', role: 'count' },
      { name: 'row_bytes', role: 'stride' },
      { name: 'd', role: 'count' },
      { name: 'idx', role: 'address', space: 'sram' },
      { name: 'n', role: 'count' },
      { name: 'weights', role: 'address', space: 'sram' },
      { name: 'params', role: 'stride' },
    ],
    flags: [
      { name: 'idx_type', shift: 0, bits: 1, count: 2, values: ['i32', 'i64'] },
      { name: 'weighted', shift: 1, bits: 1, count: 2 },
      { name: 'weight_type', shift: 2, bits: 1, count: 2, values: ['f32', 'f16'] },
      { name: 'mode', shift: 3, bits: 1, count: 2, values: ['sum', 'max'] },
      { name: 'params_type', shift: 4, bits: 1, count: 2, values: ['f32', 'f16'] },
      { name: 'alternate', shift: 5, bits: 1, count: 2 },
    ],
    summary: 'Gathers and reduces rows of integers of 4 bits, unsigned, that carry their own scale and bias, in binary16.',
  },
  {
    op: 'egather.i4', code: 139, format: 'registers', queue: 5,
    kernel: 'embedding_rows', params: { type: 'i4', bits: 4, sign: 'signed' },
    operands: [
      { name: 'acc', role: 'address', space: 'acc' },
      { name: 'table', role: 'address', space: 'dram' },
      { name: 'table_rows', role: 'count' },
      { name: 'row_bytes', role: 'stride' },
      { name: 'd', role: 'count' },
      { name: 'idx', role: 'address', space: 'sram' },
      { name: 'n', role: 'count' },
      { name: 'weights', role: 'address', space: 'sram' },
      { name: 'params', role: 'stride' },
    ],
    flags: [
      { name: 'idx_type', shift: 0, bits: 1, count: 2, values: ['i32', 'i64'] },
      { name: 'weighted', shift: 1, bits: 1, count: 2 },
      { name: 'weight_type', shift: 2, bits: 1, count: 2, values: ['f32', 'f16'] },
      { name: 'mode', shift: 3, bits: 1, count: 2, values: ['sum', 'max'] },
      { name: 'params_type', shift: 4, bits: 1, count: 2, values: ['f32', 'f16'] },
      { name: 'alternate', shift: 5, bits: 1, count: 2 },
    ],
    summary: 'Gathers and reduces rows of integers of 4 bits, signed, that carry their own scale and bias, in binary16.',
  },
  {
    op: 'erow.ld', code: 130, format: 'registers', queue: 5,
    kernel: 'rows_in', params: {},
    operands: [
      { name: 'dst', role: 'address', space: 'sram' },
      { name: 'table', role: 'address', space: 'dram' },
      { name: 'table_rows', role: 'count' },
      { name: 'row_bytes', role: 'stride' },
      { name: 'bytes', role: 'count' },
      { name: 'idx', role: 'address', space: 'sram' },
      { name: 'n', role: 'count' },
      { name: 'dst_stride', role: 'stride' },
    ],
    flags: [
      { name: 'idx_type', shift: 0, bits: 1, count: 2, values: ['i32', 'i64'] },
    ],
    summary: 'Copies table rows.',
  },
  {
    op: 'erow.st', code: 131, format: 'registers', queue: 5,
    kernel: 'rows_out', params: {},
    operands: [
      { name: 'table', role: 'address', space: 'dram' },
      { name: 'src', role: 'address', space: 'sram' },
      { name: 'table_rows', role: 'count' },
      { name: 'row_bytes', role: 'stride' },
      { name: 'bytes', role: 'count' },
      { name: 'idx', role: 'address', space: 'sram' },
      { name: 'n', role: 'count' },
      { name: 'src_stride', role: 'stride' },
    ],
    flags: [
      { name: 'idx_type', shift: 0, bits: 1, count: 2, values: ['i32', 'i64'] },
    ],
    summary: 'Writes table rows.',
  },
];
