// Property tests draw from one fixed seed, so that main is guarded against what changed and not by luck: a run that
// fails can be repeated, and one that passed will pass again. `AFTERGLOW_SEED=n npm test` draws others.

import fc from 'fast-check';

fc.configureGlobal({ seed: Number(process.env['AFTERGLOW_SEED'] ?? 1) });
