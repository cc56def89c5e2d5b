// Checks the inputs of a request against the manifest and solves for the launch parameters. All problems at once.

import { dimOf, type Manifest, type TensorInfo } from '@afterglow/bundle';
import { bindDims, type Diagnostics, dim, type HostValue } from '@afterglow/core';
import { runtimeDiagnostics } from './diagnostics.js';
import { asTensor, describeValue } from './host-value.js';

/** Text such as `f32[batch, 13]`, or `sequence of f32[n]`. */
export function describeInfo(info: TensorInfo): string {
  const shape = info.open ? '..' : info.shape.map((d) => dim.printSize(dimOf(d))).join(', ');
  const tensor = `${info.elem}[${shape}]`;
  return [...(info.wrap ?? []), tensor].join(' of ');
}

function describeKind(value: HostValue): string {
  return 'kind' in value ? value.kind : 'tensor';
}

/** The launch parameters of a request, or undefined when anything is wrong with its inputs. */
export function checkInputs(
  manifest: Manifest,
  inputs: ReadonlyMap<string, HostValue>,
  diagnostics: Diagnostics,
): ReadonlyMap<string, number> | undefined {
  const before = diagnostics.list.length;
  const known = new Set(manifest.inputs.map((info) => info.name));
  for (const name of inputs.keys()) {
    if (known.has(name)) continue;
    diagnostics.report(runtimeDiagnostics.unknownInput, {
      name,
      known: [...known].join(', ') || 'none',
    });
  }
  for (const info of manifest.inputs) {
    const value = inputs.get(info.name);
    const expected = describeInfo(info);
    if (!value)
      diagnostics.report(runtimeDiagnostics.missingInput, {
        name: info.name,
        expected,
      });
    else if (info.wrap ? describeKind(value) !== info.wrap[0]?.split(' ')[0] : asTensor(value)?.elem !== info.elem) {
      diagnostics.report(runtimeDiagnostics.inputType, {
        name: info.name,
        found: describeValue(value),
        expected,
      });
    }
  }
  const declared = manifest.inputs
    .filter(({ wrap }) => !wrap)
    .map(({ name, shape }) => ({
      name,
      shape: shape.map(dimOf),
    }));
  const { bindings, problems } = bindDims(declared, (name) => {
    const value = inputs.get(name);
    return value && asTensor(value)?.shape;
  });
  for (const problem of problems)
    diagnostics.report(runtimeDiagnostics.inputShape, {
      problem: `input ${problem}`,
    });
  for (const { name, lo, hi } of manifest.params) {
    const value = bindings.get(name);
    if (value !== undefined && (value < lo || value > hi)) {
      diagnostics.report(runtimeDiagnostics.outOfRange, {
        name,
        value,
        lo,
        hi,
      });
    }
  }
  return diagnostics.list.length > before ? undefined : bindings;
}
