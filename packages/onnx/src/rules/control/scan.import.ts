import { build, type Type, tensorType, type Value } from '@afterglow/ir';
import { modelDiagnostics } from '../../diagnostics/model.js';
import type { ImportBuilder } from '../../import/import-builder.js';
import { importSubgraph } from '../../import/import-graph.js';
import { importRule } from '../../import/import-rule.js';
import type { NodeReader } from '../../import/node-reader.js';
import { importBatchedScan } from './batched-scan.js';
import { importCarried } from './carried.js';

function listOf(n: NodeReader, name: string, length: number): readonly number[] {
  const list = n.maybeInts(name) ?? Array.from({ length }, () => 0);
  if (list.length !== length) n.invalid(`${name} has ${list.length} entries instead of ${length}`);
  return list;
}

/** The body must take (carried…, a slice of each scanned operand) and return (carried…, collected…). */
function checkSignature(n: NodeReader, carried: number): void {
  const { input, output } = n.graph('body');
  const problems: string[] = [];
  if (carried < 0) problems.push(`scans ${n.int('num_scan_inputs')} of ${n.inputCount} operands`);
  if (input.length !== n.inputCount) problems.push(`takes ${input.length} inputs for ${n.inputCount} operands`);
  if (output.length < carried || output.length !== n.outputCount) {
    problems.push(`returns ${output.length} values for ${n.outputCount} outputs`);
  }
  if (problems.length > 0) {
    n.refuse(modelDiagnostics.subgraphSignature, { problem: `the body of Scan ${problems.join(', and ')}` });
  }
}

function importScan(n: NodeReader, b: ImportBuilder): readonly Value[] {
  const scanned = n.int('num_scan_inputs');
  const carried = n.inputCount - scanned;
  checkSignature(n, carried);
  const collected = n.outputCount - carried;
  const axes = listOf(n, 'scan_input_axes', scanned).map((axis, i) => n.axis(axis, n.rank(carried + i)));
  const slices: Type[] = axes.map((axis, i) =>
    tensorType(n.elem(carried + i), n.shape(carried + i).toSpliced(axis, 1)),
  );
  const { body, types } = importCarried(
    n,
    b,
    Array.from({ length: carried }, (_, i) => n.type(i)),
    (params) => importSubgraph(n, b, 'body', n.graph('body'), [...params, ...slices]),
    ({ results }) => results.slice(0, carried).map((value) => value.type),
  );
  body.inside.results(body.results);
  return build.scan(
    b,
    n.all(),
    {
      carried,
      scan_axes: axes,
      output_axes: listOf(n, 'scan_output_axes', collected),
      reverse_in: listOf(n, 'scan_input_directions', scanned),
      reverse_out: listOf(n, 'scan_output_directions', collected),
    },
    { body: body.region },
    { types },
  );
}

/** ONNX Scan. Opset 8 had a batch axis and lengths of its own. */
export const scan = importRule('ai.onnx', 'Scan', { '8': importBatchedScan, '9-': importScan });
