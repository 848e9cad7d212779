import { serveSandbox } from '@tributary/sandbox/testing';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { Rest } from '../domain/rest.ts';
import { inRounds } from '../toolkits/confluence/test-support/in-rounds.ts';
import {
  CAMPAIGNS,
  HOME,
  Q3,
  type SiteOfPeople,
  siteOfPeople,
} from '../toolkits/confluence/test-support/site-of-people.ts';
import { planChange } from '../toolkits/toolkits.ts';
import { type Read, sharedReads } from './shared-reads.ts';

let stop: () => void;
let site: SiteOfPeople;

beforeEach(async () => {
  const served = await serveSandbox();
  stop = served.close;
  site = siteOfPeople(served.base);
});

afterEach(() => stop());

type Action = { tool: string; arguments: unknown };

const label = (id: string): Action => ({
  tool: 'CONFLUENCE_ADD_CONTENT_LABEL',
  arguments: { id, labels: ['urgent'] },
});

/** Plans actions as one call does, after asking for what is known to be needed. */
async function plansOf(confluence: Rest, actions: Action[], ahead: Read[] = []) {
  const { rest, rounds, asked } = inRounds(confluence);
  const reads = sharedReads(rest);
  reads.ahead(ahead);
  const read: Read[] = [];
  const plans = await Promise.all(actions.map((action) => planChange(reads.writingInto(read), action)));
  const fingerprints = plans.map((plan) => (plan.possible ? plan.fingerprint : null));
  return { fingerprints, read, rounds: rounds(), asked };
}

const kinds: [name: string, action: () => Action | Promise<Action>, most: number][] = [
  ['a label', () => label(Q3), 2],
  [
    'an update',
    async () => ({ tool: 'CONFLUENCE_UPDATE_PAGE', arguments: await site.update('pages', CAMPAIGNS) }),
    2,
  ],
  ['a removal', () => ({ tool: 'CONFLUENCE_DELETE_PAGE', arguments: { id: Q3 } }), 3],
  [
    'a move',
    async () => {
      const { version } = await site.update('pages', Q3);
      return { tool: 'MOVE_PAGE', arguments: { id: Q3, parentId: CAMPAIGNS, version } };
    },
    3,
  ],
];

it.each(kinds)('%s is seen after few round trips, and seen again after one', async (_, make, most) => {
  const action = await make();
  const first = await plansOf(site.ada.rest, [action]);
  expect(first.fingerprints).toEqual([expect.any(String)]);
  expect(first.rounds).toBeLessThanOrEqual(most);

  const again = await plansOf(site.ada.rest, [action], first.read);
  expect(again.fingerprints).toEqual(first.fingerprints);
  expect(again.rounds).toBe(1);
});

it('three labels in one call take as many round trips as one, and ask for space and account once', async () => {
  const { fingerprints, rounds, asked } = await plansOf(site.ada.rest, [Q3, CAMPAIGNS, HOME].map(label));
  expect(new Set(fingerprints).size).toBe(3);
  expect(rounds).toBeLessThanOrEqual(2);
  expect(asked.filter((path) => path.includes('/spaces/'))).toHaveLength(1);
  expect(asked.filter((path) => path.endsWith('/user/current'))).toHaveLength(1);
});

it('a page that may not be read is told after few round trips', async () => {
  const closed: Rest = {
    get: (path, query) =>
      path.includes(Q3) ? site.ada.rest.get(`${path}-closed`, query) : site.ada.rest.get(path, query),
  };
  const { fingerprints, rounds } = await plansOf(closed, [label(Q3)]);
  expect(fingerprints).toEqual([null]);
  expect(rounds).toBeLessThanOrEqual(3);
});

it('what was read ahead does not hide that a page moved on', async () => {
  const first = await plansOf(site.ada.rest, [label(Q3)]);
  await site.edit('pages', Q3, { title: 'Another title' });
  const again = await plansOf(site.ada.rest, [label(Q3)], first.read);
  expect(again.fingerprints[0]).toEqual(expect.any(String));
  expect(again.fingerprints).not.toEqual(first.fingerprints);
});

it('a read that was asked for ahead and fails is told to whoever needs it, and to nobody else', async () => {
  const reads = sharedReads({ get: () => Promise.reject(new Error('away')) });
  reads.ahead([
    { path: '/one', query: {} },
    { path: '/two', query: {} },
  ]);
  await expect(reads.writingInto([]).get('/one', {})).rejects.toThrow('away');
});
