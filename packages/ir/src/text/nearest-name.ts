// "Did you mean …": the known name closest to a misspelt one.

/** The name among `candidates` that differs from `name` in the fewest letters, if it is close at all. */
export function nearestName(name: string, candidates: Iterable<string>): string | undefined {
  if (name.length > 100) return undefined;
  let best: string | undefined;
  let bestDistance = Math.max(2, Math.floor(name.length / 3)) + 1;
  for (const candidate of candidates) {
    if (Math.abs(candidate.length - name.length) >= bestDistance) continue;
    let row = Array.from({ length: candidate.length + 1 }, (_, i) => i);
    for (let i = 1; i <= name.length; i++) {
      const next = [i];
      for (let j = 1; j <= candidate.length; j++) {
        const substitute = (row[j - 1] ?? 0) + (name[i - 1] === candidate[j - 1] ? 0 : 1);
        next.push(Math.min(substitute, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
      }
      row = next;
    }
    const distance = row[candidate.length] ?? 0;
    if (distance < bestDistance) [best, bestDistance] = [candidate, distance];
  }
  return best;
}
