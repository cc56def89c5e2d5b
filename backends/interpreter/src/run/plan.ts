// When values die: for every node of a region the values that nobody reads after it. Lets a run free an intermediate
// result as soon as its last reader is done.

import { type Node, nodesOf, type Region, type Value } from '@afterglow/ir';

export interface RegionPlan {
  readonly nodes: readonly Node[];
  /** `dead[i]` die once node i is done. */
  readonly dead: readonly (readonly Value[])[];
}

/** The node of `region` that contains `node`, through any depth of regions. */
function ancestorIn(region: Region, node: Node | undefined): Node | undefined {
  for (let at = node; at; at = at.region?.parent) if (at.region === region) return at;
  return undefined;
}

/** Plans a region. Constants count as living in the function's body, when that is the region. */
export function planRegion(region: Region): RegionPlan {
  const nodes = [...nodesOf(region)];
  const position = new Map(nodes.map((node, i) => [node, i]));
  const dead: Value[][] = nodes.map(() => []);
  const results = new Set(region.results);
  const lastReader = (value: Value): number | undefined => {
    if (results.has(value)) return undefined;
    let last = -1;
    for (const use of value.uses) {
      const reader = use.kind === 'operand' ? use.node : use.region.parent;
      const node = ancestorIn(region, reader);
      // A use outside this region keeps it; there is none for a value of the region itself.
      if (node) last = Math.max(last, position.get(node) ?? -1);
    }
    return last;
  };
  const consts = region.parent ? [] : constsReadIn(region);
  for (const value of [...region.params, ...consts]) {
    const last = lastReader(value);
    if (last !== undefined && last >= 0) dead[last].push(value);
  }
  nodes.forEach((node, i) => {
    for (const result of node.results) {
      const last = lastReader(result);
      if (last !== undefined) dead[Math.max(last, i)].push(result);
    }
  });
  return { nodes, dead };
}

/** Constants that some node inside a function reads. */
function constsReadIn(body: Region): Value[] {
  return [...body.func.module.consts.values()].filter((value) =>
    [...value.uses].some((use) => (use.kind === 'operand' ? use.node.region?.func : use.region.func) === body.func),
  );
}
