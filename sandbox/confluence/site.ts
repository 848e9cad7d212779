import type { DatabaseSync } from 'node:sqlite';
import type { Context } from 'hono';
import type { Person } from './people.ts';

/** What every room of the site needs: its database and its clock. */
export type Site = { db: DatabaseSync; now: () => Date };

/** Set by the credential check, so every REST handler knows who is asking. */
export type RestEnv = { Variables: { caller: Person } };

export const cloudId = 'b3a0c1de-5f42-4e8b-9d17-ac3e00000001';
export const siteName = 'acme';

/** Scheme, host and port of the request itself, so that links open on whatever port the sandbox runs. */
export function originOf(c: Context): string {
  const url = new URL(c.req.url);
  return `${url.protocol}//${c.req.header('host') ?? url.host}`;
}

/** The site's `_links.base`, the same for the site form and the gateway form. */
export function wikiBase(c: Context): string {
  return `${originOf(c)}/wiki`;
}

/** The REST path as the site form spells it: the gateway's prefix is taken away. */
export function sitePath(c: Context): string {
  return c.req.path.replace(/^\/ex\/confluence\/[^/]+/, '');
}
