import { describe, expect, it } from 'vitest';
import { QUEUES } from '../isa/index.js';
import { tokenCounter } from './program.js';
import { QueueTimes } from './queue-times.js';

const { ctrl, load, vector } = QUEUES;
const [loaded, freed] = [tokenCounter(load, vector), tokenCounter(vector, load)];

describe('overlapped cycles', () => {
  it('are those of the longest queue where nothing orders queues', () => {
    const times = new QueueTimes();
    for (let i = 0; i < 5; i++) {
      times.executed(load, 10, [], []);
      times.executed(vector, 7, [], []);
    }
    expect(times.finish).toBe(50);
  });

  it('count waits for tokens', () => {
    const times = new QueueTimes();
    times.executed(load, 10, [], [loaded]);
    times.executed(vector, 7, [loaded], [freed]);
    times.executed(load, 10, [freed], []);
    expect(times.finish).toBe(27);
  });

  it('take tokens in the order they were given', () => {
    const times = new QueueTimes();
    times.executed(load, 10, [], [loaded]);
    times.executed(load, 10, [], [loaded]);
    times.executed(vector, 1, [loaded], []);
    expect(times.finish).toBe(20);
    times.executed(vector, 5, [loaded], []);
    expect(times.finish).toBe(25);
  });

  it('are serial at fences, and wait for words to be issued', () => {
    const times = new QueueTimes();
    times.executed(load, 10, [], []);
    times.fence();
    times.executed(ctrl, 1, [], []);
    times.executed(vector, 7, [], []);
    expect(times.finish).toBe(18);
    times.startAt(100);
    times.executed(load, 1, [], []);
    expect(times.finish).toBe(101);
  });
});
