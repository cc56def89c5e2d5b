// ONNX's whole image networks ("light": every weight is one number repeated), each with the input its formula gives and the
// recorded output.

import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { formulaInput } from '@afterglow/backend-api';
import { Diagnostics, type HostValue } from '@afterglow/core';
import { tensorType } from '@afterglow/ir';
import { decodeTensorProto } from '@afterglow/onnx';
import type { Network } from '@afterglow/runtime';
import { testData } from './models.js';

const folder = join(testData, 'onnx-backend-tests/light');
export const hasLight = existsSync(folder);

export interface LightNetwork {
  readonly name: string;
  readonly path: string;
  readonly inputsOf: (network: Network) => ReadonlyMap<string, HostValue>;
  readonly outputs: () => readonly HostValue[];
}

/** The one input that these networks have: sizes are fixed. */
function inputsOf({ manifest }: Network): ReadonlyMap<string, HostValue> {
  return new Map(
    manifest.inputs.map(({ name, shape }) => {
      const sizes = shape.filter((size) => typeof size === 'number');
      const value = formulaInput(tensorType('f32', sizes));
      if (!value || sizes.length < shape.length) throw new Error(`input ${name} has open sizes`);
      return [name, value];
    }),
  );
}

function recorded(file: string): HostValue {
  const diagnostics = new Diagnostics();
  const value = decodeTensorProto(readFileSync(file), diagnostics);
  if (!value) throw new Error(`${file}: ${diagnostics.list[0]?.message}`);
  return value;
}

export function lightNetworks(): LightNetwork[] {
  if (!hasLight) return [];
  const models = readdirSync(folder).filter((file) => file.endsWith('.onnx'));
  return models.sort().map((file) => {
    const name = basename(file, '.onnx');
    const outputs = () => [recorded(join(folder, `${name}_output_0.pb`))];
    return { name, path: join(folder, file), inputsOf, outputs };
  });
}
