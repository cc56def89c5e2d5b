// Tables of generic instructions: names, buffers and attributes as data.

import { TextWriter } from '@afterglow/syntax';
import type { CheckedFamily, CheckedOp } from '../check/spec.js';
import { attrEntry } from './emit-table.js';
import { banner, docComment, stringLiteral } from './literal.js';

function writeInstr(out: TextWriter, instr: CheckedOp): void {
  out.block('{', '},', () => {
    out.line(`name: ${stringLiteral(instr.name)},`);
    out.line(`summary: ${stringLiteral(instr.doc.replaceAll('\n', ' '))},`);
    out.block('operands: [', '],', () => {
      for (const { name, mode, arity } of instr.operands) {
        out.line(`{ name: ${stringLiteral(name)}, access: '${mode}', arity: '${arity}' },`);
      }
    });
    out.line('scalars: [],');
    if (instr.attrs.length === 0) out.line('attrs: [],');
    else out.block('attrs: [', '],', () => out.lines(instr.attrs.map(attrEntry)));
  });
}

/** The TypeScript file with the instructions of all families, sorted by name. */
export function emitInstrs(families: readonly CheckedFamily[], source: string): string {
  const instrs = families.flatMap((family) => family.instrs).sort((a, b) => (a.name < b.name ? -1 : 1));
  const out = new TextWriter().line(banner(source)).line();
  out.line(`import type { InstrDef } from '../instr-def.js';`).line();
  out.lines(docComment('Instructions that every device understands, by name.'));
  out.block('export const GENERIC_INSTRS: readonly InstrDef[] = [', '];', () => {
    for (const instr of instrs) writeInstr(out, instr);
  });
  return out.toString();
}
