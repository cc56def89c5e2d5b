import { build, type Region, type Value, walk } from '@afterglow/ir';
import { modelDiagnostics } from '../../diagnostics/model.js';
import type { ImportBuilder } from '../../import/import-builder.js';
import { importInline, importSubgraph, resultOf, type Subgraph } from '../../import/import-graph.js';
import { importRule } from '../../import/import-rule.js';
import type { NodeReader } from '../../import/node-reader.js';
import { Refusal } from '../../import/refusal.js';
import { Scope } from '../../import/scope.js';
import type { GraphContext } from '../../import/session.js';
import { type Tail, TooManyCopies } from '../../import/tail.js';

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
function importBranches(n: NodeReader, b: ImportBuilder): { then: Subgraph; else: Subgraph } {
  const [first, second] = BRANCHES.map((branch) => {
    try {
      return n.context.session.symbols.conditionally(() => importSubgraph(n, b, branch, n.graph(branch), []));
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

/** The first output whose values have another rank in each branch. */
function unevenRank(branches: { readonly then: Subgraph; readonly else: Subgraph }): number | undefined {
  const uneven = branches.then.results.findIndex(({ type }, i) => {
    const other = branches.else.results[i]?.type;
    return type.kind === 'tensor' && other?.kind === 'tensor' && type.shape.length !== other.shape.length;
  });
  return uneven < 0 ? undefined : uneven;
}

function assumesSize({ region }: Subgraph): boolean {
  return [...walk(region)].some(({ op }) => op.name === 'assume_shape');
}

/**
 * A value has one rank, whichever branch runs. Exporters write a squeeze that depends on a size as branches of two ranks; what
 * follows was made for the one that squeezes. It is taken where it says so itself, by a size that it can only assume: the run
 * checks that, and the report tells.
 */
function takeAssumingBranch(
  n: NodeReader,
  b: ImportBuilder,
  branches: { readonly then: Subgraph; readonly else: Subgraph },
  output: number,
): readonly Value[] {
  const names = n.proto.output[output] ?? '';
  const [one, other] = [branches.then.results[output]?.type.key ?? '', branches.else.results[output]?.type.key ?? ''];
  const [first, second] = [assumesSize(branches.then), assumesSize(branches.else)];
  if (first === second) {
    for (const { region } of [branches.then, branches.else]) b.discard(region);
    if (importTails(n, b)) return [];
    n.unsupported(
      `output "${names}" of another rank in each branch (${one} or ${other})`,
      'state the sizes that the condition depends on, so that one branch is chosen: --dim name=size',
    );
  }
  const branch = first ? 'then_branch' : 'else_branch';
  for (const { region } of [branches.then, branches.else]) b.discard(region);
  n.context.session.report.add(modelDiagnostics.assumedBranch, { branch, one, other }, n.place);
  return n.context.session.symbols.conditionally(() => importInline(n, branch, n.graph(branch)));
}

/**
 * Each branch with all that is left of the graph behind it, which is the same for both but for the ranks. False where the graph's results
 * differ in rank, too, or where so many copies would come of it that nobody wants them.
 */
function importTailTwice(n: NodeReader, b: ImportBuilder, tail: Tail): boolean {
  const { context } = n;
  const { symbols } = context.session;
  const open = [...new Set(tail.outputs)].filter((name) => tail.context.scope.lookup(name) === undefined);
  if (open.length === 0) return false;
  const regions: Region[] = [];
  const follow = (branch: string): Subgraph => {
    const region = b.newRegion();
    regions.push(region);
    const scope = new Scope(context.scope, true);
    const inner: GraphContext = { ...context, region, scope, isCopy: true, behind: undefined, tail: undefined };
    const values = importInline(n, branch, n.graph(branch), [], region);
    for (const [i, value] of values.entries()) {
      scope.bind(n.proto.output[i] ?? '', { kind: 'value', value, place: n.place });
    }
    const found: GraphContext = { ...inner, scope: tail.importInto(inner) };
    symbols.node = n.place.name;
    const results = open.map((name) => resultOf(name, found, n)).filter((value) => value !== undefined);
    if (results.length < open.length) throw Refusal.silent();
    return { region, inside: b.at(region), results };
  };
  const giveUp = () => {
    for (const region of regions) b.discard(region);
    return false;
  };
  let sides: readonly Subgraph[];
  try {
    sides = BRANCHES.map((branch) => symbols.conditionally(() => follow(branch)));
  } catch (error) {
    if (error instanceof TooManyCopies) return giveUp();
    throw error;
  }
  const [first, second] = sides;
  if (!first || !second) return giveUp();
  // biome-ignore lint/suspicious/noThenProperty: the name of the branch; nobody awaits it
  if (unevenRank({ then: first, else: second }) !== undefined) return giveUp();
  for (const { inside, results } of sides) inside.results(results);
  // biome-ignore lint/suspicious/noThenProperty: the name of the branch; nobody awaits it
  const made = build.if(b, b.reshape(n.in(0), []), { then: first.region, else: second.region });
  for (const [i, name] of open.entries()) {
    const value = made[i];
    if (value) tail.context.scope.bind(name, { kind: 'value', value, place: n.place });
  }
  return true;
}

/** Follows the branches to the end of the graph, or of the graphs around it in whose nodes' places it stands. */
function importTails(n: NodeReader, b: ImportBuilder): boolean {
  let graphs = 1;
  for (let tail = n.context.tail; tail; tail = tail.widened()) {
    if (importTailTwice(n, b, tail)) {
      n.context.tail?.take(graphs);
      return true;
    }
    graphs++;
  }
  return false;
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
    const uneven = unevenRank(branches);
    if (uneven !== undefined) return takeAssumingBranch(n, b, branches, uneven);
    for (const { inside, results } of [branches.then, branches.else]) inside.results(results);
    // biome-ignore lint/suspicious/noThenProperty: the name of the branch; nobody awaits it
    return build.if(b, b.reshape(n.in(0), []), { then: branches.then.region, else: branches.else.region });
  },
});
