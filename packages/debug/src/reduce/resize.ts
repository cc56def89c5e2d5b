// The same graph at smaller sizes: one number that occurs as a size becomes another one, everywhere, and all types are inferred
// anew. Where they no longer fit together there is no such graph.

import {
  Diagnostics,
  type Dim,
  numbersOf,
  splatTensor,
  type Tensor,
  tensorFromNumbers,
  tensorSize,
} from '@afterglow/core';
import {
  type Attrs,
  type AttrValue,
  Builder,
  cloneModule,
  createFunc,
  createModule,
  dropUnusedRanges,
  type Module,
  nodesOf,
  ops,
  setRange,
  setResultNames,
  substituteSymbols,
  type Type,
  tensorType,
  type Value,
  verifyModule,
} from '@afterglow/ir';

/** Elements of a constant that is cut down number by number. */
const MAX_ELEMENTS = 1 << 20;

type Resize = (size: Dim) => Dim;

function resizedType(type: Type, resize: Resize): Type | undefined {
  if (type.kind !== 'tensor' || (type.encoding && type.encoding.kind !== 'tensor')) return undefined;
  return tensorType(type.elem, type.shape.map(resize), type.encoding);
}

/** The corner of a tensor at its origin. */
function corner(tensor: Tensor, shape: readonly number[]): Tensor | undefined {
  const { elem, storage } = tensor;
  if (storage.kind === 'splat') return splatTensor(elem, shape, storage.value);
  if (elem === 'string' || tensorSize(tensor) > MAX_ELEMENTS) return undefined;
  const numbers = numbersOf(tensor);
  const count = shape.reduce((product, size) => product * size, 1);
  const picked = Array.from({ length: count }, (_, index) => {
    let [rest, offset, stride] = [index, 0, 1];
    for (let axis = shape.length - 1; axis >= 0; axis--) {
      const size = shape[axis] ?? 1;
      offset += (rest % size) * stride;
      rest = Math.floor(rest / size);
      stride *= tensor.shape[axis] ?? 1;
    }
    return numbers[offset] ?? 0;
  });
  return tensorFromNumbers(elem, shape, picked);
}

function resizedAttrs(attrs: Attrs, resize: Resize): Attrs {
  const change = (value: AttrValue): AttrValue => {
    if (Array.isArray(value)) return (value as readonly AttrValue[]).map(change);
    return typeof value === 'number' && Number.isInteger(value) ? (resize(value) as AttrValue) : value;
  };
  return Object.fromEntries(
    Object.entries(attrs).map(([name, value]) => [name, Array.isArray(value) ? change(value) : value]),
  ) as Attrs;
}

/** `module` with size `to` wherever it has size `from`, or undefined where that makes no graph. */
export function resizeDim(module: Module, from: number, to: number): Module | undefined {
  const main = module.funcs.get('main');
  if (!main || module.funcs.size !== 1) return undefined;
  const resize: Resize = (size) => (size === from ? to : size);
  const copy = createModule(module.name);
  const func = createFunc(copy, main.name);
  for (const [symbol, range] of main.ranges) setRange(func, symbol, range);
  const builder = new Builder(func.body, { registry: ops });
  const map = new Map<Value, Value>();
  for (const value of module.consts.values()) {
    const type = resizedType(value.type, resize);
    const shape = value.def.kind === 'const' ? value.def.tensor.shape.map((size) => (size === from ? to : size)) : [];
    const tensor = value.def.kind === 'const' ? corner(value.def.tensor, shape) : undefined;
    if (!type || !tensor) return undefined;
    map.set(value, builder.constant(value.name, tensor, type));
  }
  for (const param of main.body.params) {
    const type = resizedType(param.type, resize);
    if (!type) return undefined;
    map.set(param, builder.param(param.name, type));
  }
  for (const node of nodesOf(main.body)) {
    if (node.regions.length > 0) return undefined;
    const operands = node.operands.map((value) => value && map.get(value));
    const names = node.results.map((result) => result.name);
    const made = builder.tryAdd(node.op.name, operands, resizedAttrs(node.attrs, resize), {
      names,
      origin: node.origin,
      resultCount: node.results.length,
    });
    if ('problems' in made) return undefined;
    for (const [i, result] of node.results.entries()) map.set(result, made.results[i] as Value);
  }
  builder.results(main.body.results.map((value) => map.get(value) as Value));
  setResultNames(func, main.resultNames);
  return verifyModule(copy, new Diagnostics()) ? copy : undefined;
}

/** `module` with a symbol at one size, or undefined where that makes no graph. */
export function fixSymbol(module: Module, symbol: string, size: number): Module | undefined {
  const copy = cloneModule(module);
  for (const func of copy.funcs.values()) {
    substituteSymbols(func, (name) => (name === symbol ? size : undefined));
    dropUnusedRanges(func);
  }
  return verifyModule(copy, new Diagnostics()) ? copy : undefined;
}
