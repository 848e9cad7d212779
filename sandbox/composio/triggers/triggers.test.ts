import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { setLike } from '../../confluence/likes/set-like.ts';
import { personByNick } from '../../confluence/users/people.ts';
import { type ServedWithSite, serveWithSite } from '../test-support/serve-with-site.ts';
import { receiveWebhooks } from '../test-support/webhook-receiver.ts';
import { READ_PAYLOAD } from './read-payload.ts';
import { TRIGGER_TYPES } from './trigger-types.ts';

let served: ServedWithSite;
let receiver: Awaited<ReturnType<typeof receiveWebhooks>>;
let secret: string;
let spaceId: string;

beforeEach(async () => {
  served = await serveWithSite();
  receiver = await receiveWebhooks();
  const composio = served.sdk();
  const session = await composio.create('user-1');
  const request = await session.authorize('confluence');
  await served.consent(request.redirectUrl ?? '');
  secret = (await composio.triggers.setWebhookSubscription({ webhookUrl: receiver.url })).secret ?? '';
  const { results } = await served.rest('GET', '/api/v2/spaces?keys=MKT');
  spaceId = results[0].id;
});

afterEach(() => {
  receiver.close();
  served.close();
});

function person(nick: string) {
  const found = personByNick(nick);
  if (found === undefined) throw new Error(`Nobody is called ${nick}.`);
  return found;
}

const body = (value: string) => ({ representation: 'storage', value });
let pages = 0;
const newPage = (more: object = {}) => {
  pages += 1;
  return served.rest('POST', '/api/v2/pages', {
    spaceId,
    status: 'current',
    title: `Page ${pages}`,
    body: body('<p>Text</p>'),
    ...more,
  });
};
const newPost = () => {
  pages += 1;
  return served.rest('POST', '/api/v2/blogposts', {
    spaceId,
    status: 'current',
    title: `Post ${pages}`,
    body: body('<p>Text</p>'),
  });
};
const update = (
  kind: 'pages' | 'blogposts',
  item: { id: string; title: string; version: { number: number } },
) =>
  served.rest('PUT', `/api/v2/${kind}/${item.id}`, {
    id: item.id,
    status: 'current',
    title: item.title,
    body: body('<p>New text</p>'),
    version: { number: item.version.number + 1 },
  });
const label = (id: string, name: string) =>
  served.rest('POST', `/rest/api/content/${id}/label`, [{ prefix: 'global', name }]);
const inline = (item: { id: string }, field: 'pageId' | 'blogPostId') =>
  served.rest('POST', '/api/v2/inline-comments', {
    [field]: item.id,
    body: body('<p>Why?</p>'),
    inlineCommentProperties: {
      textSelection: 'Text',
      textSelectionMatchCount: 1,
      textSelectionMatchIndex: 0,
    },
  });

async function attach(id: string) {
  const form = new FormData();
  form.append('file', new Blob(['hello'], { type: 'text/plain' }), 'hello.txt');
  await fetch(`${served.base}/wiki/rest/api/content/${id}/child/attachment`, {
    method: 'POST',
    headers: {
      authorization: `Basic ${Buffer.from('admin@example.com:token').toString('base64')}`,
      'x-atlassian-token': 'no-check',
    },
    body: form,
  });
}

type Case = {
  config: () => Promise<Record<string, unknown>>;
  cause: (config: Record<string, unknown>) => Promise<unknown>;
  data: object;
};

