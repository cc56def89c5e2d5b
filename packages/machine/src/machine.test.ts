import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { Diagnostics } from '@afterglow/core';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { generate } from '../generate.mjs';
import {
  findPreset,
  loadMachine,
  type Machine,
  machineDiagnostics,
  machineDigest,
  machineFieldsForSimulator,
  machineTotals,
  type Platform,
  presets,
  printMachine,
  ridgePoints,
  withClock,
} from './index.js';

const rootDir = fileURLToPath(new URL('../../../', import.meta.url));

function card(name: string): Machine {
  const machine = findPreset(name);
  if (machine?.kind !== 'card') throw new Error(`${name} is not a card`);
  return machine;
}

function platform(name: string): Platform {
  const machine = findPreset(name);
  if (machine?.kind !== 'platform') throw new Error(`${name} is not a platform`);
  return machine;
}

/** Loads a changed preset; answers the machine and `code @line:column message` of each problem. */
function problems(name: string, change: (text: string) => string): string[] {
  const diagnostics = new Diagnostics();
  const text = change(presets.get(name) ?? '');
  const machine = loadMachine(text, 'my.yaml', diagnostics);
  expect(machine === undefined).toBe(diagnostics.hasErrors);
  return diagnostics.list.map(({ code, location, message, hint }) => {
    const place = location?.kind === 'text' ? `${location.line}:${location.column}` : '?';
    return `${code} @${place} ${message}${hint === undefined ? '' : ` (${hint})`}`;
  });
}

describe('presets', () => {
  it('are embedded as the files are', () => {
    const [file] = generate(rootDir);
    expect([...presets.keys()]).toEqual(['nnp-i', 'six-cards', 'six-tiny', 'tiny']);
    expect(readFileSync(`${rootDir}${file?.path}`, 'utf8')).toBe(file?.text);
  });

  it('all load', () => {
    for (const name of presets.keys()) expect(findPreset(name)?.name).toBe(name);
    expect(findPreset('nothing')).toBeUndefined();
    expect(findPreset('toString')).toBeUndefined();
  });

  it('six-cards adds up to the published totals', () => {
    const totals = machineTotals(platform('six-cards'));
    expect(totals.cards).toBe(6);
    expect(totals.dramBytes).toBe(96 * 2 ** 30);
    expect(totals.dramBytesPerSecond / 1e9).toBeCloseTo(403.2, 5);
    expect(totals.int8OpsPerSecond / 1e12).toBeGreaterThan(299);
    expect(totals.int8OpsPerSecond / 1e12).toBeLessThan(302);
    expect(totals.watts).toBe(72);
    expect(totals.fp16OpsPerSecond * 4).toBe(totals.int8OpsPerSecond);
  });

  it('nnp-i has the published ridge points at 50 TOPS', () => {
    const ridge = ridgePoints(card('nnp-i'), 50e12);
    expect(Math.round(ridge.dram)).toBe(744);
    expect(Math.round(ridge.llc)).toBe(74);
    expect(ridge.sram).toBeCloseTo(7.4, 1);
    expect(ridge.tile).toBeCloseTo(0.74, 1);
  });

  it('nnp-i knows its high clock', () => {
    const high = withClock(card('nnp-i'), 'high');
    expect(high?.clock).toEqual({ name: 'high', hertz: 940_000_000, watts: 50 });
    expect(machineTotals(high ?? card('nnp-i')).int8OpsPerSecond / 1e12).toBeCloseTo(92.4, 1);
    expect(withClock(card('nnp-i'), 'turbo')).toBeUndefined();
  });

  it('has a shared cache with a latency of its own, that of all transfers, or none', () => {
    const cache = (change: (text: string) => string) => {
      const machine = loadMachine(change(presets.get('tiny') ?? ''), 'my.yaml', new Diagnostics());
      if (machine?.kind !== 'card') throw new Error('not a card');
      const { llc_bytes, llc_latency_cycles } = machineFieldsForSimulator(machine);
      return [llc_bytes, llc_latency_cycles, /llc .*/.exec(printMachine(machine))?.[0]];
    };
    expect(cache((text) => text)).toEqual([65536, 4, expect.stringContaining('64 KiB')]);
    expect(cache((text) => text.replace(', latency: 4 }', ' }'))?.[1]).toBe(10);
    expect(cache((text) => text.replace('llc: { capacity: 64 KiB', 'llc: { capacity: 0 B'))).toEqual([
      0,
      4,
      'llc       none',
    ]);
  });

  it('tiny is tiny', () => {
    const { engines, memories } = card('tiny');
    expect([engines, memories.sram.bytes, memories.tile.bytes, memories.dram.bytes]).toEqual([2, 16384, 4096, 2 ** 31]);
  });

  it('print for people', () => {
    expect(printMachine(platform('six-cards'))).toMatchInlineSnapshot(`
      "platform six-cards: one host, a PCIe switch and six NNP-I class cards
        host      18 cores, 64 GiB, PCIe Gen3 x16, 12.8 GB/s each way
        cards     6, peer to peer through the switch
        dram      96 GiB, 403.2 GB/s in all
        peak      300.8 TOPS int8, 75.2 TOPS fp16, 72 W
      card 0, 1, 2, 3, 4, 5: nnp-i
        engines   12, each 4096 int8 MAC/cycle and a 512-bit vector unit
        clock     efficient: 510 MHz, 12 W; high: 940 MHz, 50 W
        peak      50.14 TOPS int8, 12.53 TOPS fp16
        dram      16 GiB, 67.2 GB/s in all, ridge 746 op/B
        llc       24 MiB, 680 GB/s in all, ridge 73.7 op/B
        sram      12 x 4 MiB, 6.8 TB/s in all, ridge 7.37 op/B
        tile      12 x 256 KiB, 68 TB/s in all, ridge 0.737 op/B
        link      PCIe Gen3 x4, 3.2 GB/s each way"
    `);
  });

  it('give the simulator whole, finite numbers', () => {
    for (const name of ['nnp-i', 'tiny']) {
      const fields = machineFieldsForSimulator(card(name));
      for (const [key, value] of Object.entries(fields)) expect(Number.isSafeInteger(value), key).toBe(true);
      expect(fields).toMatchObject({ clock_hz: card(name).clock.hertz, acc_bytes: card(name).memories.tile.bytes });
    }
    expect(machineFieldsForSimulator(card('nnp-i'))['f16_macs_per_cycle']).toBe(1024);
  });
});

