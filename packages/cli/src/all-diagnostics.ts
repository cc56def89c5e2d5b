// Every diagnostic code of the toolchain and of the installed backends, for `explain`.

import * as backendApi from '@afterglow/backend-api';
import * as bundle from '@afterglow/bundle';
import * as compiler from '@afterglow/compiler';
import * as core from '@afterglow/core';
import * as debug from '@afterglow/debug';
import * as ir from '@afterglow/ir';
import * as lir from '@afterglow/lir';
import * as machine from '@afterglow/machine';
import * as onnx from '@afterglow/onnx';
import * as partition from '@afterglow/partition';
import * as passes from '@afterglow/passes';
import * as quant from '@afterglow/quant';
import * as runtime from '@afterglow/runtime';
import { installedBackends } from './installed-backends.js';

type Spec = core.DiagnosticSpec<never>;

const PACKAGES: readonly object[] = [
  core,
  ir,
  onnx,
  machine,
  passes,
  quant,
  lir,
  backendApi,
  partition,
  bundle,
  runtime,
  compiler,
  debug,
];

function isSpec(value: unknown): value is Spec {
  return (
    typeof value === 'object' && value !== null && 'code' in value && 'severity' in value && 'explanation' in value
  );
}

/** The specs in the records a module exports, such as `bundleDiagnostics`. */
function specsOf(module: object): Spec[] {
  return Object.values(module).flatMap((exported: unknown) =>
    typeof exported === 'object' && exported !== null ? Object.values(exported).filter(isSpec) : [],
  );
}

/** All specs, sorted by code. */
export async function allDiagnostics(): Promise<Spec[]> {
  const backends = (await installedBackends()).map(({ module }) => module);
  const byCode = new Map([...PACKAGES, ...backends].flatMap(specsOf).map((spec) => [spec.code, spec]));
  return [...byCode.values()].sort((a, b) => (a.code < b.code ? -1 : 1));
}
