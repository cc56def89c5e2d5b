// Generated from isa/card.isa by `npm run generate`. Do not edit.

import type { AccessSink, Effects, FlagValues, OperandValues } from '../spec.js';
import type { MachineFields } from './machine-fields.js';
import type { Opcode } from './opcodes.js';

/** Machine fields and what the cost table derives from them. */
export interface CostFields extends MachineFields {
  readonly dramRate: number;
  readonly llcRate: number;
  readonly sramRate: number;
  readonly f16Lanes: number;
  readonly f32Lanes: number;
}

export function costFields(machine: MachineFields): CostFields {
  const dramRate = machine.dramBytesPerSecond / machine.clockHz;
  const llcRate = machine.llcBytesPerSecond / machine.clockHz;
  const sramRate = machine.sramBytesPerSecond / machine.clockHz;
  const f16Lanes = Math.max(1, (machine.vectorBits / 16));
  const f32Lanes = Math.max(1, (machine.vectorBits / 32));
  return { ...machine, dramRate, llcRate, sramRate, f16Lanes, f32Lanes };
}

function always(): boolean {
  return true;
}

function nothing(): void {}

function none(): number {
  return 0;
}

function costHalt(_v: OperandValues, _f: FlagValues, _c: CostFields): number {
  return 1;
}

function accessLdsI32(v: OperandValues, _f: FlagValues, sink: AccessSink): void {
  sink.access(false, 0, 4, v[1] + v[2], 4, 1, 0, 1, 0);
}

function costLdsI32(_v: OperandValues, _f: FlagValues, _c: CostFields): number {
  return 2;
}

function accessLdsI64(v: OperandValues, _f: FlagValues, sink: AccessSink): void {
  sink.access(false, 0, 8, v[1] + v[2], 8, 1, 0, 1, 0);
}

function activeDmaLd(v: OperandValues, _f: FlagValues): boolean {
  return ((v[2] > 0) && (v[3] > 0)) && (v[4] > 0);
}

function accessDmaLd(v: OperandValues, f: FlagValues, sink: AccessSink): void {
  sink.access(false, f[1] + 2, 1, v[1], v[2], v[3], v[7], v[4], v[8]);
  sink.access(true, f[0], 1, v[0], v[2], v[3], v[5], v[4], v[6]);
}

function costDmaLd(v: OperandValues, f: FlagValues, c: CostFields): number {
  return c.dmaSetupCycles + (f[1] ? ((c.llcLatencyCycles + (v[3] * v[4])) + Math.ceil((((v[2] * v[3]) * v[4]) / Math.min(c.llcRate, c.sramRate)))) : (c.dmaLatencyCycles + Math.ceil(((((v[3] * v[4]) * Math.ceil((v[2] / c.dmaBurstBytes))) * c.dmaBurstBytes) / c.dramRate))));
}

function movesDmaLd(v: OperandValues, f: FlagValues, report: (from: number, to: number, bytes: number) => void): void {
  report(f[1] + 2, f[0], (v[2] * v[3]) * v[4]);
}

function accessDmaSt(v: OperandValues, f: FlagValues, sink: AccessSink): void {
  sink.access(false, f[0], 1, v[1], v[2], v[3], v[7], v[4], v[8]);
  sink.access(true, f[1] + 2, 1, v[0], v[2], v[3], v[5], v[4], v[6]);
}

function movesDmaSt(v: OperandValues, f: FlagValues, report: (from: number, to: number, bytes: number) => void): void {
  report(f[0], f[1] + 2, (v[2] * v[3]) * v[4]);
}

function accessDmaCp(v: OperandValues, f: FlagValues, sink: AccessSink): void {
  sink.access(false, f[1], 1, v[1], v[2], v[3], v[7], v[4], v[8]);
  sink.access(true, f[0], 1, v[0], v[2], v[3], v[5], v[4], v[6]);
}

function costDmaCp(v: OperandValues, f: FlagValues, c: CostFields): number {
  return c.dmaSetupCycles + (((f[0] === 2) || (f[1] === 2)) ? (c.dmaLatencyCycles + Math.ceil(((((v[3] * v[4]) * Math.ceil((v[2] / c.dmaBurstBytes))) * c.dmaBurstBytes) / c.dramRate))) : (((f[0] === 3) || (f[1] === 3)) ? ((c.llcLatencyCycles + (v[3] * v[4])) + Math.ceil((((v[2] * v[3]) * v[4]) / Math.min(c.llcRate, c.sramRate)))) : ((v[3] * v[4]) + Math.ceil((((v[2] * v[3]) * v[4]) / c.sramRate)))));
}

function movesDmaCp(v: OperandValues, f: FlagValues, report: (from: number, to: number, bytes: number) => void): void {
  report(f[1], f[0], (v[2] * v[3]) * v[4]);
}

function activeMmF16(v: OperandValues, _f: FlagValues): boolean {
  return (v[3] > 0) && (v[4] > 0);
}

function accessMmF16(v: OperandValues, f: FlagValues, sink: AccessSink): void {
  sink.access(true, 1, 4, v[0], v[4] * 4, v[3], v[6], 1, 0);
  sink.access(false, 0, 2, v[1], v[5] * 2, v[3], v[7], 1, 0);
  sink.access(false, 0, 2, v[2], (f[1] ? v[5] : v[4]) * 2, f[1] ? v[4] : v[5], v[8], 1, 0);
}

function costMmF16(v: OperandValues, _f: FlagValues, c: CostFields): number {
  return c.matrixIssueCycles + ((Math.ceil((v[3] / c.macRows)) * Math.ceil((v[4] / c.macColumns))) * Math.max(1, Math.ceil((((Math.max(v[5], 0) * c.macRows) * c.macColumns) / c.f16MacsPerCycle))));
}

function macsMmF16(v: OperandValues, _f: FlagValues): number {
  return (v[3] * v[4]) * Math.max(v[5], 0);
}

function usefulMmF16(v: OperandValues, _f: FlagValues, c: CostFields): number {
  return ((v[3] * v[4]) * Math.max(v[5], 0)) / c.f16MacsPerCycle;
}

function accessVmmF32(v: OperandValues, f: FlagValues, sink: AccessSink): void {
  sink.access(true, 1, 4, v[0], v[4] * 4, v[3], v[6], 1, 0);
  sink.access(false, 0, 4, v[1], v[5] * 4, v[3], v[7], 1, 0);
  sink.access(false, 0, 4, v[2], (f[1] ? v[5] : v[4]) * 4, f[1] ? v[4] : v[5], v[8], 1, 0);
}

function costVmmF32(v: OperandValues, _f: FlagValues, c: CostFields): number {
  return c.vectorIssueCycles + ((v[3] * Math.ceil((v[4] / c.f32Lanes))) * Math.max(1, Math.max(v[5], 0)));
}

function usefulVmmF32(v: OperandValues, _f: FlagValues, c: CostFields): number {
  return ((v[3] * v[4]) * Math.max(v[5], 0)) / c.f32Lanes;
}

function accessV2AddF16(v: OperandValues, f: FlagValues, sink: AccessSink): void {
  sink.access(false, f[1], 2, v[1], (f[3] ? 1 : v[4]) * 2, v[3], v[6], 1, 0);
  sink.access(false, f[2], 2, v[2], (f[4] ? 1 : v[4]) * 2, v[3], v[7], 1, 0);
  sink.access(true, f[0], 2, v[0], v[4] * 2, v[3], v[5], 1, 0);
}

function costV2AddF16(v: OperandValues, _f: FlagValues, c: CostFields): number {
  return c.vectorIssueCycles + ((v[3] * Math.ceil((((v[4] * 2) * 8) / c.vectorBits))) * 1);
}

function usefulV2AddF16(v: OperandValues, _f: FlagValues, c: CostFields): number {
  return ((((v[3] * v[4]) * 2) * 8) / c.vectorBits) * 1;
}

function accessV2AddF32(v: OperandValues, f: FlagValues, sink: AccessSink): void {
  sink.access(false, f[1], 4, v[1], (f[3] ? 1 : v[4]) * 4, v[3], v[6], 1, 0);
  sink.access(false, f[2], 4, v[2], (f[4] ? 1 : v[4]) * 4, v[3], v[7], 1, 0);
  sink.access(true, f[0], 4, v[0], v[4] * 4, v[3], v[5], 1, 0);
}

function costV2AddF32(v: OperandValues, _f: FlagValues, c: CostFields): number {
  return c.vectorIssueCycles + ((v[3] * Math.ceil((((v[4] * 4) * 8) / c.vectorBits))) * 1);
}

function usefulV2AddF32(v: OperandValues, _f: FlagValues, c: CostFields): number {
  return ((((v[3] * v[4]) * 4) * 8) / c.vectorBits) * 1;
}

function costV2DivF16(v: OperandValues, _f: FlagValues, c: CostFields): number {
  return c.vectorIssueCycles + ((v[3] * Math.ceil((((v[4] * 2) * 8) / c.vectorBits))) * 8);
}

function usefulV2DivF16(v: OperandValues, _f: FlagValues, c: CostFields): number {
  return ((((v[3] * v[4]) * 2) * 8) / c.vectorBits) * 8;
}

function costV2DivF32(v: OperandValues, _f: FlagValues, c: CostFields): number {
  return c.vectorIssueCycles + ((v[3] * Math.ceil((((v[4] * 4) * 8) / c.vectorBits))) * 8);
}

function usefulV2DivF32(v: OperandValues, _f: FlagValues, c: CostFields): number {
  return ((((v[3] * v[4]) * 4) * 8) / c.vectorBits) * 8;
}

function activeV1ReluF16(v: OperandValues, _f: FlagValues): boolean {
  return (v[2] > 0) && (v[3] > 0);
}

function accessV1ReluF16(v: OperandValues, f: FlagValues, sink: AccessSink): void {
  sink.access(false, f[1], 2, v[1], v[3] * 2, v[2], v[5], 1, 0);
  sink.access(true, f[0], 2, v[0], v[3] * 2, v[2], v[4], 1, 0);
}

function costV1ReluF16(v: OperandValues, _f: FlagValues, c: CostFields): number {
  return c.vectorIssueCycles + ((v[2] * Math.ceil((((v[3] * 2) * 8) / c.vectorBits))) * 1);
}

function usefulV1ReluF16(v: OperandValues, _f: FlagValues, c: CostFields): number {
  return ((((v[2] * v[3]) * 2) * 8) / c.vectorBits) * 1;
}

function accessV1ReluF32(v: OperandValues, f: FlagValues, sink: AccessSink): void {
  sink.access(false, f[1], 4, v[1], v[3] * 4, v[2], v[5], 1, 0);
  sink.access(true, f[0], 4, v[0], v[3] * 4, v[2], v[4], 1, 0);
}

function costV1ReluF32(v: OperandValues, _f: FlagValues, c: CostFields): number {
  return c.vectorIssueCycles + ((v[2] * Math.ceil((((v[3] * 4) * 8) / c.vectorBits))) * 1);
}

