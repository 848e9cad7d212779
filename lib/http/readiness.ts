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
    stateOf(reach(composio.baseUrl)),
    stateOf(reach(model.baseUrl)),
  ]);
  return {
    ready: databaseState === 'ok',
    dependencies: { database: databaseState, composio: composioState, model: modelState },
  };
}

/** Any answer will do, also that a key is missing: no key is sent for a probe that anybody can ask for. */
async function reach(url: string): Promise<void> {
  const response = await fetch(url, { signal: AbortSignal.timeout(PROBE_MS) });
  await response.body?.cancel();
}

function stateOf(probe: Promise<unknown>): Promise<State> {
  const tooLate = new Promise<State>((resolve) => setTimeout(resolve, PROBE_MS, 'unreachable').unref());
  const state = probe.then(
    () => 'ok' as const,
    () => 'unreachable' as const,
  );
  return Promise.race([state, tooLate]);
}
