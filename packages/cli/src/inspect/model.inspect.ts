// Models: ONNX files and `.gir` text, in short or as text.

import { type Compilation, compile, type DimOption, type ShapeOption } from '@afterglow/compiler';
import { Diagnostics } from '@afterglow/core';
import { type Module, ops, parseModule, printModule } from '@afterglow/ir';
import { describeModel, importOnnx, readModel } from '@afterglow/onnx';
import { installedBackends } from '../installed-backends.js';
import { type GraphSummary, summarizeGraph } from './graph-summary.js';
import { type Inspector, readText, startsWith } from './inspection.js';
import { printDescription, printModuleSummary, printOptimized } from './print-model.js';

export interface ModelOptions {
  /** Print the whole module as `.gir`. */
  readonly asText: boolean;
  /** Sizes the figures are wanted for. */
  readonly dims: readonly DimOption[];
  /** Shapes of inputs that the model leaves open. */
  readonly shapes: readonly ShapeOption[];
}

/** Kinds of files that figures are given of, for the sizes asked for. */
export const MODEL_KINDS: ReadonlySet<string> = new Set(['ONNX model']);

async function summarize(
  module: Module,
  asked: ReadonlyMap<string, number>,
  open: ReadonlySet<string> = new Set(),
): Promise<GraphSummary> {
  const backends = (await installedBackends()).map(({ backend }) => backend);
  return summarizeGraph(module, backends, asked, open);
}

/** Sizes of a compilation that were asked for, and those that have only a default bound, which says nothing. */
function sizesOf({ report }: Compilation): { asked: Map<string, number>; open: Set<string> } {
  const [asked, open] = [new Map<string, number>(), new Set<string>()];
  for (const { name, hi, from } of report.dims) {
    if (from === 'default') open.add(name);
    else asked.set(name, hi);
  }
  return { asked, open };
}

export function modelInspectors({ asText, dims, shapes }: ModelOptions): { gir: Inspector; onnx: Inspector } {
  const shapeOf = (input: string) => shapes.findLast((option) => option.input === input)?.sizes;
  return {
    async gir({ path, name, source, head, openBeside }, diagnostics) {
      if (!name.endsWith('.gir') && !startsWith(head, 'gir ')) return 'unknown';
      const text = readText(source);
      if (text === undefined) return 'unknown';
      const module = parseModule(text, { file: path, registry: ops, open: openBeside, diagnostics });
      if (!module) return undefined;
      const summary = await summarize(module, new Map());
      return {
        kind: 'graph IR',
        text: asText ? printModule(module) : printModuleSummary(summary).join('\n'),
        json: summary,
      };
    },
    async onnx({ name, source, openBeside }, diagnostics) {
      const attempt = new Diagnostics();
      const proto = readModel(source, attempt);
      if (!proto && !name.endsWith('.onnx')) return 'unknown';
      if (!proto || asText) {
        const imported =
          proto && importOnnx(source, { openExternal: openBeside, shapes: shapeOf, diagnostics: attempt });
        diagnostics.list.push(...attempt.list);
        if (!imported) return undefined;
        return { kind: 'ONNX model', text: printModule(imported), json: await summarize(imported, new Map()) };
      }
      const description = describeModel(proto);
      // A model that cannot be compiled is described all the same: that is when a person looks.
      const result = await compile(
        { name, source, open: openBeside },
        { target: 'interpreter', stopAfter: 'optimize', dims, shapes },
      );
      diagnostics.list.push(...result.diagnostics);
      const { asked, open } = result.ok
        ? sizesOf(result.value)
        : { asked: new Map<string, number>(), open: new Set<string>() };
      const graph = result.ok ? await summarize(result.value.module, asked, open) : undefined;
      const fixed = dims.filter(({ lo, hi }) => lo === hi).map(({ pattern, hi }) => `${pattern}=${hi}`);
      const { all, ...weights } = description.weights;
      return {
        kind: 'ONNX model',
        text: [...printDescription(description), ...(graph ? printOptimized(graph, fixed) : [])].join('\n'),
        json: { model: { ...description, weights: { ...weights, largest: all.slice(0, 10) } }, graph },
      };
    },
  };
}
