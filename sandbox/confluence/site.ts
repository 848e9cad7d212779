import type { DatabaseSync } from 'node:sqlite';
import type { Context } from 'hono';
import type { SiteEvent } from './site-events.ts';
import type { Person } from './users/people.ts';

/** How the site behaves where a live one may behave in more than one way. */
export type SiteSettings = {
  /** How long after a write CQL finds it, in milliseconds. */
  searchLagMs: number;
  /** What callers with bad credentials get: the documented 401, or the 403 and 404 that live sites were seen to send. */
  badCredentials: 'documented' | 'measured';
};

export const defaultSettings: SiteSettings = { searchLagMs: 0, badCredentials: 'documented' };

/** What every room of the site needs: its database, its clock, its settings, and a way to tell others of a change. */
export type Site = {
  db: DatabaseSync;
  now: () => Date;
  settings: SiteSettings;
  /** Call it after the transaction that made the change. */
  announce: (event: SiteEvent) => void;
};

/** Set by the credential check: who is asking, and whether on the site itself (Basic) or on the gateway (Bearer). */
export type RestEnv = { Variables: { caller: Person; form: 'site' | 'gateway' } };

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
  return c.req.path.replace(/^(\/atlassian)?\/ex\/confluence\/[^/]+/, '');
}