function usefulV1ReluF32(v: OperandValues, _f: FlagValues, c: CostFields): number {
  return ((((v[2] * v[3]) * 4) * 8) / c.vectorBits) * 1;
}

function costV1SqrtF16(v: OperandValues, _f: FlagValues, c: CostFields): number {
  return c.vectorIssueCycles + ((v[2] * Math.ceil((((v[3] * 2) * 8) / c.vectorBits))) * 8);
}

function usefulV1SqrtF16(v: OperandValues, _f: FlagValues, c: CostFields): number {
  return ((((v[2] * v[3]) * 2) * 8) / c.vectorBits) * 8;
}

function costV1SqrtF32(v: OperandValues, _f: FlagValues, c: CostFields): number {
  return c.vectorIssueCycles + ((v[2] * Math.ceil((((v[3] * 4) * 8) / c.vectorBits))) * 8);
}

function usefulV1SqrtF32(v: OperandValues, _f: FlagValues, c: CostFields): number {
  return ((((v[2] * v[3]) * 4) * 8) / c.vectorBits) * 8;
}

function costV1SigmoidF16(v: OperandValues, _f: FlagValues, c: CostFields): number {
  return c.vectorIssueCycles + ((v[2] * Math.ceil((((v[3] * 2) * 8) / c.vectorBits))) * 12);
}

function usefulV1SigmoidF16(v: OperandValues, _f: FlagValues, c: CostFields): number {
  return ((((v[2] * v[3]) * 2) * 8) / c.vectorBits) * 12;
}

function costV1SigmoidF32(v: OperandValues, _f: FlagValues, c: CostFields): number {
  return c.vectorIssueCycles + ((v[2] * Math.ceil((((v[3] * 4) * 8) / c.vectorBits))) * 12);
}

function usefulV1SigmoidF32(v: OperandValues, _f: FlagValues, c: CostFields): number {
  return ((((v[2] * v[3]) * 4) * 8) / c.vectorBits) * 12;
}

function accessVlutLinF16(v: OperandValues, f: FlagValues, sink: AccessSink): void {
  sink.access(false, f[1], 2, v[1], v[3] * 2, v[2], v[5], 1, 0);
  sink.access(true, f[0], 2, v[0], v[3] * 2, v[2], v[4], 1, 0);
  sink.access(false, 0, 4, v[6], 12, 1, 0, 1, 0);
}

function costVlutLinF16(v: OperandValues, _f: FlagValues, c: CostFields): number {
  return c.vectorIssueCycles + ((v[2] * Math.ceil((v[3] / c.f16Lanes))) * 4);
}

function usefulVlutLinF16(v: OperandValues, _f: FlagValues, c: CostFields): number {
  return ((v[2] * v[3]) / c.f16Lanes) * 4;
}

function accessVlutBitsF16(v: OperandValues, f: FlagValues, sink: AccessSink): void {
  sink.access(false, f[1], 2, v[1], v[3] * 2, v[2], v[5], 1, 0);
  sink.access(true, f[0], 2, v[0], v[3] * 2, v[2], v[4], 1, 0);
  sink.access(false, 0, 2, v[6], 8, 1, 0, 1, 0);
}

function accessVcvtF32F16(v: OperandValues, f: FlagValues, sink: AccessSink): void {
  sink.access(false, f[1], 4, v[1], v[3] * 4, v[2], v[5], 1, 0);
  sink.access(true, f[0], 2, v[0], v[3] * 2, v[2], v[4], 1, 0);
}

function costVcvtF32F16(v: OperandValues, _f: FlagValues, c: CostFields): number {
  return c.vectorIssueCycles + (v[2] * Math.ceil((((v[3] * Math.max(4, 2)) * 8) / c.vectorBits)));
}

function usefulVcvtF32F16(v: OperandValues, _f: FlagValues, c: CostFields): number {
  return (((v[2] * v[3]) * Math.max(4, 2)) * 8) / c.vectorBits;
}

function accessVcvtF16F32(v: OperandValues, f: FlagValues, sink: AccessSink): void {
  sink.access(false, f[1], 2, v[1], v[3] * 2, v[2], v[5], 1, 0);
  sink.access(true, f[0], 4, v[0], v[3] * 4, v[2], v[4], 1, 0);
}

function costVcvtF16F32(v: OperandValues, _f: FlagValues, c: CostFields): number {
  return c.vectorIssueCycles + (v[2] * Math.ceil((((v[3] * Math.max(2, 4)) * 8) / c.vectorBits)));
}

function usefulVcvtF16F32(v: OperandValues, _f: FlagValues, c: CostFields): number {
  return (((v[2] * v[3]) * Math.max(2, 4)) * 8) / c.vectorBits;
}

function costVcvtI32F32(v: OperandValues, _f: FlagValues, c: CostFields): number {
  return c.vectorIssueCycles + (v[2] * Math.ceil((((v[3] * Math.max(4, 4)) * 8) / c.vectorBits)));
}

function usefulVcvtI32F32(v: OperandValues, _f: FlagValues, c: CostFields): number {
  return (((v[2] * v[3]) * Math.max(4, 4)) * 8) / c.vectorBits;
}

function accessVcvtI64F32(v: OperandValues, f: FlagValues, sink: AccessSink): void {
  sink.access(false, f[1], 8, v[1], v[3] * 8, v[2], v[5], 1, 0);
  sink.access(true, f[0], 4, v[0], v[3] * 4, v[2], v[4], 1, 0);
}

function costVcvtI64F32(v: OperandValues, _f: FlagValues, c: CostFields): number {
  return c.vectorIssueCycles + (v[2] * Math.ceil((((v[3] * Math.max(8, 4)) * 8) / c.vectorBits)));
}

function usefulVcvtI64F32(v: OperandValues, _f: FlagValues, c: CostFields): number {
  return (((v[2] * v[3]) * Math.max(8, 4)) * 8) / c.vectorBits;
}

function accessVcvtI64F16(v: OperandValues, f: FlagValues, sink: AccessSink): void {
  sink.access(false, f[1], 8, v[1], v[3] * 8, v[2], v[5], 1, 0);
  sink.access(true, f[0], 2, v[0], v[3] * 2, v[2], v[4], 1, 0);
}

function costVcvtI64F16(v: OperandValues, _f: FlagValues, c: CostFields): number {
  return c.vectorIssueCycles + (v[2] * Math.ceil((((v[3] * Math.max(8, 2)) * 8) / c.vectorBits)));
}

function usefulVcvtI64F16(v: OperandValues, _f: FlagValues, c: CostFields): number {
  return (((v[2] * v[3]) * Math.max(8, 2)) * 8) / c.vectorBits;
}

function accessVcvtF32I64(v: OperandValues, f: FlagValues, sink: AccessSink): void {
  sink.access(false, f[1], 4, v[1], v[3] * 4, v[2], v[5], 1, 0);
  sink.access(true, f[0], 8, v[0], v[3] * 8, v[2], v[4], 1, 0);
}

function costVcvtF32I64(v: OperandValues, _f: FlagValues, c: CostFields): number {
  return c.vectorIssueCycles + (v[2] * Math.ceil((((v[3] * Math.max(4, 8)) * 8) / c.vectorBits)));
}

function usefulVcvtF32I64(v: OperandValues, _f: FlagValues, c: CostFields): number {
  return (((v[2] * v[3]) * Math.max(4, 8)) * 8) / c.vectorBits;
}

function accessVcvtF16I64(v: OperandValues, f: FlagValues, sink: AccessSink): void {
  sink.access(false, f[1], 2, v[1], v[3] * 2, v[2], v[5], 1, 0);
  sink.access(true, f[0], 8, v[0], v[3] * 8, v[2], v[4], 1, 0);
}

function costVcvtF16I64(v: OperandValues, _f: FlagValues, c: CostFields): number {
  return c.vectorIssueCycles + (v[2] * Math.ceil((((v[3] * Math.max(2, 8)) * 8) / c.vectorBits)));
}

function usefulVcvtF16I64(v: OperandValues, _f: FlagValues, c: CostFields): number {
  return (((v[2] * v[3]) * Math.max(2, 8)) * 8) / c.vectorBits;
}

function accessVcvtU8F32(v: OperandValues, f: FlagValues, sink: AccessSink): void {
  sink.access(false, f[1], 1, v[1], v[3] * 1, v[2], v[5], 1, 0);
  sink.access(true, f[0], 4, v[0], v[3] * 4, v[2], v[4], 1, 0);
}

function costVcvtU8F32(v: OperandValues, _f: FlagValues, c: CostFields): number {
  return c.vectorIssueCycles + (v[2] * Math.ceil((((v[3] * Math.max(1, 4)) * 8) / c.vectorBits)));
}

function usefulVcvtU8F32(v: OperandValues, _f: FlagValues, c: CostFields): number {
  return (((v[2] * v[3]) * Math.max(1, 4)) * 8) / c.vectorBits;
}

function accessVcvtU8F16(v: OperandValues, f: FlagValues, sink: AccessSink): void {
  sink.access(false, f[1], 1, v[1], v[3] * 1, v[2], v[5], 1, 0);
  sink.access(true, f[0], 2, v[0], v[3] * 2, v[2], v[4], 1, 0);
}

function costVcvtU8F16(v: OperandValues, _f: FlagValues, c: CostFields): number {
  return c.vectorIssueCycles + (v[2] * Math.ceil((((v[3] * Math.max(1, 2)) * 8) / c.vectorBits)));
}

function usefulVcvtU8F16(v: OperandValues, _f: FlagValues, c: CostFields): number {
  return (((v[2] * v[3]) * Math.max(1, 2)) * 8) / c.vectorBits;
}

function accessVcvtF32U8(v: OperandValues, f: FlagValues, sink: AccessSink): void {
  sink.access(false, f[1], 4, v[1], v[3] * 4, v[2], v[5], 1, 0);
  sink.access(true, f[0], 1, v[0], v[3] * 1, v[2], v[4], 1, 0);
}

function costVcvtF32U8(v: OperandValues, _f: FlagValues, c: CostFields): number {
  return c.vectorIssueCycles + (v[2] * Math.ceil((((v[3] * Math.max(4, 1)) * 8) / c.vectorBits)));
}

function usefulVcvtF32U8(v: OperandValues, _f: FlagValues, c: CostFields): number {
  return (((v[2] * v[3]) * Math.max(4, 1)) * 8) / c.vectorBits;
}

function accessVcvtF16U8(v: OperandValues, f: FlagValues, sink: AccessSink): void {
  sink.access(false, f[1], 2, v[1], v[3] * 2, v[2], v[5], 1, 0);
  sink.access(true, f[0], 1, v[0], v[3] * 1, v[2], v[4], 1, 0);
}

