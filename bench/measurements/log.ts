import pg from 'pg';
import { held, type Line } from '../line.ts';
import { askMany } from '../load.ts';
import { textOf } from '../model-server.ts';
import type { Setup } from '../setup.ts';

const RATE = 50;

/** What the event log of running turns costs PostgreSQL: rows, and bytes in the write-ahead log beside the text itself. */
export function log(streams: number, seconds: number) {
  return async ({ ours }: Setup): Promise<Line[]> => {
    const client = new pg.Client({ connectionString: ours.databaseUrl });
    await client.connect();
    const written = async () =>
      Number((await client.query('select wal_bytes from pg_stat_wal')).rows[0].wal_bytes);
    const rows = async () => Number((await client.query('select count(*) from turn_events')).rows[0].count);
    const tokens = seconds * RATE;
    // What is written of a page for the first time after a checkpoint is all of it, whatever it is written for.
    await askMany(ours, streams, { tokens: 100, rate: RATE });
    // Logs of earlier turns would be removed meanwhile, and counted.
    await client.query('truncate turn_events, turn_tails');
    const wal = await written();
    await askMany(ours, streams, { tokens, rate: RATE });
    const [walAfter, after] = [await written(), await rows()];
    await client.end();
    return [
      held({
        name: `log-rows-${streams}`,
        value: (after / (streams * tokens)) * 1000,
        unit: 'rows/1000 tokens',
        budget: { atMost: 10 },
      }),
      held({
        name: `log-wal-${streams}`,
        value: (walAfter - wal) / (streams * textOf(tokens).length),
        unit: 'bytes/byte of text',
        budget: { atMost: 3 },
      }),
    ];
  };
}
