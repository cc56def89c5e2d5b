// Lists files of one role in a generated module, so that adding one is adding a file: `*.import.ts`, `*.kernel.ts`, …

import { existsSync, readdirSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';

/** Each index: which files below which folder, and the module and constant that list them. */
const indexes = [
  {
    folder: 'packages/onnx/src/rules',
    suffix: '.import.ts',
    path: 'packages/onnx/src/generated/import-rules.ts',
    name: 'importRuleModules',
    what: 'Every file with import rules',
  },
  {
    folder: 'packages/onnx/src/export/rules',
    suffix: '.export.ts',
    path: 'packages/onnx/src/generated/export-rules.ts',
    name: 'exportRuleModules',
    what: 'Every file with export rules',
  },
  {
    folder: 'backends/interpreter/src/kernels',
    suffix: '.kernel.ts',
    path: 'backends/interpreter/src/generated/kernels.ts',
    name: 'kernelModules',
    what: 'Every file with kernels',
  },
];

function filesBelow(folder) {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) =>
      join(entry.parentPath, entry.name)
        .slice(folder.length + 1)
        .replaceAll('\\', '/'),
    );
}

/** `math/add.kernel.ts` → `mathAddKernel`. */
function identifier(file) {
  return file
    .replace(/\.ts$/, '')
    .replace(/[^A-Za-z0-9]+(.)/g, (_, next) => next.toUpperCase())
    .replace(/^\d/, '_$&');
}

export function generate(rootDir) {
  return indexes.map(({ folder, suffix, path, name, what }) => {
    const files = filesBelow(join(rootDir, folder))
      .filter((file) => file.endsWith(suffix))
      .sort();
    const up = relative(dirname(path), folder).replaceAll('\\', '/');
    const lines = [
      `// Generated from ${folder}/**/*${suffix} by \`npm run generate\`. Do not edit.`,
      '',
      ...files.map((file) => `import * as ${identifier(file)} from '${up}/${file.replace(/\.ts$/, '.js')}';`),
      ...(files.length > 0 ? [''] : []),
      `/** ${what}, by path; each value is all that one file exports. */`,
      `export const ${name}: readonly Readonly<Record<string, unknown>>[] = [`,
      ...files.map((file) => `  ${identifier(file)},`),
      '];',
      '',
    ];
    return { path, text: lines.join('\n') };
  });
}
