import { serveSandbox } from '@tributary/sandbox/testing';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { wordsOfError } from '../../../domain/phrase.ts';
import type { WritableRest } from '../../../domain/rest.ts';
import { say } from '../../../phrases/say.ts';
import { effectLookup, ownRun, ownTool, planChange, planUndo, refreshArguments } from '../../toolkits.ts';
import { said } from '../test-support/said.ts';
import {
  CAMPAIGNS,
  ENGINEERING,
  HOME,
  MARKETING,
  Q3,
  type SiteOfPeople,
  siteOfPeople,
  V2,
} from '../test-support/site-of-people.ts';

let stop: () => void;
let site: SiteOfPeople;
let ada: WritableRest;

beforeEach(async () => {
  const served = await serveSandbox();
  stop = served.close;
  site = siteOfPeople(served.base);
  ada = {
    get: site.ada.rest.get,
    send: ({ method, path, body }) => site.ada.send(method, path, body),
  };
});

afterEach(() => stop());

type Row = {
  id: string;
  title: string;
  parentId: string | null;
  spaceId: string;
  version: { number: number };
};

const tool = 'MOVE_PAGE';
const read = (id: string) => ada.get(`${V2}/pages/${id}`) as Promise<Row>;
const run = (args: unknown) => ownRun(tool)?.(ada, args);

async function newPage(title: string, spaceId = ENGINEERING, parentId?: string): Promise<string> {
  const body = { representation: 'storage', value: '<p>Text</p>' };
  const made = await site.ada.send('POST', `${V2}/pages`, {
    spaceId,
    parentId,
    title,
    status: 'current',
    body,
  });
  return (made as Row).id;
}

async function planned(args: Record<string, unknown>) {
  const plan = said(await planChange(ada, { tool, arguments: args }));
  if (!plan.possible) throw new Error(plan.reason);
  return plan;
}

async function refused(args: Record<string, unknown>): Promise<string> {
  const plan = said(await planChange(ada, { tool, arguments: args }));
  return plan.possible ? `possible: ${plan.change.sentence}` : plan.reason;
}

describe('what is shown of a move', () => {
  it('is where from, where to, and what moves along', async () => {
    const { version } = await read(CAMPAIGNS);
    const target = await newPage('Archive of campaigns');
    const { change } = await planned({
      id: CAMPAIGNS,
      parentId: target,
      version: { number: version.number + 1 },
    });
    expect(change.sentence).toMatch(
      /^Moves the page “Campaigns” in Marketing under “Archive of campaigns” in Engineering, with \d+ child pages$/,
    );
    expect(change.preview).toEqual({
      type: 'values',
      rows: [
        {
          name: 'Place',
          before: 'under “Marketing home” in Marketing',
          after: 'under “Archive of campaigns” in Engineering',
        },
        { name: 'Moves along', before: null, after: expect.stringMatching(/^\d+ child pages: “.+”/) },
      ],
    });
    expect(change.target).toMatchObject({ id: CAMPAIGNS, space: { id: MARKETING }, ancestors: [HOME] });
    expect(change.target.destination).toMatchObject({ id: CAMPAIGNS, space: { id: ENGINEERING } });
    expect(change.target.destination?.ancestors.at(-1)).toBe(target);
  });

  it('is another change once what moves along, the target or its text is another', async () => {
    const id = await newPage('Moved');
    const parentId = await newPage('Target');
    const args = { id, parentId, version: { number: 2 } };
    const { fingerprint } = await planned(args);
    await newPage('Child', ENGINEERING, id);
    const later = await planned(args);
    expect(later.fingerprint).not.toBe(fingerprint);
    await site.edit('pages', parentId, { title: 'Target, renamed' });
    expect((await planned(args)).fingerprint).not.toBe(later.fingerprint);
    await site.edit('pages', id, { body: '<p>By Grace</p>' });
    expect(await refused(args)).toMatch(/at version 2; this was made for version 1/);
    const asked = { tool, actionId: 'a', arguments: args, call: { tool: 'move_page', arguments: {} } };
    expect(await refreshArguments(ada, { ...asked, edited: false })).toMatchObject({
      version: { number: 3 },
    });
  });
});

describe('a move that would fail is not asked for', () => {
  it('below itself, to where it is, of a homepage, or to where its title is taken', async () => {
    const id = await newPage('Deep');
    const child = await newPage('Deeper', ENGINEERING, id);
    const version = { number: 2 };
    expect(await refused({ id, parentId: child, version })).toMatch(/below itself/);
    expect(await refused({ id: child, parentId: id, version })).toMatch(/stands below “Deep” already/);
    const home = { id: HOME, parentId: child, version: { number: (await read(HOME)).version.number + 1 } };
    expect(await refused(home)).toBe('The homepage of a space cannot be moved.');
    await newPage('Deep', MARKETING);
    expect(await refused({ id, parentId: CAMPAIGNS, version })).toMatch(
      /There is a page “Deep” in Marketing already/,
    );
  });
});

