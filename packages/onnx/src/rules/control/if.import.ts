import { build, type Region } from '@afterglow/ir';
import { modelDiagnostics } from '../../diagnostics/model.js';
import type { ImportBuilder } from '../../import/import-builder.js';
import { importInline, importSubgraph } from '../../import/import-graph.js';
import { importRule } from '../../import/import-rule.js';
import type { NodeReader } from '../../import/node-reader.js';
import { Refusal } from '../../import/refusal.js';

const BRANCHES = ['then_branch', 'else_branch'] as const;

function checkSignature(n: NodeReader, branch: string): void {
  const graph = n.graph(branch);
  const wrong =
    graph.input.length > 0
      ? `${branch} of If takes ${graph.input.length} inputs, but a branch has none`
      : graph.output.length !== n.outputCount
        ? `${branch} of If returns ${graph.output.length} values, but the node has ${n.outputCount} outputs`
        : undefined;
  if (wrong !== undefined) n.refuse(modelDiagnostics.subgraphSignature, { problem: wrong });
}

/** Both branches are imported before the node is given up, so that the faults of both are reported. */
function importBranches(n: NodeReader, b: ImportBuilder): { then: Region; else: Region } {
  const [first, second] = BRANCHES.map((branch) => {
    try {
      const { region, inside, results } = importSubgraph(n, b, branch, n.graph(branch), []);
      inside.results(results);
      return region;
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      return error;
    }
  });
  if (first instanceof Refusal) throw first;
  if (second instanceof Refusal) throw second;
  if (!first || !second) throw Refusal.silent();
  // biome-ignore lint/suspicious/noThenProperty: the name of the branch; nobody awaits it
  return { then: first, else: second };
}

/** A value has one rank, whichever branch runs. Exporters write a squeeze that depends on a size as branches of two ranks. */
function checkRanks(n: NodeReader, branches: { readonly then: Region; readonly else: Region }): void {
  branches.then.results.forEach(({ type }, i) => {
    const other = branches.else.results[i]?.type;
    if (type.kind !== 'tensor' || other?.kind !== 'tensor' || type.shape.length === other.shape.length) return;
    n.unsupported(
      `output "${n.proto.output[i]}" of another rank in each branch (${type.key} or ${other.key})`,
      'state the sizes that the condition depends on, so that one branch is chosen: --dim name=size',
    );
  });
}

/** ONNX If. Where the condition is known, the branch takes the place of the node: the other may not even fit the shapes. */
export const ifRule = importRule('ai.onnx', 'If', {
  '1-': (n, b) => {
    for (const branch of BRANCHES) checkSignature(n, branch);
    const known = n.knownFlag(0);
    if (known !== undefined) {
      const branch = known ? 'then_branch' : 'else_branch';
      return importInline(n, branch, n.graph(branch));
    }
    const branches = importBranches(n, b);
    checkRanks(n, branches);
    return build.if(b, b.reshape(n.in(0), []), branches);
  },
});
