import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { stopAll } from '../../launcher/children.ts';
import { startPostgres } from '../../launcher/postgres.ts';
import { measureHistory } from '../history.ts';
import { held, type Line } from '../line.ts';

/** The history of a person with many calls among those of many people, in a database of its own. */
export function history(own: number, all: number) {
  return async (): Promise<Line[]> => {
    const folder = mkdtempSync(join(tmpdir(), 'tributary-bench-'));
    try {
      const { url } = await startPostgres(folder);
      const lines = await measureHistory(url, { own, all });
      return lines
        .map((line) => JSON.parse(line))
        .map(({ name, p95, unit, budget }) => held({ name, value: p95, unit, budget: { atMost: budget } }));
    } finally {
      await stopAll();
      rmSync(folder, { recursive: true, force: true });
    }
  };
}
