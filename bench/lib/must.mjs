// What a step of the toolchain gives, or the end of the benchmark with what it reported.

import { renderDiagnostics } from '@afterglow/core';

export function must(result) {
  if (!result.ok) throw new Error(renderDiagnostics(result.diagnostics));
  return result.value;
}
