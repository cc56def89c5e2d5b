// From a checked card file to a card: base units, per-instance bandwidths, and the checks that span several keys.

import type { Diagnostics } from '@afterglow/core';
import { machineDiagnostics as codes } from './diagnostics.js';
import type { ClockProfile, Link, Machine, Memory } from './machine.js';
import type { CardFile } from './schema.js';
import { placeOf, type YamlText } from './yaml-text.js';

/** Power is written in watts; the schema parses it to milliwatts. */
function profilesOf(file: CardFile): ClockProfile[] {
  return Object.entries(file.clock.profiles).map(([name, profile]) => ({
    name,
    hertz: profile.frequency,
    watts: profile.power / 1000,
  }));
}

export function linkOf(link: CardFile['link']): Link {
  const { standard, lanes, bandwidth, latency } = link;
  return { standard, lanes, bytesPerSecond: bandwidth, latencyNanoseconds: latency };
}

function engineMemory(memory: CardFile['memories']['sram'], engines: number): Memory {
  return {
    bytes: memory['capacity-per-engine'],
    bytesPerSecond: memory['bandwidth-of-all-engines'] / engines,
    instances: engines,
  };
}

/** The card a file describes, or undefined when its values contradict each other. */
export function buildCard(file: CardFile, yaml: YamlText, diagnostics: Diagnostics): Machine | undefined {
  const before = diagnostics.list.length;
  const clash = (problem: string, ...path: string[]) =>
    diagnostics.report(codes.inconsistent, { problem }, { location: placeOf(yaml, path) });
  const profiles = profilesOf(file);
  const clock = profiles.find(({ name }) => name === file.clock.default);
  if (!clock) clash(`there is no clock profile "${file.clock.default}"`, 'clock', 'default');
  const { dram, llc, sram, tile } = file.memories;
  const { matrix } = file;
  const fp16MacsPerCycle = matrix['int8-macs-per-cycle'] * matrix['fp16-ratio'];
  if (!Number.isInteger(fp16MacsPerCycle)) {
    clash(`fp16-ratio makes ${fp16MacsPerCycle} fp16 MAC/cycle, not a whole number`, 'matrix', 'fp16-ratio');
  }
  if (file.vector.width % 64 !== 0) clash('the vector width must be a multiple of 64 bits', 'vector', 'width');
  if (tile['capacity-per-engine'] > sram['capacity-per-engine']) {
    clash('tile memory is larger than the scratchpad it is filled from', 'memories', 'tile', 'capacity-per-engine');
  }
  if (dram.burst > 65536 || (dram.burst & (dram.burst - 1)) !== 0) {
    clash('a burst must be a power of two of at most 64 KiB', 'memories', 'dram', 'burst');
  }
  if (!clock || diagnostics.list.length > before) return undefined;
  return {
    kind: 'card',
    name: file.name,
    summary: file.summary,
    engines: file.engines,
    clock,
    clockGHz: clock.hertz / 1e9,
    profiles,
    memories: {
      dram: {
        bytes: dram.capacity,
        bytesPerSecond: dram.bandwidth,
        instances: 1,
        reserve: dram.reserve,
        burstBytes: dram.burst,
      },
      llc: {
        bytes: llc.capacity,
        bytesPerSecond: llc.bandwidth,
        instances: 1,
        latencyCycles: llc.latency ?? file.dma.latency,
      },
      sram: engineMemory(sram, file.engines),
      tile: engineMemory(tile, file.engines),
    },
    matrix: {
      int8MacsPerCycle: matrix['int8-macs-per-cycle'],
      fp16MacsPerCycle,
      rows: matrix.rows,
      columns: matrix.columns,
      issueCycles: matrix['issue-overhead'],
    },
    vector: { bits: file.vector.width, issueCycles: file.vector['issue-overhead'] },
    dma: { latencyCycles: file.dma.latency, setupCycles: file.dma.setup },
    processors: file.processors,
    link: linkOf(file.link),
  };
}

/** The same card at another of its clock profiles, or undefined when it has none of that name. */
export function withClock(machine: Machine, profile: string): Machine | undefined {
  const clock = machine.profiles.find(({ name }) => name === profile);
  return clock && { ...machine, clock, clockGHz: clock.hertz / 1e9 };
}
