// Which sizes of a model are open, and why: those that its inputs fix when a request comes, and those that only the data
// decide, with the node that forces each to stay open and the values it decides by.

import { compile, type DimOption, type DimReport } from '@afterglow/compiler';
import { type Diagnostic, type DimRange, originNames } from '@afterglow/core';
import { type DimSource, dimSources, type Value } from '@afterglow/ir';

export interface SizeExplanation {
  readonly name: string;
  readonly range: string;
  /** The bound is the compiler's default, not one of the model or the user. */
  readonly isDefault: boolean;
  readonly kind: 'input' | 'data';
  /** `axis 0 of "x"`. */
  readonly first: string;
  /** Of sizes that the data decide: the op, the nodes of the model it comes from, and the values it decides by. */
  readonly op?: string;
  readonly origin?: readonly string[];
  readonly decidedBy?: readonly (readonly string[])[];
  readonly uses: number;
}

function printRange({ lo, hi }: DimRange): string {
  return `${lo}..${Number.isFinite(hi) ? hi : ''}`;
}

function describeValue(value: Value): string {
  const isInput = value.def.kind === 'param' && value.def.region.parent === undefined;
  return isInput ? `${value.name} (input)` : value.name;
}

function explained(source: DimSource, reports: ReadonlyMap<string, DimReport>): SizeExplanation {
  const { name, range, value, axis, node, uses } = source;
  const common = {
    name,
    range: printRange(range),
    isDefault: reports.get(name)?.from === 'default',
    first: `axis ${axis} of ${value.name}`,
    uses,
  };
  if (!node) return { ...common, kind: 'input' };
  const decidedBy = source.data.map((chain) => chain.map(describeValue));
  return { ...common, kind: 'data', op: node.op.name, origin: originNames(node.origin), decidedBy };
}

/** Compiles as far as the open sizes are what remains open. */
export async function explainSizes(
  file: string,
  dims: readonly DimOption[],
): Promise<{ readonly sizes: readonly SizeExplanation[] | undefined; readonly diagnostics: readonly Diagnostic[] }> {
  const compiled = await compile(file, { target: 'interpreter', stopAfter: 'optimize', dims });
  if (!compiled.ok) return { sizes: undefined, diagnostics: compiled.diagnostics };
  const { module, report } = compiled.value;
  const main = module.funcs.get('main');
  const reports = new Map(report.dims.map((entry) => [entry.name, entry]));
  const sizes = main ? dimSources(main).map((source) => explained(source, reports)) : [];
  return { sizes, diagnostics: compiled.diagnostics };
}

function describe(size: SizeExplanation): string[] {
  const { name, range, isDefault, first, op, origin = [], decidedBy = [], uses } = size;
  const head = `${name} in ${range}${isDefault ? ' (default)' : ''}`;
  const others = uses > 1 ? `, and ${uses - 1} other value${uses > 2 ? 's' : ''}` : '';
  if (op === undefined) return [head, `  fixed by the caller: ${first}${others}`];
  const from = origin.length > 0 ? ` (${origin.join(', ')})` : '';
  const chains = decidedBy.map((chain) => `    by ${chain.join(' <- ')}`);
  return [head, `  decided by data: ${op}${from} makes ${first}${others}`, ...chains];
}

/** For people: what stays open and why; sizes that the data decide come last. */
export function printSizes(sizes: readonly SizeExplanation[]): string {
  if (sizes.length === 0) return 'every size is known';
  const order = [...sizes].sort((a, b) => Number(a.kind === 'data') - Number(b.kind === 'data'));
  return order.flatMap(describe).join('\n');
}
