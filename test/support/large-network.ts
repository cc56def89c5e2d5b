// A network as large as one wants it: blocks of residual layers, with the names that an exporter would give them.

import { printModule } from '@afterglow/ir';
import { girText, parseText } from '@afterglow/ir/testing';

const OPS_IN_BLOCK = 10;

/** `.gir` text of a network of `nodes` nodes; `folders` names them by block, otherwise all stand side by side. */
export function largeNetwork(nodes: number, folders: boolean): string {
  const lines: string[] = [];
  const locations: string[] = [];
  let last = '%x';
  const add = (block: number, name: string, text: (name: string) => string): string => {
    const full = folders
      ? `/blocks.${Math.floor(block / 10)}/layer.${block % 10}/${name}`
      : `${name.replace('/', '_')}_${lines.length}`;
    const value = `%"${full}_out"`;
    lines.push(`${value} = ${text(value)} loc(#${locations.length})`);
    locations.push(`#${locations.length} = loc "${full}"`);
    return value;
  };
  for (let block = 0; lines.length < nodes - 1; block++) {
    const start = last;
    const left = nodes - 1 - lines.length;
    const norm = add(block, 'Norm', () => `softmax(${start}) {axis = 1}`);
    if (left < OPS_IN_BLOCK) {
      last = norm;
      continue;
    }
    const branch = (side: string) => {
      const a = add(block, `${side}/Gemm`, () => `fully_connected(${norm}, %w) {act = none}`);
      const b = add(block, `${side}/Act`, () => `${side === 'up' ? 'relu' : 'sigmoid'}(${a})`);
      return add(block, `${side}/Scale`, () => `mul(${b}, %s)`);
    };
    const [up, gate] = [branch('up'), branch('gate')];
    const joined = add(block, 'Mul', () => `mul(${up}, ${gate})`);
    const down = add(block, 'Gemm', () => `fully_connected(${joined}, %w) {act = none}`);
    last = add(block, 'Add', () => `add(${start}, ${down})`);
  }
  lines.push(`%y = relu(${last})`);
  const body = [...lines, 'return %y'].join('\n');
  const consts = 'const %w : f32[64, 64] = splat(0.01)\nconst %s : f32[64] = splat(0.5)';
  const text = girText('(%x: f32[N, 64]) -> (%y: f32[N, 64]) where N in 1..64', body, consts);
  return printModule(
    parseText(`${text.trimEnd().replace(/}\s*$/, '')}${locations.map((l) => `  ${l}\n`).join('')}}\n`),
  );
}
