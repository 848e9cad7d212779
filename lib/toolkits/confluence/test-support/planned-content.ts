import { expect } from 'vitest';
import type { ChangeCase } from './change-case.ts';
import { CAMPAIGNS, ENGINEERING, HOME, MARKETING, POST, Q3, V2 } from './site-of-people.ts';

const storage = (value: string) => ({ representation: 'storage', value });

/** Every tool but those for properties. */
export const contentCases: ChangeCase[] = [
  {
    tool: 'ADD_CONTENT_LABEL',
    args: () => ({ id: Q3, labels: [{ prefix: 'global', name: 'urgent' }] }),
    sentence: 'Adds the label “urgent” to “Q3 Planning” in Marketing',
    preview: {
      type: 'values',
      rows: [{ name: 'Labels', before: 'planning, q3', after: 'planning, q3, urgent' }],
    },
    target: {
      type: 'page',
      id: Q3,
      title: 'Q3 Planning',
      labels: ['planning', 'q3'],
      ancestors: [HOME],
    },
    move: (site) =>
      site.admin.send('POST', `/wiki/rest/api/content/${Q3}/label`, [{ prefix: 'global', name: 'draft' }]),
    impossible: {
      args: () => ({ id: Q3, labels: ['very urgent!'] }),
      reason: /may not have the character “!”/,
    },
  },
  {
    tool: 'CREATE_PAGE',
    args: () => ({
      spaceId: 'MKT',
      title: 'Launch',
      parentId: CAMPAIGNS,
      body: { storage: { value: '<p>Soon</p>' } },
    }),
    sentence: 'Creates the page “Launch” under “Campaigns” in Marketing',
    preview: { type: 'document', title: 'Launch', blocks: [expect.objectContaining({ type: 'paragraph' })] },
    target: {
      type: 'page',
      id: null,
      space: { id: MARKETING, key: 'MKT', name: 'Marketing' },
      ancestors: [HOME, CAMPAIGNS],
    },
    move: (site) => site.edit('pages', CAMPAIGNS, { title: 'All campaigns' }),
    impossible: {
      args: () => ({ spaceId: MARKETING, title: 'q3 planning', body: { storage: { value: '<p>Soon</p>' } } }),
      reason: /There is a page “q3 planning” in Marketing already \(id 2100002\)/,
    },
  },
  {
    tool: 'MOVE_PAGE',
    args: () => ({ id: Q3, parentId: CAMPAIGNS, version: { number: 4 } }),
    sentence: 'Moves the page “Q3 Planning” in Marketing under “Campaigns” in Marketing',
    preview: {
      type: 'values',
      rows: [
        {
          name: 'Place',
          before: 'under “Marketing home” in Marketing',
          after: 'under “Campaigns” in Marketing',
        },
      ],
    },
    target: { type: 'page', id: Q3, ancestors: [HOME], destination: { ancestors: [HOME, CAMPAIGNS] } },
    move: (site) => site.edit('pages', CAMPAIGNS, { title: 'All campaigns' }),
    impossible: {
      args: () => ({ id: HOME, parentId: CAMPAIGNS, version: { number: 2 } }),
      reason: /cannot be moved below itself/,
    },
  },
  {
    tool: 'UPDATE_PAGE',
    args: (site) => site.update('pages', Q3),
    sentence: 'Updates “Q3 Planning” in Marketing',
    preview: { type: 'diff', title: { before: 'Q3 Planning', after: 'Q3 Planning' } },
    target: { type: 'page', id: Q3, version: 3 },
    move: (site) =>
      site.admin.send('PUT', `${V2}/pages/${Q3}/title`, { status: 'current', title: 'Q3 plan' }),
    impossible: {
      args: (site) => site.update('pages', Q3, { version: { number: 3 } }),
      reason: /^The page is at version 3; this was written for version 2\. Read it again\.$/,
    },
  },
  {
    tool: 'DELETE_PAGE',
    args: () => ({ id: CAMPAIGNS }),
    sentence:
      /^Moves the page “Campaigns” in Marketing to the trash, leaving \d child pages without a parent$/,
    preview: { type: 'removal' },
    target: { type: 'page', id: CAMPAIGNS },
    move: (site) => site.edit('pages', CAMPAIGNS, { body: '<p>New words</p>' }),
    impossible: { args: () => ({ id: '99' }), reason: /There is no page with the id 99/ },
  },
  {
    tool: 'CREATE_BLOGPOST',
    args: () => ({
      spaceId: MARKETING,
      title: 'Launched',
      status: 'current',
      body: storage('<p>It is here</p>'),
      labels: [{ name: 'news' }],
    }),
    sentence: 'Publishes the blog post “Launched” in Marketing with the label “news”',
    preview: { type: 'document', title: 'Launched' },
    target: { type: 'blogpost', id: null, labels: ['news'], ancestors: [] },
    move: (site) => site.admin.send('PUT', '/wiki/rest/api/space/MKT', { name: 'Market' }),
    impossible: {
      args: async (site) => {
        const post = { spaceId: MARKETING, title: 'Launched', body: storage('<p>It is here</p>') };
        await site.admin.send('POST', `${V2}/blogposts`, { ...post, status: 'current' });
        return { ...post, status: 'current' };
      },
      reason: /was published in Marketing today/,
    },
  },
  {
    tool: 'UPDATE_BLOGPOST',
    args: (site) => site.update('blogposts', POST, { title: 'Autumn Trails is here' }),
    sentence: 'Updates “Autumn Trails is live” in Marketing and renames it to “Autumn Trails is here”',
    preview: { type: 'diff', title: { before: 'Autumn Trails is live', after: 'Autumn Trails is here' } },
    target: { type: 'blogpost', id: POST, labels: ['campaign', 'autumn-trails'] },
    move: (site) =>
      site.admin.send('PUT', `${V2}/blogposts/${POST}`, {
        id: POST,
        status: 'current',
        title: 'Other',
        version: { number: 2 },
      }),
    impossible: {
      args: (site) => site.update('blogposts', POST, { body: storage('<p>open') }),
      reason: /not well-formed storage format: line 1/,
    },
  },
  {
    tool: 'CREATE_FOOTER_COMMENT',
    args: () => ({ parentCommentId: '2900001', body: storage('<p>Thank you</p>') }),
    sentence: 'Answers a comment by Alan Turing on “Q3 Planning” in Marketing',
    preview: { type: 'document', title: null },
    target: { type: 'comment', id: null, ancestors: [HOME, Q3], labels: ['planning', 'q3'] },
    move: (site) => site.edit('pages', Q3, { title: 'Q3 plan' }),
    impossible: {
      args: () => ({ pageId: Q3, parentCommentId: '2900001', body: storage('<p>Thank you</p>') }),
      reason: /Exactly one of pageId/,
    },
  },
  {
    tool: 'UPDATE_TASK',
    given: (site) => site.openTask(),
    args: (_, id) => ({ id, status: 'complete' }),
    sentence:
      /^Marks the task “@Alan Turing say by .*Phoenix makes the date” on “Q3 Planning” in Marketing as done$/,
    preview: { type: 'values', rows: [expect.objectContaining({ before: 'open', after: 'done' })] },
    target: { type: 'task', ancestors: [HOME, Q3], space: { id: MARKETING, key: 'MKT', name: 'Marketing' } },
    move: (site, id) => site.admin.send('PUT', `${V2}/tasks/${id}`, { status: 'complete' }),
    impossible: { args: () => ({ id: '99', status: 'complete' }), reason: /no task with the id 99/ },
  },
  {
    tool: 'CREATE_WHITEBOARD',
    args: () => ({ spaceId: MARKETING, title: 'Ideas', parentId: Q3 }),
    sentence: 'Creates the whiteboard “Ideas” under “Q3 Planning” in Marketing',
    preview: { type: 'values' },
    target: { type: 'whiteboard', id: null, ancestors: [HOME, Q3], labels: ['planning', 'q3'] },
    move: (site) => site.edit('pages', Q3, { title: 'Q3 plan' }),
    impossible: {
      args: () => ({ spaceId: ENGINEERING, parentId: Q3 }),
      reason: /The parent “Q3 Planning” is not in Engineering/,
    },
  },
  ...(['CREATE_SPACE', 'CREATE_PRIVATE_SPACE'] as const).map(
    (tool): ChangeCase => ({
      tool,
      args: () => ({ key: 'LAB', name: 'Laboratory', description: { plain: { value: 'We try things.' } } }),
      sentence: `Creates the ${tool === 'CREATE_SPACE' ? '' : 'private '}space Laboratory (LAB)`,
      preview: {
        type: 'values',
        rows: expect.arrayContaining([{ name: 'Description', before: null, after: 'We try things.' }]),
      },
      target: { type: 'space', id: null, space: { id: null, key: 'LAB', name: 'Laboratory' } },
      move: (site) => site.admin.send('POST', '/wiki/rest/api/space', { key: 'lab', name: 'Lab' }),
      impossible: { args: () => ({ key: 'my-lab', name: 'Lab' }), reason: /letters and digits only/ },
    }),
  ),
  {
    tool: 'DELETE_SPACE',
    args: () => ({ space_key: 'mkt' }),
    sentence: /^Deletes the space Marketing \(MKT\) with \d+ pages and \d blog posts for good$/,
    preview: { type: 'removal', gone: expect.arrayContaining([expect.objectContaining({ what: 'pages' })]) },
    target: { type: 'space', id: MARKETING, title: 'Marketing' },
    move: (site) =>
      site.admin.send('POST', `${V2}/pages`, { spaceId: MARKETING, status: 'current', title: 'One more' }),
    impossible: { args: () => ({ space_key: 'NONE' }), reason: /no space with the key NONE/ },
  },
];