/** What has to happen for each trigger to fire, and what it then tells. */
const CASES: Record<string, Case> = {
  ATTACHMENT_ADDED: {
    config: async () => ({ page_id: (await newPage()).id, media_type: 'text/plain' }),
    cause: ({ page_id }) => attach(String(page_id)),
    data: { title: 'hello.txt' },
  },
  BLOG_POST_ADDED_TO_LABEL: {
    config: async () => ({ label_id: (await label((await newPost()).id, 'release')).results[0].id }),
    cause: async () => label((await newPost()).id, 'release'),
    data: { title: expect.stringMatching(/^Post/) },
  },
  BLOGPOST_INLINE_COMMENT_ADDED: {
    config: async () => ({ blogpost_id: (await newPost()).id }),
    cause: ({ blogpost_id }) => inline({ id: String(blogpost_id) }, 'blogPostId'),
    data: { blogPostId: expect.any(String) },
  },
  BLOGPOST_LIKE_COUNT_CHANGED: {
    config: async () => ({ blogpost_id: (await newPost()).id }),
    cause: ({ blogpost_id }) => like(String(blogpost_id)),
    data: { count: 1, previousCount: 0 },
  },
  BLOGPOST_UPDATED: {
    config: async () => ({ space_id: spaceId }),
    cause: async () => update('blogposts', await newPost()),
    data: { title: expect.stringMatching(/^Post/), version: { number: 2 } },
  },
  CONTENT_RESTRICTIONS_CHANGED: {
    config: async () => ({ content_id: (await newPage()).id }),
    cause: async ({ content_id }) => {
      const me = await served.rest('GET', '/rest/api/user/current');
      const ada = await served.rest('GET', '/rest/api/user/current', undefined, 'ada');
      await served.rest('PUT', `/rest/api/content/${content_id}/restriction`, [
        {
          operation: 'update',
          restrictions: {
            user: [me, ada].map(({ accountId }) => ({ type: 'known', accountId })),
            group: [],
          },
        },
      ]);
    },
    data: { restrictions: expect.any(Object) },
  },
  FOOTER_COMMENT_ADDED: {
    config: async () => ({ page_id: (await newPage()).id }),
    cause: ({ page_id }) =>
      served.rest('POST', '/api/v2/footer-comments', { pageId: page_id, body: body('<p>Nice</p>') }),
    data: { pageId: expect.any(String) },
  },
  NEW_BLOG_POST_CREATED: {
    config: async () => ({ space_id: spaceId }),
    cause: newPost,
    data: { spaceId: expect.any(String) },
  },
  NEW_CHILD_PAGE: {
    config: async () => ({ parent_page_id: (await newPage()).id }),
    cause: ({ parent_page_id }) => newPage({ parentId: parent_page_id }),
    data: { parentId: expect.any(String) },
  },
  NEW_CQL_CONTENT_MATCH: {
    config: async () => {
      await label((await newPage()).id, 'urgent');
      return { cql: 'type = page and label = urgent order by created desc' };
    },
    cause: async () => label((await newPage()).id, 'urgent'),
    data: { content: { type: 'page' } },
  },
  NEW_TASK_CREATED: {
    config: async () => ({}),
    cause: () =>
      newPage({
        body: body(
          '<ac:task-list><ac:task><ac:task-id>1</ac:task-id><ac:task-status>incomplete</ac:task-status><ac:task-body>Call Bob</ac:task-body></ac:task></ac:task-list>',
        ),
      }),
    data: { status: 'incomplete' },
  },
  PAGE_CONTENT_PROPERTIES_CHANGED: {
    config: async () => ({ page_id: (await newPage()).id }),
    cause: ({ page_id }) =>
      served.rest('POST', `/api/v2/pages/${page_id}/properties`, { key: 'state', value: { ok: true } }),
    data: { key: 'state', properties: [{ key: 'state' }] },
  },
  PAGE_CREATED: { config: async () => ({}), cause: () => newPage(), data: { space: { key: 'MKT' } } },
  PAGE_INLINE_COMMENT_ADDED: {
    config: async () => ({ page_id: (await newPage()).id }),
    cause: ({ page_id }) => inline({ id: String(page_id) }, 'pageId'),
    data: { pageId: expect.any(String) },
  },
  PAGE_LIKE_COUNT_CHANGED: {
    config: async () => ({ page_id: (await newPage()).id }),
    cause: ({ page_id }) => like(String(page_id)),
    data: { count: 1, previousCount: 0 },
  },
  PAGE_MOVED: {
    config: async () => ({ page_id: (await newPage()).id }),
    cause: async ({ page_id }) =>
      served.rest('PUT', `/rest/api/content/${page_id}/move/append/${(await newPage()).id}`),
    data: { newParentId: expect.any(String), oldParentId: expect.any(String) },
  },
  PAGE_UPDATED: {
    config: async () => ({}),
    cause: async () => update('pages', await newPage()),
    data: { version: { number: 2 }, body: { storage: { value: '<p>New text</p>' } } },
  },
  PAGE_VERSION_CREATED: {
    config: async () => ({ page_id: (await newPage()).id }),
    cause: async ({ page_id }) => update('pages', await served.rest('GET', `/api/v2/pages/${page_id}`)),
    data: { number: 2 },
  },
  SPACE_CONTENT_ADDED: {
    config: async () => ({ space_key: 'MKT' }),
    cause: newPost,
    data: { type: 'blogpost' },
  },
  SPACE_CREATED: {
    config: async () => ({}),
    cause: () => served.rest('POST', '/rest/api/space', { key: 'NEW', name: 'New' }),
    data: { key: 'NEW' },
  },
  SPACE_DETAILS_CHANGED: {
    config: async () => ({ space_id: spaceId }),
    cause: () => served.rest('PUT', '/rest/api/space/MKT', { name: 'Marketing and more' }),
    data: { name: 'Marketing and more' },
  },
  SPACE_PROPERTIES_CHANGED: {
    config: async () => ({ space_id: spaceId }),
    cause: () =>
      served.rest('POST', `/api/v2/spaces/${spaceId}/properties`, { key: 'theme', value: { dark: true } }),
    data: { key: 'theme' },
  },
};

const like = async (id: string) => setLike(served.site, person('grace'), Number(id), true);