function costVcvtF16U8(v: OperandValues, _f: FlagValues, c: CostFields): number {
  return c.vectorIssueCycles + (v[2] * Math.ceil((((v[3] * Math.max(2, 1)) * 8) / c.vectorBits)));
}

function usefulVcvtF16U8(v: OperandValues, _f: FlagValues, c: CostFields): number {
  return (((v[2] * v[3]) * Math.max(2, 1)) * 8) / c.vectorBits;
}

function costV1TanF16(v: OperandValues, _f: FlagValues, c: CostFields): number {
  return c.vectorIssueCycles + ((v[2] * Math.ceil((((v[3] * 2) * 8) / c.vectorBits))) * 16);
}

function usefulV1TanF16(v: OperandValues, _f: FlagValues, c: CostFields): number {
  return ((((v[2] * v[3]) * 2) * 8) / c.vectorBits) * 16;
}

function costV1TanF32(v: OperandValues, _f: FlagValues, c: CostFields): number {
  return c.vectorIssueCycles + ((v[2] * Math.ceil((((v[3] * 4) * 8) / c.vectorBits))) * 16);
}

function usefulV1TanF32(v: OperandValues, _f: FlagValues, c: CostFields): number {
  return ((((v[2] * v[3]) * 4) * 8) / c.vectorBits) * 16;
}

function costV1MishF16(v: OperandValues, _f: FlagValues, c: CostFields): number {
  return c.vectorIssueCycles + ((v[2] * Math.ceil((((v[3] * 2) * 8) / c.vectorBits))) * 20);
}

function usefulV1MishF16(v: OperandValues, _f: FlagValues, c: CostFields): number {
  return ((((v[2] * v[3]) * 2) * 8) / c.vectorBits) * 20;
}

function costV1MishF32(v: OperandValues, _f: FlagValues, c: CostFields): number {
  return c.vectorIssueCycles + ((v[2] * Math.ceil((((v[3] * 4) * 8) / c.vectorBits))) * 20);
}

function usefulV1MishF32(v: OperandValues, _f: FlagValues, c: CostFields): number {
  return ((((v[2] * v[3]) * 4) * 8) / c.vectorBits) * 20;
}

function costV1HardSwishF16(v: OperandValues, _f: FlagValues, c: CostFields): number {
  return c.vectorIssueCycles + ((v[2] * Math.ceil((((v[3] * 2) * 8) / c.vectorBits))) * 4);
}

function usefulV1HardSwishF16(v: OperandValues, _f: FlagValues, c: CostFields): number {
  return ((((v[2] * v[3]) * 2) * 8) / c.vectorBits) * 4;
}

function costV1HardSwishF32(v: OperandValues, _f: FlagValues, c: CostFields): number {
  return c.vectorIssueCycles + ((v[2] * Math.ceil((((v[3] * 4) * 8) / c.vectorBits))) * 4);
}

function usefulV1HardSwishF32(v: OperandValues, _f: FlagValues, c: CostFields): number {
  return ((((v[2] * v[3]) * 4) * 8) / c.vectorBits) * 4;
}

function costVpLeakyReluF16(v: OperandValues, _f: FlagValues, c: CostFields): number {
  return c.vectorIssueCycles + ((v[2] * Math.ceil((((v[3] * 2) * 8) / c.vectorBits))) * 2);
}

function usefulVpLeakyReluF16(v: OperandValues, _f: FlagValues, c: CostFields): number {
  return ((((v[2] * v[3]) * 2) * 8) / c.vectorBits) * 2;
}

function costVpLeakyReluF32(v: OperandValues, _f: FlagValues, c: CostFields): number {
  return c.vectorIssueCycles + ((v[2] * Math.ceil((((v[3] * 4) * 8) / c.vectorBits))) * 2);
}

function usefulVpLeakyReluF32(v: OperandValues, _f: FlagValues, c: CostFields): number {
  return ((((v[2] * v[3]) * 4) * 8) / c.vectorBits) * 2;
}

function accessV2PowF16(v: OperandValues, f: FlagValues, sink: AccessSink): void {
  sink.access(false, 0, 2, v[1], (f[0] ? 1 : v[4]) * 2, v[3], v[6], 1, 0);
  sink.access(false, 0, 2, v[2], (f[1] ? 1 : v[4]) * 2, v[3], v[7], 1, 0);
  sink.access(true, 0, 2, v[0], v[4] * 2, v[3], v[5], 1, 0);
}

function costV2PowF16(v: OperandValues, _f: FlagValues, c: CostFields): number {
  return c.vectorIssueCycles + ((v[3] * Math.ceil((((v[4] * 2) * 8) / c.vectorBits))) * 24);
}

function usefulV2PowF16(v: OperandValues, _f: FlagValues, c: CostFields): number {
  return ((((v[3] * v[4]) * 2) * 8) / c.vectorBits) * 24;
}

function accessV2PowF32(v: OperandValues, f: FlagValues, sink: AccessSink): void {
  sink.access(false, 0, 4, v[1], (f[0] ? 1 : v[4]) * 4, v[3], v[6], 1, 0);
  sink.access(false, 0, 4, v[2], (f[1] ? 1 : v[4]) * 4, v[3], v[7], 1, 0);
  sink.access(true, 0, 4, v[0], v[4] * 4, v[3], v[5], 1, 0);
}

function costV2PowF32(v: OperandValues, _f: FlagValues, c: CostFields): number {
  return c.vectorIssueCycles + ((v[3] * Math.ceil((((v[4] * 4) * 8) / c.vectorBits))) * 24);
}

function usefulV2PowF32(v: OperandValues, _f: FlagValues, c: CostFields): number {
  return ((((v[3] * v[4]) * 4) * 8) / c.vectorBits) * 24;
}

function costV2FmodF16(v: OperandValues, _f: FlagValues, c: CostFields): number {
  return c.vectorIssueCycles + ((v[3] * Math.ceil((((v[4] * 2) * 8) / c.vectorBits))) * 16);
}

function usefulV2FmodF16(v: OperandValues, _f: FlagValues, c: CostFields): number {
  return ((((v[3] * v[4]) * 2) * 8) / c.vectorBits) * 16;
}

function costV2FmodF32(v: OperandValues, _f: FlagValues, c: CostFields): number {
  return c.vectorIssueCycles + ((v[3] * Math.ceil((((v[4] * 4) * 8) / c.vectorBits))) * 16);
}

function usefulV2FmodF32(v: OperandValues, _f: FlagValues, c: CostFields): number {
  return ((((v[3] * v[4]) * 4) * 8) / c.vectorBits) * 16;
}

function costV2PreluF16(v: OperandValues, _f: FlagValues, c: CostFields): number {
  return c.vectorIssueCycles + ((v[3] * Math.ceil((((v[4] * 2) * 8) / c.vectorBits))) * 2);
}

function usefulV2PreluF16(v: OperandValues, _f: FlagValues, c: CostFields): number {
  return ((((v[3] * v[4]) * 2) * 8) / c.vectorBits) * 2;
}

function costV2PreluF32(v: OperandValues, _f: FlagValues, c: CostFields): number {
  return c.vectorIssueCycles + ((v[3] * Math.ceil((((v[4] * 4) * 8) / c.vectorBits))) * 2);
}

function usefulV2PreluF32(v: OperandValues, _f: FlagValues, c: CostFields): number {
  return ((((v[3] * v[4]) * 4) * 8) / c.vectorBits) * 2;
}

function accessVcmpEqF16(v: OperandValues, f: FlagValues, sink: AccessSink): void {
  sink.access(false, 0, 2, v[1], (f[0] ? 1 : v[4]) * 2, v[3], v[6], 1, 0);
  sink.access(false, 0, 2, v[2], (f[1] ? 1 : v[4]) * 2, v[3], v[7], 1, 0);
  sink.access(true, 0, 1, v[0], v[4] * 1, v[3], v[5], 1, 0);
}

function costVcmpEqF16(v: OperandValues, _f: FlagValues, c: CostFields): number {
  return c.vectorIssueCycles + (v[3] * Math.ceil((((v[4] * 2) * 8) / c.vectorBits)));
}

function usefulVcmpEqF16(v: OperandValues, _f: FlagValues, c: CostFields): number {
  return (((v[3] * v[4]) * 2) * 8) / c.vectorBits;
}

function accessVcmpEqF32(v: OperandValues, f: FlagValues, sink: AccessSink): void {
  sink.access(false, 0, 4, v[1], (f[0] ? 1 : v[4]) * 4, v[3], v[6], 1, 0);
  sink.access(false, 0, 4, v[2], (f[1] ? 1 : v[4]) * 4, v[3], v[7], 1, 0);
  sink.access(true, 0, 1, v[0], v[4] * 1, v[3], v[5], 1, 0);
}

function costVcmpEqF32(v: OperandValues, _f: FlagValues, c: CostFields): number {
  return c.vectorIssueCycles + (v[3] * Math.ceil((((v[4] * 4) * 8) / c.vectorBits)));
}

function usefulVcmpEqF32(v: OperandValues, _f: FlagValues, c: CostFields): number {
  return (((v[3] * v[4]) * 4) * 8) / c.vectorBits;
}

function accessVcmpEqI64(v: OperandValues, f: FlagValues, sink: AccessSink): void {
  sink.access(false, 0, 8, v[1], (f[0] ? 1 : v[4]) * 8, v[3], v[6], 1, 0);
  sink.access(false, 0, 8, v[2], (f[1] ? 1 : v[4]) * 8, v[3], v[7], 1, 0);
  sink.access(true, 0, 1, v[0], v[4] * 1, v[3], v[5], 1, 0);
}

function costVcmpEqI64(v: OperandValues, _f: FlagValues, c: CostFields): number {
  return c.vectorIssueCycles + (v[3] * Math.ceil((((v[4] * 8) * 8) / c.vectorBits)));
}

function usefulVcmpEqI64(v: OperandValues, _f: FlagValues, c: CostFields): number {
  return (((v[3] * v[4]) * 8) * 8) / c.vectorBits;
}

function accessVcmpEqU8(v: OperandValues, f: FlagValues, sink: AccessSink): void {
  sink.access(false, 0, 1, v[1], (f[0] ? 1 : v[4]) * 1, v[3], v[6], 1, 0);
  sink.access(false, 0, 1, v[2], (f[1] ? 1 : v[4]) * 1, v[3], v[7], 1, 0);
  sink.access(true, 0, 1, v[0], v[4] * 1, v[3], v[5], 1, 0);
}

function costVcmpEqU8(v: OperandValues, _f: FlagValues, c: CostFields): number {
  return c.vectorIssueCycles + (v[3] * Math.ceil((((v[4] * 1) * 8) / c.vectorBits)));
}

function usefulVcmpEqU8(v: OperandValues, _f: FlagValues, c: CostFields): number {
  return (((v[3] * v[4]) * 1) * 8) / c.vectorBits;
}

function activeVsel1(v: OperandValues, _f: FlagValues): boolean {
  return (v[4] > 0) && (v[5] > 0);
}

