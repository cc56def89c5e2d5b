// Where a node runs: on the host, on every card (dense), or on one card because its embedding tables are there.

/** `host`, `dense`, or `sparseK` for card K. */
export type Home = 'host' | 'dense' | `sparse${number}`;

export type HomeKind = 'host' | 'sparse' | 'dense';

export function sparseHome(card: number): Home {
  return `sparse${card}`;
}

export function homeKind(home: Home): HomeKind {
  return home === 'host' || home === 'dense' ? home : 'sparse';
}

/** Index of the card of a sparse home. */
export function cardOf(home: Home): number | undefined {
  return homeKind(home) === 'sparse' ? Number(home.slice('sparse'.length)) : undefined;
}
