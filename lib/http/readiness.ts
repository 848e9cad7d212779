import 'server-only';
import { sql } from 'drizzle-orm';
import { config } from '@/lib/config/config';
import { database } from '@/lib/db/client';

const PROBE_MS = 2_000;

type State = 'ok' | 'unreachable';
export type Readiness = { ready: boolean; dependencies: { database: State; composio: State; model: State } };

/** Can this process serve? Without the database it cannot; without the others it can still show what there is. */
export async function readiness(): Promise<Readiness> {
  const { composio, model } = config();
  const [databaseState, composioState, modelState] = await Promise.all([
    stateOf(database().execute(sql`select 1`)),
    // Any answer will do, also that a key is missing: the key is not sent for a probe that anybody can ask for.
    stateOf(fetch(composio.baseUrl, { signal: AbortSignal.timeout(PROBE_MS) })),
    stateOf(fetch(model.baseUrl, { signal: AbortSignal.timeout(PROBE_MS) })),
  ]);
  return {
    ready: databaseState === 'ok',
    dependencies: { database: databaseState, composio: composioState, model: modelState },
  };
}

const stateOf = (probe: Promise<unknown>): Promise<State> =>
  probe.then(
    () => 'ok' as const,
    () => 'unreachable' as const,
  );
