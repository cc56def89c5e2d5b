// Builds the Criteo-Kaggle DLRM as an ONNX file, node for node as PyTorch 1.13 exports it at opset 13: every table an
// `nn.EmbeddingBag` that became a Loop over the bags, the interaction by index, two MLPs. Same bytes every time.
//
//   node build-model.mjs [model.onnx] [--small]

import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { FULL, SMALL } from './model-shape.mjs';
import { attribute, BOOL, encodeModel, FLOAT, GraphWriter, INT64, tensor, valueInfo } from './onnx-graph.mjs';
import { embeddingTable, linearLayer } from './seeded-weights.mjs';

export const MODEL_FILE = join(dirname(fileURLToPath(import.meta.url)), 'out/model.onnx');

const OPSET = 13;
/** "To the end" of a Slice. */
const END = 2n ** 63n - 1n;
const axis = (value) => [attribute.int('axis', value)];

/** Gemm and ReLU for each layer; the last activation may differ and may have the name of a graph output. */
function mlp(graph, name, input, widths, last) {
  return widths.slice(1).reduce((value, _, i) => {
    const isLast = i === widths.length - 2;
    const [gemm, activation] = [`${name}.${2 * i}`, `${name}.${2 * i + 1}`];
    const scaled = [attribute.float('alpha', 1), attribute.float('beta', 1), attribute.int('transB', 1)];
    const operands = [value, `${gemm}.weight`, `${gemm}.bias`];
    const linear = graph.node(`/${name}/${gemm}`, 'Gemm', operands, scaled);
    return isLast
      ? graph.node(`/${name}/${activation}`, last.opType, [linear], [], last.result)
      : graph.node(`/${name}/${activation}`, 'Relu', [linear]);
  }, input);
}

/** Body of the loop over bags: slices this bag's row numbers, gathers the rows, adds them up. */
function bagBody(graph, table, outer) {
  const path = `/emb_l.${table}`;
  const body = graph.body();
  // The exporter numbers what has no name; 31 values a table.
  const [iteration, condition] = [String(119 + 31 * table), String(120 + 31 * table)];
  const begin = body.node(path, 'Gather', [outer.bounds, iteration], axis(0));
  const end = body.node(path, 'Gather', [outer.ends, iteration], axis(0));
  const beginList = body.node(path, 'Unsqueeze', [begin, body.int64(path, [0])]);
  const endList = body.node(path, 'Unsqueeze', [end, body.int64(path, [0])]);
  const ids = body.node(path, 'Slice', [`indices_${table}`, beginList, endList, outer.zero]);
  const rows = body.node(path, 'Gather', [`emb_l.${table}.weight`, ids], axis(0));
  const sumAttributes = [attribute.int('keepdims', 0), attribute.int('noop_with_empty_axes', 0)];
  const row = body.node(path, 'ReduceSum', [rows, body.int64(path, [0])], sumAttributes);
  const next = body.node(path, 'Cast', [outer.go], [attribute.int('to', BOOL)]);
  return {
    name: `torch_jit${table + 1}`,
    node: body.nodes,
    input: [valueInfo(iteration, INT64, []), valueInfo(condition, BOOL, [])],
    output: [valueInfo(next, BOOL, []), valueInfo(row, FLOAT, [`ReduceSum${row}_dim_0`])],
  };
}

/** `nn.EmbeddingBag(mode="sum")` of one table: bounds of the bags, then a Loop over them. */
function embeddingBag(graph, table) {
  const path = `/emb_l.${table}`;
  const go = graph.bool(path, true);
  const zero = graph.int64(path, [0]);
  const shape = graph.node(path, 'Shape', [`indices_${table}`]);
  const count = graph.node(path, 'Gather', [shape, graph.int64(path, 0)], axis(0));
  const countList = graph.node(path, 'Unsqueeze', [count, graph.int64(path, [0])]);
  const bounds = graph.node(path, 'Concat', [`offsets_${table}`, countList], axis(0));
  const [axes, starts, ends, steps] = [[0], [1], [END], [1]].map((list) => graph.int64(path, list));
  const bagEnds = graph.node(path, 'Slice', [bounds, starts, ends, axes, steps]);
  const bagShape = graph.node(path, 'Shape', [bagEnds]);
  const bags = graph.node(path, 'Gather', [bagShape, graph.int64(path, 0)], axis(0));
  const body = bagBody(graph, table, { go, zero, bounds, ends: bagEnds });
  return graph.node(path, 'Loop', [bags, go], [attribute.graph('body', body)]);
}