function accessVsel1(v: OperandValues, f: FlagValues, sink: AccessSink): void {
  sink.access(false, 0, 1, v[1], f[0] ? 1 : v[5], v[4], v[7], 1, 0);
  sink.access(false, 0, 1, v[2], (f[1] ? 1 : v[5]) * 1, v[4], v[8], 1, 0);
  sink.access(false, 0, 1, v[3], (f[2] ? 1 : v[5]) * 1, v[4], v[9], 1, 0);
  sink.access(true, 0, 1, v[0], v[5] * 1, v[4], v[6], 1, 0);
}

function costVsel1(v: OperandValues, _f: FlagValues, c: CostFields): number {
  return c.vectorIssueCycles + (v[4] * Math.ceil((((v[5] * 1) * 8) / c.vectorBits)));
}

function usefulVsel1(v: OperandValues, _f: FlagValues, c: CostFields): number {
  return (((v[4] * v[5]) * 1) * 8) / c.vectorBits;
}

function accessVsel2(v: OperandValues, f: FlagValues, sink: AccessSink): void {
  sink.access(false, 0, 1, v[1], f[0] ? 1 : v[5], v[4], v[7], 1, 0);
  sink.access(false, 0, 2, v[2], (f[1] ? 1 : v[5]) * 2, v[4], v[8], 1, 0);
  sink.access(false, 0, 2, v[3], (f[2] ? 1 : v[5]) * 2, v[4], v[9], 1, 0);
  sink.access(true, 0, 2, v[0], v[5] * 2, v[4], v[6], 1, 0);
}

function costVsel2(v: OperandValues, _f: FlagValues, c: CostFields): number {
  return c.vectorIssueCycles + (v[4] * Math.ceil((((v[5] * 2) * 8) / c.vectorBits)));
}

function usefulVsel2(v: OperandValues, _f: FlagValues, c: CostFields): number {
  return (((v[4] * v[5]) * 2) * 8) / c.vectorBits;
}

function accessVsel4(v: OperandValues, f: FlagValues, sink: AccessSink): void {
  sink.access(false, 0, 1, v[1], f[0] ? 1 : v[5], v[4], v[7], 1, 0);
  sink.access(false, 0, 4, v[2], (f[1] ? 1 : v[5]) * 4, v[4], v[8], 1, 0);
  sink.access(false, 0, 4, v[3], (f[2] ? 1 : v[5]) * 4, v[4], v[9], 1, 0);
  sink.access(true, 0, 4, v[0], v[5] * 4, v[4], v[6], 1, 0);
}

function costVsel4(v: OperandValues, _f: FlagValues, c: CostFields): number {
  return c.vectorIssueCycles + (v[4] * Math.ceil((((v[5] * 4) * 8) / c.vectorBits)));
}

function usefulVsel4(v: OperandValues, _f: FlagValues, c: CostFields): number {
  return (((v[4] * v[5]) * 4) * 8) / c.vectorBits;
}

function accessVsel8(v: OperandValues, f: FlagValues, sink: AccessSink): void {
  sink.access(false, 0, 1, v[1], f[0] ? 1 : v[5], v[4], v[7], 1, 0);
  sink.access(false, 0, 8, v[2], (f[1] ? 1 : v[5]) * 8, v[4], v[8], 1, 0);
  sink.access(false, 0, 8, v[3], (f[2] ? 1 : v[5]) * 8, v[4], v[9], 1, 0);
  sink.access(true, 0, 8, v[0], v[5] * 8, v[4], v[6], 1, 0);
}

function costVsel8(v: OperandValues, _f: FlagValues, c: CostFields): number {
  return c.vectorIssueCycles + (v[4] * Math.ceil((((v[5] * 8) * 8) / c.vectorBits)));
}

function usefulVsel8(v: OperandValues, _f: FlagValues, c: CostFields): number {
  return (((v[4] * v[5]) * 8) * 8) / c.vectorBits;
}

function costV2AndU8(v: OperandValues, _f: FlagValues, c: CostFields): number {
  return c.vectorIssueCycles + (v[3] * Math.ceil(((v[4] * 8) / c.vectorBits)));
}

function usefulV2AndU8(v: OperandValues, _f: FlagValues, c: CostFields): number {
  return ((v[3] * v[4]) * 8) / c.vectorBits;
}

function accessV2AddI64(v: OperandValues, f: FlagValues, sink: AccessSink): void {
  sink.access(false, 0, 8, v[1], (f[0] ? 1 : v[4]) * 8, v[3], v[6], 1, 0);
  sink.access(false, 0, 8, v[2], (f[1] ? 1 : v[4]) * 8, v[3], v[7], 1, 0);
  sink.access(true, 0, 8, v[0], v[4] * 8, v[3], v[5], 1, 0);
}

function costV2AddI64(v: OperandValues, _f: FlagValues, c: CostFields): number {
  return c.vectorIssueCycles + ((v[3] * Math.ceil((((v[4] * 8) * 8) / c.vectorBits))) * 1);
}

function usefulV2AddI64(v: OperandValues, _f: FlagValues, c: CostFields): number {
  return ((((v[3] * v[4]) * 8) * 8) / c.vectorBits) * 1;
}

function costV2MulI64(v: OperandValues, _f: FlagValues, c: CostFields): number {
  return c.vectorIssueCycles + ((v[3] * Math.ceil((((v[4] * 8) * 8) / c.vectorBits))) * 2);
}

function usefulV2MulI64(v: OperandValues, _f: FlagValues, c: CostFields): number {
  return ((((v[3] * v[4]) * 8) * 8) / c.vectorBits) * 2;
}

function costV2DivI64(v: OperandValues, _f: FlagValues, c: CostFields): number {
  return c.vectorIssueCycles + ((v[3] * Math.ceil((((v[4] * 8) * 8) / c.vectorBits))) * 8);
}

function usefulV2DivI64(v: OperandValues, _f: FlagValues, c: CostFields): number {
  return ((((v[3] * v[4]) * 8) * 8) / c.vectorBits) * 8;
}

function activeVscanSumF32(v: OperandValues, _f: FlagValues): boolean {
  return v[3] > 0;
}

function accessVscanSumF32(v: OperandValues, _f: FlagValues, sink: AccessSink): void {
  sink.access(false, 1, 4, v[1], v[3] * 4, 1, 0, 1, 0);
  sink.access(false, 0, 4, v[2], 4, v[3], v[7], v[4], v[8]);
  sink.access(true, 0, 4, v[0], 4, v[3], v[5], v[4], v[6]);
  sink.access(true, 1, 4, v[1], v[3] * 4, 1, 0, 1, 0);
}

function costVscanSumF32(v: OperandValues, _f: FlagValues, c: CostFields): number {
  return c.vectorIssueCycles + (Math.ceil((v[3] / c.f32Lanes)) * Math.max(1, v[4]));
}

function usefulVscanSumF32(v: OperandValues, _f: FlagValues, c: CostFields): number {
  return (v[3] * Math.max(v[4], 0)) / c.f32Lanes;
}

function activeVredSumF32(v: OperandValues, _f: FlagValues): boolean {
  return v[2] > 0;
}

function accessVredSumF32(v: OperandValues, f: FlagValues, sink: AccessSink): void {
  sink.access(false, f[1], f[2] ? 2 : 4, v[1], f[2] ? 2 : 4, v[2], v[4], v[3], v[5]);
  sink.access(true, 1, 4, v[0], v[2] * 4, 1, 0, 1, 0);
}

function costVredSumF32(v: OperandValues, _f: FlagValues, c: CostFields): number {
  return (c.vectorIssueCycles + (Math.ceil((v[2] / c.f32Lanes)) * Math.max(1, v[3]))) + Math.max(0, (v[3] - c.f32Lanes));
}

function usefulVredSumF32(v: OperandValues, _f: FlagValues, c: CostFields): number {
  return (v[2] * Math.max(v[3], 0)) / c.f32Lanes;
}

function accessVgather2(v: OperandValues, f: FlagValues, sink: AccessSink): void {
  sink.access(false, f[1], 2, v[1], v[4] * 2, 1, 0, 1, 0);
  sink.access(false, 0, 4, v[2], v[3] * 4, 1, 0, 1, 0);
  sink.access(true, f[0], 2, v[0], v[3] * 2, 1, 0, 1, 0);
}

function costVgather2(v: OperandValues, _f: FlagValues, c: CostFields): number {
  return c.vectorIssueCycles + v[3];
}

function usefulVgather2(v: OperandValues, _f: FlagValues, _c: CostFields): number {
  return v[3];
}

function accessVgather4(v: OperandValues, f: FlagValues, sink: AccessSink): void {
  sink.access(false, f[1], 4, v[1], v[4] * 4, 1, 0, 1, 0);
  sink.access(false, 0, 4, v[2], v[3] * 4, 1, 0, 1, 0);
  sink.access(true, f[0], 4, v[0], v[3] * 4, 1, 0, 1, 0);
}

function accessVgather8(v: OperandValues, f: FlagValues, sink: AccessSink): void {
  sink.access(false, f[1], 8, v[1], v[4] * 8, 1, 0, 1, 0);
  sink.access(false, 0, 4, v[2], v[3] * 4, 1, 0, 1, 0);
  sink.access(true, f[0], 8, v[0], v[3] * 8, 1, 0, 1, 0);
}

function activeVfillF16(v: OperandValues, _f: FlagValues): boolean {
  return (v[1] > 0) && (v[2] > 0);
}

function accessVfillF16(v: OperandValues, f: FlagValues, sink: AccessSink): void {
  sink.access(true, f[0], 2, v[0], v[2] * 2, v[1], v[3], 1, 0);
}

function costVfillF16(v: OperandValues, _f: FlagValues, c: CostFields): number {
  return c.vectorIssueCycles + (v[1] * Math.ceil((((v[2] * 2) * 8) / c.vectorBits)));
}

function usefulVfillF16(v: OperandValues, _f: FlagValues, c: CostFields): number {
  return (((v[1] * v[2]) * 2) * 8) / c.vectorBits;
}

function accessVfillF32(v: OperandValues, f: FlagValues, sink: AccessSink): void {
  sink.access(true, f[0], 4, v[0], v[2] * 4, v[1], v[3], 1, 0);
}

function costVfillF32(v: OperandValues, _f: FlagValues, c: CostFields): number {
  return c.vectorIssueCycles + (v[1] * Math.ceil((((v[2] * 4) * 8) / c.vectorBits)));
}

function usefulVfillF32(v: OperandValues, _f: FlagValues, c: CostFields): number {
  return (((v[1] * v[2]) * 4) * 8) / c.vectorBits;
}

function accessVdivrF32(v: OperandValues, f: FlagValues, sink: AccessSink): void {
  sink.access(false, f[1], 4, v[1], v[2] * 4, 1, 0, 1, 0);
  sink.access(true, f[0], 4, v[0], v[2] * 4, 1, 0, 1, 0);
}

