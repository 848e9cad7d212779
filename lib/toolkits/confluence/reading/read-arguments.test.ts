import { serveSandbox } from '@tributary/sandbox/testing';
import { describe, expect, it, onTestFinished } from 'vitest';
import { z } from 'zod';
import { say } from '../../../phrases/say.ts';
import { planChange } from '../../toolkits.ts';
import { said } from '../test-support/said.ts';
import { MARKETING, POST, Q3, siteOfPeople } from '../test-support/site-of-people.ts';
import { blogPostBody, commentBody, newBlogPostBody, pageBody, readArguments } from './read-arguments.ts';
import { Impossible } from './refusals.ts';

const bodies = {
  CREATE_PAGE: pageBody,
  UPDATE_PAGE: pageBody,
  CREATE_BLOGPOST: newBlogPostBody,
  UPDATE_BLOGPOST: blogPostBody,
  CREATE_FOOTER_COMMENT: commentBody,
};
type Tool = keyof typeof bodies;
const tools = Object.keys(bodies) as Tool[];

const shown = '<p>shown</p>';
const flat = { value: shown, representation: 'storage' };
const nested = { storage: flat };

function read(tool: Tool, body: unknown) {
  return readArguments(z.object({ body: bodies[tool] }), { body }).body;
}

function refusal(tool: Tool, body: unknown): string {
  try {
    read(tool, body);
  } catch (error) {
    if (error instanceof Impossible) return say(error.words);
    throw error;
  }
  throw new Error('it was not refused');
}

describe('a body', () => {
  it.each([
    ['CREATE_PAGE', nested, flat],
    ['UPDATE_PAGE', nested, flat],
    ['CREATE_BLOGPOST', flat, nested],
    ['CREATE_FOOTER_COMMENT', flat, nested],
  ] as const)('of %s is read only as its tool reads it', (tool, right, wrong) => {
    expect(read(tool, right)).toEqual(flat);
    expect(read(tool, JSON.stringify(right))).toEqual(flat);
    expect(refusal(tool, wrong)).toMatch(/“body” is not right \(this tool takes \{"/);
  });

  it('of UPDATE_BLOGPOST is read in either layout', () => {
    expect([read('UPDATE_BLOGPOST', flat), read('UPDATE_BLOGPOST', nested)]).toEqual([flat, flat]);
  });

  it.each(
    tools.flatMap((tool) =>
      [
        { ...flat, ...nested },
        { value: shown, ...nested },
        { ...nested, representation: 'storage' },
        { ...nested, wiki: { value: 'h1. written' } },
        { ...nested, atlas_doc_format: '{}' },
        { ...flat, wiki: { value: 'h1. written' } },
        { ...flat, markdown: '# written' },
      ].map((body) => ({ tool, body: JSON.stringify(body), given: body })),
    ),
  )('of $tool given more than once, as $body, is refused', ({ tool, body, given }) => {
    for (const either of [given, body])
      expect(refusal(tool, either)).toMatch(/given in more than one way; give it once/);
  });

  it.each(
    tools.flatMap((tool) =>
      [shown, '', 7, [flat], {}, { storage: shown }, { wiki: flat }, { value: null }, { storage: null }].map(
        (body) => ({ tool, body }),
      ),
    ),
  )('of $tool that its tool does not read is refused: $body', ({ tool, body }) => {
    expect(() => read(tool, body)).toThrow(Impossible);
  });

  it('that is not there is missing', () => {
    for (const tool of tools) expect(refusal(tool, undefined)).toContain('“body” is missing');
  });

  it('is in a representation that its tool keeps', () => {
    const wiki = { value: 'h1. Hi', representation: 'wiki' };
    expect(read('UPDATE_PAGE', { storage: wiki })).toEqual(wiki);
    expect(read('CREATE_FOOTER_COMMENT', wiki)).toEqual(wiki);
    expect(() => read('CREATE_FOOTER_COMMENT', { ...wiki, representation: 'view' })).toThrow(Impossible);
    for (const body of [wiki, { storage: wiki }])
      for (const tool of ['CREATE_BLOGPOST', 'UPDATE_BLOGPOST'] as const)
        expect(() => read(tool, body)).toThrow(Impossible);
  });
});

async function openSite() {
  const served = await serveSandbox();
  onTestFinished(served.close);
  return siteOfPeople(served.base);
}

async function outcome(site: Awaited<ReturnType<typeof openSite>>, tool: string, args: unknown) {
  const plan = said(await planChange(site.admin.rest, { tool: `CONFLUENCE_${tool}`, arguments: args }));
  return plan.possible ? plan.change.sentence : plan.reason;
}

describe('what is planned is what the tool writes', () => {
  it('also where a body is given twice', async () => {
    const site = await openSite();
    const comment = { pageId: Q3, body: { ...flat, storage: { value: '<p>written</p>' } } };
    expect(await outcome(site, 'CREATE_FOOTER_COMMENT', comment)).toMatch(/more than one way/);
    const update = await site.update('blogposts', POST);
    const body = { ...update.body, value: '<p>written</p>' };
    expect(await outcome(site, 'UPDATE_BLOGPOST', { ...update, body })).toMatch(/more than one way/);
  });

  it('also where a number is the id of one space and the key of another', async () => {
    const site = await openSite();
    await site.admin.send('POST', '/wiki/rest/api/space', { key: MARKETING, name: 'Another' });
    const reason = `${MARKETING} is the id of the space “Marketing” and the key of “Another”. Give the key MKT or`;
    const page = { spaceId: MARKETING, title: 'New', body: nested };
    expect(await outcome(site, 'CREATE_PAGE', page)).toContain(reason);
    const property = { spaceId: MARKETING, key: 'k', value: {} };
    expect(await outcome(site, 'CREATE_SPACE_PROPERTY', property)).toContain(reason);
    expect(await outcome(site, 'CREATE_PAGE', { ...page, spaceId: 'MKT' })).toMatch(/^Creates/);
  });

  it('also for the labels of a new blog post, which are always global', async () => {
    const site = await openSite();
    const post = { spaceId: MARKETING, title: 'New', status: 'current', body: flat };
    const labels = [{ name: 'a', prefix: 'team' }];
    expect(await outcome(site, 'CREATE_BLOGPOST', { ...post, labels })).toMatch(/can only be global/);
  });

  it('also for a property that gets an object as its JSON text', async () => {
    const site = await openSite();
    const propertyId = await site.property(`pages/${Q3}`);
    const update = { pageId: Q3, propertyId, value: '{"state":"open"}' };
    expect(await outcome(site, 'UPDATE_CONTENT_PROPERTY_FOR_PAGE_BY_ID', update)).toMatch(/the value it has/);
  });
});
