// Random modules for property tests: well-typed by construction, with symbolic sizes, regions, constants of many types,
// odd names and shared origins. A module is grown from a list of small numbers, so that a failure shrinks to a short one.

import {
  convertTensor,
  dim,
  type ElementType,
  fusedOrigin,
  memorySource,
  nodeOrigin,
  type Origin,
  sourceTensor,
  splatTensor,
  stringTensor,
  type Tensor,
  tensorFromNumbers,
} from '@afterglow/core';
import fc from 'fast-check';
import { ops } from '../generated/ops.js';
import { Builder, createFunc, createModule, setRange, setResultNames } from '../graph/builder.js';
import type { Module, Value } from '../graph/graph.js';
import { tensorType } from '../graph/type.js';
import { printModule } from '../text/print.js';

/** One step of growth: what to add and which values to use, all taken modulo what there is. */
export interface GrowthStep {
  readonly what: number;
  readonly first: number;
  readonly second: number;
  readonly detail: number;
}

const symbolN = dim.symbol('N');
const NAMES = ['x', 'a.b', '/block.0/MatMul', 'we "ird"\n', 'Straße', '_', '', 'then', '7', 'loc'];
const CONST_TYPES: readonly ElementType[] = [
  'f32',
  'f16',
  'bf16',
  'f64',
  'i64',
  'i32',
  'i8',
  'u8',
  'i4',
  'bool',
  'f8e4m3fn',
];
const NUMBERS = [0, -0, 1, -1, 0.1, 1e-30, 3.5e20, Number.NaN, Number.POSITIVE_INFINITY, 127, -128, 0.5];
const UNARY = ['relu', 'tanh', 'neg', 'sqrt', 'identity', 'softplus'];
const BINARY = ['add', 'mul', 'sub', 'maximum', 'div'];

function pick<T>(list: readonly T[], index: number): T {
  return list[index % list.length] as T;
}

function constantTensor(step: GrowthStep): Tensor {
  const elem = pick(CONST_TYPES, step.first);
  const shape = pick([[], [1], [3], [2, 2], [0], [17], [2, 0, 3]], step.second);
  const size = shape.reduce((a, b) => a * b, 1);
  const numbers = Array.from({ length: size }, (_, i) => pick(NUMBERS, step.detail + i * 5));
  switch (step.detail % 5) {
    case 0:
      return splatTensor(elem, shape, pick(NUMBERS, step.detail));
    case 1:
      return sourceTensor('f32', [4, 8], memorySource('weights.bin', new Uint8Array(1024)), 4 * (step.first % 64));
    case 2:
      return stringTensor([2], [pick(NAMES, step.first), pick(NAMES, step.second)]);
    case 3:
      return convertTensor(sourceTensor('f32', [40], memorySource('more.bin', new Uint8Array(256)), 8), 'f16');
    default:
      return size > 16 ? splatTensor(elem, shape, 1) : tensorFromNumbers(elem, shape, numbers);
  }
}

class Growth {
  readonly module: Module = createModule('random');
  readonly #origins: Origin[] = [nodeOrigin('Gemm_0'), nodeOrigin('Relu "1"', 'warp.py:212')];

  grow(steps: readonly GrowthStep[]): Module {
    const func = createFunc(this.module, 'main');
    setRange(func, 'N', { lo: 1, hi: 64 });
    setRange(func, 'sequence length', { lo: 0, hi: Number.POSITIVE_INFINITY });
    const builder = new Builder(func.body, { registry: ops });
    const values = [
      builder.param('x', tensorType('f32', [symbolN, 4])),
      builder.param('y', tensorType('f32', [symbolN, 4])),
    ];
    for (const step of steps) this.#step(builder, values, step, 0);
    const results = values.slice(-2);
    builder.results(results);
    setResultNames(
      func,
      results.map((_, i) => `output ${i}`),
    );
    return this.module;
  }

  #origin(step: GrowthStep): Origin | undefined {
    if (step.detail % 3 === 0) return undefined;
    const origin = pick(this.#origins, step.first);
    if (step.detail % 7 === 1) {
      const fused = fusedOrigin('fuse-something', [
        origin,
        pick(this.#origins, step.second),
        nodeOrigin(`n${step.detail}`),
      ]);
      if (fused) this.#origins.push(fused);
    } else if (step.detail % 7 === 2) this.#origins.push(nodeOrigin(pick(NAMES, step.second)));
    return origin;
  }

  #step(builder: Builder, values: Value[], step: GrowthStep, depth: number): void {
    const [a, b] = [pick(values, step.first), pick(values, step.second)];
    const options = { names: [pick(NAMES, step.detail)], origin: this.#origin(step) };
    const add = (op: string, operands: readonly Value[], attrs = {}) => {
      const node = builder.tryAdd(op, operands, attrs, options);
      // A step that does not type is no step.
      if ('results' in node) values.push(...node.results.filter((value) => value.type.kind === 'tensor'));
    };
    switch (step.what % 10) {
      case 0:
      case 1:
        add(pick(UNARY, step.detail), [a]);
        break;
      case 2:
      case 3:
        add(pick(BINARY, step.detail), [a, b]);
        break;
      case 4:
        add('transpose', [a], { perm: a.type.kind === 'tensor' ? a.type.shape.map((_, i) => i).reverse() : [] });
        break;
      case 5:
        add('concat', [a, b, a], { axis: step.detail % 2 });
        break;
      case 6:
        add('reduce_sum', [a], { axes: [step.detail % 2], keepdims: step.detail % 3 === 0 });
        break;
      case 7:
        values.push(builder.constant(pick(NAMES, step.first), constantTensor(step)));
        break;
      case 8:
        add('unsqueeze', [a], { axes: [step.detail % 3] });
        break;
      default:
        if (depth < 2) this.#branch(builder, values, step, depth);
    }
  }

  #branch(builder: Builder, values: Value[], step: GrowthStep, depth: number): void {
    const condition = builder.constant('condition', tensorFromNumbers('bool', [], [step.detail % 2]));
    const result = pick(values, step.first);
    const regions = [0, 1].map((which) => {
      const region = builder.newRegion();
      const inside = builder.at(region);
      const seen = [...values];
      for (let i = 0; i < step.second % 3; i++) {
        const [what, first, second] = [step.what + i + which, step.first + i, step.second + i];
        this.#step(inside, seen, { what, first, second, detail: step.detail + i }, depth + 1);
      }
      const last = seen.at(-1);
      inside.results([last?.type === result.type ? last : result]);
      return region;
    });
    const node = builder.tryAdd('if', [condition], {}, { regions, resultCount: 1, origin: this.#origin(step) });
    if ('results' in node) values.push(...node.results);
  }
}

/** The module that these steps grow. */
export function growModule(steps: readonly GrowthStep[]): Module {
  return new Growth().grow(steps);
}

/** Modules of up to `maxLength` nodes and constants. */
export function arbitraryModule(maxLength = 30): fc.Arbitrary<Module> {
  const small = fc.nat({ max: 1000 });
  const step = fc.record({ what: small, first: small, second: small, detail: small });
  return fc.array(step, { maxLength }).map((steps) => {
    const module = growModule(steps);
    // A counterexample is shown as its text.
    return Object.defineProperty(module, fc.toStringMethod, { value: () => printModule(module), enumerable: false });
  });
}
