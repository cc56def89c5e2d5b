// Operators that ONNX Runtime's optimiser writes into the standard's own domain, though no operator set of the standard has them
// (LayerNormalization: none up to 16).
// Line format: see `operator-table.ts`.

export const ONNX_RUNTIME_OPERATORS = `
LayerNormalization 1 rro roo axis:i=-1 epsilon:f=1e-05 stash_type:i=1
SimplifiedLayerNormalization 1 rr ro axis:i=-1 epsilon:f=1e-05 stash_type:i=1
`;
