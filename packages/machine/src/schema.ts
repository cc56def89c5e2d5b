// The shape of machine files, as zod schemas over parsed YAML. Units are parsed here; keys not named here are refused.

import { z } from 'zod';
import { type Parsed, parsePercent, parseQuantity, type QuantityKind } from './quantity.js';

function text(parse: (text: string) => Parsed, wanted: string) {
  return z.string({ error: `expected ${wanted}` }).transform((value, context) => {
    const parsed = parse(value);
    if (parsed.ok) return parsed.value;
    context.issues.push({ code: 'custom', message: parsed.problem, input: value });
    return z.NEVER;
  });
}

function quantity(kind: QuantityKind, example: string, least = 1) {
  return text((value) => {
    const parsed = parseQuantity(kind, value);
    if (parsed.ok && parsed.value < least) return { ok: false, problem: `"${value}" must be more than zero` };
    return parsed;
  }, `a number with a unit, such as ${example}`);
}

function count(least: number, most: number) {
  const wanted = `expected a whole number from ${least} to ${most}`;
  return z.int({ error: wanted }).min(least, { error: wanted }).max(most, { error: wanted });
}

const name = z
  .string({ error: 'expected a name' })
  .regex(/^[a-z0-9][a-z0-9.-]{0,63}$/, { error: 'expected a name of lower-case letters, digits, "-" and "."' });
const summary = z.string({ error: 'expected one line of text' }).max(200, { error: 'expected at most 200 characters' });
const version = z.literal(1);
const cycles = count(0, 1_000_000);
const bandwidth = quantity('rate', '"67.2 GB/s"');

const link = z.strictObject({
  standard: z.string({ error: 'expected a name such as PCIe Gen3' }).max(40),
  lanes: count(1, 64),
  bandwidth,
  latency: quantity('time', '"1 us"', 0),
});

const engineMemory = z.strictObject({
  'capacity-per-engine': quantity('bytes', '"4 MiB"'),
  'bandwidth-of-all-engines': bandwidth,
});

export const cardSchema = z.strictObject({
  machine: version,
  kind: z.literal('card'),
  name,
  summary,
  engines: count(1, 4096),
  clock: z.strictObject({
    default: name,
    profiles: z.record(
      name,
      z.strictObject({ frequency: quantity('frequency', '"0.51 GHz"'), power: quantity('power', '"12 W"') }),
    ),
  }),
  memories: z.strictObject({
    dram: z.strictObject({
      capacity: quantity('bytes', '"16 GiB"'),
      bandwidth,
      reserve: text(parsePercent, 'a percentage such as "10 %"'),
      burst: quantity('bytes', '"64 B"'),
    }),
    llc: z.strictObject({
      // A card without one says 0 B.
      capacity: quantity('bytes', '"24 MiB"', 0),
      bandwidth,
      // That of every other transfer unless the file knows better.
      latency: cycles.optional(),
    }),
    sram: engineMemory,
    tile: engineMemory,
  }),
  matrix: z.strictObject({
    'int8-macs-per-cycle': count(1, 1 << 24),
    rows: count(1, 4096),
    columns: count(1, 4096),
    'fp16-ratio': z
      .number({ error: 'expected a number above 0, at most 1' })
      .gt(0, { error: 'expected a number above 0' })
      .max(1, { error: 'expected at most 1' }),
    'issue-overhead': cycles,
  }),
  vector: z.strictObject({ width: quantity('width', '"512 bit"'), 'issue-overhead': cycles }),
  dma: z.strictObject({ latency: cycles, setup: cycles }),
  processors: count(0, 1024),
  link,
});

export const platformSchema = z.strictObject({
  machine: version,
  kind: z.literal('platform'),
  name,
  summary,
  host: z.strictObject({ cores: count(1, 1024), memory: quantity('bytes', '"64 GiB"'), link }),
  switch: z.strictObject({ 'peer-to-peer': z.boolean({ error: 'expected true or false' }) }),
  cards: z
    .array(
      z.strictObject({
        machine: z.string({ error: 'expected the name of a card' }).min(1, { error: 'expected the name of a card' }),
        count: count(1, 64),
        link: link.optional(),
        clock: name.optional(),
      }),
      { error: 'expected a list of cards' },
    )
    .min(1, { error: 'expected at least one card' }),
});

export type CardFile = z.output<typeof cardSchema>;
export type PlatformFile = z.output<typeof platformSchema>;

/** Keys a schema knows at a path, or undefined where any key goes. */
export function knownKeys(schema: z.ZodType, path: readonly PropertyKey[]): readonly string[] | undefined {
  if (schema instanceof z.ZodOptional) return knownKeys(schema.unwrap() as z.ZodType, path);
  const [key, ...rest] = path;
  if (schema instanceof z.ZodObject) {
    if (key === undefined) return Object.keys(schema.shape);
    const inner: unknown = schema.shape[String(key)];
    return inner instanceof z.ZodType ? knownKeys(inner, rest) : undefined;
  }
  if (key === undefined) return undefined;
  if (schema instanceof z.ZodRecord) return knownKeys(schema.valueType as z.ZodType, rest);
  return schema instanceof z.ZodArray ? knownKeys(schema.element as z.ZodType, rest) : undefined;
}
