import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

// One process, modules shared between files: tests are pure, and module loading is most of their cost otherwise.
// Packages resolve to their sources, so tests need no build.
const conditions = ['@afterglow/source'];

export default defineConfig({
  root: fileURLToPath(new URL('..', import.meta.url)),
  resolve: { conditions },
  ssr: { resolve: { conditions } },
  test: {
    include: ['packages/**/src/**/*.test.ts', 'backends/**/src/**/*.test.ts', 'test/**/*.test.ts'],
    exclude: ['**/node_modules/**', '**/dist/**', 'test/heavy/**'],
    setupFiles: [fileURLToPath(new URL('vitest.setup.ts', import.meta.url))],
    isolate: false,
    pool: 'threads',
    testTimeout: 60_000,
  },
});
