import { type Context, Hono, type Next } from 'hono';
import { ConfluenceError } from '../errors.ts';
import type { RestEnv } from '../site.ts';

/** Content calls that v2 took the place of. */
const REMOVED: [methods: string[], path: string][] = [
  [['GET', 'POST'], '/rest/api/content'],
  [['GET', 'PUT', 'DELETE'], '/rest/api/content/:id{\\d+}'],
  [['GET'], '/rest/api/content/:id{\\d+}/history'],
  [['GET'], '/rest/api/content/:id{\\d+}/label'],
  [['GET'], '/rest/api/content/:id{\\d+}/child'],
  [['GET'], '/rest/api/content/:id{\\d+}/child/:type'],
  [['GET', 'POST'], '/rest/api/content/:id{\\d+}/property'],
  [['GET', 'POST', 'PUT', 'DELETE'], '/rest/api/content/:id{\\d+}/property/:key'],
  [['GET', 'POST'], '/rest/api/space/:key/property'],
  [['GET', 'POST', 'PUT', 'DELETE'], '/rest/api/space/:key/property/:name'],
  [['GET'], '/rest/api/space/:key/content'],
  [['GET'], '/rest/api/space/:key/content/:type'],
  [['POST'], '/rest/api/contentbody/convert/:to'],
];

/** On the gateway these calls are gone, and say so; on the site itself they are not here, as whatever is not. */
export function goneRoutes(): Hono<RestEnv> {
  const app = new Hono<RestEnv>();
  const gone = async (c: Context<RestEnv>, next: Next) => {
    if (c.get('form') === 'gateway')
      throw new ConfluenceError(410, 'This deprecated endpoint has been removed.');
    await next();
  };
  for (const [methods, path] of REMOVED) app.on(methods, path, gone);
  return app;
}