/** All pairwise products of the dense vector and the pooled rows, beside the dense vector itself. */
function interaction(graph, dense, pooled, { pairRows, pairColumns }) {
  const size = (value, index) => {
    const shape = graph.node('', 'Shape', [value]);
    return graph.node('', 'Gather', [shape, graph.int64('', index)], axis(0));
  };
  const [batch, width] = [size(dense, 0), size(dense, 1)];
  const joined = graph.node('', 'Concat', [dense, ...pooled], axis(1));
  const batchList = graph.node('', 'Unsqueeze', [batch, graph.int64('', [0])]);
  const anySize = graph.int64('', [-1]);
  const widthList = graph.node('', 'Unsqueeze', [width, graph.int64('', [0])]);
  const featureShape = graph.node('', 'Concat', [batchList, anySize, widthList], axis(0));
  const features = graph.node('', 'Reshape', [joined, featureShape]);
  const transposed = graph.node('', 'Transpose', [features], [attribute.ints('perm', [0, 2, 1])]);
  const products = graph.node('', 'MatMul', [features, transposed]);

  const shape = graph.node('', 'Shape', [products]);
  const batchSize = graph.node('', 'Gather', [shape, graph.int64('', [0])], axis(0));
  const columns = graph.node('', 'Gather', [shape, graph.int64('', [2])], axis(0));
  const byPair = graph.node('', 'Transpose', [products], [attribute.ints('perm', [1, 2, 0])]);
  const flat = graph.node('', 'Flatten', [byPair], axis(2));
  const rowStarts = graph.node('', 'Mul', [graph.int64('', pairRows), columns]);
  const picked = graph.node('', 'Add', [graph.int64('', pairColumns), rowStarts]);
  const pairs = graph.node('', 'Gather', [flat, picked], axis(0));
  const pairCount = graph.node('', 'Shape', [picked]);
  const pairShape = graph.node('', 'Concat', [graph.int64('', [-1]), batchSize], axis(0));
  const pairTable = graph.node('', 'Reshape', [pairs, pairShape]);
  const bySample = graph.node('', 'Transpose', [pairTable], [attribute.ints('perm', [1, 0])]);
  const sampleShape = graph.node('', 'Concat', [batchSize, pairCount], axis(0));
  const triangle = graph.node('', 'Reshape', [bySample, sampleShape]);
  return graph.node('', 'Concat', [dense, triangle], axis(1));
}

function mlpWeights(name, widths, seed, gainsAtEnd) {
  return widths.slice(1).flatMap((outWidth, i) => {
    const inWidth = widths[i];
    const isLast = gainsAtEnd && i === widths.length - 2;
    const { weight, bias } = linearLayer(seed + i, inWidth, outWidth, isLast);
    const layer = `${name}.${2 * i}`;
    return [tensor(`${layer}.weight`, [outWidth, inWidth], weight), tensor(`${layer}.bias`, [outWidth], bias)];
  });
}

/** Bytes of the whole model; `shape` is one of `model-shape.mjs`. */
export function buildModel(shape = FULL) {
  const { rows, bottom, top, denseFeatures, embeddingDim } = shape;
  const graph = new GraphWriter();
  const dense = mlp(graph, 'bot_l', 'dense_x', bottom, { opType: 'Relu' });
  const pooled = rows.map((_, table) => embeddingBag(graph, table));
  const features = interaction(graph, dense, pooled, shape);
  mlp(graph, 'top_l', features, top, { opType: 'Sigmoid', result: 'probability' });
  const tables = rows.map((count, table) =>
    tensor(`emb_l.${table}.weight`, [count, embeddingDim], embeddingTable(table, count, embeddingDim)),
  );
  return encodeModel(
    {
      name: 'torch_jit',
      node: graph.nodes,
      initializer: [...tables, ...mlpWeights('bot_l', bottom, 1, false), ...mlpWeights('top_l', top, 11, true)],
      input: [
        valueInfo('dense_x', FLOAT, ['batch', denseFeatures]),
        ...rows.map((_, table) => valueInfo(`offsets_${table}`, INT64, ['batch'])),
        ...rows.map((_, table) => valueInfo(`indices_${table}`, INT64, [`lookups_${table}`])),
      ],
      output: [valueInfo('probability', FLOAT, ['batch', 1])],
    },
    OPSET,
  );
}

/** Writes the model to `path`, making its folder, and answers its size in bytes. */
export function writeModel(path = MODEL_FILE, shape = FULL) {
  const bytes = buildModel(shape);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, bytes);
  return bytes.length;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const words = process.argv.slice(2);
  const path = words.find((word) => !word.startsWith('--')) ?? MODEL_FILE;
  const bytes = writeModel(path, words.includes('--small') ? SMALL : FULL);
  console.log(`wrote ${path}, ${bytes.toLocaleString('en-US')} bytes`);
}
