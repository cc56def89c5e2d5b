// Lists of devices for people: `card0 card1 card2 host` is `card0–2, host`.

export function printDevices(devices: readonly string[]): string {
  const runs: { stem: string; first: number; last: number }[] = [];
  for (const device of devices) {
    const [, stem = device, digits] = /^(.*?)(\d+)$/.exec(device) ?? [];
    const number = digits === undefined ? -1 : Number(digits);
    const run = runs.at(-1);
    if (run && digits !== undefined && run.stem === stem && run.last === number - 1) run.last = number;
    else runs.push({ stem, first: number, last: number });
  }
  const print = ({ stem, first, last }: (typeof runs)[number]) =>
    first < 0 ? stem : first === last ? `${stem}${first}` : `${stem}${first}–${last}`;
  return runs.map(print).join(', ');
}
