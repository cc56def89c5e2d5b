// Opens a card binary by offset: headers and tables are read, weights stay in the file. Whatever the file holds, the answer is
// a checked view or a diagnostic; ranges are checked before anything is read or allocated.

import {
  type ByteSource,
  checkedBytes,
  type Diagnostics,
  type Dim,
  dim,
  type ElementType,
  isElementType,
  type Origin,
} from '@afterglow/core';
import { cardDiagnostics } from '../diagnostics.js';
import { MACHINE_FIELDS } from '../isa/generated/machine-fields.js';
import { ISA_VERSION, WORD_BYTES } from '../isa/generated/opcodes.js';
import {
  type CardMachine,
  type IoBuffer,
  LARGEST_ENGINE_MEMORY,
  type LaunchParam,
  MOST_ENGINES,
} from '../isa/image.js';
import * as elf from './format.js';
import { count, fail, list, Malformed, parseJson, record, string } from './json-shape.js';
import { parseNotes, type ReadSection, readSections, sectionBytes, sectionNamed, sectionText } from './sections.js';

export interface ElfProgram {
  readonly name: string;
  /** First word in the text section. */
  readonly start: number;
  readonly words: number;
  readonly params: readonly LaunchParam[];
  /** Sizes over the launch parameters that are 0 at every launch there can be. */
  readonly zeros?: readonly Dim[];
  readonly inputs: readonly IoBuffer[];
  readonly outputs: readonly IoBuffer[];
}

/** A named piece of read-only data, with its place in card memory and in the file. */
export interface ElfData {
  readonly name: string;
  readonly kind: 'const' | 'table';
  readonly elem: ElementType;
  readonly shape: readonly number[];
  readonly address: number;
  readonly bytes: number;
  readonly offset: number;
}

/** A range of card memory that comes from the file. Sorted by address, without overlaps. */
export interface ElfSegment {
  readonly address: number;
  readonly bytes: number;
  readonly offset: number;
}

/** An open card binary. */
export interface CardElf {
  readonly source: ByteSource;
  readonly machine: CardMachine;
  readonly dramBytes: number;
  readonly llcBytes: number;
  readonly programs: readonly ElfProgram[];
  readonly data: readonly ElfData[];
  readonly segments: readonly ElfSegment[];
  /** Encoded words of a program. */
  words(program: ElfProgram): Uint8Array;
  /** Origins of all words, as numbers into `origins`; −1 is none. One list a program, in the order of `programs`. */
  readonly originRuns: readonly (readonly number[])[];
  readonly origins: readonly Origin[];
}

function readMachine(bytes: Uint8Array | undefined): CardMachine {
  if (!bytes) return fail('it has no machine note');
  const json = record(parseJson(new TextDecoder().decode(bytes), 'the machine note'), 'the machine note');
  const fields: Record<string, number> = {};
  for (const field of MACHINE_FIELDS) {
    const value = json[field];
    const good = typeof value === 'number' && Number.isFinite(value) && value >= 0;
    fields[field] = good ? value : fail(`machine field ${field} is missing or no number`);
  }
  const machine = { ...(fields as unknown as CardMachine), name: string(json['name'], 'machine name') }; // all fields were set above
  const { sramBytes, accBytes, dramBytes, llcBytes } = machine;
  for (const size of [sramBytes, accBytes, dramBytes, llcBytes]) count(size, 'the size of a memory');
  // Rates and widths divide in the cost table; a card can do without a shared cache.
  for (const [field, value] of Object.entries(fields)) {
    if (value === 0 && !/^llcBytes$|(Setup|Latency|Issue)Cycles$/.test(field)) fail(`machine field ${field} is 0`);
  }
  if (!Number.isInteger(machine.engines) || machine.engines > MOST_ENGINES) fail('it is for no number of engines');
  if (sramBytes > LARGEST_ENGINE_MEMORY || accBytes > LARGEST_ENGINE_MEMORY) fail('an engine memory is too large');
  return { ...machine, digest: string(json['digest'], 'machine digest') };
}

/** A high-water mark, if the note holds one. */
function markOf(note: Uint8Array | undefined): number | undefined {
  return note?.length === 8 ? Number(new DataView(note.buffer, note.byteOffset).getBigUint64(0, true)) : undefined;
}