describe('digests', () => {
  it('depend on the numbers, not on their spelling', () => {
    const load = (text: string) => {
      const machine = loadMachine(text, 'x.yaml', new Diagnostics());
      return machine && machineDigest(machine);
    };
    const text = presets.get('nnp-i') ?? '';
    expect(load(text.replace('16 GiB', '16384 MiB').replaceAll(/#.*/g, ''))).toBe(load(text));
    expect(load(text.replace('16 GiB', '8 GiB'))).not.toBe(load(text));
    expect(load(text)).toMatch(/^[0-9a-f]{64}$/);
  });
});

describe('errors', () => {
  it('name line and column, all at once', () => {
    const found = problems('nnp-i', (text) =>
      text
        .replace('fp16-ratio:', 'fp16-ration:')
        .replace('16 GiB', '16')
        .replace('67.2 GB/s', '67.2 GiB')
        .replace('lanes: 4', 'lanes: 4.5'),
    );
    expect(found).toMatchInlineSnapshot(`
      [
        "machine/bad-value @20:15 memories.dram.capacity: expected a number with a unit, such as "16 GiB"",
        "machine/bad-value @21:16 memories.dram.bandwidth: "GiB" is not a unit here; use B/s, kB/s, MB/s, GB/s, TB/s, KiB/s, MiB/s, GiB/s, TiB/s",
        "machine/missing-key @35:1 matrix lacks the key "fp16-ratio" (the presets show every key: afterglow inspect nnp-i)",
        "machine/unknown-key @39:3 unknown key "fp16-ration" (did you mean "fp16-ratio"?)",
        "machine/bad-value @54:10 link.lanes: expected a whole number from 1 to 64",
      ]
    `);
  });

  it.each([
    ['machine/version', 'nnp-i', (t: string) => t.replace('machine: 1', 'machine: 2')],
    ['machine/version', 'nnp-i', (t: string) => t.replace('machine: 1\n', '')],
    ['machine/kind', 'nnp-i', (t: string) => t.replace('kind: card', 'kind: cart')],
    ['machine/kind', 'nnp-i', (t: string) => t.replace('kind: card\n', '')],
    ['machine/syntax', 'nnp-i', (t: string) => t.replace('engines: 12', 'engines: 12\nengines: 13')],
    ['machine/syntax', 'nnp-i', (t: string) => `${t}\n  - stray: [`],
    ['machine/syntax', 'nnp-i', () => '- a list'],
    ['machine/syntax', 'nnp-i', () => ''],
    ['machine/syntax', 'nnp-i', () => 'machine: !!js/function x\n'],
    [
      'machine/syntax',
      'nnp-i',
      (t: string) =>
        `a: &a [x,x,x,x,x,x,x,x,x]\nb: &b [*a,*a,*a,*a,*a,*a]\nc: &c [*b,*b,*b,*b,*b,*b]\nd: [*c,*c,*c,*c,*c]\n${t}`,
    ],
    ['machine/missing-key', 'nnp-i', (t: string) => t.replace(/^processors.*$/m, '')],
    ['machine/missing-key', 'six-cards', (t: string) => t.replace('count: 6', '')],
    ['machine/unknown-key', 'six-cards', (t: string) => t.replace('count: 6', 'count: 6\n    color: red')],
    ['machine/bad-value', 'nnp-i', (t: string) => t.replace('engines: 12', 'engines: 0')],
    ['machine/bad-value', 'nnp-i', (t: string) => t.replace('engines: 12', 'engines: "12"')],
    ['machine/bad-value', 'nnp-i', (t: string) => t.replace('10 %', '100 %')],
    ['machine/bad-value', 'nnp-i', (t: string) => t.replace('0.51 GHz', '0 GHz')],
    ['machine/bad-value', 'nnp-i', (t: string) => t.replace('name: nnp-i', 'name: NNP I')],
    ['machine/bad-value', 'nnp-i', (t: string) => t.replace('16 GiB', '0.3 B')],
    ['machine/bad-value', 'six-cards', (t: string) => t.replace('peer-to-peer: true', 'peer-to-peer: yes')],
    ['machine/inconsistent', 'nnp-i', (t: string) => t.replace('default: efficient', 'default: turbo')],
    ['machine/inconsistent', 'nnp-i', (t: string) => t.replace('fp16-ratio: 0.25', 'fp16-ratio: 0.3')],
    ['machine/inconsistent', 'nnp-i', (t: string) => t.replace('256 KiB', '8 MiB')],
    ['machine/inconsistent', 'nnp-i', (t: string) => t.replace('burst: 64 B', 'burst: 60 B')],
    ['machine/inconsistent', 'nnp-i', (t: string) => t.replace('512 bit', '500 bit')],
    ['machine/inconsistent', 'six-cards', (t: string) => t.replace('machine: nnp-i', 'machine: six-tiny')],
    ['machine/inconsistent', 'six-cards', (t: string) => t.replace('count: 6', 'count: 6\n    clock: turbo')],
    ['machine/unknown-card', 'six-cards', (t: string) => t.replace('machine: nnp-i', 'machine: nnpi')],
  ] as const)('%s', (code, name, change) => {
    const found = problems(name, change);
    expect(found.length).toBeGreaterThan(0);
    for (const line of found) expect(line).toContain(`${code} @`);
    for (const line of found) expect(line).not.toContain('@?');
  });

  it('a damaged file is refused with a place, or read; never an exception', () => {
    const mutation = fc.record({
      name: fc.constantFrom('nnp-i', 'six-cards'),
      at: fc.double({ min: 0, max: 1, noNaN: true }),
      length: fc.nat({ max: 40 }),
      text: fc.oneof(
        fc.constant(''),
        fc.constantFrom(': ', '- ', '{', '[', '*a', '&a ', '"', '#', '\n', '0', '? ', '<<: '),
        fc.string(),
      ),
    });
    fc.assert(
      fc.property(mutation, ({ name, at, length, text }) => {
        const whole = presets.get(name) ?? '';
        const start = Math.floor(at * whole.length);
        const diagnostics = new Diagnostics();
        const machine = loadMachine(whole.slice(0, start) + text + whole.slice(start + length), 'x.yaml', diagnostics);
        expect(machine === undefined).toBe(diagnostics.hasErrors);
        for (const { location } of diagnostics.list) expect(location).toMatchObject({ kind: 'text' });
      }),
      { numRuns: 200 },
    );
  });

  it('every code is declared with an explanation', () => {
    for (const spec of Object.values(machineDiagnostics)) expect(spec.explanation).toContain('```yaml');
  });

  it('in a card beside the platform name that card file', () => {
    const diagnostics = new Diagnostics();
    const text = (presets.get('six-cards') ?? '').replace('machine: nnp-i', 'machine: mine.yaml');
    const mine = { file: 'mine.yaml', text: (presets.get('tiny') ?? '').replace('engines: 2', 'engines: two') };
    expect(
      loadMachine(text, 'p.yaml', diagnostics, { resolve: (name) => (name === 'mine.yaml' ? mine : undefined) }),
    ).toBeUndefined();
    expect(diagnostics.list.map(({ location }) => location)).toMatchObject([{ file: 'mine.yaml', line: 8 }]);
  });
});

describe('platforms', () => {
  it('may mix cards, links and clocks', () => {
    const diagnostics = new Diagnostics();
    const text = (presets.get('six-cards') ?? '').replace(
      '  - machine: nnp-i\n    count: 6',
      '  - { machine: nnp-i, count: 1, clock: high }\n' +
        '  - { machine: tiny, count: 2, link: { standard: PCIe Gen4, lanes: 8, bandwidth: 12 GB/s, latency: 500 ns } }',
    );
    const machine = loadMachine(text, 'p.yaml', diagnostics);
    expect(diagnostics.list).toEqual([]);
    if (machine?.kind !== 'platform') throw new Error('not a platform');
    expect(machine.cards.map(({ name }) => name)).toEqual(['nnp-i', 'tiny', 'tiny']);
    expect(machine.cards.map(({ clock }) => clock.name)).toEqual(['high', 'only', 'only']);
    expect(machine.cards[2]?.link).toEqual({
      standard: 'PCIe Gen4',
      lanes: 8,
      bytesPerSecond: 12e9,
      latencyNanoseconds: 500,
    });
  });
});
