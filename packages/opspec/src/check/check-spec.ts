// Checks files together: element types, classes, traits and formulas first, then the ops that use them.

import { Diagnostics, ELEMENT_TYPES, isElementType } from '@afterglow/core';
import { locate } from '@afterglow/syntax';
import { specDiagnostics } from '../diagnostics.js';
import type {
  ClassDecl,
  Declaration,
  DefDecl,
  ElementDecl,
  Name,
  OpDecl,
  SpecFile,
  TraitDecl,
} from '../grammar/ast.js';
import { checkOp } from './check-op.js';
import { compileAs } from './compile-expr.js';
import { identifier, Scope } from './scope.js';
import type { CheckedClass, CheckedDef, CheckedFamily, CheckedOp, CheckedSpec, World } from './spec.js';
import { NEVER, namedType } from './value-type.js';

interface Placed<D extends Declaration> {
  readonly file: SpecFile;
  readonly decl: D;
}

function collect<D extends Declaration>(files: readonly SpecFile[], is: (decl: Declaration) => decl is D): Placed<D>[] {
  return files.flatMap((file) => file.declarations.filter(is).map((decl) => ({ file, decl })));
}

function report(
  file: SpecFile,
  name: Name,
  diagnostics: Diagnostics,
  spec: keyof typeof specDiagnostics,
  message: string,
  hint?: string,
) {
  if (spec === 'unknownVersion') return;
  diagnostics.report(specDiagnostics[spec], { message, hint }, { location: locate(file.source, name.span) });
}

function checkUnique(placed: readonly Placed<Declaration>[], what: string, diagnostics: Diagnostics): void {
  const seen = new Set<string>();
  for (const { file, decl } of placed) {
    const { name } = decl;
    if (seen.has(name.text)) report(file, name, diagnostics, 'duplicateName', `${what} ${name.text} is declared twice`);
    seen.add(name.text);
  }
}

function checkElements(elements: readonly Placed<ElementDecl>[], diagnostics: Diagnostics): void {
  for (const { file, decl } of elements) {
    const { name, elementClass, bits, onnx } = decl;
    if (!isElementType(name.text)) {
      report(
        file,
        name,
        diagnostics,
        'unknownType',
        `the core knows no element type ${name.text}`,
        'its conversions live in packages/core',
      );
      continue;
    }
    const row = ELEMENT_TYPES[name.text];
    if (row.bits !== bits || row.class !== elementClass.text || row.onnx !== onnx) {
      const message = `the core has ${name.text} : ${row.class} ${row.bits} bits onnx ${row.onnx}`;
      report(file, name, diagnostics, 'unknownType', message);
    }
  }
}

function expandClasses(placed: readonly Placed<ClassDecl>[], diagnostics: Diagnostics): CheckedClass[] {
  const done = new Map<string, readonly string[]>();
  return placed.map(({ file, decl }) => {
    const elements = decl.words.flatMap((word): readonly string[] => {
      const known = done.get(word.text);
      if (known) return known;
      if (isElementType(word.text) || word.text === 'quantized') return [word.text];
      report(file, word, diagnostics, 'unknownType', `there is no element type or earlier class ${word.text}`);
      return [];
    });
    const unique = [...new Set(elements)];
    done.set(decl.name.text, unique);
    return { name: decl.name.text, doc: decl.doc, elements: unique, declaration: decl };
  });
}

/** Checks and compiles one formula; `defs` are those of its file. */
export function compileDef(decl: DefDecl, defs: ReadonlyMap<string, DefDecl>, diagnostics: Diagnostics): CheckedDef {
  let scope = new Scope(decl.source, diagnostics, defs);
  const params = decl.params.map(({ name, type, list }) => {
    const known = namedType(type.text, list);
    if (!known)
      scope.report(
        specDiagnostics.unknownType,
        type.span,
        `there is no value type ${type.text}`,
        'int, dim, float, bool, string, shape',
      );
    scope = scope.with(name.text, known ?? NEVER);
    return { name: identifier(name.text), type: tsType(type.text, list) };
  });
  const wanted = namedType(decl.result.type.text, decl.result.list);
  if (!wanted) {
    const { type } = decl.result;
    scope.report(specDiagnostics.unknownType, type.span, `there is no value type ${type.text}`);
  }
  const value = compileAs(decl.value, wanted ?? NEVER, scope, `the value of ${decl.name.text}`);
  const result = tsType(decl.result.type.text, decl.result.list);
  return { declaration: decl, name: identifier(decl.name.text), params, result, code: value.code };
}

