import { Hono } from 'hono';
import { HTTPException } from 'hono/http-exception';
import type { ComposioContext } from '../composio/context.ts';
import { ComposioError } from '../composio/errors.ts';
import { foreignRequest } from '../local-request.ts';
import { actRoutes } from './act-routes.ts';
import type { ControlRoom } from './control-room.ts';
import { faultRoutes } from './fault-routes.ts';
import { GUIDE } from './guide.ts';
import { requestRoutes } from './request-routes.ts';
import { settingsRoutes } from './settings-routes.ts';
import { turnRoutes } from './turn-routes.ts';

/** What the control room does with the sandbox as a whole. */
export type Sandbox = {
  context(): ComposioContext;
  /** Empties every table and begins anew from the seed. */
  reset(): void;
};

/**
 * `/control`: JSON in and out, errors as `{error:{message}}`. It obeys whoever reaches it, so that it refuses requests
 * that a web page elsewhere may have sent.
 */
export function createControl(room: ControlRoom, sandbox: Sandbox): Hono {
  const app = new Hono().basePath('/control');

  app.use('*', async (c, next) => {
    const crossSite = c.req.header('sec-fetch-site') === 'cross-site';
    const foreign = foreignRequest(c.req.raw) ?? (crossSite ? 'Sent by another site' : undefined);
    if (foreign !== undefined) return c.json({ error: { message: foreign } }, 403);
    await next();
  });

  app.get('/', (c) => c.json(GUIDE));
  app.post('/reset', (c) => {
    room.clear();
    sandbox.reset();
    return c.json({ reset: true });
  });
  app.route('/', faultRoutes(room));
  app.route('/', requestRoutes(room));
  app.route('/', settingsRoutes(room));
  app.route('/', turnRoutes(room));
  app.route('/', actRoutes(sandbox.context, room.site));

  app.notFound((c) =>
    c.json({ error: { message: `${c.req.method} ${c.req.path} is not in GET /control.` } }, 404),
  );
  app.onError((error, c) => {
    const { message } = error;
    if (error instanceof HTTPException) return c.json({ error: { message } }, error.status);
    if (error instanceof ComposioError) return c.json({ error: { message } }, 400);
    console.error(error);
    return c.json({ error: { message } }, 500);
  });
  return app;
}
