import 'server-only';
import { logConnection } from '@/lib/db/client';
import { runningTurns } from './running-turns';

const EVERY_MS = 2_500;

const BEAT = `
  update turns set heartbeat_at = now() where id = any($1::uuid[]) and status = 'running'
  returning id, stop_requested_at is not null as stop`;

/**
 * Shows other processes that the turns of this one are alive, all in one statement. Stops those that somebody asked to be stopped,
 * and gives up those that another process took for dead while this one slept.
 */
export function keepHeartbeats(): void {
  const beat = async () => {
    const turns = [...runningTurns().values()];
    if (turns.length === 0) return;
    const { rows } = await logConnection().query<{ id: string; stop: boolean }>({
      name: 'heartbeats',
      text: BEAT,
      values: [turns.map(({ turnId }) => turnId)],
    });
    const alive = new Map(rows.map(({ id, stop }) => [id, stop]));
    for (const { turnId, stop, giveUp } of turns) {
      const stopped = alive.get(turnId);
      if (stopped === undefined) giveUp();
      else if (stopped) stop();
    }
  };
  const again = () => {
    beat()
      .catch((error: unknown) => console.error('[turns] heartbeats:', error))
      .finally(() => setTimeout(again, EVERY_MS).unref());
  };
  setTimeout(again, EVERY_MS).unref();
}
