import { describe, expect, it } from 'vitest';
import { type Rest, RestRefusal } from '../../domain/rest.ts';
import { planChange } from '../toolkits.ts';
import { said } from './test-support/said.ts';

const refusing = (answer: (path: string) => unknown): Rest => ({
  get: async (path) => answer(path),
});

const fails = (status: number, message = 'No') =>
  refusing(() => {
    throw new RestRefusal(status, message);
  });

const label = { tool: 'CONFLUENCE_ADD_CONTENT_LABEL', arguments: { id: '7', labels: ['urgent'] } };

async function planned(...given: Parameters<typeof planChange>) {
  const plan = said(await planChange(...given));
  if (!plan.possible) throw new Error(`not possible: ${plan.reason}`);
  return plan;
}

describe('an action that cannot be looked at', () => {
  it.each([
    [
      'a connection without the right to read',
      fails(401, 'scope does not match'),
      /does not let .*scope does not match/,
    ],
    [
      'a refusal on the way',
      fails(0, 'The account has expired'),
      /could not be read: The account has expired/,
    ],
    ['a Confluence that is down', fails(503, 'Maintenance'), /answered 503: Maintenance/],
    [
      'no answer',
      refusing(() => Promise.reject(new TypeError('fetch failed'))),
      /not be reached \(fetch failed\)/,
    ],
    ['an answer that is none', refusing(() => ({ hello: 1 })), /something unexpected/],
  ])('because of %s is asked for without a preview, and says why', async (_, confluence, why) => {
    const { change, before } = await planned(confluence, label);
    expect(change.noPreview).toMatch(why);
    expect(change.preview).toEqual({ type: 'none', why: change.noPreview });
    expect(change.sentence).toBe('Add label “urgent” to 7');
    expect(change.target).toMatchObject({ type: 'unknown', space: null });
    expect(change.undo.possible).toBe(false);
    expect(before).toEqual({ type: 'unknown' });
  });

  it('is not taken for missing when Confluence does not know who asks', async () => {
    const confluence = refusing((path) => {
      throw new RestRefusal(path.includes('/user/') ? 403 : 404, 'Not Found');
    });
    expect(await planned(confluence, label)).toMatchObject({ change: { account: null } });
  });

  it('is the same change again only while it still cannot be looked at', async () => {
    const [one, other] = [await planned(fails(503), label), await planned(fails(401), label)];
    expect(one.fingerprint).toBe(other.fingerprint);
  });

  it('still shows every address in its text, as nobody can say which were there before', async () => {
    const body = { storage: { value: '<p><a href="https://evil.example/?q=1">here</a></p>' } };
    const update = { id: '7', spaceId: '1', title: 'T', version: { number: 2 }, body };
    const { change } = await planned(fails(503), { tool: 'CONFLUENCE_UPDATE_PAGE', arguments: update });
    expect(change.newLinks).toEqual(['https://evil.example/?q=1']);
  });

  it('shows them in whatever way the body is given', async () => {
    const adf = String.raw`{"type":"doc","content":[{"href":"https:\/\/evil.ex\u0061mple\/x"}]}`;
    const body = { atlas_doc_format: adf, wiki: { value: '[there|https://evil.example/y]' } };
    for (const given of [body, JSON.stringify(body)]) {
      const action = { tool: 'CONFLUENCE_REPLACE_ALL', arguments: { body: given } };
      const { change } = await planned(fails(503), action);
      expect(change.newLinks).toEqual(['https://evil.example/x', 'https://evil.example/y']);
    }
  });

  it('still needs the key typed before a space is deleted', async () => {
    const action = { tool: 'CONFLUENCE_DELETE_SPACE', arguments: { space_key: 'MKT' } };
    expect((await planned(fails(503), action)).change.typeToAllow).toBe('MKT');
  });

  it('is one of a tool that nobody here knows', async () => {
    const action = { tool: 'CONFLUENCE_PURGE_TRASH', arguments: { spaceId: '1' } };
    const { change } = await planned(fails(503), action);
    expect(change.sentence).toBe('Purge trash');
    expect(change.noPreview).toContain('CONFLUENCE_PURGE_TRASH');
  });

  it.each(['constructor', '__proto__', 'toString'])('is one of a tool called %s, too', async (tool) => {
    expect((await planned(fails(503), { tool, arguments: {} })).change.noPreview).toContain(tool);
  });
});

describe('arguments that no tool can take', () => {
  it.each([
    ['nothing', undefined, /“id” is missing; “labels” is missing/],
    ['a list', [1], /must be an object/],
    ['text', 'please', /must be an object/],
    ['an empty id', { id: '', labels: ['a'] }, /“id” is not right/],
    ['no labels', { id: '7', labels: [] }, /No label is named/],
    ['a blank label', { id: '7', labels: [' , '] }, /needs a name/],
    ['a prefix that is none', { id: '7', labels: [{ name: 'a', prefix: 'x' }] }, /not “x”/],
  ])('such as %s are told to the model', async (_, args, reason) => {
    const plan = said(await planChange(fails(503), { ...label, arguments: args }));
    expect(plan).toEqual({ possible: false, reason: expect.stringMatching(reason) });
  });
});
