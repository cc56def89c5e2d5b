// The card's code generator from end to end: functions of a module in, one image with a program each out.
//
//   graph → generic instructions → groups → engines → card instructions → addresses → tokens → words

import { type Diagnostics, type Tensor, tensorBytes } from '@afterglow/core';
import { type BlobRef, type Func, nodesOf, type Value } from '@afterglow/ir';
import {
  type BufferTable,
  bufferTable,
  type FastChoice,
  GENERIC_SET,
  type LirBuffer,
  type LirModule,
  type LirProgram,
  lowerFunc,
  mapBuffers,
  printLir,
  type StoredBuffer,
  VIEW_OPS,
  verifyLir,
} from '@afterglow/lir';
import type { CardImage, CardMachine } from '../isa/index.js';
import { TABLE_BYTES } from './build/activation.js';
import { CARD_SET } from './card-set.js';
import { chooseSharedCache } from './choose-shared-cache.js';
import { ImageConstants } from './constant-pool.js';
import { codegenDiagnostics } from './diagnostics.js';
import { emitImage } from './emit/emit-image.js';
import { findGroups, type Groups } from './fuse/find-groups.js';
import { withGroups } from './fuse/group-items.js';
import { chooseScratchpad } from './keep/choose-scratchpad.js';
import { type KeptTables, placeTables } from './keep/kept-tables.js';
import { laneUse } from './lane-use.js';
import { cardLegality } from './legality.js';
import { type LoweredProgram, lowerProgram } from './lower-program.js';
import { orderQueues } from './order/order-queues.js';
import { checkDram, layoutDram, type ProgramPlans, placeConsts, placeProgram, planProgram } from './place-buffers.js';
import { type CodegenReport, type ProgramReport, reportOps } from './report.js';
import { assignWork, type EngineHint, type RefusedHint, sharedBuffers, type Work } from './split/assign-work.js';
import { tablesOf } from './tables-of.js';

/** Where a text says that a tensor lies; see `PrintOptions.blob` of the graph text. */
type BlobOf = (tensor: Tensor, name: string) => BlobRef;

export interface CompileFuncsOptions {
  readonly diagnostics: Diagnostics;
  /** What a plan file asks for nodes: split or not, or which engine. */
  readonly hints?: readonly EngineHint[];
  /** Whether instructions become common loops over tiles where they can. Default true. */
  readonly fuse?: boolean;
  /** Share of the scratchpad that temporaries may take, the rest is for tiles. Default one half. */
  readonly temporaryShare?: number;
}

export interface FuncToCompile {
  /** Name of the program. */
  readonly name: string;
  readonly func: Func;
}

export interface CompiledFuncs {
  readonly image: CardImage;
  readonly modules: { readonly generic: LirModule; readonly card: LirModule };
  /** Canonical texts of both levels, made when asked for. */
  readonly lir: { readonly generic: (blob?: BlobOf) => string; readonly card: (blob?: BlobOf) => string };
  readonly report: CodegenReport;
  /** What became common loops and what did not, a program each. */
  readonly groups: readonly Groups[];
}

const ALIGN = 64;

interface Prepared {
  readonly generic: LirProgram;
  readonly groups: Groups;
  readonly works: readonly Work[];
  /** Addresses of temporaries in the scratchpad and in the shared cache. */
  readonly fixed: ReadonlyMap<string, number>;
  /** Bytes of scratchpad that temporaries and what is kept take. */
  readonly reserved: number;
  readonly llc: FastChoice;
  /** Constants that are read from copies in the scratchpad. */
  readonly kept: readonly StoredBuffer[];
  readonly tables: KeptTables;
  /** Temporaries that are in card memory for want of room. */
  readonly spilled: readonly string[];
}

class Compilation {
  readonly #machine: CardMachine;
  readonly #options: CompileFuncsOptions;
  readonly #constants = new ImageConstants();

  constructor(machine: CardMachine, options: CompileFuncsOptions) {
    this.#machine = machine;
    this.#options = options;
  }

