// `npm run test:models`: installs and builds what is missing, then tries trained networks (`test/trained-models`).

import { join } from 'node:path';
import { prepare, root, run } from './prepare.mjs';

prepare();
run(process.execPath, [join(root, 'test/trained-models/test.mjs'), ...process.argv.slice(2)]);
