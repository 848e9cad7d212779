import { resolve } from 'node:path';
import { defineConfig } from 'vitest/config';

/** Tests on a PostgreSQL of their own: the app's modules know one database, so each file loads them anew. */
const ON_A_DATABASE = '{lib,launcher}/**/*.db.test.ts';

export default defineConfig({
  resolve: {
    alias: [
      // Outside of Next's bundler this package throws by design.
      { find: 'server-only', replacement: resolve(import.meta.dirname, 'node_modules/server-only/empty.js') },
      { find: /^@\//, replacement: `${import.meta.dirname}/` },
    ],
  },
  test: {
    testTimeout: 15_000,
    maxWorkers: '100%',
    setupFiles: ['launcher/test-support/property-seed.ts'],
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          include: ['{app,components,lib,launcher}/**/*.test.{ts,tsx}'],
          exclude: [ON_A_DATABASE],
          // Loading the same modules for each file again took a third of the time; no test changes one.
          isolate: false,
        },
      },
      { extends: true, test: { name: 'sandbox', include: ['sandbox/**/*.test.ts'], isolate: false } },
      { extends: true, test: { name: 'database', include: [ON_A_DATABASE] } },
    ],
  },
});
