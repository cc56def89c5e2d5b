import { type Dim, dim } from '@afterglow/core';
import { instr, type LirInstr, type LirItem, operand, type StoredBuffer } from '@afterglow/lir';
import { describe, expect, it } from 'vitest';
import { EFFECTS } from '../../isa/generated/effects.js';
import { INSTRUCTIONS, QUEUES } from '../../isa/index.js';
import type { FlagValues, OperandValues } from '../../isa/spec.js';
import { CARD_SET, cardDef } from '../card-set.js';
import { orderQueues } from './order-queues.js';

const names = ['x', 'y', 'a', 'b', 'r', 's'];
const buffers = names.map((name, i): StoredBuffer => {
  const memory = name === 'x' || name === 'y' ? 'dram' : 'sram';
  return { name, role: 'temp', elem: 'f32', shape: [16], memory, bytes: 64, align: 64, address: 64 * i };
});
const table = new Map(buffers.map((buffer) => [buffer.name, buffer]));

/** An instruction on whole buffers with all counts 1. */
function word(op: string, to: string, from: string): LirInstr {
  const def = cardDef(op);
  const operands = def.operands.map(({ access }) => operand(access, access === 'in' ? from : to));
  return instr(op, operands, { scalars: def.scalars.map(() => 1) });
}

const load = (to: string) => word('dma.ld', to, 'x');
const work = (to: string, from: string) => word('v1.relu.f32', to, from);
const store = (from: string) => word('dma.st', 'y', from);

function ordered(body: readonly LirItem[], ranges: ReadonlyMap<string, { lo: number; hi: number }> = new Map()) {
  const program = { name: 'main', params: [], buffers, body };
  return orderQueues(program, { table, set: CARD_SET, ranges }).body;
}

const loop = (body: readonly LirItem[], count: Dim = 9): LirItem => ({ kind: 'loop', index: 'i', count, body });

/** One line an item: operation, queues waited for, queues signalled. */
function lines(items: readonly LirItem[]): string[] {
  return items.flatMap((item) => {
    if (item.kind === 'loop') return ['loop', ...lines(item.body).map((line) => `  ${line}`)];
    const empty = item.scalars.length > 0 && item.scalars.every((value) => value === 0) ? 'empty ' : '';
    return [`${empty}${item.op} <${item.wait} >${item.signal}`];
  });
}

describe('a loop over two tiles in turn', () => {
  const body = [load('a'), work('r', 'a'), store('r'), load('b'), work('s', 'b'), store('s')];

  it('loads a tile while the one before is worked on', () => {
    expect(lines(ordered([loop(body)]))).toEqual([
      // Each load waits for the work on its own buffer, an iteration earlier: two tokens are on their way.
      'empty dma.st < >vector',
      'empty dma.st < >vector',
      'empty v1.relu.f32 < >load',
      'empty v1.relu.f32 < >load',
      'loop',
      '  dma.ld <vector >vector',
      '  v1.relu.f32 <load,store >load,store',
      '  dma.st <vector >vector',
      '  dma.ld <vector >vector',
      '  v1.relu.f32 <load,store >load,store',
      '  dma.st <vector >vector',
      'empty dma.ld <vector >',
      'empty dma.ld <vector >',
      'empty v1.relu.f32 <store >',
      'empty v1.relu.f32 <store >',
      'fence < >',
    ]);
  });

  it('with one buffer waits for the work of the iteration before', () => {
    const one = [load('a'), work('r', 'a'), store('r')];
    expect(lines(ordered([loop(one)])).filter((line) => line.startsWith('empty v1'))).toEqual([
      'empty v1.relu.f32 < >load',
      'empty v1.relu.f32 <store >',
    ]);
  });

  it('that runs once at most carries nothing', () => {
    const once = lines(ordered([loop(body.slice(0, 3), dim.symbol('N'))], new Map([['N', { lo: 0, hi: 1 }]])));
    expect(once).toEqual([
      'loop',
      '  dma.ld < >vector',
      '  v1.relu.f32 <load >store',
      '  dma.st <vector >',
      '  fence < >',
    ]);
  });
});

describe('a loop on one queue', () => {
  it('is one unit of the run around it, with its tokens on empty instructions', () => {
    const inner = loop([work('r', 'a')], 4);
    expect(lines(ordered([load('a'), inner, store('r')]))).toEqual([
      'dma.ld < >vector',
      'empty v1.relu.f32 <load >',
      'loop',
      '  v1.relu.f32 < >',
      'empty v1.relu.f32 < >store',
      'dma.st <vector >',
    ]);
  });
});

describe('a loop around loops over several queues', () => {
  it('has fences at their borders', () => {
    const inner: LirItem = { kind: 'loop', index: 'j', count: 3, body: [load('a'), work('r', 'a')] };
    const text = lines(ordered([loop([load('b'), inner, store('r')])]));
    expect(text.filter((line) => line.includes('fence'))).toHaveLength(3);
    expect(text.at(-1)).toBe('  fence < >');
  });
});

describe('instructions without counts', () => {
  it('do nothing, whatever they are', () => {
    const zeros = new Array<number>(16).fill(0);
    const active = INSTRUCTIONS.filter(({ op, queue }) => {
      // Sixteen entries, as the generated functions want them.
      return (
        queue !== QUEUES.ctrl && EFFECTS[op].active(zeros as unknown as OperandValues, zeros as unknown as FlagValues)
      );
    });
    expect(active.map(({ op }) => op)).toEqual([]);
  });
});
