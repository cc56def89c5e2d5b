// The diagnostic codes of the graph verifier (`ir/…`) and of the text form (`gir/…`).

import { girDiagnostics } from './text/diagnostics.js';
import { verifyDiagnostics } from './verify/diagnostics.js';

export const irDiagnostics = { ...verifyDiagnostics, ...girDiagnostics };