function costVdivrF32(v: OperandValues, _f: FlagValues, c: CostFields): number {
  return c.vectorIssueCycles + (Math.ceil((v[2] / c.f32Lanes)) * 8);
}

function usefulVdivrF32(v: OperandValues, _f: FlagValues, c: CostFields): number {
  return (v[2] / c.f32Lanes) * 8;
}

function activeEgatherF32(v: OperandValues, _f: FlagValues): boolean {
  return (v[6] > 0) && (v[4] > 0);
}

function accessEgatherF32(v: OperandValues, f: FlagValues, sink: AccessSink): void {
  sink.access(false, 0, f[0] ? 8 : 4, v[5], v[6] * (f[0] ? 8 : 4), 1, 0, 1, 0);
  sink.access(false, 0, f[2] ? 2 : 4, v[7], f[1] ? (v[6] * (f[2] ? 2 : 4)) : 0, 1, 0, 1, 0);
  sink.access(false, 2, 1, v[1], v[4] * 4, v[2], v[3], 1, 0);
  sink.access(true, 1, 4, v[0], v[4] * 4, 1, 0, 1, 0);
}

function costEgatherF32(v: OperandValues, _f: FlagValues, c: CostFields): number {
  return ((c.vectorIssueCycles + c.dmaLatencyCycles) + Math.ceil((((v[6] * Math.ceil(((v[4] * 4) / c.dmaBurstBytes))) * c.dmaBurstBytes) / c.dramRate))) + (v[6] * Math.ceil((v[4] / c.f32Lanes)));
}

function movesEgatherF32(v: OperandValues, _f: FlagValues, report: (from: number, to: number, bytes: number) => void): void {
  report(2, 1, (v[6] * v[4]) * 4);
}

function accessEgatherF16(v: OperandValues, f: FlagValues, sink: AccessSink): void {
  sink.access(false, 0, f[0] ? 8 : 4, v[5], v[6] * (f[0] ? 8 : 4), 1, 0, 1, 0);
  sink.access(false, 0, f[2] ? 2 : 4, v[7], f[1] ? (v[6] * (f[2] ? 2 : 4)) : 0, 1, 0, 1, 0);
  sink.access(false, 2, 1, v[1], v[4] * 2, v[2], v[3], 1, 0);
  sink.access(true, 1, 4, v[0], v[4] * 4, 1, 0, 1, 0);
}

function costEgatherF16(v: OperandValues, _f: FlagValues, c: CostFields): number {
  return ((c.vectorIssueCycles + c.dmaLatencyCycles) + Math.ceil((((v[6] * Math.ceil(((v[4] * 2) / c.dmaBurstBytes))) * c.dmaBurstBytes) / c.dramRate))) + (v[6] * Math.ceil((v[4] / c.f32Lanes)));
}

function movesEgatherF16(v: OperandValues, _f: FlagValues, report: (from: number, to: number, bytes: number) => void): void {
  report(2, 1, (v[6] * v[4]) * 2);
}

function accessEgatherU8(v: OperandValues, f: FlagValues, sink: AccessSink): void {
  sink.access(false, 0, f[0] ? 8 : 4, v[5], v[6] * (f[0] ? 8 : 4), 1, 0, 1, 0);
  sink.access(false, 0, f[2] ? 2 : 4, v[7], f[1] ? (v[6] * (f[2] ? 2 : 4)) : 0, 1, 0, 1, 0);
  sink.access(false, 2, 1, v[1], v[8] + (f[4] ? 4 : 8), v[2], v[3], 1, 0);
  sink.access(true, 1, 4, v[0], v[4] * (f[5] ? 8 : 4), 1, 0, 1, 0);
}

function costEgatherU8(v: OperandValues, f: FlagValues, c: CostFields): number {
  return ((c.vectorIssueCycles + c.dmaLatencyCycles) + Math.ceil((((v[6] * Math.ceil(((v[8] + (f[4] ? 4 : 8)) / c.dmaBurstBytes))) * c.dmaBurstBytes) / c.dramRate))) + ((v[6] * 2) * Math.ceil((v[4] / c.f16Lanes)));
}

function movesEgatherU8(v: OperandValues, f: FlagValues, report: (from: number, to: number, bytes: number) => void): void {
  report(2, 1, v[6] * (v[8] + (f[4] ? 4 : 8)));
}

function accessErowLd(v: OperandValues, f: FlagValues, sink: AccessSink): void {
  sink.access(false, 0, f[0] ? 8 : 4, v[5], v[6] * (f[0] ? 8 : 4), 1, 0, 1, 0);
  sink.access(false, 2, 1, v[1], v[4], v[2], v[3], 1, 0);
  sink.access(true, 0, 1, v[0], v[4], v[6], v[7], 1, 0);
}

function costErowLd(v: OperandValues, _f: FlagValues, c: CostFields): number {
  return (c.vectorIssueCycles + c.dmaLatencyCycles) + Math.ceil((((v[6] * Math.ceil((v[4] / c.dmaBurstBytes))) * c.dmaBurstBytes) / c.dramRate));
}

function movesErowLd(v: OperandValues, _f: FlagValues, report: (from: number, to: number, bytes: number) => void): void {
  report(2, 0, v[6] * v[4]);
}

function accessErowSt(v: OperandValues, f: FlagValues, sink: AccessSink): void {
  sink.access(false, 0, 1, v[1], v[4], v[6], v[7], 1, 0);
  sink.access(false, 0, f[0] ? 8 : 4, v[5], v[6] * (f[0] ? 8 : 4), 1, 0, 1, 0);
  sink.access(true, 2, 1, v[0], v[4], v[2], v[3], 1, 0);
}

function movesErowSt(v: OperandValues, _f: FlagValues, report: (from: number, to: number, bytes: number) => void): void {
  report(0, 2, v[6] * v[4]);
}

