import type { MiddlewareHandler } from 'hono';
import { ComposioError } from './errors.ts';
import { hashSecret } from './ids.ts';

export type ProjectEnv = { Variables: { project: string } };

const CREDENTIAL_HEADERS = ['x-api-key', 'x-user-api-key', 'x-org-api-key', 'x-consumer-api-key'];

/** The project of a key. Only a hash of the key is kept. */
export function projectOf(key: string): string {
  return `pr_${hashSecret(key).slice(0, 16)}`;
}

/**
 * Reads the project from `x-api-key`. Every key that begins with `ak_` is a project of its own.
 * Throws 401 for a missing key, another kind of key, or two credentials at once.
 */
export const requireProject: MiddlewareHandler<ProjectEnv> = async (c, next) => {
  const sent = CREDENTIAL_HEADERS.filter((name) => c.req.header(name) !== undefined);
  const key = c.req.header('x-api-key') ?? '';
  if (sent.length > 1) {
    throw new ComposioError(
      401,
      'HTTP_Unauthorized',
      `Send one credential header, not ${sent.join(' and ')}.`,
    );
  }
  if (key === '') {
    throw new ComposioError(401, 'HTTP_Unauthorized', 'No API key provided in the x-api-key header.');
  }
  if (!/^ak_./.test(key)) {
    throw new ComposioError(
      401,
      'HTTP_Unauthorized',
      `Invalid API key: ${key.slice(0, 4)}****`,
      'Use a project API key. It begins with ak_.',
    );
  }
  c.set('project', projectOf(key));
  await next();
};
