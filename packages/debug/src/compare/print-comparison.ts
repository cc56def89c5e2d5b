// A comparison of layers as a table.

import type { LayerComparison, LayerDifference } from './compare-layers.js';
import type { Side } from './side.js';

function side({ graph, backend }: Side): string {
  return `${graph}:${backend}`;
}

function row({ name, other, opA, opB, type, absolute, relative }: LayerDifference): string {
  const ops = opA === opB ? opB : `${opA} → ${opB}`;
  const renamed = other === undefined ? '' : `  (%${other} on the other side)`;
  return `  ${relative.toExponential(1).padStart(8)}  ${absolute.toExponential(1).padStart(8)}  %${name}  ${ops} : ${type}${renamed}`;
}

/** The first `shown` rows, and the first layer that diverges. */
export function printComparison(comparison: LayerComparison, shown: number): string {
  const { a, b, layers, firstDiverging, onlyA, onlyB } = comparison;
  const differing = layers.filter(({ absolute }) => absolute > 0);
  const more = differing.length - shown;
  return [
    `${side(a)} against ${side(b)}: ${layers.length} values in common, ${differing.length} differ (${onlyA} and ${onlyB} on one side only)`,
    ...(differing.length > 0 ? ['  relative  absolute'] : []),
    ...differing.slice(0, shown).map(row),
    ...(more > 0 ? [`  … ${more} more`] : []),
    firstDiverging
      ? `the first that diverges is %${firstDiverging.name} (${firstDiverging.opB}${firstDiverging.origin.length > 0 ? `, from ${firstDiverging.origin.join(', ')}` : ''})`
      : 'none diverges',
  ].join('\n');
}
