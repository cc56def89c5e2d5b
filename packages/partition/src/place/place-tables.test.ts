import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type PlaceGroup, type Placement, placeTables } from './place-tables.js';

const options = { bigTableBytes: 1000, firstCards: 3 };
const cards = (...budgets: number[]) => budgets.map((budget, i) => ({ name: `card${i}`, budget }));
const group = (name: string, bytes: number, cost: number, pin?: PlaceGroup['pin']): PlaceGroup => ({
  tables: [name],
  bytes,
  tableBytes: bytes,
  cost,
  ...(pin ? { pin } : {}),
});

function cardsOf(placement: Placement): number[] {
  if (!placement.ok) throw new Error(`no room for group ${placement.clash.group}`);
  return placement.placed.map((entry) => entry.card);
}

describe('placeTables', () => {
  it('places large tables by memory, the others by cost, and names the runner-up', () => {
    const groups = [group('small', 10, 500), group('huge', 5000, 1), group('large', 3000, 1), group('cheap', 10, 1)];
    const placement = placeTables(groups, cards(9000, 9000, 9000), options);
    // huge → card0, large → card1 (card0 has more bytes), small → card2 (least cost), cheap → card0 (cost 1, first of two).
    expect(cardsOf(placement)).toEqual([2, 0, 1, 0]);
    expect(placement.ok && placement.placed[1]).toMatchObject({
      by: 'memory',
      runnerUp: { card: 1, difference: 0, unit: 'bytes' },
    });
    expect(placement.ok && placement.placed[0]).toMatchObject({
      by: 'cost',
      runnerUp: { card: 0, difference: 1, unit: 'cost' },
    });
  });

  it('breaks ties by name and by the order of cards', () => {
    const groups = ['b', 'a', 'c', 'd'].map((name) => group(name, 10, 10));
    expect(cardsOf(placeTables(groups, cards(100, 100, 100), options))).toEqual([1, 0, 2, 0]);
  });

  it('falls back to sizes when placing by cost leaves no room for a large remainder', () => {
    // By cost: a → card0, b → card1, then c (cost 1) finds 40 and 40. By size: c first.
    const groups = [group('a', 60, 100), group('b', 60, 90), group('c', 100, 1)];
    const placement = placeTables(groups, cards(100, 120), { bigTableBytes: 1000, firstCards: 2 });
    expect(placement.ok && placement.placed.map((entry) => entry.by)).toEqual(['size', 'size', 'size']);
    expect(cardsOf(placement)).toEqual([1, 1, 0]);
  });

  it('tries the next divisor of the number of cards when the first count is too small', () => {
    const groups = [group('a', 60, 1), group('b', 60, 1), group('c', 60, 1)];
    const six = cards(100, 100, 100, 100, 100, 100);
    const placement = placeTables(groups, six, { bigTableBytes: 1000, firstCards: 2 });
    expect(placement).toMatchObject({ ok: true, cards: 3 });
  });

  it('keeps pins and moves mere wishes', () => {
    const groups = [
      group('wish', 60, 1, { card: 1, firm: false }),
      group('pin', 60, 1, { card: 1, firm: true }),
      group('kept', 30, 1, { card: 1, firm: false }),
    ];
    const placement = placeTables(groups, cards(100, 100), { bigTableBytes: 1000, firstCards: 2 });
    expect(cardsOf(placement)).toEqual([0, 1, 1]);
    expect(placement.ok && placement.placed[0]).toMatchObject({ movedFrom: 1, by: 'cost' });
    expect(placement.ok && placement.placed[1]?.by).toBe('pin');
    expect(placement.ok && placement.placed[2]?.by).toBe('plan');
  });

  it('says what clashes when a pin has no room', () => {
    const groups = [group('a', 60, 1, { card: 0, firm: true }), group('b', 60, 1, { card: 0, firm: true })];
    const placement = placeTables(groups, cards(100, 100), { bigTableBytes: 1000, firstCards: 2 });
    expect(placement).toMatchObject({ ok: false, clash: { group: 1, card: 0, used: [60, 0], holds: [[0], []] } });
  });

  it('never exceeds a budget, places every group once, and answers the same every time', () => {
    const arbitrary = fc.record({
      groups: fc.array(
        fc.record({
          bytes: fc.nat(3000),
          cost: fc.nat(50),
          pin: fc.option(fc.record({ card: fc.nat(2), firm: fc.boolean() })),
        }),
        { maxLength: 20 },
      ),
      budgets: fc.array(fc.nat(8000), { minLength: 3, maxLength: 6 }),
      firstCards: fc.integer({ min: 1, max: 3 }),
    });
    fc.assert(
      fc.property(arbitrary, ({ groups, budgets, firstCards }) => {
        const wanted = groups.map((g, i) => group(`t${i}`, g.bytes, g.cost, g.pin ?? undefined));
        const run = () => placeTables(wanted, cards(...budgets), { bigTableBytes: 1000, firstCards });
        const placement = run();
        expect(run()).toEqual(placement);
        if (!placement.ok) return;
        expect(placement.placed.map((entry) => entry.group)).toEqual(wanted.map((_, i) => i));
        const used = budgets.map(() => 0);
        for (const { group: index, card } of placement.placed)
          used[card] = (used[card] ?? 0) + (wanted[index]?.bytes ?? 0);
        used.forEach((bytes, card) => {
          expect(bytes).toBeLessThanOrEqual(budgets[card] ?? 0);
        });
        for (const { group: index, card } of placement.placed)
          if (wanted[index]?.pin?.firm) expect(card).toBe(wanted[index]?.pin?.card);
      }),
    );
  });

  it('finds room whenever everything fits one card each way', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(100), { maxLength: 10 }), (sizes) => {
        const total = sizes.reduce((a, b) => a + b, 0);
        const groups = sizes.map((bytes, i) => group(`t${i}`, bytes, 1));
        expect(placeTables(groups, cards(total, total), { bigTableBytes: 50, firstCards: 2 }).ok).toBe(true);
      }),
    );
  });
});