  run(funcs: readonly FuncToCompile[]): CompiledFuncs | undefined {
    const { diagnostics } = this.#options;
    const before = diagnostics.list.length;
    const generic = funcs.flatMap((item) => this.#generic(item) ?? []);
    if (diagnostics.list.length > before && diagnostics.hasErrors) return undefined;
    const prepared = generic.map((program) => this.#chooseMemories(program));
    const lowered = prepared.flatMap((item) => this.#lower(item) ?? []);
    if (lowered.length < prepared.length) return undefined;
    return this.#finish(prepared, lowered);
  }

  #generic({ name, func }: FuncToCompile): LirProgram | undefined {
    const { diagnostics } = this.#options;
    let legal = true;
    for (const node of nodesOf(func.body)) {
      const reason = VIEW_OPS.has(node.op.name) ? undefined : cardLegality(node);
      if (reason === undefined) continue;
      diagnostics.report(codegenDiagnostics.illegalNode, {
        node: `%${node.results[0]?.name} (${node.op.name})`,
        reason,
      });
      legal = false;
    }
    if (!legal) return undefined;
    const constName = (value: Value) => this.#constants.nameOf(value);
    const lowered = lowerFunc(func, { diagnostics, set: GENERIC_SET, memory: 'dram', align: ALIGN, constName });
    if (!lowered) return undefined;
    this.#constants.addModel(lowered.consts);
    return { ...lowered.program, name };
  }

  #consts(): StoredBuffer[] {
    return this.#constants.all(new Set());
  }

  /** Bytes of scratchpad for temporaries. */
  get #budget(): number {
    return Math.floor(this.#machine.sramBytes * (this.#options.temporaryShare ?? 0.5));
  }

  #findGroups(program: LirProgram): Groups {
    const { hints = [], fuse = true } = this.#options;
    if (!fuse) return { groups: [], inner: new Set(), declined: [], refused: [] };
    const table = bufferTable({ consts: this.#consts() }, program);
    const { sramBytes, accBytes } = this.#machine;
    const groups = findGroups(program, table, { sramBytes: sramBytes - this.#budget, accBytes }, hints);
    this.#reportRefused(groups.refused);
    return groups;
  }

  #reportRefused(refused: readonly RefusedHint[]): void {
    for (const { hint, because } of refused) {
      const { node, location } = hint;
      this.#options.diagnostics.report(codegenDiagnostics.refusedHint, { node, because }, location ? { location } : {});
    }
  }

  #chooseMemories(whole: LirProgram): Prepared {
    const groups = this.#findGroups(whole);
    const grouped = withGroups(whole, groups.groups, groups.inner);
    const groupedTable = bufferTable({ consts: this.#consts() }, grouped);
    const assigned = this.#assignWork(grouped, groupedTable);
    const shared = sharedBuffers(grouped, groupedTable, assigned);
    const tables = tablesOf(grouped, groupedTable);
    const { inner } = groups;
    const elsewhere = new Set([...tables, ...shared, ...inner]);
    const { program, works, sram, kept } = chooseScratchpad(grouped, groupedTable, assigned, this.#budget, elsewhere);
    const table = bufferTable({ consts: this.#consts() }, program);
    const keepOut = (name: string) => tables.has(name) || inner.has(name) || sram.addresses.has(name);
    const llc = chooseSharedCache(program, table, works, this.#machine, keepOut);
    const generic = mapBuffers(program, (buffer) => {
      if (sram.addresses.has(buffer.name)) return { ...buffer, memory: 'sram' };
      return llc.addresses.has(buffer.name) ? { ...buffer, memory: 'llc' } : buffer;
    });
    const hasCache = this.#machine.llcBytes > 0;
    const spilled = sram.spilled.filter((name) => {
      // What is in tiles needs no room; without a shared cache, what engines share is in card memory for them to see, whatever the room.
      return !llc.addresses.has(name) && !inner.has(name) && (hasCache || !shared.has(name));
    });
    const fixed = new Map([...sram.addresses, ...llc.addresses]);
    const keptTables = placeTables(program, table, sram.highWater, this.#budget);
    const reserved = sram.highWater + TABLE_BYTES * keptTables.size;
    return { generic, groups, works, fixed, reserved, llc, kept, tables: keptTables, spilled };
  }

  #assignWork(program: LirProgram, table: BufferTable): readonly Work[] {
    const { works, refused } = assignWork(program, table, this.#machine.engines, this.#options.hints ?? []);
    this.#reportRefused(refused);
    return works;
  }

  #lower({ generic, works, reserved, tables }: Prepared): LoweredProgram | undefined {
    const table = bufferTable({ consts: this.#consts() }, generic);
    const limits = { sramBytes: this.#machine.sramBytes - reserved, accBytes: this.#machine.accBytes, tables };
    return lowerProgram(
      generic,
      table,
      limits,
      this.#constants,
      { works, engines: this.#machine.engines },
      this.#options.diagnostics,
    );
  }

  #finish(prepared: readonly Prepared[], lowered: readonly LoweredProgram[]): CompiledFuncs | undefined {
    const { diagnostics } = this.#options;
    const tables = new Set(
      lowered.flatMap(({ program }) => [...tablesOf(program, bufferTable({ consts: this.#consts() }, program))]),
    );
    const bare = this.#constants.all(tables);
    const fixedIn = (i: number) => new Map([...(prepared[i]?.fixed ?? []), ...(lowered[i]?.kept ?? [])]);
    const plans = lowered.map(({ program, ranges }, i) => {
      const own = prepared[i];
      const reserved = own?.reserved ?? 0;
      const { machine, works } = { machine: this.#machine, works: own?.works ?? [] };
      return planProgram(own?.generic ?? program, program, bare, fixedIn(i), reserved, works, machine, ranges);
    });
    if (!plans.every((plan, i) => this.#fits(lowered[i]?.program.name ?? '', plan))) return undefined;
    const tempBytes = Math.max(0, ...plans.map(({ dram }) => dram.highWater));
    const layout = layoutDram(
      bare,
      prepared.map(({ generic }) => generic),
      tempBytes,
      (buffer) => this.#constants.contentOf(buffer),
    );
    if (!checkDram(layout, this.#machine, diagnostics)) return undefined;
    const consts = placeConsts(bare, layout);
    const place = (program: LirProgram, i: number) => {
      const [own, plan] = [prepared[i], plans[i]];
      return own && plan ? placeProgram(program, layout, fixedIn(i), plan) : program;
    };
    const generic: LirModule = {
      set: GENERIC_SET.name,
      consts,
      programs: prepared.map((item, i) => place(item.generic, i)),
    };
    const programs = lowered.map(({ program }, i) => {
      const placed = place(program, i);
      const ranges = lowered[i]?.ranges ?? new Map();
      return orderQueues(placed, { table: bufferTable({ consts }, placed), set: CARD_SET, ranges });
    });
    const card: LirModule = { set: CARD_SET.name, consts, programs };
    const llcBytes = Math.max(0, ...prepared.map(({ llc }) => llc.highWater));
    const { sramBytes, accBytes } = this.#machine;
    const capacities = { dram: layout.bytes, llc: llcBytes, sram: sramBytes, acc: accBytes };
    const sound = verifyLir(generic, { set: GENERIC_SET, capacities }, diagnostics);
    if (!verifyLir(card, { set: CARD_SET, capacities }, diagnostics) || !sound) return undefined;
    const image = emitImage(card, this.#machine, { dramBytes: layout.bytes, llcBytes }, diagnostics);
    if (!image) return undefined;
    const text =
      (module: LirModule, set: typeof CARD_SET) =>
      (blob: BlobOf | undefined = undefined): string =>
        printLir(module, { set, ...(blob ? { blob } : {}) });
    return {
      image,
      modules: { generic, card },
      lir: { generic: text(generic, GENERIC_SET), card: text(card, CARD_SET) },
      report: this.#report(image, prepared, lowered, plans),
      groups: prepared.map(({ groups }) => groups),
    };
  }

  #fits(program: string, plans: ProgramPlans): boolean {
    const { sramBytes, accBytes } = this.#machine;
    let fits = true;
    for (const [memory, plan, capacity] of [
      ['sram', plans.sram, sramBytes],
      ['acc', plans.acc, accBytes],
    ] as const) {
      if (plan.unplaced.length === 0) continue;
      const needed = Math.max(plan.lowerBound, capacity + 1);
      this.#options.diagnostics.report(codegenDiagnostics.scratchpadOverflow, { program, memory, needed, capacity });
      fits = false;
    }
    return fits;
  }

  #report(
    image: CardImage,
    prepared: readonly Prepared[],
    lowered: readonly LoweredProgram[],
    plans: readonly ProgramPlans[],
  ): CodegenReport {
    const programs = lowered.map((item, i): ProgramReport => {
      const [own, plan] = [prepared[i], plans[i]];
      const ops = reportOps(item, own?.works ?? []);
      const spilled = new Set(own?.spilled);
      const bytesOf = (buffers: readonly LirBuffer[] = [], names: ReadonlySet<string> = new Set()) =>
        buffers.reduce((sum, buffer) => sum + (buffer.role !== 'view' && names.has(buffer.name) ? buffer.bytes : 0), 0);
      const fused = own?.groups.inner;
      const tables = item.program.buffers.filter(({ name }) => item.kept.has(name));
      const kept = [...(own?.kept ?? []), ...tables.filter((buffer) => buffer.role !== 'view')];
      const memory = (which: 'sram' | 'acc' | 'dram') => ({
        highWater: plan?.[which].highWater ?? 0,
        lowerBound: plan?.[which].lowerBound ?? 0,
      });
      return {
        name: item.program.name,
        words: image.programs[i]?.code.length ?? 0,
        tiles: ops.reduce((sum, { tiles }) => sum + tiles, 0),
        doubled: ops.reduce((sum, { doubled }) => sum + doubled, 0),
        spills: spilled.size,
        spillBytes: bytesOf(item.program.buffers, spilled),
        fused: fused?.size ?? 0,
        fusedBytes: bytesOf(own?.generic.buffers, fused),
        kept: kept.length,
        keptBytes: kept.reduce((sum, { bytes }) => sum + bytes, 0),
        sram: memory('sram'),
        acc: memory('acc'),
        llc: { highWater: own?.llc.highWater ?? 0, lowerBound: own?.llc.lowerBound ?? 0 },
        dram: memory('dram'),
        ops,
        lanes: () => laneUse(item.program, item.ranges, this.#machine),
      };
    });
    const sum = (pick: (program: ProgramReport) => number) =>
      programs.reduce((total, program) => total + pick(program), 0);
    const bytesOf = (kind: string) =>
      image.data.reduce((total, data) => total + (data.kind === kind ? tensorBytes(data.tensor) : 0), 0);
    return {
      programs,
      constBytes: bytesOf('const'),
      tableBytes: bytesOf('table'),
      dramBytes: image.dramBytes,
      llcBytes: image.llcBytes,
      tiles: sum(({ tiles }) => tiles),
      doubled: sum(({ doubled }) => doubled),
      spills: sum(({ spills }) => spills),
      fused: sum(({ fused }) => fused),
      fusedBytes: sum(({ fusedBytes }) => fusedBytes),
      kept: sum(({ kept }) => kept),
      keptBytes: sum(({ keptBytes }) => keptBytes),
      words: sum(({ words }) => words),
    };
  }
}

/** Compiles functions for one card, or reports everything that is in the way and answers undefined. */
export function compileFuncs(
  funcs: readonly FuncToCompile[],
  machine: CardMachine,
  options: CompileFuncsOptions,
): CompiledFuncs | undefined {
  return new Compilation(machine, options).run(funcs);
}
