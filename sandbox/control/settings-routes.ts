import { Hono } from 'hono';
import { z } from 'zod';
import type { ControlRoom } from './control-room.ts';
import { readJson } from './read-json.ts';

const settingsSchema = z.strictObject({
  searchLagMs: z.int().min(0).max(3_600_000).optional(),
  badCredentials: z.enum(['documented', 'measured']).optional(),
  modelPaceMs: z.int().min(0).max(10_000).optional(),
});

const YEAR_MS = 366 * 24 * 60 * 60 * 1000;
const clockSchema = z.strictObject({ advanceMs: z.int().min(-YEAR_MS).max(YEAR_MS) });

/** How the site and the model behave, and what time it is. */
export function settingsRoutes(room: ControlRoom): Hono {
  const app = new Hono();
  const settings = () => ({
    searchLagMs: room.site.settings.searchLagMs,
    badCredentials: room.site.settings.badCredentials,
    modelPaceMs: room.model.paceMs,
  });
  const clock = () => ({ now: room.site.now().toISOString(), offsetMs: room.offsetMs() });

  app.get('/settings', (c) => c.json(settings()));
  app.patch('/settings', async (c) => {
    const given = await readJson(c, settingsSchema);
    const { modelPaceMs = room.model.paceMs, ...site } = { ...settings(), ...given };
    Object.assign(room.site.settings, site);
    room.model.paceMs = modelPaceMs;
    return c.json(settings());
  });

  app.get('/clock', (c) => c.json(clock()));
  app.post('/clock', async (c) => {
    room.advance((await readJson(c, clockSchema)).advanceMs);
    return c.json(clock());
  });

  return app;
}