describe('a move', () => {
  it('within a space is a new version with the mark, and leaves the text', async () => {
    const [id, parentId] = [await newPage('Within'), await newPage('Below this')];
    await run({ id, parentId, version: { number: 2, message: 'via Tributary, a' } });
    const now = (await ada.get(`${V2}/pages/${id}`, { 'body-format': 'storage' })) as Row;
    expect(now).toMatchObject({
      parentId,
      version: { number: 2, message: 'via Tributary, a' },
      body: { storage: { value: '<p>Text</p>' } },
    });
  });

  it('to another space takes along what is below it, and makes no version', async () => {
    const id = await newPage('Away');
    const child = await newPage('Along', ENGINEERING, id);
    await run({ id, parentId: CAMPAIGNS, version: { number: 2 } });
    expect(await read(id)).toMatchObject({ parentId: CAMPAIGNS, spaceId: MARKETING, version: { number: 1 } });
    expect(await read(child)).toMatchObject({ parentId: id, spaceId: MARKETING });
  });

  it('is not sent once somebody wrote on the page', async () => {
    const [id, parentId] = [await newPage('Busy'), await newPage('Elsewhere')];
    await site.edit('pages', id, { body: '<p>By Grace</p>' });
    const failure = await run({ id, parentId, version: { number: 2 } })?.then(() => null, wordsOfError);
    expect(say(failure ?? '')).toBe('The page is at version 2 by now, so it was not moved.');
    expect((await read(id)).parentId).not.toBe(parentId);
  });

  it('that got lost is found by where the page stands', async () => {
    const lost = { tool, id: 'a', arguments: { id: Q3, parentId: CAMPAIGNS, version: { number: 4 } } };
    const look = effectLookup({ ...lost, startedAt: new Date() });
    expect(look?.read({ title: 'Q3', parentId: CAMPAIGNS })).toMatchObject({ status: 'succeeded' });
    expect(look?.read({ title: 'Q3', parentId: HOME })).toMatchObject({ status: 'failed' });
    expect(look?.read({})).toMatchObject({ status: 'unknown' });
  });
});

describe('undoing a move', () => {
  async function undone(id: string, parentId: string) {
    const args = { id, parentId, version: { number: 2 } };
    const { before } = await planned(args);
    const result = await run(args);
    return async () => said(await planUndo(ada, { tool, arguments: args, result, before }));
  }

  it.each([
    ['of the same space', ENGINEERING],
    ['of another space', MARKETING],
  ])('brings it back from below a page %s, where it was among the others', async (_, space) => {
    const former = await newPage('Former');
    const id = await newPage('Between', ENGINEERING, former);
    const next = await newPage('Next', ENGINEERING, former);
    const plan = await (await undone(id, await newPage('Other', space)))();
    if (!plan.possible) throw new Error(plan.reason);
    expect(plan.change.preview).toMatchObject({
      rows: [{ after: 'under “Former” in Engineering, before “Next”' }],
    });
    for (const step of plan.steps) if (step.via === 'rest') await ada.send(step);
    const { results } = (await ada.get(`${V2}/pages/${former}/children`)) as { results: Row[] };
    expect(results.map((row) => row.id)).toEqual([id, next]);
  });

  it('makes it the last one where what it stood before is gone', async () => {
    const former = await newPage('Former');
    const id = await newPage('First', ENGINEERING, former);
    const next = await newPage('Second', ENGINEERING, former);
    const undo = await undone(id, await newPage('Other'));
    await site.ada.send('DELETE', `${V2}/pages/${next}`);
    const plan = await undo();
    if (!plan.possible) throw new Error(plan.reason);
    for (const step of plan.steps) if (step.via === 'rest') await ada.send(step);
    expect(await read(id)).toMatchObject({ parentId: former, version: { number: 3 } });
  });
});

describe('our own tool', () => {
  const call = (args: unknown, answer: Awaited<ReturnType<Look>>) =>
    ownTool('move_page')?.call(args, async () => answer);
  type Look = Parameters<NonNullable<ReturnType<typeof ownTool>>['call']>[1];
  const page = {
    id: '7',
    title: 'T',
    spaceId: '1',
    version: { number: 3 },
    body: { storage: { value: '' } },
  };

  it('comes to one action, for the version that the page is at', async () => {
    expect(await call({ id: 7, parentId: '8', message: '' }, { data: page })).toEqual({
      does: 'edit',
      action: { tool, arguments: { id: '7', parentId: '8', version: { number: 4 } } },
    });
  });

  it('comes to nothing where the page may not be read or the arguments do not fit', async () => {
    const refusal = { refusal: 'Reading is not allowed.' };
    expect(await call({ id: '7', parentId: '8' }, refusal)).toEqual({
      does: 'nothing',
      reason: 'Reading is not allowed.',
    });
    expect(await call({ id: '7' }, { data: page })).toMatchObject({ does: 'nothing' });
  });
});
