// lower, schedule, emit: hands each device the functions it runs. The backend owns these levels; a stop after `lower` or
// `schedule` asks it for its listings only.

import type { Backend, CompileContext } from '@afterglow/backend-api';
import { invariant } from '@afterglow/core';
import { type Func, nodesOf } from '@afterglow/ir';
import type { PlacedArtifact } from '../assemble-bundle.js';
import { findBackend } from '../find-backend.js';
import { mainOf } from '../main-func.js';
import { placementOf } from '../placement-of.js';
import type { CompileState } from '../state.js';
import { checkPlacements } from './check-placements.js';

/** Backend of the partitions that stay on the host. */
const HOST_BACKEND = 'interpreter';

/** The functions of each device, in the order @main invokes them; devices sorted. */
export function funcsByDevice(state: CompileState): Map<string, Func[]> {
  const devices = new Map<string, Func[]>();
  for (const node of nodesOf(mainOf(state.module).body)) {
    const callee = state.module.funcs.get(String(node.attrs['callee']));
    invariant(callee, `@main invokes ${String(node.attrs['callee'])}, which the module lacks`);
    for (const device of placementOf(node)) {
      const funcs = devices.get(device) ?? [];
      if (!funcs.includes(callee)) funcs.push(callee);
      devices.set(device, funcs);
    }
  }
  const number = (device: string) => Number(/\d+$/.exec(device)?.[0] ?? -1);
  return new Map([...devices].sort(([a], [b]) => number(a) - number(b)));
}

export async function backendStage(state: CompileState): Promise<void> {
  const { diagnostics, options, platform, target, module } = state;
  if (!checkPlacements(state)) return;
  const stopAfter = options.stopAfter === 'lower' || options.stopAfter === 'schedule' ? options.stopAfter : undefined;
  const context: CompileContext = { target, diagnostics, stopAfter };
  const artifacts: PlacedArtifact[] = [];
  for (const [device, funcs] of funcsByDevice(state)) {
    options.onProgress?.(`compiling for ${device} …`);
    const onHost = device === 'host';
    const backend: Backend | undefined = onHost ? await findBackend(HOST_BACKEND, diagnostics) : state.backend;
    const machine = onHost ? undefined : platform?.cards[Number(/\d+$/.exec(device)?.[0] ?? 0)];
    const hostTarget = { backend: HOST_BACKEND, features: {} };
    const unit = { device, module, funcs, machine, engines: state.plan?.engines ?? [] };
    const artifact = await backend?.compile(unit, onHost ? { ...context, target: hostTarget } : context);
    if (!backend || !artifact) continue;
    for (const listing of artifact.listings) state.dump?.listing(listing);
    artifacts.push({ device, backend: backend.name, artifact });
  }
  state.artifacts = artifacts;
}
