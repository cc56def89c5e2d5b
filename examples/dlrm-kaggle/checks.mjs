// What "right" means for this example, and by how much results differ from it.

import { numbersOf, tensorsEqual } from '@afterglow/core';

/** Elements that differ in any bit. */
function unequal(found, expected) {
  if (tensorsEqual(found, expected)) return 0;
  const [a, b] = [numbersOf(found), numbersOf(expected)];
  return Math.max(1, a.filter((x, i) => !Object.is(x, b[i])).length);
}

/** Largest distance, and the largest share of the tolerance `absolute + relative·|expected|` any element takes. */
function distance(found, expected, { absolute, relative }) {
  const [a, b] = [numbersOf(found), numbersOf(expected)];
  let [largest, share] = [0, 0];
  for (const [i, x] of b.entries()) {
    const difference = Math.abs((a[i] ?? Number.NaN) - x);
    // A NaN is out of any tolerance.
    largest = Number.isNaN(difference) ? Number.POSITIVE_INFINITY : Math.max(largest, difference);
    share = Math.max(
      share,
      largest === Number.POSITIVE_INFINITY ? largest : difference / (absolute + relative * Math.abs(x)),
    );
  }
  return { largest, share };
}

const same = ({ shape: a }, { shape: b }) => a.length === b.length && a.every((size, i) => size === b[i]);

/** Results equal to the bit in every pair. */
export function exactCheck(name, pairs) {
  const differing = pairs.reduce((sum, { found, expected }) => sum + unequal(found, expected), 0);
  const values = pairs.reduce((sum, { expected }) => sum + numbersOf(expected).length, 0);
  const detail = differing === 0 ? `${values} of ${values} values equal` : `${differing} of ${values} values differ`;
  return { name, pass: differing === 0, detail };
}

/** Results within `absolute + relative·|expected|` in every pair. */
export function closeCheck(name, pairs, tolerance) {
  const all = pairs.map(({ found, expected }) => distance(found, expected, tolerance));
  const largest = Math.max(...all.map((one) => one.largest));
  const share = Math.max(...all.map((one) => one.share));
  const pass = share <= 1 && pairs.every(({ found, expected }) => same(found, expected));
  return {
    name,
    pass,
    detail: `worst difference ${largest.toExponential(1)}, ${(share * 100).toFixed(1)} % of what is allowed`,
  };
}
