import type { Hono } from 'hono';
import { z } from 'zod';
import { openDatabase } from '../../database.ts';
import { createConfluence } from '../confluence.ts';
import { defaultSettings, type Site } from '../site.ts';
import type { SiteEvent } from '../site-events.ts';
import type { Nick } from '../users/people.ts';

const loose = z.looseObject({});

/** A seeded site in memory at a fixed time, what happened on it, and a client that asks it as one of its people. */
export function freshSite(now: () => Date = () => new Date('2026-09-16T12:00:00.000Z')) {
  const db = openDatabase(':memory:');
  const events: SiteEvent[] = [];
  const announce = (event: SiteEvent): void => {
    events.push(event);
  };
  const settings = { ...defaultSettings };
  const app: Hono = createConfluence({ db, now, settings, onChange: announce });
  const site: Site = { db, now, settings, announce };
  const ask = async (who: Nick, method: string, path: string, body?: unknown) => {
    const response = await app.request(`http://localhost:4500${path}`, {
      method,
      headers: { authorization: basic(who), 'content-type': 'application/json' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    const json = text.startsWith('{') ? loose.parse(JSON.parse(text)) : {};
    return { status: response.status, headers: response.headers, text, json };
  };
  return { app, ask, site, events };
}

export function basic(nick: Nick): string {
  return `Basic ${Buffer.from(`${nick}@example.com:token`).toString('base64')}`;
}

/** The results of a list answer, as loose records. */
export function resultsOf(json: Record<string, unknown>): Record<string, unknown>[] {
  return z.array(loose).parse(json.results);
}

/** The first error's title of a v2 refusal. */
export function titleOf(json: Record<string, unknown>): unknown {
  return z.object({ errors: z.array(z.object({ title: z.string() })) }).parse(json).errors[0]?.title;
}
