// All codes of this package. Declared by subject under `diagnostics/`.

import { exportDiagnostics } from './diagnostics/export.js';
import { modelDiagnostics } from './diagnostics/model.js';
import { nodeDiagnostics } from './diagnostics/node.js';
import { tensorDiagnostics } from './diagnostics/tensor.js';
import { wireDiagnostics } from './diagnostics/wire.js';

export const onnxDiagnostics = {
  ...wireDiagnostics,
  ...tensorDiagnostics,
  ...modelDiagnostics,
  ...nodeDiagnostics,
  ...exportDiagnostics,
};