function tsType(name: string, list: boolean): string {
  const one: Record<string, string> = {
    int: 'number',
    dim: 'Dim',
    float: 'number',
    bool: 'boolean',
    string: 'string',
    shape: 'readonly Dim[]',
  };
  const type = one[name] ?? 'never';
  return list ? `readonly (${type})[]` : type;
}

function familyName(file: SpecFile, diagnostics: Diagnostics): string {
  if (file.family) return file.family.text;
  const [first] = file.declarations.filter((decl) => decl.kind === 'op' || decl.kind === 'instr');
  if (first) {
    report(
      file,
      first.name,
      diagnostics,
      'unsetFamily',
      'a file with ops names their family',
      'first line: opspec 1 family name',
    );
  }
  return '';
}

/** Reports every problem once, though each row of a table is checked on its own. */
function copyUnique(from: Diagnostics, to: Diagnostics): void {
  const seen = new Set<string>();
  for (const entry of from.list) {
    const key = JSON.stringify([entry.location, entry.code, entry.message]);
    if (!seen.has(key)) to.list.push(entry);
    seen.add(key);
  }
}

/** Checks all files of a spec. `base` brings element types, classes and traits of another spec, for files outside its tree. */
export function checkSpec(
  files: readonly SpecFile[],
  diagnostics: Diagnostics,
  base?: CheckedSpec,
): CheckedSpec | undefined {
  const found = new Diagnostics();
  const checked = checkFiles(files, found, base);
  copyUnique(found, diagnostics);
  return found.list.length > 0 ? undefined : checked;
}

function checkFiles(files: readonly SpecFile[], diagnostics: Diagnostics, base: CheckedSpec | undefined): CheckedSpec {
  const [elements, classes, traits, defs] = [
    collect(files, (decl) => decl.kind === 'element'),
    collect(files, (decl) => decl.kind === 'class'),
    collect(files, (decl) => decl.kind === 'trait'),
    collect(files, (decl) => decl.kind === 'def'),
  ];
  const ops = collect(files, (decl): decl is OpDecl => decl.kind === 'op' || decl.kind === 'instr');
  checkUnique([...elements, ...classes], 'the element type or class', diagnostics);
  checkUnique(traits, 'the trait', diagnostics);
  checkUnique(defs, 'the formula', diagnostics);
  for (const [kind, what] of [
    ['op', 'the op'],
    ['instr', 'the instruction'],
  ] as const) {
    checkUnique(
      ops.filter(({ decl }) => decl.kind === kind),
      what,
      diagnostics,
    );
  }
  checkElements(elements, diagnostics);
  const expanded = [...(base?.classes ?? []), ...expandClasses(classes, diagnostics)];
  const world: World = {
    elements: new Set(Object.keys(ELEMENT_TYPES)),
    classes: new Map(expanded.map((entry) => [entry.name, entry.elements])),
    traits: new Set(
      [...(base?.traits ?? []), ...traits.map(({ decl }) => decl)].map((decl: TraitDecl) => decl.name.text),
    ),
    defs: new Map(),
  };
  const families = new Map<string, CheckedFamily & { ops: CheckedOp[]; instrs: CheckedOp[]; defs: CheckedDef[] }>();
  for (const file of files) {
    const name = familyName(file, diagnostics);
    const local = new Map(defs.filter((placed) => placed.file === file).map(({ decl }) => [decl.name.text, decl]));
    const own = ops.filter((placed) => placed.file === file);
    if (own.length === 0 && local.size === 0) continue;
    const family = families.get(name) ?? { name, doc: file.doc, file: file.source.file, ops: [], instrs: [], defs: [] };
    families.set(name, family);
    for (const placed of defs) if (placed.file === file) family.defs.push(compileDef(placed.decl, local, diagnostics));
    for (const { decl } of own) {
      const checked = checkOp(decl, name, { ...world, defs: local }, diagnostics);
      if (decl.kind === 'op') family.ops.push(checked);
      else family.instrs.push(checked);
    }
  }
  return {
    elements: [...(base?.elements ?? []), ...elements.map(({ decl }) => decl)],
    classes: expanded,
    traits: [...(base?.traits ?? []), ...traits.map(({ decl }) => decl)],
    families: [...families.values()].sort((a, b) => (a.name < b.name ? -1 : 1)),
  };
}
