// The operators of domain ai.onnx.preview.training, transcribed from the schemas of onnx 1.23.
// Line format: see `operator-table.ts`.

export const TRAINING_OPERATORS = `
Adagrad 1 rrv3 v1 decay_factor:f=0 epsilon:f=1e-06 norm_coefficient:f=0
Adam 1 rrv3 v1 alpha:f=0.9 beta:f=0.999 epsilon:f=1e-06 norm_coefficient:f=0 norm_coefficient_post:f=0
Gradient 1 v1 v1 xs:ss! y:s! zs:ss
Momentum 1 rrv3 v1 alpha:f! beta:f! mode:s! norm_coefficient:f!
`;
