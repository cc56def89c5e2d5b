// What holds for the spec as a whole, and the share of ops that the language cannot say.

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Diagnostics, ELEMENT_TYPES, renderDiagnostic } from '@afterglow/core';
import { elementClasses, ops } from '@afterglow/ir';
import { type CheckedSpec, parseSpec, printOp, readSpec } from '@afterglow/opspec';
import { describe, expect, it } from 'vitest';

const root = fileURLToPath(new URL('../..', import.meta.url));

function specTexts() {
  const files = ['ops', 'instrs'].flatMap((folder) =>
    readdirSync(join(root, 'ir-spec', folder)).map((name) => `ir-spec/${folder}/${name}`),
  );
  return ['ir-spec/types.op', ...files].map((file) => ({ file, text: readFileSync(join(root, file), 'utf8') }));
}

function checkedSpec(): CheckedSpec {
  const diagnostics = new Diagnostics();
  const spec = readSpec(specTexts(), diagnostics);
  expect(diagnostics.list.map(renderDiagnostic)).toEqual([]);
  if (!spec) throw new Error('no spec');
  return spec;
}

describe('the spec', () => {
  const spec = checkedSpec();
  const all = spec.families.flatMap((family) => family.ops);

  it('states the work of every op that multiplies and accumulates', () => {
    const silent = all.filter(
      ({ traits, declaration }) =>
        traits.includes('contraction') && !declaration.statements.some(({ kind }) => kind === 'work'),
    );
    expect(silent.map(({ name }) => name)).toEqual([]);
  });

  it('says of every element-wise op where its result may lie', () => {
    const silent = all.filter((op) => op.traits.includes('elementwise') && op.inplace.length === 0 && !op.alias);
    expect(silent.map(({ name }) => name)).toEqual([]);
  });

  it('says nearly everything: at most one op in ten needs TypeScript', () => {
    const extensions = all.filter((op) => op.body === undefined);
    const share = (100 * extensions.length) / all.length;
    console.log(
      `ops with a TypeScript extension: ${extensions.map((op) => op.name).join(', ')} (${share.toFixed(1)} % of ${all.length})`,
    );
    expect(share).toBeLessThanOrEqual(10);
    const files = readdirSync(join(root, 'packages/ir/src/extensions'));
    for (const op of extensions) expect(files).toContain(`${op.name.replaceAll('_', '-')}.ts`);
  });

  it('has the element types of the core, in its order', () => {
    expect(spec.elements.map((element) => element.name.text)).toEqual(Object.keys(ELEMENT_TYPES));
  });

  it('puts every element type in the class of all', () => {
    expect([...elementClasses.any].sort()).toEqual([...Object.keys(ELEMENT_TYPES), 'quantized'].sort());
  });

  it('has a summary for each op, instruction, trait and class of traits', () => {
    const named = [...all, ...spec.families.flatMap((family) => family.instrs)];
    expect(named.filter((op) => op.doc === '').map((op) => op.name)).toEqual([]);
    expect(spec.traits.filter((trait) => trait.doc === '').map((trait) => trait.name.text)).toEqual([]);
    expect(spec.families.filter((family) => family.doc === '').map((family) => family.name)).toEqual([]);
  });

  it('is what the registry holds', () => {
    expect([...ops.all()].map((op) => op.name).sort()).toEqual(all.map((op) => op.name).sort());
  });

  it('prints every declaration to a text that parses to the same', () => {
    for (const op of [...all, ...spec.families.flatMap((family) => family.instrs)]) {
      const diagnostics = new Diagnostics();
      const text = printOp(op.declaration);
      const file = parseSpec({ file: op.name, text: `opspec 1\nfamily f\n${text}` }, diagnostics);
      expect(diagnostics.list.map(renderDiagnostic)).toEqual([]);
      const [decl] = file?.declarations ?? [];
      if (decl?.kind !== op.kind) throw new Error(`${op.name} became something else`);
      expect(printOp(decl)).toBe(text);
    }
  });
});
