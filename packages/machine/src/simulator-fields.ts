// The numbers a card's binary carries for its simulator: names as the instruction set file declares them.

import type { Machine } from './machine.js';

/** Field name to value. Bandwidths of `sram` and `acc` are of one engine. */
export type SimulatorFields = Readonly<Record<string, number>>;

export function machineFieldsForSimulator(machine: Machine): SimulatorFields {
  const { dram, llc, sram, tile } = machine.memories;
  return {
    acc_bytes: tile.bytes,
    acc_bytes_per_second: Math.floor(tile.bytesPerSecond),
    clock_hz: machine.clock.hertz,
    dma_burst_bytes: dram.burstBytes,
    dma_latency_cycles: machine.dma.latencyCycles,
    dma_setup_cycles: machine.dma.setupCycles,
    dram_bytes: dram.bytes,
    dram_bytes_per_second: dram.bytesPerSecond,
    engines: machine.engines,
    f16_macs_per_cycle: machine.matrix.fp16MacsPerCycle,
    i8_macs_per_cycle: machine.matrix.int8MacsPerCycle,
    link_bytes_per_second: machine.link.bytesPerSecond,
    link_latency_ns: machine.link.latencyNanoseconds,
    llc_bytes: llc.bytes,
    llc_bytes_per_second: llc.bytesPerSecond,
    llc_latency_cycles: llc.latencyCycles,
    mac_columns: machine.matrix.columns,
    mac_rows: machine.matrix.rows,
    matrix_issue_cycles: machine.matrix.issueCycles,
    milliwatts: Math.round(machine.clock.watts * 1000),
    sram_bytes: sram.bytes,
    sram_bytes_per_second: Math.floor(sram.bytesPerSecond),
    vector_bits: machine.vector.bits,
    vector_issue_cycles: machine.vector.issueCycles,
  };
}
