// Embeds presets/*.yaml in a TypeScript module, so that the package needs no file system.

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Files this package generates: `path` from the repository's root, and the whole text. */
export function generate(rootDir) {
  const folder = join(rootDir, 'packages/machine/presets');
  const names = readdirSync(folder)
    .filter((name) => name.endsWith('.yaml'))
    .sort();
  const entries = names.map((name) => {
    const text = readFileSync(join(folder, name), 'utf8').replaceAll('\r\n', '\n');
    const lines = text.replace(/\n$/, '').split('\n');
    const literal = lines.map((line) => `    ${quote(`${line}\n`)},`).join('\n');
    return `  ${quote(name.replace(/\.yaml$/, ''))}: [\n${literal}\n  ].join(''),`;
  });
  const text = `// Generated from packages/machine/presets by \`npm run generate\`. Do not edit.\n\n/** Machine files that come with the package, by name. */\nexport const presetTexts: Readonly<Record<string, string>> = {\n${entries.join('\n')}\n};\n`;
  return [{ path: 'packages/machine/src/generated/presets.ts', text }];
}

function quote(text) {
  return `'${JSON.stringify(text).slice(1, -1).replaceAll('\\"', '"').replaceAll("'", "\\'")}'`;
}
