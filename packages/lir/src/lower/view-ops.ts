// Ops that change nothing but the shape: they become views of their operand's buffer instead of instructions.

export const VIEW_OPS: ReadonlySet<string> = new Set(['reshape', 'squeeze', 'unsqueeze', 'flatten', 'identity']);
