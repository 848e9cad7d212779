import { randomUUID } from 'node:crypto';
import type { DatabaseSync } from 'node:sqlite';
import { z } from 'zod';
import { ComposioError } from '../errors.ts';
import { newId } from '../ids.ts';

const object = z.string().transform((text) => z.record(z.string(), z.unknown()).parse(JSON.parse(text)));

const rowSchema = z.object({
  id: z.string(),
  uuid: z.string(),
  project: z.string(),
  user_id: z.string(),
  slug: z.string(),
  account_id: z.string(),
  config: object,
  /** What it remembers between events. */
  state: object,
  /** Where the sandbox was reached when it was made: links in payloads begin with it. */
  origin: z.string(),
  disabled_at: z.string().nullable(),
  created_at: z.string(),
  updated_at: z.string(),
});

/** A trigger that a project has set up for one connected account. */
export type TriggerInstance = z.infer<typeof rowSchema>;

type Store = { db: DatabaseSync; now: () => Date };

function parseRows(rows: unknown[]): TriggerInstance[] {
  return rows.map((row) => rowSchema.parse(row));
}

/** All instances of a project, newest first. */
export function listTriggers(db: DatabaseSync, project: string): TriggerInstance[] {
  return parseRows(
    db.prepare('SELECT * FROM composio_triggers WHERE project = ? ORDER BY rowid DESC').all(project),
  );
}

/** The enabled instances of some types, of all projects, oldest first. */
export function enabledTriggers(db: DatabaseSync, slugs: readonly string[]): TriggerInstance[] {
  const marks = slugs.map(() => '?').join(', ');
  return parseRows(
    db
      .prepare(
        `SELECT * FROM composio_triggers WHERE disabled_at IS NULL AND slug IN (${marks}) ORDER BY rowid`,
      )
      .all(...slugs),
  );
}

/** Throws 404 when there is no such instance in this project. */
export function getTrigger(db: DatabaseSync, project: string, id: string): TriggerInstance {
  const row = db.prepare('SELECT * FROM composio_triggers WHERE id = ? AND project = ?').get(id, project);
  if (row === undefined) throw new ComposioError(404, 'TriggerInstance_NotFound', `Trigger ${id} not found.`);
  return rowSchema.parse(row);
}

/** Makes an instance, or enables again the one that is the same in account, type and config. */
export function upsertTrigger(
  store: Store,
  wanted: Pick<
    TriggerInstance,
    'project' | 'user_id' | 'slug' | 'account_id' | 'config' | 'state' | 'origin'
  >,
): TriggerInstance {
  const config = JSON.stringify(wanted.config);
  const same = listTriggers(store.db, wanted.project).find(
    (one) =>
      one.slug === wanted.slug &&
      one.account_id === wanted.account_id &&
      JSON.stringify(one.config) === config,
  );
  if (same !== undefined) return changeTrigger(store, same, { disabled_at: null, state: wanted.state });
  const id = newId('ti');
  const now = store.now().toISOString();
  store.db
    .prepare(
      `INSERT INTO composio_triggers (id, uuid, project, user_id, slug, account_id, config, state, origin, created_at, updated_at)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    )
    .run(
      id,
      randomUUID(),
      wanted.project,
      wanted.user_id,
      wanted.slug,
      wanted.account_id,
      config,
      JSON.stringify(wanted.state),
      wanted.origin,
      now,
      now,
    );
  return getTrigger(store.db, wanted.project, id);
}

export function changeTrigger(
  store: Store,
  trigger: TriggerInstance,
  change: Partial<Pick<TriggerInstance, 'disabled_at' | 'state'>>,
): TriggerInstance {
  const next = { disabled_at: trigger.disabled_at, state: trigger.state, ...change };
  store.db
    .prepare('UPDATE composio_triggers SET disabled_at = ?, state = ?, updated_at = ? WHERE id = ?')
    .run(next.disabled_at, JSON.stringify(next.state), store.now().toISOString(), trigger.id);
  return getTrigger(store.db, trigger.project, trigger.id);
}

export function deleteTrigger(db: DatabaseSync, trigger: TriggerInstance): void {
  db.prepare('DELETE FROM composio_triggers WHERE id = ?').run(trigger.id);
}
