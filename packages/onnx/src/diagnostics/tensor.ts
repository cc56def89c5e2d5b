// Codes about tensors and their data, inside the file and beside it.

import { diagnostic } from '@afterglow/core';

export const tensorDiagnostics = {
  elementType: diagnostic<{ what: string; dataType: number }>({
    code: 'onnx/element-type',
    severity: 'error',
    message: ({ what, dataType }) =>
      dataType === 0
        ? `${what} has no element type`
        : `${what} has element type ${dataType}, which is not one of the types we know`,
    explanation:
      'Element types are the numbers of `TensorProto.DataType`: 1 is float32, 7 is int64, 26 is int2. Number 0 means ' +
      '"not given".\n\nExample: a graph input with `elem_type: 77`.',
  }),
  badDim: diagnostic<{ what: string; axis: number; value: bigint }>({
    code: 'onnx/bad-dim',
    severity: 'error',
    message: ({ what, axis, value }) => `axis ${axis} of ${what} has size ${value}`,
    hint: ({ value }) =>
      value < 0n ? 'a size that is not known is written as a dim without value, or with a name (dim_param)' : undefined,
    explanation:
      'Sizes are integers from 0 to 2^53 - 1. Some tools write -1 for "unknown", but the format has no such rule: an unknown ' +
      'size has no value, or a name.\n\nExample: a graph input of shape `[-4, 3]`.',
  }),
  tensorSize: diagnostic<{ what: string; shape: string; needs: string; has: string }>({
    code: 'onnx/tensor-size',
    severity: 'error',
    message: ({ what, shape, needs, has }) => `${what} of type ${shape} needs ${needs}, but carries ${has}`,
    explanation:
      'The data of a tensor must fill its shape exactly. The shape is never believed before the data were counted, so a ' +
      'small file cannot ask for a large allocation.\n\nExample: dims `[4, 5]` of float32 with 64 bytes of `raw_data`.',
  }),
  tensorData: diagnostic<{ what: string; problem: string }>({
    code: 'onnx/tensor-data',
    severity: 'error',
    message: ({ what, problem }) => `the data of ${what} cannot be read: ${problem}`,
    explanation:
      'A tensor carries its data once, in `raw_data`, in the one typed field that belongs to its element type, or in an ' +
      'external file; and the numbers must fit the element type.\n\nExample: an int8 tensor with 300 in `int32_data`.',
  }),
  sparseTensor: diagnostic<{ what: string; problem: string }>({
    code: 'onnx/sparse-tensor',
    severity: 'error',
    message: ({ what, problem }) => `the sparse tensor of ${what} cannot be filled in: ${problem}`,
    hint: () => 'export the model with dense tensors',
    explanation:
      'A sparse tensor (`SparseTensorProto`) is stored dense: zeros, with its values at its indices, which ascend and lie in ' +
      'its shape. One that would take more than 64 MiB is refused.\n\nExample: a Constant with a `sparse_value` of one value ' +
      'and dims `[100000, 100000]`.',
  }),
  externalEscape: diagnostic<{ what: string; path: string }>({
    code: 'onnx/external-escape',
    severity: 'error',
    message: ({ what, path }) => `the data of ${what} lie at "${path}", outside the folder of the model`,
    hint: () => 'put the data file beside the model, or below it',
    explanation:
      'External data are read only from the folder of the model and below: a model from a stranger must not make the ' +
      'compiler read other files. The file is not opened.\n\nExample: `location: ../../../../etc/hostname`.',
  }),
  externalAbsolute: diagnostic<{ what: string; path: string }>({
    code: 'onnx/external-absolute',
    severity: 'error',
    message: ({ what, path }) => `the data of ${what} lie at the absolute path "${path}"`,
    hint: () => 'paths of external data are relative to the folder of the model',
    explanation:
      'External data have a path relative to the model, so that the folder can be moved; absolute paths, drive letters and ' +
      'URLs are refused without being opened.\n\nExample: `location: /etc/hostname`.',
  }),
  externalEntry: diagnostic<{ what: string; problem: string }>({
    code: 'onnx/external-entry',
    severity: 'error',
    message: ({ what, problem }) => `the external data entry of ${what} is not valid: ${problem}`,
    explanation:
      'An external tensor names a file (`location`) and optionally `offset` and `length`, decimal numbers of bytes.\n\n' +
      'Example: an entry without `location`, or `offset: -1`.',
  }),
  externalRange: diagnostic<{ what: string; path: string; offset: bigint; length: bigint; size?: number }>({
    code: 'onnx/external-range',
    severity: 'error',
    message: ({ what, path, offset, length, size }) =>
      `the data of ${what} lie at bytes ${offset} to ${offset + length} of "${path}"${
        size === undefined ? ', beyond any file' : `, which has ${size} bytes`
      }`,
    explanation:
      'Offset and length are added exactly and compared with the size of the file before anything is read.\n\nExample: ' +
      '`offset: 9223372036854775807` with `length: 16`.',
  }),
  externalMissing: diagnostic<{ what: string; path: string }>({
    code: 'onnx/external-missing',
    severity: 'error',
    message: ({ what, path }) => `the data of ${what} lie in "${path}", which cannot be opened`,
    hint: () => 'a model with external data is several files: copy them all',
    explanation:
      'The file does not exist, cannot be read, or leads out of the folder of the model through a symbolic link.\n\n' +
      'Example: `model.onnx` was copied without `model.onnx.data`.',
  }),
  notAValue: diagnostic<{ problem: string }>({
    code: 'onnx/not-a-value',
    severity: 'error',
    message: ({ problem }) => `the file does not hold the value that was expected: ${problem}`,
    explanation:
      'Recorded inputs and outputs are one TensorProto, SequenceProto or OptionalProto a file. Maps and sparse tensors are ' +
      'not supported.\n\nExample: an OptionalProto that holds a map.',
  }),
};
