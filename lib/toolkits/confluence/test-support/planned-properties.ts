import type { Args, ChangeCase } from './change-case.ts';
import { BOARD, MARKETING, POST, Q3, type SiteOfPeople, V2 } from './site-of-people.ts';

function changeProperty(site: SiteOfPeople, owner: string, id: string): Promise<unknown> {
  const body = { key: 'status', value: { state: 'closed' }, version: { number: 2 } };
  return site.admin.send('PUT', `${V2}/${owner}/properties/${id}`, body);
}

/** Adding, changing and deleting the properties of each of their owners. */
export const propertyCases: ChangeCase[] = [
  ...casesOf('page', `pages/${Q3}`, {
    title: '“Q3 Planning” in Marketing',
    create: ['CREATE_PAGE_PROPERTY', { page_id: Q3 }],
    update: ['UPDATE_CONTENT_PROPERTY_FOR_PAGE_BY_ID', { pageId: Q3 }],
    remove: ['DELETE_CONTENT_PROPERTY_FOR_PAGE_BY_ID', { pageId: Q3 }],
    by: 'propertyId',
  }),
  ...casesOf('blogpost', `blogposts/${POST}`, {
    title: '“Autumn Trails is live” in Marketing',
    create: ['CREATE_BLOGPOST_PROPERTY', { id: POST }],
    update: ['UPDATE_BLOGPOST_PROPERTY', { id: POST }],
    remove: ['DELETE_BLOGPOST_PROPERTY', { id: POST }],
    by: 'propertyKey',
  }),
  ...casesOf('whiteboard', `whiteboards/${BOARD}`, {
    title: 'the whiteboard “Ways off the ridge” in Engineering',
    create: ['CREATE_CONTENT_PROPERTY_FOR_WHITEBOARD', { whiteboard_id: BOARD }],
    update: ['UPDATE_CONTENT_PROPERTY_FOR_WHITEBOARD_BY_ID', { whiteboardId: BOARD }],
    remove: ['DELETE_CONTENT_PROPERTY_FOR_WHITEBOARD_BY_ID', { whiteboardId: BOARD }],
    by: 'propertyId',
  }),
  ...casesOf('space', `spaces/${MARKETING}`, {
    title: 'the space Marketing',
    create: ['CREATE_SPACE_PROPERTY', { spaceId: 'MKT' }],
    update: ['UPDATE_SPACE_PROPERTY', { spaceKey: 'MKT' }],
    remove: ['DELETE_SPACE_PROPERTY', { spaceIdOrKey: MARKETING }],
    by: 'propertyKey',
  }),
];

function casesOf(
  type: string,
  owner: string,
  words: {
    title: string;
    create: [string, Args];
    update: [string, Args];
    remove: [string, Args];
    by: 'propertyId' | 'propertyKey';
  },
): ChangeCase[] {
  const named = (id: string) => ({ [words.by]: words.by === 'propertyId' ? id : 'status' });
  const value = { state: 'done' };
  const rows = (before: unknown, after: unknown) => ({
    type: 'values',
    rows: [
      {
        name: 'status',
        before: before && JSON.stringify(before, null, 2),
        after: after && JSON.stringify(after, null, 2),
      },
    ],
  });
  const unknown = { [words.by]: words.by === 'propertyId' ? '99' : 'colour' };
  const { title, create, update, remove } = words;
  return [
    {
      tool: create[0],
      args: () => ({ ...create[1], key: 'status', value }),
      sentence: `Adds the property “status” to ${title}`,
      preview: rows(null, value),
      target: { type },
      move: (site) => site.property(owner),
      impossible: {
        args: async (site) => {
          await site.property(owner, 'taken');
          return { ...create[1], key: 'taken', value };
        },
        reason: /has a property “taken” already \(version 1/,
      },
    },
    {
      tool: update[0],
      given: (site) => site.property(owner),
      args: (_, id) => ({ ...update[1], ...named(id), value }),
      sentence: `Sets the property “status” of ${title}`,
      preview: rows({ state: 'open' }, value),
      target: { type },
      move: (site, id) => changeProperty(site, owner, id),
      impossible: { args: () => ({ ...update[1], ...unknown, value }), reason: /has no property with the/ },
    },
    {
      tool: remove[0],
      given: (site) => site.property(owner),
      args: (_, id) => ({ ...remove[1], ...named(id) }),
      sentence: `Deletes the property “status” of ${title}`,
      preview: rows({ state: 'open' }, null),
      target: { type },
      move: (site, id) => changeProperty(site, owner, id),
      impossible: { args: () => ({ ...remove[1], ...unknown }), reason: /has no property with the/ },
    },
  ];
}
