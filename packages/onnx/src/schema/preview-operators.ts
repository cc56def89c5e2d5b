// The operators of domain ai.onnx.preview, transcribed from the schemas of onnx 1.23.
// Line format: see `operator-table.ts`.

export const PREVIEW_OPERATORS = `
FlexAttention 1 rrr r prob_mod:g scale:f score_mod:g softmax_precision:i
`;
