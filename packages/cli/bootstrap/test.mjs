// `npm test`: installs and builds what is missing, then formatting, lint and all tests but the heavy suites.

import { join } from 'node:path';
import { prepare, root, run } from './prepare.mjs';

prepare();
const bin = (name) => join(root, 'node_modules/.bin', name);
run(bin('biome'), ['check', '--error-on-warnings', '.']);
run(process.execPath, [join(root, 'node_modules/typescript/bin/tsc'), '-p', 'test/tsconfig.json']);
run(bin('vitest'), ['run', '--config', 'test/vitest.config.ts', ...process.argv.slice(2)]);
