// The script and the style sheet of the viewer's page for `npm run generate`: the modules of src/page as one script that an
// HTML file carries. A bundler would be a dependency of everybody who builds; all there is to do is to give every module a
// name and to resolve relative imports.

import { readFileSync } from 'node:fs';
import { dirname, join, posix } from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';

const here = dirname(fileURLToPath(import.meta.url));
const ENTRY = 'page/ui/main.ts';

const OPTIONS = {
  target: ts.ScriptTarget.ES2022,
  module: ts.ModuleKind.CommonJS,
  removeComments: true,
  verbatimModuleSyntax: false,
  esModuleInterop: false,
};

/** The modules that `ENTRY` reaches, dependencies first, as `[name, script]`. */
function modules() {
  const done = new Map();
  const visit = (name) => {
    if (done.has(name)) return;
    done.set(name, undefined);
    const source = readFileSync(join(here, 'src', name), 'utf8');
    const { outputText } = ts.transpileModule(source, { compilerOptions: OPTIONS, fileName: name });
    const script = outputText.replace(/require\("([^"]+)"\)/g, (_, specifier) => {
      if (!specifier.startsWith('.')) throw new Error(`${name} imports ${specifier}: the page carries no packages`);
      const target = posix.join(posix.dirname(name), specifier.replace(/\.js$/, '.ts'));
      visit(target);
      return `require("${target}")`;
    });
    done.delete(name);
    done.set(name, script);
  };
  visit(ENTRY);
  return [...done];
}

function script() {
  const tables = modules().map(([name, text]) => `${JSON.stringify(name)}(require, exports) {\n${text.trim()}\n}`);
  return `"use strict";
(() => {
const modules = {
${tables.join(',\n')}
};
const loaded = {};
function require(name) {
if (!loaded[name]) modules[name](require, (loaded[name] = {}));
return loaded[name];
}
require(${JSON.stringify(ENTRY)});
})();`;
}

function constant(name, comment, text) {
  const lines = text.split('\n').map((line) => `  ${JSON.stringify(line)},`);
  return `/** ${comment} */\nexport const ${name}: string = [\n${lines.join('\n')}\n].join('\\n');\n`;
}

export function generate() {
  const style = readFileSync(join(here, 'src/page/style.css'), 'utf8').trim();
  const text = [
    '// Generated from packages/report/src/page by `npm run generate`; do not edit.\n',
    constant('PAGE_SCRIPT', 'The script of the page.', script()),
    constant('PAGE_STYLE', 'Its style sheet.', style),
  ].join('\n');
  return [{ path: 'packages/report/src/generated/page.ts', text }];
}
