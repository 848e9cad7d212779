import { serveSandbox } from '@tributary/sandbox/testing';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Rest } from '../../domain/rest.ts';
import { say } from '../../phrases/say.ts';
import { planChange } from '../toolkits.ts';
import { whoMovedIt } from './content/who-moved-it.ts';
import { inRounds } from './test-support/in-rounds.ts';
import { said } from './test-support/said.ts';
import {
  CAMPAIGNS,
  HOME,
  MARKETING,
  POST,
  Q3,
  type SiteOfPeople,
  siteOfPeople,
  V2,
} from './test-support/site-of-people.ts';

let stop: () => void;
let site: SiteOfPeople;

beforeEach(async () => {
  const served = await serveSandbox();
  stop = served.close;
  site = siteOfPeople(served.base);
});

afterEach(() => stop());

async function planned(tool: string, args: unknown, confluence: Rest = site.ada.rest) {
  const plan = said(await planChange(confluence, { tool: `CONFLUENCE_${tool}`, arguments: args }));
  if (!plan.possible) throw new Error(`not possible: ${plan.reason}`);
  return plan;
}

async function refused(tool: string, args: unknown): Promise<string> {
  const plan = said(await planChange(site.ada.rest, { tool: `CONFLUENCE_${tool}`, arguments: args }));
  if (plan.possible) throw new Error(`possible: ${plan.change.sentence}`);
  return plan.reason;
}

describe('an update', () => {
  it('shows what is lost, what is linked to anew, and people by their names', async () => {
    const body = { storage: { value: '<p>Gone. <a href="https://evil.example/">More</a></p>' } };
    const { change, before } = await planned('UPDATE_PAGE', await site.update('pages', Q3, { body }));
    expect(change.losses.map(({ what }) => what)).toEqual(
      expect.arrayContaining(['macro', 'mention', 'task']),
    );
    expect(change.newLinks).toEqual(['https://evil.example/']);
    const shown = JSON.stringify(change.preview.type === 'diff' ? change.preview.rows : null);
    expect(shown).toContain('@Grace Hopper');
    expect(shown).not.toContain('@557058:');
    expect(before).toMatchObject({
      type: 'content-updated',
      version: 3,
      title: 'Q3 Planning',
      parentId: HOME,
    });
  });

  it('in wiki markup or as an Atlassian document has no preview, but its new links are found', async () => {
    const adf = String.raw`{"type":"doc","content":[{"href":"https:\/\/evil.ex\u0061mple\/x"}]}`;
    for (const [representation, value, link] of [
      ['wiki', 'h1. Hi [there|https://evil.example/y]', 'https://evil.example/y'],
      ['atlas_doc_format', adf, 'https://evil.example/x'],
    ] as const) {
      const body = { storage: { representation, value } };
      const { change } = await planned('UPDATE_PAGE', await site.update('pages', Q3, { body }));
      expect(change.noPreview).toMatch(/can only be shown once it is in Confluence/);
      expect(change.sentence).toBe('Updates “Q3 Planning” in Marketing');
      expect(change.newLinks).toEqual([link]);
    }
  });

  it('may come with its objects as JSON text and its numbers as text', async () => {
    const { id, spaceId, title, version, body } = await site.update('pages', Q3);
    const args = {
      id: Number(id),
      spaceId,
      title,
      version: JSON.stringify(version),
      body: JSON.stringify(body),
    };
    expect((await planned('UPDATE_PAGE', JSON.stringify(args))).change.preview.type).toBe('diff');
  });

  it('that changes nothing, or only the title, says so', async () => {
    const { body: same } = await sameBody();
    const rename = await planned('UPDATE_PAGE', await site.update('pages', Q3, { body: same, title: 'Q3' }));
    expect(rename.change.sentence).toBe('Renames “Q3 Planning” in Marketing to “Q3”');
    const nothing = await planned('UPDATE_PAGE', await site.update('pages', Q3, { body: same }));
    expect(nothing.change.sentence).toBe(
      'Makes a new version of “Q3 Planning” in Marketing that says the same',
    );
  });

  it('of a blog post may be a draft, which publishes nothing', async () => {
    const draft = await site.update('blogposts', POST, { status: 'draft', version: { number: 1 } });
    const { change, before } = await planned('UPDATE_BLOGPOST', draft);
    expect(change.sentence).toBe(
      'Saves a draft of “Autumn Trails is live” in Marketing without publishing it',
    );
    expect([change.undo.possible, before]).toEqual([false, { type: 'unknown' }]);
  });

  it('is refused where Confluence would refuse it', async () => {
    const taken = await site.update('pages', Q3, { title: 'Campaigns' });
    expect(await refused('UPDATE_PAGE', taken)).toMatch(
      /another page “Campaigns” in Marketing \(id 2100004\)/,
    );
    const elsewhere = await site.update('pages', Q3, { spaceId: 'ENG' });
    expect(await refused('UPDATE_PAGE', elsewhere)).toMatch(
      /not in Engineering; its space has the id 1310721/,
    );
    const draft = await site.update('pages', Q3, { status: 'draft', version: { number: 1 } });
    expect(await refused('UPDATE_PAGE', draft)).toMatch(/^The page is at version 3/);
    const archived = await site.update('blogposts', POST, { status: 'archived' });
    expect(await refused('UPDATE_BLOGPOST', archived)).toMatch(/not “archived”/);
    const late = await site.update('pages', Q3);
    await site.admin.send('DELETE', `${V2}/pages/${Q3}`);
    expect(await refused('UPDATE_PAGE', late)).toMatch(/“Q3 Planning” is in the trash/);
  });

  async function sameBody() {
    const page = await site.admin.rest.get(`${V2}/pages/${Q3}`, { 'body-format': 'storage' });
    return { body: (page as { body: { storage: { value: string } } }).body };
  }
});

