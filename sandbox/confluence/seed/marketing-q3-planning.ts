import { markup } from './markup.ts';
import type { SeedPage } from './seed-types.ts';

const { list, mention, page, panel, status, table, tasks, toc } = markup;

const goals = `<h2>Goals</h2>${list('<strong>12,000 first walks</strong> through Autumn Trails by 31 October', '<strong>Second walk within 21 days</strong> for 40 % of them', '<strong>Newsletter</strong> to 90,000 readers without buying a single address')}`;

/** The page that people ask for by name: goals, a budget, owners, risks, and an open question beside it. */
export const q3Planning: SeedPage = {
  id: 2100002,
  title: 'Q3 Planning',
  labels: ['planning', 'q3'],
  versions: [
    {
      by: 'ada',
      at: '2026-06-18T10:00',
      body: `<p>What we do from July to September, and what we leave.</p>${goals}`,
    },
    {
      by: 'grace',
      at: '2026-07-02T15:20',
      message: 'Budget and owners',
      body: `<p>What we do from July to September, and what we leave.</p>${goals}<h2>Budget</h2>${table(['What', 'Budget', 'Owner'], ['Autumn Trails', '£64,500', mention('grace')], ['Newsletter', '£6,000', mention('ada')])}`,
    },
    {
      by: 'ada',
      at: '2026-09-14T16:10',
      message: 'State after the team meeting of 14 September',
      body: `${panel('info', `<p>Last gone through in the ${page('Weekly team meeting – 14 September')}. Changes to goals or budget need ${mention('ada')}.</p>`)}${toc}<p>What we do from July to September, and what we leave.</p>${goals}<h2>Where we are</h2>${table(
        ['Work', 'Owner', 'Budget', 'Spent', 'State'],
        ['Autumn Trails', mention('grace'), '£64,500', '£48,930', status('ON TRACK', 'Green')],
        ['Newsletter to 90,000', mention('ada'), '£6,000', '£3,120', status('AT RISK', 'Yellow')],
        ['Project Phoenix: new sign-up pages', mention('alan'), '£11,000', '£2,400', status('LATE', 'Red')],
        ['Press day in Keswick', mention('ada'), '£3,500', '£900', status('ON TRACK', 'Green')],
      )}<h2>What we leave</h2><p>No paid partnerships, no new social channel, no redesign of the shop. <ac:inline-comment-marker ac:ref="6f0d2b6e-5c0c-4f38-9a55-0e6f5d1b7a21">We will look at the gift pass in Q4.</ac:inline-comment-marker></p><h2>Risks</h2>${list('Phoenix waits for the new sign-in service; if it slips past 28 September, the first films lead to the old pages.', 'Grace is away from 19 to 23 October: somebody must hold the campaign.')}<h2>Next steps</h2>${tasks(
        { done: true, body: `${mention('grace')} book the cutting room for films three to five` },
        { body: `${mention('alan')} say by <time datetime="2026-09-22" /> whether Phoenix makes the date` },
        { body: `${mention('ada')} find a holder for Autumn Trails in the week of 19 October` },
      )}`,
    },
  ],
  comments: [
    {
      id: 2900001,
      by: 'alan',
      at: '2026-09-14T17:02',
      body: '<p>The sign-in service passed its load test this afternoon. I am fairly sure of the 28th, not certain.</p>',
      replies: [
        {
          id: 2900002,
          by: 'ada',
          at: '2026-09-15T08:55',
          body: '<p>Thank you. Fairly sure is enough to keep the plan; please write it here the moment it is not.</p>',
        },
      ],
    },
    {
      id: 2900003,
      by: 'grace',
      at: '2026-09-15T09:30',
      body: '<p>I put the film invoices in. The budget column is now what the bank says.</p>',
    },
    {
      id: 2900004,
      by: 'grace',
      at: '2026-09-15T10:05',
      body: '<p>Could this be one sentence longer? People keep asking me why not now.</p>',
      inline: {
        ref: '6f0d2b6e-5c0c-4f38-9a55-0e6f5d1b7a21',
        selection: 'We will look at the gift pass in Q4.',
      },
    },
  ],
};