function readBuffer(json: unknown, dramBytes: number): IoBuffer {
  const entry = record(json, 'a buffer');
  const name = string(entry['name'], 'the name of a buffer');
  const elem = string(entry['elem'], 'an element type');
  if (!isElementType(elem) || elem === 'string') return fail(`buffer ${name} has the element type ${elem}`);
  const dims = list(entry['dims'], 'dims').map((d) => dim.fromJson(d) ?? fail(`a dim of ${name} makes no sense`));
  const address = count(entry['address'], 'an address');
  const bytes = count(entry['bytes'], 'a size');
  if (address + bytes > dramBytes) fail(`buffer ${name} leaves card memory`);
  return { name, elem, dims, address, bytes };
}

function readDim(json: unknown): Dim {
  return dim.fromJson(json) ?? fail('a size makes no sense');
}

function readProgram(json: unknown, textWords: number, dramBytes: number): ElfProgram {
  const entry = record(json, 'a program');
  const name = string(entry['name'], 'the name of a program');
  const start = count(entry['start'], 'the start of a program');
  const words = count(entry['words'], 'the length of a program');
  if (start + words > textWords) fail(`program ${name} leaves the text section`);
  const params = list(entry['params'], 'launch parameters').map((param) => {
    const fields = record(param, 'a launch parameter');
    const [lo, hi] = [count(fields['lo'], 'a bound'), count(fields['hi'], 'a bound')];
    return { name: string(fields['name'], 'a symbol'), lo, hi };
  });
  const zeros = entry['zeros'] === undefined ? undefined : list(entry['zeros'], 'sizes that are 0').map(readDim);
  const inputs = list(entry['inputs'], 'inputs').map((buffer) => readBuffer(buffer, dramBytes));
  const outputs = list(entry['outputs'], 'outputs').map((buffer) => readBuffer(buffer, dramBytes));
  return { name, start, words, params, ...(zeros && { zeros }), inputs, outputs };
}

function readData(json: unknown, segments: readonly ElfSegment[]): ElfData {
  const entry = record(json, 'data');
  const name = string(entry['name'], 'the name of data');
  const elem = string(entry['elem'], 'an element type');
  const kind = entry['kind'];
  if (!isElementType(elem) || elem === 'string') return fail(`data ${name} has the element type ${elem}`);
  if (kind !== 'const' && kind !== 'table') return fail(`data ${name} is neither const nor table`);
  const shape = list(entry['shape'], 'a shape').map((size) => count(size, 'a dim'));
  const address = count(entry['address'], 'an address');
  const bytes = checkedBytes(elem, shape) ?? fail(`data ${name} is too large`);
  if (bytes === 0) return { name, kind, elem, shape, address, bytes, offset: 0 };
  const home = segments.find(
    (segment) => address >= segment.address && address + bytes <= segment.address + segment.bytes,
  );
  if (!home) return fail(`data ${name} lies in no section`);
  return { name, kind, elem, shape, address, bytes, offset: home.offset + address - home.address };
}

function readSegments(sections: readonly ReadSection[], dramBytes: number): ElfSegment[] {
  const segments = sections
    .filter(({ flags, size }) => (flags & elf.SHF_ALLOC) !== 0 && (flags & elf.SHF_EXECINSTR) === 0 && size > 0)
    .map(({ address, size, offset }) => ({ address, bytes: size, offset }))
    .sort((a, b) => a.address - b.address);
  let end = 0;
  for (const segment of segments) {
    if (segment.address < end) fail('two sections overlap in card memory');
    end = segment.address + segment.bytes;
  }
  if (end > dramBytes) fail('a section leaves card memory');
  return segments;
}

function readOrigin(json: unknown, depth = 0): Origin {
  if (depth > 100) fail('origins nest too deep');
  const entry = record(json, 'an origin');
  if ('by' in entry) {
    const parts = list(entry['parts'], 'parts of an origin').map((part) => readOrigin(part, depth + 1));
    return { kind: 'fused', by: string(entry['by'], 'a pass'), parts };
  }
  const name = string(entry['name'], 'a node name');
  return entry['source'] === undefined
    ? { kind: 'node', name }
    : { kind: 'node', name, source: string(entry['source'], 'a source line') };
}

