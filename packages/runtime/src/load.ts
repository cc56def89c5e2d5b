// Public entry points: load a bundle from its folder, run a request.

import { openBundle } from '@afterglow/bundle';
import { openFolder } from '@afterglow/bundle/node';
import { Diagnostics, type HostValue, type Result } from '@afterglow/core';
import { type LoadOptions, loadNetwork, type Network } from './network.js';
import type { RequestOptions, RequestResult } from './request.js';

/**
 * Opens the bundle in `folder`, checks every part against its digest and loads it onto its devices.
 *
 * ```ts
 * const loaded = await load('out');
 * if (!loaded.ok) throw new Error(renderDiagnostics(loaded.diagnostics));
 * ```
 */
export async function load(folder: string, options: Omit<LoadOptions, 'folder'> = {}): Promise<Result<Network>> {
  const diagnostics = new Diagnostics();
  let opened: ReturnType<typeof openFolder> | undefined;
  try {
    opened = openFolder(folder);
  } catch {
    opened = undefined;
  }
  const bundle = openBundle(folder, (name) => opened?.open(name), diagnostics);
  if (!bundle || !opened) {
    opened?.close();
    return { ok: false, diagnostics: diagnostics.list };
  }
  const files = opened;
  const network = await loadNetwork(bundle, { ...options, folder: files.path });
  if (!network.ok) {
    files.close();
    return network;
  }
  const close = async () => {
    await network.value.close();
    files.close();
  };
  const { manifest, run } = network.value;
  return { ok: true, value: { manifest, run, close }, diagnostics: network.diagnostics };
}

/**
 * Runs one request on a loaded network. Inputs by name; sizes may be any within the ranges of the manifest.
 *
 * ```ts
 * const result = await run(loaded.value, new Map([['x', tensorFromNumbers('f32', [4, 13], numbers)]]));
 * if (result.ok) console.log(numbersOf(result.value.outputs.get('probability') as Tensor));
 * ```
 */
export function run(
  network: Network,
  inputs: ReadonlyMap<string, HostValue>,
  options: RequestOptions = {},
): Promise<Result<RequestResult>> {
  return network.run(inputs, options);
}
