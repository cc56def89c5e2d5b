// `npm start`: compiles the example model for six cards, runs it, checks the result and prints a short report.

import { join } from 'node:path';
import { prepare, root, run } from './prepare.mjs';

prepare();
run(process.execPath, [join(root, 'examples/dlrm-kaggle/main.mjs'), ...process.argv.slice(2)]);
