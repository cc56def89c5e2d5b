// The compact form of a run that is checked in: what passes by number, what does not by name and cause. On a backend that
// passes few cases, those are named instead.

function groupBy(list, keyOf) {
  const groups = new Map();
  for (const entry of list) {
    const key = keyOf(entry);
    if (!groups.has(key)) groups.set(key, []);
    groups.get(key).push(entry);
  }
  return groups;
}

function sortedObject(map) {
  return Object.fromEntries([...map].sort(([a], [b]) => (a < b ? -1 : 1)));
}

function recordOf(cases) {
  const passed = cases.filter(({ status }) => status === 'pass').map(({ name }) => name);
  const others = cases.filter(({ status }) => status !== 'pass');
  const causes = groupBy(others, ({ status, reason }) => `${status}: ${reason}`);
  if (passed.length < others.length) return { cases: cases.length, passed: passed.sort() };
  const named = new Map([...causes].map(([cause, list]) => [cause, list.map(({ name }) => name).sort()]));
  return { cases: cases.length, others: sortedObject(named) };
}

/** By backend and mode, everything in order. */
export function recordRun(results) {
  const byBackend = groupBy(results, ({ backend }) => backend);
  const entries = [...byBackend].map(([backend, list]) => {
    const byMode = groupBy(list, ({ mode }) => mode);
    return [backend, Object.fromEntries([...byMode].map(([mode, cases]) => [mode, recordOf(cases)]))];
  });
  return Object.fromEntries(entries);
}

function passes(record, name) {
  if (record.passed) return record.passed.includes(name);
  return !Object.values(record.others).some((names) => names.includes(name));
}

/** Cases that passed when the record was made, and do not now. */
export function gotWorse(record, results) {
  return results
    .filter(({ backend, mode, name, status }) => {
      const before = record[backend]?.[mode];
      return before && status !== 'pass' && passes(before, name);
    })
    .map(({ backend, mode, name, status, reason }) => `${backend} ${mode} ${name}: ${status}: ${reason}`);
}
