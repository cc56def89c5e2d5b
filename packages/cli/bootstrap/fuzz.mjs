// `npm run fuzz`: installs and builds what is missing, then meets the toolchain with hostile files (`test/fuzz/main.ts`).

import { join } from 'node:path';
import { prepare, root, run } from './prepare.mjs';

prepare();
// A project of its own: in one build with the packages it would look for what is not written yet.
run(process.execPath, [join(root, 'node_modules/typescript/bin/tsc'), '-b', 'test/fuzz']);
run(process.execPath, [join(root, 'test/fuzz/dist/main.js'), ...process.argv.slice(2)]);
