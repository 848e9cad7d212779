import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type ServedComposio, serveComposio } from '../test-support/serve-composio.ts';

const PAGE = { spaceId: '100', title: 'A', body: { storage: { value: '<p/>' } } };

let served: ServedComposio;
let session: string;
let account: string;

beforeEach(async () => {
  served = await serveComposio();
  session = await served.newSession();
  account = await served.connect(session);
  served.confluence.calls.length = 0;
});

afterEach(() => served.close());

async function execute(slug: string, args: unknown) {
  const body = { tool_slug: `CONFLUENCE_${slug}`, arguments: args };
  return served.call('POST', `/tool_router/session/${session}/execute`, body);
}

/** Lets something else answer in Confluence's place. */
function answerInstead(answer: (request: Request) => Response | Promise<Response> | undefined) {
  const { app } = served.confluence;
  const real = app.fetch;
  app.fetch = (request: Request, ...rest) => answer(request) ?? real(request, ...rest);
}

const writes = () => served.confluence.calls.filter(({ method }) => method !== 'GET');

describe('a token that Confluence does not take any more', () => {
  it('is refreshed once, and what was read is read again', async () => {
    served.confluence.state.validToken = 'another';
    const { body } = await execute('GET_SPACES', {});
    expect(body.error).toBeNull();
    expect(served.confluence.state.refreshes).toBe(1);
    expect(served.confluence.calls.map(({ token }) => token)).toEqual(['access-1', 'access-2']);
    expect((await served.accountStatus(account)).status).toBe('ACTIVE');
  });

  it('is refreshed once for many calls at the same time', async () => {
    served.confluence.state.validToken = 'another';
    const answers = await Promise.all(Array.from({ length: 8 }, () => execute('GET_SPACES', {})));
    expect(answers.map(({ body }) => body.error)).toEqual(answers.map(() => null));
    expect(served.confluence.state.refreshes).toBe(1);
  });

  it('fails a write, which is not sent again, and the next one works', async () => {
    served.confluence.state.validToken = 'another';
    const failed = await execute('CREATE_PAGE', PAGE);
    expect(failed.body).toMatchObject({
      error: 'Confluence answered 401: Unauthorized',
      data: { code: 401 },
    });
    expect(writes()).toHaveLength(1);
    expect((await execute('CREATE_PAGE', PAGE)).body.error).toBeNull();
  });

  it('expires the account when a new one is refused as well', async () => {
    answerInstead((request) =>
      request.url.includes('/wiki/')
        ? Response.json({ code: 401, message: 'Unauthorized' }, { status: 401 })
        : undefined,
    );
    expect((await execute('GET_SPACES', {})).body.error).toContain('401');
    expect((await served.accountStatus(account)).status).toBe('EXPIRED');
    expect((await execute('GET_SPACES', {})).body.error.code).toBe(4302);
  });

  it('expires the account when there is no new one', async () => {
    served.confluence.state.validToken = 'another';
    served.confluence.state.refuseRefresh = true;
    expect((await execute('GET_SPACES', {})).body.error).toContain('401');
    expect(await served.accountStatus(account)).toMatchObject({
      status: 'EXPIRED',
      reason: 'OAuth token refresh failed: invalid_grant',
    });
  });

  it('is kept when it only lacks a scope', async () => {
    const message = 'Unauthorized; scope does not match';
    answerInstead((request) =>
      request.url.includes('/wiki/') ? Response.json({ code: 401, message }, { status: 401 }) : undefined,
    );
    expect((await execute('GET_SPACES', {})).body.error).toBe(`Confluence answered 401: ${message}`);
    expect(served.confluence.state.refreshes).toBe(0);
    expect((await served.accountStatus(account)).status).toBe('ACTIVE');
  });
});

describe('an answer that is no use', () => {
  it.each<[what: string, answer: () => Response, error: RegExp]>([
    [
      'too many requests',
      () => Response.json({ message: 'Rate limited' }, { status: 429, headers: { 'retry-after': '7' } }),
      /^Confluence answered 429: Rate limited. Retry after 7 seconds.$/,
    ],
    ['a server that is down', () => new Response('<html>', { status: 503 }), /^Confluence answered 503$/],
    [
      'JSON that is cut off',
      () => new Response('{"results":[', { headers: { 'content-type': 'application/json' } }),
      /^Confluence answered 200 with JSON that cannot be read.$/,
    ],
    ['something else entirely', () => new Response('<html>'), /^Confluence answered something unexpected: /],
    ['a connection that breaks', () => Response.error(), /^Confluence /],
  ])('is the failure of that one call: %s', async (_what, answer, error) => {
    let sent = 0;
    answerInstead((request) => {
      if (!request.url.includes('/api/v2/')) return undefined;
      sent += 1;
      return answer();
    });
    const { status, body } = await execute('CREATE_PAGE', PAGE);
    expect(status).toBe(200);
    expect(body.error).toMatch(error);
    expect(body.log_id).toMatch(/^log_/);
    expect(sent).toBe(1);
  });

  it('is told as such when Confluence cannot be reached', async () => {
    answerInstead((request) =>
      request.url.includes('/api/v2/') ? Promise.reject(new TypeError('fetch failed')) : undefined,
    );
    const { body } = await execute('CREATE_PAGE', PAGE);
    expect(body.error).toBe('Confluence could not be reached: fetch failed');
  });
});
