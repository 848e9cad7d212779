import { markup } from './markup.ts';
import type { SeedPage } from './seed-types.ts';

const { list, mention, page, panel, tasks } = markup;

/** Three weeks of the team's meetings. */
export const marketingMeetings: SeedPage = {
  id: 2100020,
  title: 'Meeting notes',
  versions: [
    {
      by: 'ada',
      at: '2026-01-19T09:00',
      body: `<p>Mondays, 14:00, forty minutes. Whoever speaks least writes.</p>${panel('tip', '<p>A decision without a name beside it is a wish.</p>')}`,
    },
  ],
  children: [
    {
      id: 2100021,
      title: 'Weekly team meeting – 7 September',
      labels: ['meeting-notes'],
      versions: [
        {
          by: 'grace',
          at: '2026-09-07T14:50',
          body: `<p><strong>There:</strong> ${mention('ada')}, ${mention('grace')}. <strong>Away:</strong> ${mention('alan')}, on call.</p><h2>What we talked about</h2>${list('The Autumn Trails landing page is live. It loads in 1.9 seconds on a slow phone; we want 1.5.', 'Film one is cut. Film two has a wind problem and needs new sound.', 'The hostel posters came back with the old logo. The printer pays.')}<h2>Decisions</h2>${list('The films begin on the 14th instead of the 7th.', 'No advert goes out before two films are up.')}<h2>Action items</h2>${tasks({ done: true, body: `${mention('grace')} record new sound for film two` }, { done: true, body: `${mention('ada')} have the posters printed again` })}`,
        },
      ],
    },
    {
      id: 2100022,
      title: 'Weekly team meeting – 14 September',
      labels: ['meeting-notes'],
      versions: [
        {
          by: 'grace',
          at: '2026-09-14T14:55',
          body: `<p><strong>There:</strong> ${mention('ada')}, ${mention('grace')}, ${mention('alan')}. <strong>Writing:</strong> ${mention('grace')}. 38 minutes.</p><h2>What we talked about</h2><h3>Autumn Trails</h3><p>The first two films went out this morning. 340 walks planned by nine o’clock, 1,120 by two. Most people come from the Yorkshire local pages, hardly anybody from adverts.</p><h3>Newsletter</h3><p>86,200 readers, 1,400 more than in August. At this rate we end September at about 87,500, short of the 90,000 we set ourselves.</p><h3>Project Phoenix</h3><p>The new sign-up pages wait for the sign-in service. Alan expects to know by the 22nd whether they make the 28th.</p><h2>Decisions</h2>${list('<strong>We move £4,000 from adverts to two more films.</strong> Films bring walks at £2.10 each, adverts at £6.80.', '<strong>The newsletter goal stays at 90,000</strong>, but we say openly that we will probably miss it. No bought addresses.', '<strong>The press day in Keswick is on Tuesday 6 October</strong>, with six journalists and one short walk.', '<strong>If Phoenix is late, the films lead to the old pages</strong> and nobody works a weekend for it.')}<h2>Action items</h2>${tasks(
            {
              body: `${mention('grace')} ask the film crew for two more days in October, by <time datetime="2026-09-18" />`,
            },
            {
              body: `${mention('ada')} write to the six journalists about Keswick, by <time datetime="2026-09-21" />`,
            },
            {
              body: `${mention('alan')} tell us whether Phoenix makes the date, by <time datetime="2026-09-22" />`,
            },
            { done: true, body: `${mention('ada')} bring ${page('Q3 Planning')} up to date` },
          )}<h2>Next time</h2><p>Winter: one idea each, in two minutes. Bring biscuits.</p>`,
        },
      ],
      comments: [
        {
          id: 2900005,
          by: 'ada',
          at: '2026-09-14T16:15',
          body: `<p>${page('Q3 Planning')} is up to date. Would somebody put a summary of this on the blog? Sales asked for it.</p>`,
        },
      ],
    },
    {
      id: 2100023,
      title: 'Weekly team meeting – 21 September',
      labels: ['meeting-notes'],
      versions: [
        {
          by: 'alan',
          at: '2026-09-21T14:48',
          body: `<p><strong>There:</strong> ${mention('ada')}, ${mention('grace')}, ${mention('alan')}. <strong>Writing:</strong> ${mention('alan')}.</p><h2>What we talked about</h2>${list('Films: 4,310 first walks in the first week. Film three (the Wrekin, by bus) is the quiet favourite.', 'Newsletter 38 went to 86,900 readers; 44 % opened it.', 'Winter ideas: short walks, the gift pass, a hostel partnership. Kept in the Q4 page.')}<h2>Decisions</h2>${list('Short winter walks become the main idea of Q4.', 'Ada holds Autumn Trails while Grace is away.')}<h2>Action items</h2>${tasks({ body: `${mention('ada')} write the winter idea down in ${page('Q4 Planning')}` }, { body: `${mention('grace')} hand the campaign over by <time datetime="2026-10-16" />` })}`,
        },
      ],
    },
  ],
};
