// Which fields of ONNX's messages are messages themselves: what the mutations need to know of the format, and no more.

export type MessageName =
  | 'Model'
  | 'Graph'
  | 'Node'
  | 'Attribute'
  | 'Tensor'
  | 'SparseTensor'
  | 'ValueInfo'
  | 'Type'
  | 'TensorType'
  | 'ElementOf'
  | 'Shape'
  | 'Dimension'
  | 'Function'
  | 'Opset'
  | 'Entry';

export const SUBMESSAGES: Readonly<Record<MessageName, Readonly<Record<number, MessageName>>>> = {
  Model: { 7: 'Graph', 8: 'Opset', 14: 'Entry', 25: 'Function' },
  Graph: { 1: 'Node', 5: 'Tensor', 11: 'ValueInfo', 12: 'ValueInfo', 13: 'ValueInfo', 15: 'SparseTensor', 16: 'Entry' },
  Node: { 5: 'Attribute', 9: 'Entry' },
  Attribute: { 5: 'Tensor', 6: 'Graph', 10: 'Tensor', 11: 'Graph', 14: 'Type', 15: 'Type', 22: 'SparseTensor' },
  Tensor: { 13: 'Entry' },
  SparseTensor: { 1: 'Tensor', 2: 'Tensor' },
  ValueInfo: { 2: 'Type' },
  Type: { 1: 'TensorType', 4: 'ElementOf', 8: 'TensorType', 9: 'ElementOf' },
  TensorType: { 2: 'Shape' },
  ElementOf: { 1: 'Type' },
  Shape: { 1: 'Dimension' },
  Dimension: {},
  Function: { 7: 'Node', 9: 'Opset', 11: 'Attribute', 12: 'ValueInfo' },
  Opset: {},
  Entry: {},
};
