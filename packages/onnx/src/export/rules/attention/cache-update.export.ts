import { exportFunction } from '../../export-rule.js';
import { positions, sizes } from '../../sizes.js';

/** A cache with rows written from a start of each batch entry on: a scatter along the axis. */
export const cacheUpdate = exportFunction('cache_update', (n, e) => {
  const [cache, update] = [n.in(0), n.in(1)];
  const rank = n.rank(0);
  const axis = n.int('axis') < 0 ? n.int('axis') + rank : n.int('axis');
  const along = (at: number) => e.ints(Array.from({ length: rank }, (_, i) => (i === at ? -1 : 1)));
  const rows = e.op('Reshape', [positions(e, update, axis), along(axis)]);
  const started = n.has(2) ? e.op('Add', [rows, e.op('Reshape', [n.in(2), along(0)])]) : rows;
  const placed = n.flag('circular') ? e.op('Mod', [started, sizes(e, cache, axis, axis + 1)]) : started;
  const indices = e.op('Expand', [placed, e.op('Shape', [update])]);
  return e.op('ScatterElements', [cache, indices, update], { axis });
});