function readOrigins(text: string, programs: readonly ElfProgram[]): Pick<CardElf, 'origins' | 'originRuns'> {
  const json = record(parseJson(text, 'the origin table'), 'the origin table');
  const origins = list(json['origins'], 'origins').map((origin) => readOrigin(origin));
  const runs = list(json['programs'], 'origin runs').map((run) => list(run, 'an origin run').map(Number));
  if (runs.length !== programs.length) fail('the origin table is for other programs');
  runs.forEach((run, p) => {
    let words = 0;
    for (let i = 0; i + 1 < run.length; i += 2) {
      const origin = run[i + 1] ?? -2;
      if (!Number.isInteger(origin) || origin < -1 || origin >= origins.length)
        fail('an origin number is out of range');
      words += count(run[i], 'the length of an origin run');
    }
    if (run.length % 2 !== 0 || words !== programs[p]?.words) fail('the origin table does not cover its program');
  });
  return { origins, originRuns: runs };
}

function open(source: ByteSource): CardElf {
  const sections = readSections(source);
  const notes = parseNotes(sectionBytes(source, sectionNamed(sections, elf.SECTION.note)));
  const machine = readMachine(notes.get(elf.NOTE.machine));
  const dramBytes = markOf(notes.get(elf.NOTE.dram)) ?? fail('it does not say how much card memory it needs');
  if (dramBytes > machine.dramBytes) fail('it needs more card memory than its machine has');
  const llcNote = notes.get(elf.NOTE.llc);
  const llcBytes = llcNote ? (markOf(llcNote) ?? fail('it does not say how much shared cache it needs')) : 0;
  if (llcBytes > machine.llcBytes) fail('it needs more shared cache than its machine has');
  const text = sectionNamed(sections, elf.SECTION.text);
  if (text.size % WORD_BYTES !== 0) fail('the text section does not hold whole words');
  const segments = readSegments(sections, dramBytes);
  const io = record(
    parseJson(sectionText(source, sectionNamed(sections, elf.SECTION.io)), 'the table of contents'),
    'the table of contents',
  );
  const programs = list(io['programs'], 'programs').map((p) => readProgram(p, text.size / WORD_BYTES, dramBytes));
  for (const { name, inputs } of programs) {
    for (const input of inputs) {
      const end = input.address + input.bytes;
      const hit = segments.some(({ address, bytes }) => address < end && input.address < address + bytes);
      if (hit) fail(`input ${input.name} of ${name} lies on read-only data`);
    }
  }
  const data = list(io['data'], 'data').map((entry) => readData(entry, segments));
  let code: Uint8Array | undefined;
  return {
    source,
    machine,
    dramBytes,
    llcBytes,
    programs,
    data,
    segments,
    words(program) {
      code ??= sectionBytes(source, text);
      return code.subarray(program.start * WORD_BYTES, (program.start + program.words) * WORD_BYTES);
    },
    ...readOrigins(sectionText(source, sectionNamed(sections, elf.SECTION.origins)), programs),
  };
}

function versionOf(source: ByteSource): number | undefined {
  const notes = parseNotes(sectionBytes(source, sectionNamed(readSections(source), elf.SECTION.note)));
  const note = notes.get(elf.NOTE.version);
  return note?.length === 8 ? new DataView(note.buffer, note.byteOffset).getUint32(0, true) : undefined;
}

/** Opens a card binary, or reports why it is none. */
export function readElf(source: ByteSource, diagnostics: Diagnostics): CardElf | undefined {
  const location = { kind: 'file', file: source.name } as const;
  try {
    const found = versionOf(source) ?? fail('it does not say which instruction set it is for');
    if (found === ISA_VERSION) return open(source);
    diagnostics.report(cardDiagnostics.isaVersion, { found, accepted: ISA_VERSION }, { location });
  } catch (error) {
    if (!(error instanceof Malformed)) throw error;
    diagnostics.report(cardDiagnostics.badElf, { reason: error.message }, { location });
  }
  return undefined;
}