export const EFFECTS: Readonly<Record<Opcode, Effects<CostFields>>> = {
  'halt': { active: always, access: nothing, cost: costHalt, useful: none, macs: none, moves: nothing },
  'li': { active: always, access: nothing, cost: costHalt, useful: none, macs: none, moves: nothing },
  'param': { active: always, access: nothing, cost: costHalt, useful: none, macs: none, moves: nothing },
  'mov': { active: always, access: nothing, cost: costHalt, useful: none, macs: none, moves: nothing },
  'add': { active: always, access: nothing, cost: costHalt, useful: none, macs: none, moves: nothing },
  'sub': { active: always, access: nothing, cost: costHalt, useful: none, macs: none, moves: nothing },
  'mul': { active: always, access: nothing, cost: costHalt, useful: none, macs: none, moves: nothing },
  'div': { active: always, access: nothing, cost: costHalt, useful: none, macs: none, moves: nothing },
  'mod': { active: always, access: nothing, cost: costHalt, useful: none, macs: none, moves: nothing },
  'min': { active: always, access: nothing, cost: costHalt, useful: none, macs: none, moves: nothing },
  'max': { active: always, access: nothing, cost: costHalt, useful: none, macs: none, moves: nothing },
  'slt': { active: always, access: nothing, cost: costHalt, useful: none, macs: none, moves: nothing },
  'addi': { active: always, access: nothing, cost: costHalt, useful: none, macs: none, moves: nothing },
  'muli': { active: always, access: nothing, cost: costHalt, useful: none, macs: none, moves: nothing },
  'divi': { active: always, access: nothing, cost: costHalt, useful: none, macs: none, moves: nothing },
  'modi': { active: always, access: nothing, cost: costHalt, useful: none, macs: none, moves: nothing },
  'mini': { active: always, access: nothing, cost: costHalt, useful: none, macs: none, moves: nothing },
  'maxi': { active: always, access: nothing, cost: costHalt, useful: none, macs: none, moves: nothing },
  'lds.i32': { active: always, access: accessLdsI32, cost: costLdsI32, useful: none, macs: none, moves: nothing },
  'lds.i64': { active: always, access: accessLdsI64, cost: costLdsI32, useful: none, macs: none, moves: nothing },
  'loop': { active: always, access: nothing, cost: costHalt, useful: none, macs: none, moves: nothing },
  'endloop': { active: always, access: nothing, cost: costHalt, useful: none, macs: none, moves: nothing },
  'fence': { active: always, access: nothing, cost: costHalt, useful: none, macs: none, moves: nothing },
  'engine': { active: always, access: nothing, cost: costHalt, useful: none, macs: none, moves: nothing },
  'barrier': { active: always, access: nothing, cost: costHalt, useful: none, macs: none, moves: nothing },
  'dma.ld': { active: activeDmaLd, access: accessDmaLd, cost: costDmaLd, useful: none, macs: none, moves: movesDmaLd },
  'dma.st': { active: activeDmaLd, access: accessDmaSt, cost: costDmaLd, useful: none, macs: none, moves: movesDmaSt },
  'dma.cp': { active: activeDmaLd, access: accessDmaCp, cost: costDmaCp, useful: none, macs: none, moves: movesDmaCp },
  'mm.f16': { active: activeMmF16, access: accessMmF16, cost: costMmF16, useful: usefulMmF16, macs: macsMmF16, moves: nothing },
  'vmm.f32': { active: activeMmF16, access: accessVmmF32, cost: costVmmF32, useful: usefulVmmF32, macs: macsMmF16, moves: nothing },
  'v2.add.f16': { active: activeMmF16, access: accessV2AddF16, cost: costV2AddF16, useful: usefulV2AddF16, macs: none, moves: nothing },
  'v2.add.f32': { active: activeMmF16, access: accessV2AddF32, cost: costV2AddF32, useful: usefulV2AddF32, macs: none, moves: nothing },
  'v2.sub.f16': { active: activeMmF16, access: accessV2AddF16, cost: costV2AddF16, useful: usefulV2AddF16, macs: none, moves: nothing },
  'v2.sub.f32': { active: activeMmF16, access: accessV2AddF32, cost: costV2AddF32, useful: usefulV2AddF32, macs: none, moves: nothing },
  'v2.mul.f16': { active: activeMmF16, access: accessV2AddF16, cost: costV2AddF16, useful: usefulV2AddF16, macs: none, moves: nothing },
  'v2.mul.f32': { active: activeMmF16, access: accessV2AddF32, cost: costV2AddF32, useful: usefulV2AddF32, macs: none, moves: nothing },
  'v2.div.f16': { active: activeMmF16, access: accessV2AddF16, cost: costV2DivF16, useful: usefulV2DivF16, macs: none, moves: nothing },
  'v2.div.f32': { active: activeMmF16, access: accessV2AddF32, cost: costV2DivF32, useful: usefulV2DivF32, macs: none, moves: nothing },
  'v2.max.f16': { active: activeMmF16, access: accessV2AddF16, cost: costV2AddF16, useful: usefulV2AddF16, macs: none, moves: nothing },
  'v2.max.f32': { active: activeMmF16, access: accessV2AddF32, cost: costV2AddF32, useful: usefulV2AddF32, macs: none, moves: nothing },
  'v2.min.f16': { active: activeMmF16, access: accessV2AddF16, cost: costV2AddF16, useful: usefulV2AddF16, macs: none, moves: nothing },
  'v2.min.f32': { active: activeMmF16, access: accessV2AddF32, cost: costV2AddF32, useful: usefulV2AddF32, macs: none, moves: nothing },
  'v1.relu.f16': { active: activeV1ReluF16, access: accessV1ReluF16, cost: costV1ReluF16, useful: usefulV1ReluF16, macs: none, moves: nothing },
  'v1.relu.f32': { active: activeV1ReluF16, access: accessV1ReluF32, cost: costV1ReluF32, useful: usefulV1ReluF32, macs: none, moves: nothing },
  'v1.neg.f16': { active: activeV1ReluF16, access: accessV1ReluF16, cost: costV1ReluF16, useful: usefulV1ReluF16, macs: none, moves: nothing },
  'v1.neg.f32': { active: activeV1ReluF16, access: accessV1ReluF32, cost: costV1ReluF32, useful: usefulV1ReluF32, macs: none, moves: nothing },
  'v1.abs.f16': { active: activeV1ReluF16, access: accessV1ReluF16, cost: costV1ReluF16, useful: usefulV1ReluF16, macs: none, moves: nothing },
  'v1.abs.f32': { active: activeV1ReluF16, access: accessV1ReluF32, cost: costV1ReluF32, useful: usefulV1ReluF32, macs: none, moves: nothing },
  'v1.copy.f16': { active: activeV1ReluF16, access: accessV1ReluF16, cost: costV1ReluF16, useful: usefulV1ReluF16, macs: none, moves: nothing },
  'v1.copy.f32': { active: activeV1ReluF16, access: accessV1ReluF32, cost: costV1ReluF32, useful: usefulV1ReluF32, macs: none, moves: nothing },
  'v1.sqrt.f16': { active: activeV1ReluF16, access: accessV1ReluF16, cost: costV1SqrtF16, useful: usefulV1SqrtF16, macs: none, moves: nothing },
  'v1.sqrt.f32': { active: activeV1ReluF16, access: accessV1ReluF32, cost: costV1SqrtF32, useful: usefulV1SqrtF32, macs: none, moves: nothing },
  'v1.reciprocal.f16': { active: activeV1ReluF16, access: accessV1ReluF16, cost: costV1SqrtF16, useful: usefulV1SqrtF16, macs: none, moves: nothing },
  'v1.reciprocal.f32': { active: activeV1ReluF16, access: accessV1ReluF32, cost: costV1SqrtF32, useful: usefulV1SqrtF32, macs: none, moves: nothing },
  'v1.exp.f16': { active: activeV1ReluF16, access: accessV1ReluF16, cost: costV1SqrtF16, useful: usefulV1SqrtF16, macs: none, moves: nothing },
  'v1.exp.f32': { active: activeV1ReluF16, access: accessV1ReluF32, cost: costV1SqrtF32, useful: usefulV1SqrtF32, macs: none, moves: nothing },
  'v1.log.f16': { active: activeV1ReluF16, access: accessV1ReluF16, cost: costV1SqrtF16, useful: usefulV1SqrtF16, macs: none, moves: nothing },
  'v1.log.f32': { active: activeV1ReluF16, access: accessV1ReluF32, cost: costV1SqrtF32, useful: usefulV1SqrtF32, macs: none, moves: nothing },
  'v1.sigmoid.f16': { active: activeV1ReluF16, access: accessV1ReluF16, cost: costV1SigmoidF16, useful: usefulV1SigmoidF16, macs: none, moves: nothing },
  'v1.sigmoid.f32': { active: activeV1ReluF16, access: accessV1ReluF32, cost: costV1SigmoidF32, useful: usefulV1SigmoidF32, macs: none, moves: nothing },
  'v1.tanh.f16': { active: activeV1ReluF16, access: accessV1ReluF16, cost: costV1SigmoidF16, useful: usefulV1SigmoidF16, macs: none, moves: nothing },
  'v1.tanh.f32': { active: activeV1ReluF16, access: accessV1ReluF32, cost: costV1SigmoidF32, useful: usefulV1SigmoidF32, macs: none, moves: nothing },
  'v1.erf.f16': { active: activeV1ReluF16, access: accessV1ReluF16, cost: costV1SigmoidF16, useful: usefulV1SigmoidF16, macs: none, moves: nothing },
  'v1.erf.f32': { active: activeV1ReluF16, access: accessV1ReluF32, cost: costV1SigmoidF32, useful: usefulV1SigmoidF32, macs: none, moves: nothing },
  'vlut.lin.f16': { active: activeV1ReluF16, access: accessVlutLinF16, cost: costVlutLinF16, useful: usefulVlutLinF16, macs: none, moves: nothing },
  'vlut.bits.f16': { active: activeV1ReluF16, access: accessVlutBitsF16, cost: costVlutLinF16, useful: usefulVlutLinF16, macs: none, moves: nothing },
  'vcvt.f32.f16': { active: activeV1ReluF16, access: accessVcvtF32F16, cost: costVcvtF32F16, useful: usefulVcvtF32F16, macs: none, moves: nothing },
  'vcvt.f16.f32': { active: activeV1ReluF16, access: accessVcvtF16F32, cost: costVcvtF16F32, useful: usefulVcvtF16F32, macs: none, moves: nothing },
  'vcvt.i32.f32': { active: activeV1ReluF16, access: accessV1ReluF32, cost: costVcvtI32F32, useful: usefulVcvtI32F32, macs: none, moves: nothing },
  'vcvt.i64.f32': { active: activeV1ReluF16, access: accessVcvtI64F32, cost: costVcvtI64F32, useful: usefulVcvtI64F32, macs: none, moves: nothing },
  'vcvt.i32.f16': { active: activeV1ReluF16, access: accessVcvtF32F16, cost: costVcvtF32F16, useful: usefulVcvtF32F16, macs: none, moves: nothing },
  'vcvt.i64.f16': { active: activeV1ReluF16, access: accessVcvtI64F16, cost: costVcvtI64F16, useful: usefulVcvtI64F16, macs: none, moves: nothing },
  'vcvt.f32.i32': { active: activeV1ReluF16, access: accessV1ReluF32, cost: costVcvtI32F32, useful: usefulVcvtI32F32, macs: none, moves: nothing },
  'vcvt.f32.i64': { active: activeV1ReluF16, access: accessVcvtF32I64, cost: costVcvtF32I64, useful: usefulVcvtF32I64, macs: none, moves: nothing },
  'vcvt.f16.i32': { active: activeV1ReluF16, access: accessVcvtF16F32, cost: costVcvtF16F32, useful: usefulVcvtF16F32, macs: none, moves: nothing },
  'vcvt.f16.i64': { active: activeV1ReluF16, access: accessVcvtF16I64, cost: costVcvtF16I64, useful: usefulVcvtF16I64, macs: none, moves: nothing },
  'vcvt.i64.i32': { active: activeV1ReluF16, access: accessVcvtI64F32, cost: costVcvtI64F32, useful: usefulVcvtI64F32, macs: none, moves: nothing },
  'vcvt.i32.i64': { active: activeV1ReluF16, access: accessVcvtF32I64, cost: costVcvtF32I64, useful: usefulVcvtF32I64, macs: none, moves: nothing },
  'vcvt.u8.f32': { active: activeV1ReluF16, access: accessVcvtU8F32, cost: costVcvtU8F32, useful: usefulVcvtU8F32, macs: none, moves: nothing },
  'vcvt.u8.f16': { active: activeV1ReluF16, access: accessVcvtU8F16, cost: costVcvtU8F16, useful: usefulVcvtU8F16, macs: none, moves: nothing },
  'vcvt.f32.u8': { active: activeV1ReluF16, access: accessVcvtF32U8, cost: costVcvtF32U8, useful: usefulVcvtF32U8, macs: none, moves: nothing },
  'vcvt.f16.u8': { active: activeV1ReluF16, access: accessVcvtF16U8, cost: costVcvtF16U8, useful: usefulVcvtF16U8, macs: none, moves: nothing },
  'vcvt.i8.i32': { active: activeV1ReluF16, access: accessVcvtU8F32, cost: costVcvtU8F32, useful: usefulVcvtU8F32, macs: none, moves: nothing },
  'vcvt.u8.i32': { active: activeV1ReluF16, access: accessVcvtU8F32, cost: costVcvtU8F32, useful: usefulVcvtU8F32, macs: none, moves: nothing },
  'vcvt.i16.i32': { active: activeV1ReluF16, access: accessVcvtF16F32, cost: costVcvtF16F32, useful: usefulVcvtF16F32, macs: none, moves: nothing },
  'vcvt.u16.i32': { active: activeV1ReluF16, access: accessVcvtF16F32, cost: costVcvtF16F32, useful: usefulVcvtF16F32, macs: none, moves: nothing },
  'vcvt.i32.u8': { active: activeV1ReluF16, access: accessVcvtF32U8, cost: costVcvtF32U8, useful: usefulVcvtF32U8, macs: none, moves: nothing },
  'vcvt.i32.u16': { active: activeV1ReluF16, access: accessVcvtF32F16, cost: costVcvtF32F16, useful: usefulVcvtF32F16, macs: none, moves: nothing },
  'vcvt.u32.i64': { active: activeV1ReluF16, access: accessVcvtF32I64, cost: costVcvtF32I64, useful: usefulVcvtF32I64, macs: none, moves: nothing },
  'vcvt.small.f32': { active: activeV1ReluF16, access: accessVcvtU8F32, cost: costVcvtU8F32, useful: usefulVcvtU8F32, macs: none, moves: nothing },
  'vcvt.f32.small': { active: activeV1ReluF16, access: accessVcvtF32U8, cost: costVcvtF32U8, useful: usefulVcvtF32U8, macs: none, moves: nothing },
  'vcvt.bf16.f32': { active: activeV1ReluF16, access: accessVcvtF16F32, cost: costVcvtF16F32, useful: usefulVcvtF16F32, macs: none, moves: nothing },
  'vcvt.f32.bf16': { active: activeV1ReluF16, access: accessVcvtF32F16, cost: costVcvtF32F16, useful: usefulVcvtF32F16, macs: none, moves: nothing },
  'v1.sign.f16': { active: activeV1ReluF16, access: accessV1ReluF16, cost: costV1ReluF16, useful: usefulV1ReluF16, macs: none, moves: nothing },
  'v1.sign.f32': { active: activeV1ReluF16, access: accessV1ReluF32, cost: costV1ReluF32, useful: usefulV1ReluF32, macs: none, moves: nothing },
  'v1.floor.f16': { active: activeV1ReluF16, access: accessV1ReluF16, cost: costV1ReluF16, useful: usefulV1ReluF16, macs: none, moves: nothing },
  'v1.floor.f32': { active: activeV1ReluF16, access: accessV1ReluF32, cost: costV1ReluF32, useful: usefulV1ReluF32, macs: none, moves: nothing },
  'v1.ceil.f16': { active: activeV1ReluF16, access: accessV1ReluF16, cost: costV1ReluF16, useful: usefulV1ReluF16, macs: none, moves: nothing },
  'v1.ceil.f32': { active: activeV1ReluF16, access: accessV1ReluF32, cost: costV1ReluF32, useful: usefulV1ReluF32, macs: none, moves: nothing },
  'v1.round.f16': { active: activeV1ReluF16, access: accessV1ReluF16, cost: costV1ReluF16, useful: usefulV1ReluF16, macs: none, moves: nothing },
  'v1.round.f32': { active: activeV1ReluF16, access: accessV1ReluF32, cost: costV1ReluF32, useful: usefulV1ReluF32, macs: none, moves: nothing },
  'v1.sin.f16': { active: activeV1ReluF16, access: accessV1ReluF16, cost: costV1SigmoidF16, useful: usefulV1SigmoidF16, macs: none, moves: nothing },
  'v1.sin.f32': { active: activeV1ReluF16, access: accessV1ReluF32, cost: costV1SigmoidF32, useful: usefulV1SigmoidF32, macs: none, moves: nothing },
  'v1.cos.f16': { active: activeV1ReluF16, access: accessV1ReluF16, cost: costV1SigmoidF16, useful: usefulV1SigmoidF16, macs: none, moves: nothing },
  'v1.cos.f32': { active: activeV1ReluF16, access: accessV1ReluF32, cost: costV1SigmoidF32, useful: usefulV1SigmoidF32, macs: none, moves: nothing },
  'v1.tan.f16': { active: activeV1ReluF16, access: accessV1ReluF16, cost: costV1TanF16, useful: usefulV1TanF16, macs: none, moves: nothing },
  'v1.tan.f32': { active: activeV1ReluF16, access: accessV1ReluF32, cost: costV1TanF32, useful: usefulV1TanF32, macs: none, moves: nothing },
  'v1.asin.f16': { active: activeV1ReluF16, access: accessV1ReluF16, cost: costV1SigmoidF16, useful: usefulV1SigmoidF16, macs: none, moves: nothing },
  'v1.asin.f32': { active: activeV1ReluF16, access: accessV1ReluF32, cost: costV1SigmoidF32, useful: usefulV1SigmoidF32, macs: none, moves: nothing },
  'v1.acos.f16': { active: activeV1ReluF16, access: accessV1ReluF16, cost: costV1SigmoidF16, useful: usefulV1SigmoidF16, macs: none, moves: nothing },
  'v1.acos.f32': { active: activeV1ReluF16, access: accessV1ReluF32, cost: costV1SigmoidF32, useful: usefulV1SigmoidF32, macs: none, moves: nothing },
  'v1.atan.f16': { active: activeV1ReluF16, access: accessV1ReluF16, cost: costV1SigmoidF16, useful: usefulV1SigmoidF16, macs: none, moves: nothing },
  'v1.atan.f32': { active: activeV1ReluF16, access: accessV1ReluF32, cost: costV1SigmoidF32, useful: usefulV1SigmoidF32, macs: none, moves: nothing },
  'v1.sinh.f16': { active: activeV1ReluF16, access: accessV1ReluF16, cost: costV1SigmoidF16, useful: usefulV1SigmoidF16, macs: none, moves: nothing },
  'v1.sinh.f32': { active: activeV1ReluF16, access: accessV1ReluF32, cost: costV1SigmoidF32, useful: usefulV1SigmoidF32, macs: none, moves: nothing },
  'v1.cosh.f16': { active: activeV1ReluF16, access: accessV1ReluF16, cost: costV1SigmoidF16, useful: usefulV1SigmoidF16, macs: none, moves: nothing },
  'v1.cosh.f32': { active: activeV1ReluF16, access: accessV1ReluF32, cost: costV1SigmoidF32, useful: usefulV1SigmoidF32, macs: none, moves: nothing },
  'v1.asinh.f16': { active: activeV1ReluF16, access: accessV1ReluF16, cost: costV1SigmoidF16, useful: usefulV1SigmoidF16, macs: none, moves: nothing },
  'v1.asinh.f32': { active: activeV1ReluF16, access: accessV1ReluF32, cost: costV1SigmoidF32, useful: usefulV1SigmoidF32, macs: none, moves: nothing },
  'v1.acosh.f16': { active: activeV1ReluF16, access: accessV1ReluF16, cost: costV1SigmoidF16, useful: usefulV1SigmoidF16, macs: none, moves: nothing },
  'v1.acosh.f32': { active: activeV1ReluF16, access: accessV1ReluF32, cost: costV1SigmoidF32, useful: usefulV1SigmoidF32, macs: none, moves: nothing },
  'v1.atanh.f16': { active: activeV1ReluF16, access: accessV1ReluF16, cost: costV1SigmoidF16, useful: usefulV1SigmoidF16, macs: none, moves: nothing },
  'v1.atanh.f32': { active: activeV1ReluF16, access: accessV1ReluF32, cost: costV1SigmoidF32, useful: usefulV1SigmoidF32, macs: none, moves: nothing },
  'v1.softplus.f16': { active: activeV1ReluF16, access: accessV1ReluF16, cost: costV1TanF16, useful: usefulV1TanF16, macs: none, moves: nothing },
  'v1.softplus.f32': { active: activeV1ReluF16, access: accessV1ReluF32, cost: costV1TanF32, useful: usefulV1TanF32, macs: none, moves: nothing },
  'v1.softsign.f16': { active: activeV1ReluF16, access: accessV1ReluF16, cost: costV1SqrtF16, useful: usefulV1SqrtF16, macs: none, moves: nothing },
  'v1.softsign.f32': { active: activeV1ReluF16, access: accessV1ReluF32, cost: costV1SqrtF32, useful: usefulV1SqrtF32, macs: none, moves: nothing },
  'v1.mish.f16': { active: activeV1ReluF16, access: accessV1ReluF16, cost: costV1MishF16, useful: usefulV1MishF16, macs: none, moves: nothing },
  'v1.mish.f32': { active: activeV1ReluF16, access: accessV1ReluF32, cost: costV1MishF32, useful: usefulV1MishF32, macs: none, moves: nothing },
  'v1.hard_swish.f16': { active: activeV1ReluF16, access: accessV1ReluF16, cost: costV1HardSwishF16, useful: usefulV1HardSwishF16, macs: none, moves: nothing },
  'v1.hard_swish.f32': { active: activeV1ReluF16, access: accessV1ReluF32, cost: costV1HardSwishF32, useful: usefulV1HardSwishF32, macs: none, moves: nothing },
  'v1.silu.f16': { active: activeV1ReluF16, access: accessV1ReluF16, cost: costV1SigmoidF16, useful: usefulV1SigmoidF16, macs: none, moves: nothing },
  'v1.silu.f32': { active: activeV1ReluF16, access: accessV1ReluF32, cost: costV1SigmoidF32, useful: usefulV1SigmoidF32, macs: none, moves: nothing },
  'v1.gelu.f16': { active: activeV1ReluF16, access: accessV1ReluF16, cost: costV1TanF16, useful: usefulV1TanF16, macs: none, moves: nothing },
  'v1.gelu.f32': { active: activeV1ReluF16, access: accessV1ReluF32, cost: costV1TanF32, useful: usefulV1TanF32, macs: none, moves: nothing },
  'v1.gelu_tanh.f16': { active: activeV1ReluF16, access: accessV1ReluF16, cost: costV1TanF16, useful: usefulV1TanF16, macs: none, moves: nothing },
  'v1.gelu_tanh.f32': { active: activeV1ReluF16, access: accessV1ReluF32, cost: costV1TanF32, useful: usefulV1TanF32, macs: none, moves: nothing },
  'vp.leaky_relu.f16': { active: activeV1ReluF16, access: accessV1ReluF16, cost: costVpLeakyReluF16, useful: usefulVpLeakyReluF16, macs: none, moves: nothing },
  'vp.leaky_relu.f32': { active: activeV1ReluF16, access: accessV1ReluF32, cost: costVpLeakyReluF32, useful: usefulVpLeakyReluF32, macs: none, moves: nothing },
  'vp.hard_sigmoid.f16': { active: activeV1ReluF16, access: accessV1ReluF16, cost: costV1HardSwishF16, useful: usefulV1HardSwishF16, macs: none, moves: nothing },
  'vp.hard_sigmoid.f32': { active: activeV1ReluF16, access: accessV1ReluF32, cost: costV1HardSwishF32, useful: usefulV1HardSwishF32, macs: none, moves: nothing },
  'vp.thresholded_relu.f16': { active: activeV1ReluF16, access: accessV1ReluF16, cost: costV1ReluF16, useful: usefulV1ReluF16, macs: none, moves: nothing },
  'vp.thresholded_relu.f32': { active: activeV1ReluF16, access: accessV1ReluF32, cost: costV1ReluF32, useful: usefulV1ReluF32, macs: none, moves: nothing },
  'vp.elu.f16': { active: activeV1ReluF16, access: accessV1ReluF16, cost: costV1SigmoidF16, useful: usefulV1SigmoidF16, macs: none, moves: nothing },
  'vp.elu.f32': { active: activeV1ReluF16, access: accessV1ReluF32, cost: costV1SigmoidF32, useful: usefulV1SigmoidF32, macs: none, moves: nothing },
  'vp.celu.f16': { active: activeV1ReluF16, access: accessV1ReluF16, cost: costV1TanF16, useful: usefulV1TanF16, macs: none, moves: nothing },
  'vp.celu.f32': { active: activeV1ReluF16, access: accessV1ReluF32, cost: costV1TanF32, useful: usefulV1TanF32, macs: none, moves: nothing },
  'vp.selu.f16': { active: activeV1ReluF16, access: accessV1ReluF16, cost: costV1SigmoidF16, useful: usefulV1SigmoidF16, macs: none, moves: nothing },
  'vp.selu.f32': { active: activeV1ReluF16, access: accessV1ReluF32, cost: costV1SigmoidF32, useful: usefulV1SigmoidF32, macs: none, moves: nothing },
  'v2.pow.f16': { active: activeMmF16, access: accessV2PowF16, cost: costV2PowF16, useful: usefulV2PowF16, macs: none, moves: nothing },
  'v2.pow.f32': { active: activeMmF16, access: accessV2PowF32, cost: costV2PowF32, useful: usefulV2PowF32, macs: none, moves: nothing },
  'v2.fmod.f16': { active: activeMmF16, access: accessV2PowF16, cost: costV2FmodF16, useful: usefulV2FmodF16, macs: none, moves: nothing },
  'v2.fmod.f32': { active: activeMmF16, access: accessV2PowF32, cost: costV2FmodF32, useful: usefulV2FmodF32, macs: none, moves: nothing },
  'v2.mod.f16': { active: activeMmF16, access: accessV2PowF16, cost: costV2FmodF16, useful: usefulV2FmodF16, macs: none, moves: nothing },
  'v2.mod.f32': { active: activeMmF16, access: accessV2PowF32, cost: costV2FmodF32, useful: usefulV2FmodF32, macs: none, moves: nothing },
  'v2.prelu.f16': { active: activeMmF16, access: accessV2PowF16, cost: costV2PreluF16, useful: usefulV2PreluF16, macs: none, moves: nothing },
  'v2.prelu.f32': { active: activeMmF16, access: accessV2PowF32, cost: costV2PreluF32, useful: usefulV2PreluF32, macs: none, moves: nothing },
  'vcmp.eq.f16': { active: activeMmF16, access: accessVcmpEqF16, cost: costVcmpEqF16, useful: usefulVcmpEqF16, macs: none, moves: nothing },
  'vcmp.eq.f32': { active: activeMmF16, access: accessVcmpEqF32, cost: costVcmpEqF32, useful: usefulVcmpEqF32, macs: none, moves: nothing },
  'vcmp.eq.i32': { active: activeMmF16, access: accessVcmpEqF32, cost: costVcmpEqF32, useful: usefulVcmpEqF32, macs: none, moves: nothing },
  'vcmp.eq.i64': { active: activeMmF16, access: accessVcmpEqI64, cost: costVcmpEqI64, useful: usefulVcmpEqI64, macs: none, moves: nothing },
  'vcmp.eq.u8': { active: activeMmF16, access: accessVcmpEqU8, cost: costVcmpEqU8, useful: usefulVcmpEqU8, macs: none, moves: nothing },
  'vcmp.lt.f16': { active: activeMmF16, access: accessVcmpEqF16, cost: costVcmpEqF16, useful: usefulVcmpEqF16, macs: none, moves: nothing },
  'vcmp.lt.f32': { active: activeMmF16, access: accessVcmpEqF32, cost: costVcmpEqF32, useful: usefulVcmpEqF32, macs: none, moves: nothing },
  'vcmp.lt.i32': { active: activeMmF16, access: accessVcmpEqF32, cost: costVcmpEqF32, useful: usefulVcmpEqF32, macs: none, moves: nothing },
  'vcmp.lt.i64': { active: activeMmF16, access: accessVcmpEqI64, cost: costVcmpEqI64, useful: usefulVcmpEqI64, macs: none, moves: nothing },
  'vcmp.lt.u8': { active: activeMmF16, access: accessVcmpEqU8, cost: costVcmpEqU8, useful: usefulVcmpEqU8, macs: none, moves: nothing },
  'vcmp.le.f16': { active: activeMmF16, access: accessVcmpEqF16, cost: costVcmpEqF16, useful: usefulVcmpEqF16, macs: none, moves: nothing },
  'vcmp.le.f32': { active: activeMmF16, access: accessVcmpEqF32, cost: costVcmpEqF32, useful: usefulVcmpEqF32, macs: none, moves: nothing },
  'vcmp.le.i32': { active: activeMmF16, access: accessVcmpEqF32, cost: costVcmpEqF32, useful: usefulVcmpEqF32, macs: none, moves: nothing },
  'vcmp.le.i64': { active: activeMmF16, access: accessVcmpEqI64, cost: costVcmpEqI64, useful: usefulVcmpEqI64, macs: none, moves: nothing },
  'vcmp.le.u8': { active: activeMmF16, access: accessVcmpEqU8, cost: costVcmpEqU8, useful: usefulVcmpEqU8, macs: none, moves: nothing },
  'vsel.1': { active: activeVsel1, access: accessVsel1, cost: costVsel1, useful: usefulVsel1, macs: none, moves: nothing },
  'vsel.2': { active: activeVsel1, access: accessVsel2, cost: costVsel2, useful: usefulVsel2, macs: none, moves: nothing },
  'vsel.4': { active: activeVsel1, access: accessVsel4, cost: costVsel4, useful: usefulVsel4, macs: none, moves: nothing },
  'vsel.8': { active: activeVsel1, access: accessVsel8, cost: costVsel8, useful: usefulVsel8, macs: none, moves: nothing },
  'v2.and.u8': { active: activeMmF16, access: accessVcmpEqU8, cost: costV2AndU8, useful: usefulV2AndU8, macs: none, moves: nothing },
  'v2.or.u8': { active: activeMmF16, access: accessVcmpEqU8, cost: costV2AndU8, useful: usefulV2AndU8, macs: none, moves: nothing },
  'v2.xor.u8': { active: activeMmF16, access: accessVcmpEqU8, cost: costV2AndU8, useful: usefulV2AndU8, macs: none, moves: nothing },
  'v2.add.i32': { active: activeMmF16, access: accessV2PowF32, cost: costV2AddF32, useful: usefulV2AddF32, macs: none, moves: nothing },
  'v2.add.i64': { active: activeMmF16, access: accessV2AddI64, cost: costV2AddI64, useful: usefulV2AddI64, macs: none, moves: nothing },
  'v2.sub.i32': { active: activeMmF16, access: accessV2PowF32, cost: costV2AddF32, useful: usefulV2AddF32, macs: none, moves: nothing },
  'v2.sub.i64': { active: activeMmF16, access: accessV2AddI64, cost: costV2AddI64, useful: usefulV2AddI64, macs: none, moves: nothing },
  'v2.mul.i32': { active: activeMmF16, access: accessV2PowF32, cost: costV2PreluF32, useful: usefulV2PreluF32, macs: none, moves: nothing },
  'v2.mul.i64': { active: activeMmF16, access: accessV2AddI64, cost: costV2MulI64, useful: usefulV2MulI64, macs: none, moves: nothing },
  'v2.div.i32': { active: activeMmF16, access: accessV2PowF32, cost: costV2DivF32, useful: usefulV2DivF32, macs: none, moves: nothing },
  'v2.div.i64': { active: activeMmF16, access: accessV2AddI64, cost: costV2DivI64, useful: usefulV2DivI64, macs: none, moves: nothing },
  'v2.fmod.i32': { active: activeMmF16, access: accessV2PowF32, cost: costV2DivF32, useful: usefulV2DivF32, macs: none, moves: nothing },
  'v2.fmod.i64': { active: activeMmF16, access: accessV2AddI64, cost: costV2DivI64, useful: usefulV2DivI64, macs: none, moves: nothing },
  'v2.mod.i32': { active: activeMmF16, access: accessV2PowF32, cost: costV2DivF32, useful: usefulV2DivF32, macs: none, moves: nothing },
  'v2.mod.i64': { active: activeMmF16, access: accessV2AddI64, cost: costV2DivI64, useful: usefulV2DivI64, macs: none, moves: nothing },
  'v2.max.i32': { active: activeMmF16, access: accessV2PowF32, cost: costV2AddF32, useful: usefulV2AddF32, macs: none, moves: nothing },
  'v2.max.i64': { active: activeMmF16, access: accessV2AddI64, cost: costV2AddI64, useful: usefulV2AddI64, macs: none, moves: nothing },
  'v2.min.i32': { active: activeMmF16, access: accessV2PowF32, cost: costV2AddF32, useful: usefulV2AddF32, macs: none, moves: nothing },
  'v2.min.i64': { active: activeMmF16, access: accessV2AddI64, cost: costV2AddI64, useful: usefulV2AddI64, macs: none, moves: nothing },
  'vscan.sum.f32': { active: activeVscanSumF32, access: accessVscanSumF32, cost: costVscanSumF32, useful: usefulVscanSumF32, macs: none, moves: nothing },
  'vscan.prod.f32': { active: activeVscanSumF32, access: accessVscanSumF32, cost: costVscanSumF32, useful: usefulVscanSumF32, macs: none, moves: nothing },
  'vred.sum.f32': { active: activeVredSumF32, access: accessVredSumF32, cost: costVredSumF32, useful: usefulVredSumF32, macs: none, moves: nothing },
  'vred.max.f32': { active: activeVredSumF32, access: accessVredSumF32, cost: costVredSumF32, useful: usefulVredSumF32, macs: none, moves: nothing },
  'vred.min.f32': { active: activeVredSumF32, access: accessVredSumF32, cost: costVredSumF32, useful: usefulVredSumF32, macs: none, moves: nothing },
  'vred.prod.f32': { active: activeVredSumF32, access: accessVredSumF32, cost: costVredSumF32, useful: usefulVredSumF32, macs: none, moves: nothing },
  'vgather.2': { active: activeVscanSumF32, access: accessVgather2, cost: costVgather2, useful: usefulVgather2, macs: none, moves: nothing },
  'vgather.4': { active: activeVscanSumF32, access: accessVgather4, cost: costVgather2, useful: usefulVgather2, macs: none, moves: nothing },
  'vgather.8': { active: activeVscanSumF32, access: accessVgather8, cost: costVgather2, useful: usefulVgather2, macs: none, moves: nothing },
  'vfill.f16': { active: activeVfillF16, access: accessVfillF16, cost: costVfillF16, useful: usefulVfillF16, macs: none, moves: nothing },
  'vfill.f32': { active: activeVfillF16, access: accessVfillF32, cost: costVfillF32, useful: usefulVfillF32, macs: none, moves: nothing },
  'vdivr.f32': { active: activeVredSumF32, access: accessVdivrF32, cost: costVdivrF32, useful: usefulVdivrF32, macs: none, moves: nothing },
  'egather.f32': { active: activeEgatherF32, access: accessEgatherF32, cost: costEgatherF32, useful: none, macs: none, moves: movesEgatherF32 },
  'egather.f16': { active: activeEgatherF32, access: accessEgatherF16, cost: costEgatherF16, useful: none, macs: none, moves: movesEgatherF16 },
  'egather.u8': { active: activeEgatherF32, access: accessEgatherU8, cost: costEgatherU8, useful: none, macs: none, moves: movesEgatherU8 },
  'egather.i8': { active: activeEgatherF32, access: accessEgatherU8, cost: costEgatherU8, useful: none, macs: none, moves: movesEgatherU8 },
  'egather.u4': { active: activeEgatherF32, access: accessEgatherU8, cost: costEgatherU8, useful: none, macs: none, moves: movesEgatherU8 },
  'egather.i4': { active: activeEgatherF32, access: accessEgatherU8, cost: costEgatherU8, useful: none, macs: none, moves: movesEgatherU8 },
  'erow.ld': { active: activeEgatherF32, access: accessErowLd, cost: costErowLd, useful: none, macs: none, moves: movesErowLd },
  'erow.st': { active: activeEgatherF32, access: accessErowSt, cost: costErowLd, useful: none, macs: none, moves: movesErowSt },
};