describe('triggers', () => {
  it('are 23, each with a way to read what it tells', () => {
    expect(TRIGGER_TYPES).toHaveLength(23);
    const names = TRIGGER_TYPES.map(({ slug }) => slug.replace(/^CONFLUENCE_|_TRIGGER$/g, ''));
    expect(Object.keys(READ_PAYLOAD).sort()).toEqual(names.sort());
  });

  it.each(Object.entries(CASES))(
    '%s fires on its change, with a message the SDK verifies',
    async (name, one) => {
      const composio = served.sdk();
      const slug = `CONFLUENCE_${name}_TRIGGER`;
      const triggerConfig = await one.config();
      const { triggerId } = await composio.triggers.create('user-1', slug, { triggerConfig });
      await one.cause(triggerConfig);
      const { headers, body: text } = await receiver.next(1);
      const parsed = await composio.triggers.parse({ headers, body: text }, { verifySecret: secret });
      expect(parsed.payload).toMatchObject({
        id: triggerId,
        triggerSlug: slug,
        userId: 'user-1',
        payload: one.data,
      });
    },
  );

  it('NEW_AUDIT_LOG tells an administrator, and nobody else', async () => {
    const composio = served.sdk();
    const slug = 'CONFLUENCE_NEW_AUDIT_LOG_TRIGGER';
    await composio.triggers.create('user-1', slug);
    const session = await composio.create('user-2');
    await served.consent((await session.authorize('confluence')).redirectUrl ?? '', 'admin');
    const own = await composio.triggers.create('user-2', slug);
    await served.rest('POST', '/rest/api/space', { key: 'AUD', name: 'Audited' });
    const first = JSON.parse((await receiver.next(1)).body);
    expect(first.metadata.trigger_id).toBe(own.triggerId);
    expect(first.data).toMatchObject({ summary: 'Space created' });
    expect(receiver.received).toHaveLength(1);
  });

  it('tell nobody of what they may not see', async () => {
    await served.sdk().triggers.create('user-1', 'CONFLUENCE_PAGE_UPDATED_TRIGGER');
    const secretPage = await newPage();
    const me = await served.rest('GET', '/rest/api/user/current');
    await served.rest('PUT', `/rest/api/content/${secretPage.id}/restriction`, [
      { operation: 'read', restrictions: { user: [{ type: 'known', accountId: me.accountId }], group: [] } },
    ]);
    await update('pages', secretPage);
    const open = await newPage();
    await update('pages', open);
    expect(JSON.parse((await receiver.next(1)).body).data.id).toBe(open.id);
  });

  it('tell nothing while they, their account or its auth config are switched off', async () => {
    const composio = served.sdk();
    const { triggerId } = await composio.triggers.create('user-1', 'CONFLUENCE_PAGE_CREATED_TRIGGER');
    const [account] = (await composio.connectedAccounts.list({ userIds: ['user-1'] })).items;
    const switches: [off: () => Promise<unknown>, on: () => Promise<unknown>][] = [
      [() => composio.triggers.disable(triggerId), () => composio.triggers.enable(triggerId)],
      [
        () => composio.connectedAccounts.disable(account?.id ?? ''),
        () => composio.connectedAccounts.enable(account?.id ?? ''),
      ],
      [
        () => composio.authConfigs.disable(account?.authConfig.id ?? ''),
        () => composio.authConfigs.enable(account?.authConfig.id ?? ''),
      ],
    ];
    for (const [i, [off, on]] of switches.entries()) {
      await off();
      await newPage();
      await on();
      const told = await newPage();
      expect(JSON.parse((await receiver.next(i + 1)).body).data.id).toBe(told.id);
    }
  });

  it('are one instance for the same account and config, and are listed by every filter', async () => {
    const composio = served.sdk();
    const config = { triggerConfig: { space_id: spaceId } };
    const one = await composio.triggers.create('user-1', 'CONFLUENCE_PAGE_CREATED_TRIGGER', config);
    const same = await composio.triggers.create('user-1', 'CONFLUENCE_PAGE_CREATED_TRIGGER', config);
    expect(same).toEqual(one);
    const other = await composio.triggers.create('user-1', 'CONFLUENCE_SPACE_CREATED_TRIGGER');
    await composio.triggers.disable(other.triggerId);
    const list = async (query?: object) =>
      (await composio.triggers.listActive(query)).items.map(({ id }) => id);
    expect(await list()).toEqual([one.triggerId]);
    expect(await list({ showDisabled: true })).toEqual([other.triggerId, one.triggerId]);
    expect(await list({ triggerNames: ['CONFLUENCE_SPACE_CREATED_TRIGGER'], showDisabled: true })).toEqual([
      other.triggerId,
    ]);
    expect(await list({ triggerIds: ['ti_nothing'] })).toEqual([]);
    expect(await list({ authConfigIds: ['ac_nothing'] })).toEqual([]);
    await composio.triggers.delete(one.triggerId);
    expect(await list()).toEqual([]);
  });

  it.each([
    ['an unknown type', 'CONFLUENCE_NEW_PAGE_TRIGGER', {}],
    ['a missing setting', 'CONFLUENCE_NEW_CHILD_PAGE_TRIGGER', {}],
    ['a setting of the wrong kind', 'CONFLUENCE_PAGE_CREATED_TRIGGER', { status: 'trashed' }],
  ])('are refused with 400 for %s', async (_case, slug, trigger_config) => {
    const answer = await served.call('POST', `/trigger_instances/${slug}/upsert`, {
      user_id: 'user-1',
      trigger_config,
    });
    expect(answer.status).toBe(400);
    expect(answer.body.error.slug).toMatch(/^Trigger/);
  });
});
