import 'server-only';
import pg from 'pg';
import { config } from '@/lib/config/config';

/** What processes on one database tell each other: of turns, by their ids, and what has changed for a person, as JSON. */
const CHANNELS = ['turn_events', 'turn_stop', 'user_changes'] as const;
export type Channel = (typeof CHANNELS)[number];

/** Gets what was told; or null when something may have been missed, so that one should look again. */
type Listener = (payload: string | null) => void;

const RECONNECT_MS = 500;

type Hub = { listeners: Record<Channel, Set<Listener>>; ready: Promise<void> | undefined };

// Bundles have modules of their own, and development reloads them: there must be one connection a process.
const kept = globalThis as { tributaryListening?: Hub };

/** Hears a channel until the answered function is called. Resolves once nothing can be missed any more. */
export async function listen(channel: Channel, listener: Listener): Promise<() => void> {
  kept.tributaryListening ??= {
    listeners: { turn_events: new Set(), turn_stop: new Set(), user_changes: new Set() },
    ready: undefined,
  };
  const hub = kept.tributaryListening;
  hub.listeners[channel].add(listener);
  hub.ready ??= connect(hub);
  await hub.ready;
  return () => void hub.listeners[channel].delete(listener);
}

async function connect(hub: Hub): Promise<void> {
  for (;;) {
    const client = new pg.Client({
      connectionString: config().databaseUrl,
      connectionTimeoutMillis: 5_000,
      keepAlive: true,
    });
    let up = false;
    // A broken connection also ends, which is what counts here.
    client.on('error', () => undefined);
    client.once('end', () => {
      if (up) hub.ready = connect(hub).then(() => lookAgain(hub));
    });
    client.on('notification', ({ channel, payload }) => {
      const known = CHANNELS.find((one) => one === channel);
      if (known) for (const listener of hub.listeners[known]) listener(payload ?? null);
    });
    try {
      await client.connect();
      for (const channel of CHANNELS) await client.query(`listen ${channel}`);
      up = true;
      return;
    } catch (error) {
      console.error('Cannot listen to the database:', error instanceof Error ? error.message : error);
      await client.end().catch(() => undefined);
      await new Promise((resolve) => setTimeout(resolve, RECONNECT_MS));
    }
  }
}

function lookAgain(hub: Hub): void {
  for (const channel of CHANNELS) for (const listener of hub.listeners[channel]) listener(null);
}
