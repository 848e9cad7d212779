import { type Json, storage, unique } from '@tributary/sandbox/testing';
import type { Done, UndoSite } from './undo-site.ts';

/** One tool: what it is given, how to see in Confluence what it wrote, and what makes taking it back a mistake. */
export type UndoCase = {
  input(site: UndoSite): Promise<Json>;
  /** What of Confluence the write changes. `done` is null before it. */
  look(site: UndoSite, input: Json, done: Done | null): Promise<unknown>;
  /** What the sentence of the undo says. */
  sentence: RegExp;
  /** What somebody does afterwards that forbids the undo, and the reason that is given then. */
  meanwhile: { what: string; act(site: UndoSite, done: Done): Promise<unknown>; reason: RegExp }[];
};

export async function spaceId(site: UndoSite, key = 'ENG'): Promise<string> {
  return (await site.rest('GET', `/wiki/api/v2/spaces?keys=${key}`)).results[0].id;
}

export async function newContent(
  site: UndoSite,
  type: 'pages' | 'blogposts',
  more: Json = {},
): Promise<Json> {
  const space = await spaceId(site);
  const fields = { spaceId: space, status: 'current', title: unique('Trial'), body: storage('<p>one</p>') };
  return site.rest('POST', `/wiki/api/v2/${type}`, { ...fields, ...more });
}

/** A new version by Grace, from what there is. */
export async function edit(site: UndoSite, type: 'pages' | 'blogposts', id: string): Promise<void> {
  const { title, version } = await site.rest('GET', `/wiki/api/v2/${type}/${id}`);
  const changed = { id, status: 'current', title, body: storage('<p>by Grace</p>') };
  const number = version.number + 1;
  await site.rest('PUT', `/wiki/api/v2/${type}/${id}`, { ...changed, version: { number } }, 'grace');
}

export const trash = (site: UndoSite, collection: string, id: string) =>
  site.rest('DELETE', `/wiki/api/v2/${collection}/${id}`);

/** Title, text, state and place of a page or blog post; null when there is none. */
export async function lookAt(site: UndoSite, type: 'pages' | 'blogposts', id: string): Promise<unknown> {
  const { status, title, parentId, body } = await site.rest(
    'GET',
    `/wiki/api/v2/${type}/${id}?body-format=storage`,
  );
  return { status, title, parentId, body: body.storage.value };
}
