import { type Json, unique } from '@tributary/sandbox/testing';
import { newContent, spaceId, type UndoCase } from './undo-case.ts';
import type { UndoSite } from './undo-site.ts';

const VALUE = { words: ['a', null, 1.5], deep: { empty: null } };
const OTHER = { changed: true };

async function spaceKeys(site: UndoSite, key: string): Promise<string[]> {
  return (await site.rest('GET', `/wiki/api/v2/spaces?keys=${key}`)).results.map((row: Json) => row.key);
}

function newSpace(sentence: RegExp): UndoCase {
  return {
    input: async () => {
      const name = unique('Team');
      return { key: name.replace(' ', '').toUpperCase(), name };
    },
    look: (site, input) => spaceKeys(site, input.key),
    sentence,
    meanwhile: [
      {
        what: 'a page was made in it',
        act: (site, done) => newContent(site, 'pages', { spaceId: done.result.id }),
        reason: /is not empty any more: it holds 1 page \(“Trial \d+”\) and “Trial \d+” below its homepage\./,
      },
      {
        what: 'a blog post was written in it',
        act: (site, done) => newContent(site, 'blogposts', { spaceId: done.result.id }),
        reason:
          /is not empty any more: it holds 1 blog post \(“Trial \d+”\)\. Confluence deletes spaces for good\.$/,
      },
      {
        what: 'its homepage was written on',
        async act(site, done) {
          const { homepageId } = await site.rest('GET', `/wiki/api/v2/spaces/${done.result.id}`);
          const body = { representation: 'storage', value: '<p>Welcome</p>' };
          const asked = { id: homepageId, status: 'current', title: 'Welcome', body, version: { number: 2 } };
          await site.rest('PUT', `/wiki/api/v2/pages/${homepageId}`, asked);
        },
        reason: /holds a homepage that was written on\./,
      },
      {
        what: 'it was deleted',
        act: (site, done) => site.runTool('CONFLUENCE_DELETE_SPACE', { space_key: done.result.key }, 'admin'),
        reason: /is gone already\.$/,
      },
    ],
  };
}

type Owner = 'pages' | 'blogposts' | 'whiteboards' | 'spaces';

async function newOwner(site: UndoSite, owner: Owner): Promise<string> {
  if (owner === 'spaces') {
    const key = unique('PROP').replace(' ', '');
    return (await site.runTool('CONFLUENCE_CREATE_SPACE', { key, name: key })).id;
  }
  if (owner !== 'whiteboards') return (await newContent(site, owner)).id;
  return (await site.rest('POST', '/wiki/api/v2/whiteboards', { spaceId: await spaceId(site), title: 'B' }))
    .id;
}

/** Which owner and property a tool's arguments mean, whatever it calls them. */
function ownerOf(args: Json): string {
  return args.page_id ?? args.pageId ?? args.whiteboard_id ?? args.whiteboardId ?? args.spaceId ?? args.id;
}

async function propertiesOf(site: UndoSite, owner: Owner, id: string): Promise<Json[]> {
  return (await site.rest('GET', `/wiki/api/v2/${owner}/${id}/properties`)).results;
}

/** Finds the owner again from what was done: the tools for spaces may know it by its key. */
async function idOf(site: UndoSite, args: Json): Promise<string> {
  const key = args.spaceKey ?? args.spaceIdOrKey;
  return key === undefined ? ownerOf(args) : spaceId(site, key);
}

async function lookAtProperty(site: UndoSite, owner: Owner, args: Json): Promise<unknown> {
  const rows = await propertiesOf(site, owner, await idOf(site, args));
  return rows.map(({ key, value }) => ({ key, value }));
}

async function changeFirst(site: UndoSite, owner: Owner, args: Json): Promise<void> {
  const id = await idOf(site, args);
  const [row] = await propertiesOf(site, owner, id);
  const body = { key: row.key, value: 'by Grace', version: { number: row.version.number + 1 } };
  const path = `/wiki/api/v2/${owner}/${id}/properties/${row.id}`;
  await site.rest('PUT', path, body, owner === 'spaces' ? 'admin' : 'grace');
}

async function removeFirst(site: UndoSite, owner: Owner, args: Json): Promise<void> {
  const id = await idOf(site, args);
  const [row] = await propertiesOf(site, owner, id);
  await site.rest('DELETE', `/wiki/api/v2/${owner}/${id}/properties/${row.id}`);
}

async function addAgain(site: UndoSite, owner: Owner, args: Json): Promise<void> {
  const path = `/wiki/api/v2/${owner}/${await idOf(site, args)}/properties`;
  await site.rest('POST', path, { key: 'note', value: 'again' });
}

