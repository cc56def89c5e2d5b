// Times and peaks, and how they are printed.

/** What some work gives, and how many seconds it took. */
export async function seconds(work) {
  const start = performance.now();
  const value = await work();
  return [value, (performance.now() - start) / 1e3];
}

/** Milliseconds of each of `runs` calls, sorted. */
export async function times(runs, work) {
  const taken = [];
  for (let i = 0; i < runs; i++) {
    const start = performance.now();
    await work();
    taken.push(performance.now() - start);
  }
  return taken.sort((a, b) => a - b);
}

export function median(sorted) {
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}

/** Highest resident set of this process so far, in bytes. */
export function peakBytes() {
  return process.resourceUsage().maxRSS * 1024;
}

export const megabytes = (bytes) => `${(bytes / 1e6).toFixed(0)} MB`;

/** Columns as wide as their widest cell; all but the first are right-aligned. */
export function table(rows) {
  const widths = rows[0].map((_, i) => Math.max(...rows.map((row) => row[i].length)));
  const line = (row) => row.map((cell, i) => (i === 0 ? cell.padEnd(widths[i]) : cell.padStart(widths[i]))).join('  ');
  return rows.map(line).join('\n');
}
