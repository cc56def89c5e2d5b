// Ops that change nothing but how bytes are seen, their shape or their type: they become views of their operand's buffer instead of instructions.

export const VIEW_OPS: ReadonlySet<string> = new Set([
  'reshape',
  'squeeze',
  'unsqueeze',
  'flatten',
  'identity',
  'bit_cast',
  'assume_shape',
]);
