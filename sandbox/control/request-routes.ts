import { Hono } from 'hono';
import { z } from 'zod';
import type { ControlRoom } from './control-room.ts';
import { checked } from './read-json.ts';
import { SURFACES } from './surfaces.ts';

const flag = z.enum(['0', '1', 'true', 'false']).transform((text) => text === '1' || text === 'true');
const whole = z.coerce.number().int().min(0);

const querySchema = z.strictObject({
  surface: z.enum(SURFACES).optional(),
  from: z.enum(['outside', 'composio']).optional(),
  method: z.string().optional(),
  path: z.string().optional(),
  tool: z.string().optional(),
  person: z.string().optional(),
  status: whole.optional(),
  done: flag.optional(),
  since: whole.optional(),
  wait: flag.default(false),
  count: whole.default(1),
  /** Milliseconds. */
  timeout: whole.max(60_000).default(10_000),
});

/** What was asked of the sandbox. With `wait`, the answer comes when there are `count` requests; 408 when they did not come. */
export function requestRoutes({ recorder }: ControlRoom): Hono {
  const app = new Hono();

  app.get('/requests', async (c) => {
    const { wait, count, timeout, ...filter } = checked(querySchema, c.req.query());
    const end = AbortSignal.any([AbortSignal.timeout(timeout), c.req.raw.signal]);
    const requests = wait ? await recorder.waitFor(filter, count, end) : recorder.list(filter);
    const status = wait && requests.length < count ? 408 : 200;
    return c.json({ requests, count: requests.length, newest: recorder.newest() }, status);
  });
  app.delete('/requests', (c) => {
    recorder.clear();
    return c.json({ requests: [] });
  });

  return app;
}
