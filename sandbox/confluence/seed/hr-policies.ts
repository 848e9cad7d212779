import { markup } from './markup.ts';
import type { SeedPage } from './seed-types.ts';

const { list, mention, page, panel, steps, table } = markup;

/** The rules of acme, each on one page. */
export const hrPolicies: SeedPage = {
  id: 2300010,
  title: 'Policies',
  labels: ['policy'],
  versions: [
    {
      by: 'ada',
      at: '2026-01-16T10:00',
      body: '<p>Each policy says what you may do, what we ask of you, and who decides in doubt.</p>',
    },
  ],
  children: [
    {
      id: 2300011,
      title: 'Remote work policy',
      labels: ['policy', 'remote-work'],
      versions: [
        {
          by: 'ada',
          at: '2026-01-16T10:30',
          body: '<p>You may work from anywhere in the UK, as often as you like. Tell your team where you are.</p>',
        },
        {
          by: 'ada',
          at: '2026-06-30T14:00',
          message: 'Working from abroad: 20 days, and why',
          body: `<p>You may work from anywhere in the UK, as often as you like. Nobody needs to know why.</p><h2>What we ask</h2>${list('Be reachable between 10:00 and 15:00 London time, or say that you are not.', 'Come to Leeds for the two team weeks, in March and in October. We pay.', 'Keep your screen to yourself on trains.')}<h2>Working from abroad</h2><p>Up to <strong>20 working days</strong> a year, in countries where the tax rules let us. Ask at least two weeks ahead.</p>${table(['Where', 'Days a year', 'Who says yes'], ['UK', 'No limit', 'Nobody; just go'], ['EU, Norway, Switzerland', '20', 'Your lead'], ['Elsewhere', 'Ask', mention('ada')])}<h2>Costs</h2><p>£26 a month for heating and internet, with your pay. For furniture see ${page('Office and equipment')}.</p>${panel('note', '<p>On-call engineers must be where a phone works. A mountain hut is not that place; we have tried.</p>')}`,
        },
      ],
    },
    {
      id: 2300012,
      title: 'Leave policy',
      labels: ['policy', 'leave'],
      versions: [
        {
          by: 'ada',
          at: '2026-01-16T11:00',
          body: '<p>26 days a year, and the bank holidays. Take at least ten of them together.</p>',
        },
        {
          by: 'grace',
          at: '2026-09-10T08:30',
          message: 'New numbers from 1 October',
          body: `${panel('info', '<p>Holds from <time datetime="2026-10-01" />. Before that date it is 26 days.</p>')}<h2>Holidays</h2><p><strong>28 days</strong> a year, and the bank holidays. Take at least ten of them together. Up to five may be carried into March.</p><h2>When you are ill</h2><p>Tell your lead by 10:00, in one line. No note for the first seven days. Full pay for twelve weeks.</p><h2>Other leave</h2>${table(['For', 'Days', 'Paid'], ['Caring for somebody', '10', 'Yes'], ['A death in the family', '10, or more', 'Yes'], ['Moving house', '1', 'Yes'], ['Volunteering', '3', 'Yes'], ['Anything else', 'Ask', 'Ask'])}<h2>How to ask</h2>${steps('Put it into the calendar.', 'Your lead answers within two days. No answer is a yes.', 'Go.')}<p>Becoming a parent has its own page: ${page('Parental leave')}.</p>`,
        },
      ],
      comments: [
        {
          id: 2900052,
          by: 'alan',
          at: '2026-09-11T13:00',
          body: '<p>Does volunteering for the rescue team count if it happens at night?</p>',
          replies: [
            {
              id: 2900053,
              by: 'ada',
              at: '2026-09-11T13:25',
              body: '<p>It does. And please sleep the next morning.</p>',
            },
          ],
        },
      ],
    },
    {
      id: 2300013,
      title: 'Parental leave',
      labels: ['policy', 'leave'],
      versions: [
        {
          by: 'ada',
          at: '2026-02-27T10:00',
          body: `<p>For every new parent, however the child arrives.</p>${list('26 weeks at full pay, within the first two years, in up to three parts', 'Back at four days a week for full pay in the first two months', 'A place to lie down and a fridge, in the quiet room')}<p>Tell us twelve weeks ahead if you can. Babies do not read policies; neither will we be strict.</p>`,
        },
      ],
    },
    {
      id: 2300014,
      title: 'Expenses policy',
      labels: ['policy', 'money'],
      versions: [
        {
          by: 'grace',
          at: '2026-03-16T10:00',
          body: `<p>Spend acme’s money as if you had to explain it to a member.</p>${table(['What', 'Up to', 'Receipt'], ['Train', 'Standard class, booked ahead', 'Yes'], ['Hotel', '£120 a night, London £160', 'Yes'], ['Food on the way', '£35 a day', 'Above £10'], ['Books', 'As many as you read', 'Yes'])}${steps('Photograph the receipt.', 'Send it to expenses@example.com with one line of why.', 'It is back with you within five working days.')}`,
        },
      ],
    },
  ],
};
