// `npm run fuzz`: installs and builds what is missing, then meets the toolchain with hostile files (`test/fuzz/main.ts`).

import { join } from 'node:path';
import { prepare, root, run } from './prepare.mjs';

prepare();
run(process.execPath, [join(root, 'test/fuzz/dist/main.js'), ...process.argv.slice(2)]);
