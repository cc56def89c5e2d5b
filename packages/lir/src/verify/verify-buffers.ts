// Checks declarations: unique names, views that stay inside what they look at, reserved bytes that suffice.

import { type Diagnostics, type Dim, type DimRange, dim, elementBits } from '@afterglow/core';
import { lirDiagnostics } from '../diagnostics.js';
import { type BufferTable, type LirBuffer, type LirProgram, paramRanges, resolveBuffer } from '../program.js';

/** Packed bytes of a buffer's type. */
export function packedSize(buffer: LirBuffer): Dim {
  return dim.ceilDiv(dim.mul(dim.product(buffer.shape), elementBits(buffer.elem)), 8);
}

function checkSymbols(buffer: LirBuffer, ranges: ReadonlyMap<string, DimRange>, diagnostics: Diagnostics): boolean {
  const symbols = new Set<string>();
  for (const d of buffer.shape) dim.symbolsOf(d, symbols);
  const unknown = [...symbols].filter((name) => !ranges.has(name));
  for (const name of unknown) diagnostics.report(lirDiagnostics.undefinedSymbol, { name, user: `%${buffer.name}` });
  return unknown.length === 0;
}

/** True where the sizes of a launch make a view hold as many elements as what it looks at, whatever the bounds of either are. */
function isWhole({ zeros = [] }: LirProgram, view: LirBuffer, of: LirBuffer): boolean {
  if (view.elem !== of.elem) return false;
  const [own, whole] = [dim.product(view.shape), dim.product(of.shape)];
  return zeros.some((zero) => zero === dim.sub(whole, own) || zero === dim.sub(own, whole));
}

/** Checks the buffers of one program and the constants it sees. */
export function verifyBuffers(program: LirProgram, table: BufferTable, diagnostics: Diagnostics): void {
  const ranges = paramRanges(program.params);
  const names = new Set<string>();
  for (const { name } of program.buffers) {
    if (names.has(name) || table.get(name)?.role === 'const')
      diagnostics.report(lirDiagnostics.duplicateName, { name });
    names.add(name);
  }
  for (const buffer of table.values()) {
    if (!checkSymbols(buffer, ranges, diagnostics)) continue;
    const needed = dim.dimRange(packedSize(buffer), ranges).hi;
    if (buffer.role !== 'view') {
      if (needed > buffer.bytes) {
        diagnostics.report(lirDiagnostics.sizeMismatch, { name: buffer.name, bytes: buffer.bytes, needed });
      }
      continue;
    }
    const resolved = resolveBuffer(table, buffer.name);
    const of = table.get(buffer.of);
    const most =
      of && isWhole(program, buffer, of) ? Math.min(needed, dim.dimRange(packedSize(of), ranges).hi) : needed;
    const problem = !resolved
      ? `looks at %${buffer.of}, which is not declared`
      : resolved.offset < 0 || resolved.offset + most > resolved.root.bytes
        ? `leaves %${resolved.root.name}, which has ${resolved.root.bytes} bytes`
        : undefined;
    if (problem !== undefined) diagnostics.report(lirDiagnostics.badView, { name: buffer.name, problem });
  }
}