describe('labels', () => {
  it('that are there already change nothing, and blanks make several of one', async () => {
    const there = await planned('ADD_CONTENT_LABEL', { id: Q3, labels: 'Planning, q3' });
    expect(there.change.sentence).toBe(
      'Changes nothing: “Q3 Planning” in Marketing has the labels “planning” and “q3” already',
    );
    const { change, before } = await planned('ADD_CONTENT_LABEL', {
      id: Q3,
      labels: ['Run book', { name: 'q3' }],
    });
    expect(change.sentence).toBe('Adds the labels “run” and “book” to “Q3 Planning” in Marketing');
    expect(before).toMatchObject({ added: [{ name: 'run' }, { name: 'book' }] });
  });

  it('of a target are all known, however many there are', async () => {
    const many = Array.from({ length: 60 }, (_, index) => ({ prefix: 'global', name: `l-${index}` }));
    await site.admin.send('POST', `/wiki/rest/api/content/${Q3}/label`, many);
    const { change } = await planned('ADD_CONTENT_LABEL', { id: Q3, labels: ['l-59'] });
    expect(change.target.labels).toHaveLength(62);
    expect(change.sentence).toMatch(/^Changes nothing/);
  });
});

describe('a deletion', () => {
  it('of a page whose text cannot be drawn has no preview, and says so', async () => {
    const broken: Rest = {
      async get(path, query) {
        const answer = await site.ada.rest.get(path, query);
        const isPage = path.endsWith(`/pages/${Q3}`);
        return isPage ? { ...(answer as object), body: { storage: { value: '<p>broken' } } } : answer;
      },
    };
    const { change } = await planned('DELETE_PAGE', { id: Q3 }, broken);
    expect(change.noPreview).toMatch(
      /^The preview could not be made \(line 1, column 1: <p> is never closed/,
    );
  });

  it('of a page lists what goes with it, and keeps what restoring needs', async () => {
    const { change, before } = await planned('DELETE_PAGE', { id: Q3 });
    const gone = change.preview.type === 'removal' ? change.preview.gone : [];
    const counts = Object.fromEntries(gone.map(({ what, count }) => [what.split(/[ ,]/)[0], count]));
    expect(counts).toMatchObject({ comments: 3, versions: 3 });
    expect(
      gone.find(({ what }) => /mention its title/.test(what))?.items.map(({ title }) => title),
    ).toContain('Marketing home');
    expect(change.preview).toMatchObject({ blocks: expect.arrayContaining([expect.anything()]) });
    const parent = await planned('DELETE_PAGE', { id: CAMPAIGNS });
    expect(parent.change.undo.words).toMatch(/do not come back under it by themselves/);
    expect(parent.before).toMatchObject({
      type: 'page-deleted',
      parentId: HOME,
      children: expect.arrayContaining([{ id: '2100005', title: 'Campaign calendar' }]),
    });
    expect(before).toMatchObject({ children: [] });
  });

  it('of a page is another one when somebody comments on it or puts a page below it', async () => {
    const first = (await planned('DELETE_PAGE', { id: Q3 })).fingerprint;
    const body = { representation: 'storage', value: '<p>Wait!</p>' };
    await site.grace.send('POST', `${V2}/footer-comments`, { pageId: Q3, body });
    const second = (await planned('DELETE_PAGE', { id: Q3 })).fingerprint;
    await site.grace.send('POST', `${V2}/pages`, {
      spaceId: MARKETING,
      status: 'current',
      title: 'New',
      parentId: Q3,
    });
    const third = (await planned('DELETE_PAGE', { id: Q3 })).fingerprint;
    expect(new Set([first, second, third]).size).toBe(3);
  });

  it('of a space cannot be taken back, and says so', async () => {
    const { change } = await planned('DELETE_SPACE', { space_key: 'MKT' });
    expect(change.undo).toMatchObject({
      possible: false,
      words: expect.stringMatching(/no trash for spaces/),
    });
  });
});

describe('names that others wrote', () => {
  it('cannot pass for a part of the sentence', async () => {
    const title = 'Notes” in HR. Adds nothing\u202E“';
    await site.edit('pages', Q3, { title });
    const { change } = await planned('DELETE_PAGE', { id: Q3 });
    expect(change.sentence).toBe('Moves the page “Notes" in HR. Adds nothing "” in Marketing to the trash');
    expect(change.target.title).toBe(title);
  });
});

describe('looking', () => {
  it.each([
    ['UPDATE_PAGE', () => site.update('pages', '2100003'), 2],
    ['ADD_CONTENT_LABEL', () => ({ id: Q3, labels: ['urgent'] }), 2],
    [
      'CREATE_PAGE',
      () => ({ spaceId: MARKETING, title: 'X', parentId: Q3, body: { storage: { value: '' } } }),
      1,
    ],
    ['CREATE_FOOTER_COMMENT', () => ({ pageId: Q3, body: { value: '<p>Hi</p>' } }), 2],
    ['UPDATE_TASK', async () => ({ id: await site.openTask(), status: 'complete' }), 2],
    ['DELETE_SPACE', () => ({ space_key: 'MKT' }), 2],
  ] as const)('at what %s does takes few round trips', async (tool, args, most) => {
    const given = await args();
    const { rest, rounds } = inRounds(site.ada.rest);
    await planned(tool, given, rest);
    expect(rounds()).toBeLessThanOrEqual(most);
  });
});

describe('who moved a target', () => {
  it('is told by name, version and time', async () => {
    const { change } = await planned('UPDATE_PAGE', await site.update('pages', Q3));
    expect(await whoMovedIt(site.ada.rest, change.target)).toBeNull();
    await site.edit('pages', Q3, { title: 'Q3 plan' });
    const now = new Date();
    const saidAt = async (when: Date) => say((await whoMovedIt(site.ada.rest, change.target, when)) ?? '');
    expect(await saidAt(now)).toBe('Grace Hopper made version 4 just now.');
    for (const [later, words] of [
      [60_000, 'a minute ago'],
      [45 * 60_000, '45 minutes ago'],
      [3 * 3_600_000, '3 hours ago'],
    ] as const)
      expect(await saidAt(new Date(now.getTime() + later))).toBe(`Grace Hopper made version 4 ${words}.`);
  });

  it('is not told when it cannot be known', async () => {
    const { change } = await planned('UPDATE_PAGE', await site.update('pages', Q3));
    const down: Rest = { get: () => Promise.reject(new Error('down')) };
    expect(await whoMovedIt(down, change.target)).toBeNull();
    const space = (await planned('DELETE_SPACE', { space_key: 'MKT' })).change.target;
    expect(await whoMovedIt(site.ada.rest, space)).toBeNull();
  });
});
