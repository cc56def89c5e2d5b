// For tests: text to module or a thrown report, so that a test body starts with the graph it is about.

import { type ByteSource, Diagnostics, memorySource, renderDiagnostics } from '@afterglow/core';
import { ops } from '../generated/ops.js';
import type { Module } from '../graph/graph.js';
import type { OpRegistry } from '../graph/op-def.js';
import { parseModule } from '../text/parse.js';
import { verifyModule } from '../verify/verify.js';

export interface ParseTextOptions {
  readonly registry?: OpRegistry;
  readonly open?: (file: string) => ByteSource | undefined;
  /** Verify the module too; on by default. */
  readonly verify?: boolean;
}

/** A file of any name whose byte i is `i * 31 mod 256`, long enough for every reference in a small test. */
export function sampleFile(file: string): ByteSource {
  return memorySource(
    file,
    Uint8Array.from({ length: 1 << 18 }, (_, i) => (i * 31) & 255),
  );
}

/** The module of a text that must be right; throws what is wrong with it. */
export function parseText(text: string, options: ParseTextOptions = {}): Module {
  const diagnostics = new Diagnostics();
  const module = parseModule(text, {
    file: 'test.gir',
    registry: options.registry ?? ops,
    open: options.open ?? sampleFile,
    diagnostics,
  });
  if (module && options.verify !== false) verifyModule(module, diagnostics);
  if (!module || diagnostics.hasErrors) throw new Error(renderDiagnostics(diagnostics.list));
  return module;
}

/** Codes that reading a text reports, in order. */
export function parseCodes(text: string, options: ParseTextOptions = {}): string[] {
  const diagnostics = new Diagnostics();
  const registry = options.registry ?? ops;
  parseModule(text, { file: 'test.gir', registry, open: options.open ?? sampleFile, diagnostics });
  return diagnostics.list.map((entry) => entry.code);
}

/** A text with one function around `body`; `consts` are whole lines. */
export function girText(signature: string, body: string, consts = ''): string {
  const indent = (text: string, by: string) =>
    text
      .trim()
      .split('\n')
      .filter((line) => line.trim() !== '')
      .map((line) => `${by}${line.trim()}\n`)
      .join('');
  return `gir 1\nmodule @test {\n${indent(consts, '  ')}  func @main${signature} {\n${indent(body, '    ')}  }\n}\n`;
}
