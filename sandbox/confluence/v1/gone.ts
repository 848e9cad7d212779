import type { MiddlewareHandler } from 'hono';
import { ConfluenceError } from '../errors.ts';
import type { RestEnv } from '../site.ts';

/** For endpoints that were removed: on the gateway they are gone, on the site itself old clients still find them. */
export const goneOnGateway: MiddlewareHandler<RestEnv> = async (c, next) => {
  if (c.get('form') === 'gateway')
    throw new ConfluenceError(410, 'This deprecated endpoint has been removed.');
  await next();
};