function creation(owner: Owner, argument: string): UndoCase {
  return {
    input: async (site) => ({ [argument]: await newOwner(site, owner), key: 'note', value: VALUE }),
    look: (site, input) => lookAtProperty(site, owner, input),
    sentence: /^Takes back: the property “note” of .+ is deleted$/,
    meanwhile: [
      {
        what: 'it was changed',
        act: (site, done) => changeFirst(site, owner, done.arguments),
        reason: /^(Grace Hopper|Site Administrator) made version 2 since\.$/,
      },
      {
        what: 'it was deleted and made again',
        async act(site, done) {
          await removeFirst(site, owner, done.arguments);
          await addAgain(site, owner, done.arguments);
        },
        reason: /^Since then it was deleted and made again\.$/,
      },
    ],
  };
}

/** Makes an owner with a property, and names both as the tool does. */
function existing(owner: Owner, ownerName: string, propertyName: string) {
  return async (site: UndoSite): Promise<Json> => {
    const id = await newOwner(site, owner);
    const property = await site.rest('POST', `/wiki/api/v2/${owner}/${id}/properties`, {
      key: 'note',
      value: VALUE,
    });
    const { key } = ownerName.includes('Key')
      ? await site.rest('GET', `/wiki/api/v2/spaces/${id}`)
      : { key: id };
    return { [ownerName]: key, [propertyName]: propertyName === 'propertyId' ? property.id : 'note' };
  };
}

function change(owner: Owner, ownerName: string, propertyName: string): UndoCase {
  return {
    input: async (site) => ({ ...(await existing(owner, ownerName, propertyName)(site)), value: OTHER }),
    look: (site, input) => lookAtProperty(site, owner, input),
    sentence: /^Takes back: the property “note” of .+ gets its former value again$/,
    meanwhile: [
      {
        what: 'it was changed',
        act: (site, done) => changeFirst(site, owner, done.arguments),
        reason: /^(Grace Hopper|Site Administrator) made version 3 since\.$/,
      },
      {
        what: 'it was deleted',
        act: (site, done) => removeFirst(site, owner, done.arguments),
        reason: /^The property “note” is gone\.$/,
      },
    ],
  };
}

function deletion(owner: Owner, ownerName: string, propertyName: string): UndoCase {
  return {
    input: existing(owner, ownerName, propertyName),
    look: (site, input) => lookAtProperty(site, owner, input),
    sentence: /^Takes back: the property “note” of .+ is made again$/,
    meanwhile: [
      {
        what: 'somebody made another',
        act: (site, done) => addAgain(site, owner, done.arguments),
        reason: /^Site Administrator made a property “note” again since\.$/,
      },
    ],
  };
}

/** The tools that write spaces and properties. */
export const spaceCases: Record<string, UndoCase> = {
  CREATE_SPACE: newSpace(/^Takes back: the new space “Team \d+” is deleted for good$/),
  CREATE_PRIVATE_SPACE: newSpace(/^Takes back: the new space “Team \d+” is deleted for good$/),

  CREATE_PAGE_PROPERTY: creation('pages', 'page_id'),
  CREATE_BLOGPOST_PROPERTY: creation('blogposts', 'id'),
  CREATE_CONTENT_PROPERTY_FOR_WHITEBOARD: creation('whiteboards', 'whiteboard_id'),
  CREATE_SPACE_PROPERTY: creation('spaces', 'spaceId'),

  UPDATE_CONTENT_PROPERTY_FOR_PAGE_BY_ID: change('pages', 'pageId', 'propertyId'),
  UPDATE_BLOGPOST_PROPERTY: change('blogposts', 'id', 'propertyKey'),
  UPDATE_CONTENT_PROPERTY_FOR_WHITEBOARD_BY_ID: change('whiteboards', 'whiteboardId', 'propertyId'),
  UPDATE_SPACE_PROPERTY: change('spaces', 'spaceKey', 'propertyKey'),

  DELETE_CONTENT_PROPERTY_FOR_PAGE_BY_ID: deletion('pages', 'pageId', 'propertyId'),
  DELETE_BLOGPOST_PROPERTY: deletion('blogposts', 'id', 'propertyKey'),
  DELETE_CONTENT_PROPERTY_FOR_WHITEBOARD_BY_ID: deletion('whiteboards', 'whiteboardId', 'propertyId'),
  DELETE_SPACE_PROPERTY: deletion('spaces', 'spaceIdOrKey', 'propertyKey'),
};
