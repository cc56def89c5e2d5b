// One hostile file through the toolchain. What may happen: it is refused with coded errors, or it is a graph that verifies,
// prints, parses back, canonicalises and runs. Everything else is a failure.

import { evaluateConstant, interpret } from '@afterglow/backend-interpreter';
import { type ByteSource, Diagnostics, memorySource, renderDiagnostics } from '@afterglow/core';
import { type Module, ops, parseModule, printModule, verifyModule } from '@afterglow/ir';
import { importOnnx } from '@afterglow/onnx';
import {
  canonicalize,
  foldConstants,
  foldShapeValues,
  removeDeadNodes,
  removeDuplicateNodes,
  repeat,
  runPipeline,
} from '@afterglow/passes';
import { inputsFor, workFor } from './inputs.js';

export type Outcome =
  | { readonly status: 'refused' | 'imported' | 'ran'; readonly codes: readonly string[] }
  | { readonly status: 'failed'; readonly step: string; readonly what: string; readonly detail: string };

/** What a run may take: a hostile loop has no end, and a stop of ours is no failure. */
const MOST_VALUES = 5_000;
const MOST_TENSOR_BYTES = 16 * 2 ** 20;
const RUN_MILLISECONDS = 250;
/** Arithmetic operations. A model may ask for hours of honest work; time limits are about the rest. */
const MOST_WORK = 1e7;
/** Constants in memory are printed up to this size; a text that leaves some out cannot be parsed back. */
const MOST_PRINTED = 4_096;

class Enough extends Error {}

class Failure extends Error {
  readonly detail: string;
  constructor(what: string, detail = '') {
    super(what);
    this.detail = detail;
  }
}

export interface Opened {
  readonly source: ByteSource;
  readonly openExternal: (file: string) => ByteSource | undefined;
}

export function inMemory(bytes: Uint8Array, files: readonly { name: string; bytes: Uint8Array }[]): Opened {
  const sources = new Map(files.map((file) => [file.name, memorySource(file.name, file.bytes)]));
  return { source: memorySource('model.onnx', bytes), openExternal: (name) => sources.get(name) };
}

export function check(opened: Opened, deep: boolean): Outcome {
  let step = 'import';
  try {
    const diagnostics = new Diagnostics();
    const module = importOnnx(opened.source, { diagnostics, openExternal: opened.openExternal });
    const codes = codesOf(diagnostics);
    if (!module && codes.length === 0) throw new Failure('refused without an error');
    if (module && codes.length > 0) throw new Failure('imported in spite of errors', codes.join(' '));
    if (!module) return { status: 'refused', codes };
    if (!deep) return { status: 'imported', codes };
    step = 'verify';
    verify(module, 'import');
    step = 'text';
    checkText(module, opened);
    step = 'interpret';
    const ran = run(module);
    step = 'canonicalize';
    tidy(module);
    step = 'interpret canonical';
    run(module);
    return { status: ran ? 'ran' : 'imported', codes };
  } catch (error) {
    if (error instanceof Failure) return { status: 'failed', step, what: error.message, detail: error.detail };
    const text = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
    return { status: 'failed', step, what: text.slice(0, 300), detail: (error instanceof Error && error.stack) || '' };
  }
}

/** Codes of the errors; every message must be printable. */
function codesOf(diagnostics: Diagnostics): string[] {
  renderDiagnostics(diagnostics.list);
  const errors = diagnostics.list.filter(({ severity }) => severity === 'error');
  for (const { code } of errors) if (!/^[a-z]+\/[a-z0-9-]+$/.test(code)) throw new Failure(`"${code}" is no code`);
  return [...new Set(errors.map(({ code }) => code))];
}

function verify(module: Module, after: string): void {
  const problems = new Diagnostics();
  if (!verifyModule(module, problems)) throw new Failure(`invalid after ${after}`, renderDiagnostics(problems.list));
}

function checkText(module: Module, { source, openExternal }: Opened): void {
  const text = printModule(module, { inlineLimit: MOST_PRINTED });
  // By design neither parses back: a large constant in memory, and a size whose expression would fill pages.
  if (text.includes('elided(') || /~[0-9a-f]{32}/.test(text)) return;
  const diagnostics = new Diagnostics();
  const open = (file: string) => (file === source.name ? source : openExternal(file));
  const parsed = parseModule(text, { file: 'model.gir', registry: ops, diagnostics, open });
  if (!parsed)
    throw new Failure('its text does not parse', `${renderDiagnostics(diagnostics.list)}\n${text.slice(0, 20_000)}`);
  const again = printModule(parsed, { inlineLimit: MOST_PRINTED });
  if (again !== text)
    throw new Failure('its text changes when it is parsed', `${text.slice(0, 5_000)}\n---\n${again.slice(0, 5_000)}`);
}

function tidy(module: Module): void {
  const diagnostics = new Diagnostics();
  const passes = [canonicalize, foldShapeValues, foldConstants, removeDeadNodes, removeDuplicateNodes];
  const report = runPipeline(module, [repeat(passes)], { registry: ops, diagnostics, evaluate: evaluateConstant });
  if (!report.ok) throw new Failure('canonicalization fails', renderDiagnostics(diagnostics.list));
}

/** False when there is nothing to feed it, it wants too much, or the data are refused. */
function run(module: Module): boolean {
  const func = module.funcs.get('main');
  const inputs = func && inputsFor(func);
  if (!inputs || workFor(func) > MOST_WORK) return false;
  const diagnostics = new Diagnostics();
  let values = 0;
  const end = performance.now() + RUN_MILLISECONDS;
  const onValue = () => {
    if (++values > MOST_VALUES || performance.now() > end) throw new Enough();
  };
  try {
    const outputs = interpret(func, inputs, { diagnostics, onValue, maxTensorBytes: MOST_TENSOR_BYTES });
    if (!outputs && codesOf(diagnostics).length === 0) throw new Failure('the run ended without a word');
    return outputs !== undefined;
  } catch (error) {
    if (error instanceof Enough) return false;
    throw error;
  }
}
