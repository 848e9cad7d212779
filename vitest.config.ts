import { resolve } from 'node:path';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  resolve: {
    alias: [
      // Outside of Next's bundler this package throws by design.
      { find: 'server-only', replacement: resolve(import.meta.dirname, 'node_modules/server-only/empty.js') },
      { find: /^@\//, replacement: `${import.meta.dirname}/` },
    ],
  },
  test: {
    include: ['{app,components,lib,launcher,sandbox}/**/*.test.{ts,tsx}'],
    testTimeout: 15_000,
    // Loading the same modules for each file again took a third of the time; no test changes one.
    isolate: false,
    maxWorkers: '100%',
  },
});
