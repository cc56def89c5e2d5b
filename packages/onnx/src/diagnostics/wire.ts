// Codes about the file as bytes: what cannot be decoded at all.

import { diagnostic } from '@afterglow/core';

export const wireDiagnostics = {
  emptyFile: diagnostic<Record<never, never>>({
    code: 'onnx/empty-file',
    severity: 'error',
    message: () => 'the file is empty',
    hint: () => 'the export or the download did not finish; write the model again',
    explanation:
      'A file of zero bytes is a legal protobuf message without any field, but a model needs an IR version, an operator ' +
      'set and a graph.\n\nExample: `touch model.onnx && afterglow compile model.onnx`.',
  }),
  notAModel: diagnostic<{ looksLike: string; advice: string }>({
    code: 'onnx/not-a-model',
    severity: 'error',
    message: ({ looksLike }) => `this is not an ONNX model: the file starts like ${looksLike}`,
    hint: ({ advice }) => advice,
    explanation:
      'An ONNX model is one binary protobuf message. The first bytes of this file belong to another format.\n\nExample: a ' +
      'file that holds the line `ir_version: 8` is the text form of a model, and a file that starts with `PK` is an archive.',
  }),
  truncated: diagnostic<{ place: string; claimed: number; left: number }>({
    code: 'onnx/truncated',
    severity: 'error',
    message: ({ place, claimed, left }) =>
      `${place} needs ${claimed} bytes, but only ${left} are left in the file: it is cut short or damaged`,
    hint: () => 'compare size and checksum with the original file; a large model may have been cut while it was copied',
    explanation:
      'A field announces more bytes than the file has. Nothing is allocated from such a length.\n\nExample: ' +
      '`head -c 1000 model.onnx > cut.onnx`.',
  }),
  overrun: diagnostic<{ place: string; claimed: number; left: number }>({
    code: 'onnx/overrun',
    severity: 'error',
    message: ({ place, claimed, left }) =>
      `${place} needs ${claimed} bytes, but the message around it ends after ${left}: the file is damaged`,
    explanation:
      'A field announces more bytes than the message that contains it.\n\nExample: a `GraphProto` of 10 bytes that holds ' +
      'a node of 20.',
  }),
  malformed: diagnostic<{ what: string }>({
    code: 'onnx/malformed',
    severity: 'error',
    message: ({ what }) => `not valid protobuf: ${what}`,
    explanation:
      'The bytes cannot be an ONNX message: a wrong wire type, an integer of more than ten bytes, field number 0, a name ' +
      'that is not UTF-8, or one message given twice.\n\nExample: the bytes `0f 00` (wire type 7 does not exist).',
  }),
  tooDeep: diagnostic<{ message: string; limit: number }>({
    code: 'onnx/too-deep',
    severity: 'error',
    message: ({ message, limit }) => `messages are nested more than ${limit} deep (at ${message})`,
    explanation:
      'Graphs inside attributes and types inside types may nest, but a file that nests without end is an attack on the ' +
      'reader, not a model.\n\nExample: a sequence of sequences of sequences, a thousand levels deep.',
  }),
  ignoredField: diagnostic<{ what: string; count: number }>({
    code: 'onnx/ignored-field',
    severity: 'warning',
    message: ({ what, count }) => `${what} is not used${count > 1 ? ` (${count} times)` : ''}`,
    explanation:
      'The file carries information that has no effect on the compiled program: training graphs, sharding over devices, ' +
      'annotations, or fields newer than this version knows.\n\nExample: `ModelProto.training_info` in a model written ' +
      'by a training framework.',
  }),
};
