// onnxruntime-node as a subject of conformance runs. What its interface for JavaScript cannot hold (sequences, optionals, complex and
// narrow elements) counts as unsupported, as what its session refuses.

import { readAll } from '@afterglow/backend-api';
import { arrayOf, isTensorValue, stringTensor, tensorFromArray } from '@afterglow/core';
import { tensorType } from '@afterglow/ir';

/** Names of element types there, by ours. */
const TYPES = {
  ...{ f32: 'float32', f64: 'float64', f16: 'float16', bool: 'bool' },
  ...{ i8: 'int8', i16: 'int16', i32: 'int32', i64: 'int64' },
  ...{ u8: 'uint8', u16: 'uint16', u32: 'uint32', u64: 'uint64' },
};
const ELEMENTS = new Map(Object.entries(TYPES).map(([ours, theirs]) => [theirs, ours]));

const unsupported = (reason) => ({ kind: 'unsupported', reason });

function fed(runtime, value) {
  if (!isTensorValue(value)) return undefined;
  if (value.elem === 'string') return new runtime.Tensor('string', [...arrayOf(value)], value.shape);
  const type = TYPES[value.elem];
  if (type === undefined) return undefined;
  const data = arrayOf(value);
  return new runtime.Tensor(type, type === 'bool' ? Uint8Array.from(data) : data.slice(), value.shape);
}

function taken({ type, data, dims }) {
  if (type === 'string') return stringTensor(dims, data);
  return tensorFromArray(ELEMENTS.get(type), dims, data);
}

/** `decode` reads recorded values. */
export function peerSubject(runtime, decode) {
  const ports = (list) => list.map(({ name }) => ({ name, type: tensorType('f32', []) }));
  return {
    decode,
    async load(source) {
      let session;
      try {
        session = await runtime.InferenceSession.create(readAll(source), { logSeverityLevel: 4, intraOpNumThreads: 1 });
      } catch (error) {
        return unsupported(String(error));
      }
      const { inputMetadata: inputs, outputMetadata: outputs } = session;
      if (![...inputs, ...outputs].every(({ isTensor }) => isTensor)) return unsupported('a value is no tensor');
      return {
        kind: 'ready',
        inputs: ports(inputs),
        outputs: ports(outputs),
        async run(values) {
          const feeds = [...values].map(([name, value]) => [name, fed(runtime, value)]);
          if (!feeds.every(([, tensor]) => tensor)) return unsupported('elements that its interface lacks');
          const found = await session.run(Object.fromEntries(feeds));
          const results = outputs.map(({ name }) => found[name]);
          if (!results.every(({ type }) => type === 'string' || ELEMENTS.has(type)))
            return unsupported('elements that its interface lacks');
          return { kind: 'outputs', outputs: results.map(taken) };
        },
        close: () => void session.release(),
      };
    },
  };
}
