import { z } from 'zod';
import { confluenceAt } from './confluence-at.ts';

export const V2 = '/wiki/api/v2';
export const MARKETING = '1310721';
export const ENGINEERING = '1310722';
export const HOME = '2100001';
/** A page with labels, comments and tasks, at version 3. */
export const Q3 = '2100002';
/** A page with children. */
export const CAMPAIGNS = '2100004';
export const POST = '2100902';
/** A whiteboard in a folder. */
export const BOARD = '2200093';

const contentSchema = z.object({
  title: z.string(),
  version: z.object({ number: z.number() }),
  body: z.object({ storage: z.object({ value: z.string() }) }),
});
const idSchema = z.object({ id: z.string() });
const idsSchema = z.object({ results: z.array(idSchema).min(1) });

export type SiteOfPeople = ReturnType<typeof siteOfPeople>;

/** The seeded site at an address, with the people on it and what they do while somebody else decides. */
export function siteOfPeople(base: string) {
  const [ada, grace, admin] = [
    confluenceAt(base, 'ada'),
    confluenceAt(base, 'grace'),
    confluenceAt(base, 'admin'),
  ];

  async function content(kind: 'pages' | 'blogposts', id: string) {
    return contentSchema.parse(await admin.rest.get(`${V2}/${kind}/${id}`, { 'body-format': 'storage' }));
  }

  return {
    base,
    ada,
    grace,
    admin,

    /** Grace writes a new version. */
    async edit(kind: 'pages' | 'blogposts', id: string, change: { title?: string; body?: string }) {
      const now = await content(kind, id);
      await grace.send('PUT', `${V2}/${kind}/${id}`, {
        id,
        status: 'current',
        title: change.title ?? now.title,
        body: { representation: 'storage', value: change.body ?? now.body.storage.value },
        version: { number: now.version.number + 1 },
      });
    },

    /** The arguments of an update that adds a line. */
    async update(kind: 'pages' | 'blogposts', id: string, changed: Record<string, unknown> = {}) {
      const now = await content(kind, id);
      const value = `${now.body.storage.value}<p>One more line.</p>`;
      return {
        id,
        spaceId: MARKETING,
        title: now.title,
        version: { number: now.version.number + 1 },
        body: { storage: { value, representation: 'storage' } },
        ...changed,
      };
    },

    /** A property that is there already; gives its id. */
    async property(owner: string, key = 'status') {
      const body = { key, value: { state: 'open' } };
      return idSchema.parse(await admin.send('POST', `${V2}/${owner}/properties`, body)).id;
    },

    async openTask() {
      const list = await admin.rest.get(`${V2}/tasks`, { 'page-id': Q3, status: 'incomplete' });
      return idsSchema.parse(list).results[0]?.id ?? '';
    },
  };
}
