// `npm run test:heavy`: whole networks, all recorded models on both card machines, and what else takes minutes.

import { join } from 'node:path';
import { prepare, root, run } from './prepare.mjs';

prepare();
const vitest = join(root, 'node_modules/.bin/vitest');
run(vitest, ['run', '--config', 'test/heavy/vitest.config.ts', ...process.argv.slice(2)]);
