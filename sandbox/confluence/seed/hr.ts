import { hrPolicies } from './hr-policies.ts';
import { markup } from './markup.ts';
import type { SeedSpace } from './seed-types.ts';

const { expand, list, mention, page, panel, steps, table, tasks, toc } = markup;

/** HR of acme: joining, working, resting, growing. Alan reads here and does not write. */
export const hr: SeedSpace = {
  id: 1310723,
  key: 'HR',
  name: 'HR',
  description: 'Joining acme, working here, resting, growing. Everyone reads; the people team writes.',
  by: 'admin',
  at: '2026-01-12T10:00',
  writers: ['admin', 'ada', 'grace'],
  homepage: {
    id: 2300001,
    title: 'HR home',
    versions: [
      {
        by: 'ada',
        at: '2026-01-12T10:10',
        body: `<p>Rules should be easy to find and short to read. If one of ours is neither, tell us.</p>${list(`New here? ${page('Onboarding guide')}`, `Working from elsewhere? ${page('Remote work policy')}`, `Time off? ${page('Leave policy')}`, `Spent something? ${page('Expenses policy')}`)}${panel('info', '<p>Private questions: people@example.com. Two people read it, and nobody else.</p>')}`,
      },
    ],
    children: [
      {
        id: 2300002,
        title: 'Onboarding guide',
        labels: ['onboarding', 'how-to'],
        versions: [
          {
            by: 'ada',
            at: '2026-01-13T10:00',
            body: '<p>Welcome. Here is what happens in your first month.</p><h2>Before you start</h2><p>Your laptop comes by post.</p>',
          },
          {
            by: 'grace',
            at: '2026-04-08T11:30',
            message: 'Added the thirty-day talk and the questions people ask',
            body: `${toc}<p>Welcome to acme. This page tells you what happens in your first month, who to ask, and what can wait.</p><h2>Before you start</h2>${list('Your laptop comes by post, a week early. Leave it shut if you like.', 'You get a letter from your buddy, by hand.', 'We ask for your bank details once, by a form, never by e-mail.')}<h2>Your first day</h2>${steps('09:30: coffee with your buddy, here or on a screen', '10:30: accounts and keys, with IT beside you', '12:30: lunch with your team; acme pays', '14:00: nothing. Look around.')}<h2>Your first month</h2>${table(['When', 'What', 'With'], ['Week 1', 'Learn how your team works', 'Your buddy'], ['Week 2', 'An afternoon with support', mention('ada')], ['Week 3', 'Your first own piece of work', 'Your lead'], ['Day 30', 'The thirty-day talk: what surprised you?', mention('grace')])}<h2>Questions people ask</h2>${expand('When am I paid?', '<p>On the 26th, or the working day before it.</p>')}${expand('May I work from my mother’s house?', `<p>Yes. See ${page('Remote work policy')}.</p>`)}${expand('How do I pronounce “acme”?', '<p>However you like. The founders do not agree either.</p>')}<p>Engineers go on with the ${page('Engineering onboarding guide', 'ENG')}.</p>`,
          },
        ],
        comments: [
          {
            id: 2900050,
            by: 'alan',
            at: '2026-04-09T09:00',
            body: '<p>The empty afternoon on day one is the best thing on this page. Please never fill it.</p>',
          },
        ],
        children: [
          {
            id: 2300003,
            title: 'First week checklist',
            labels: ['onboarding', 'checklist'],
            versions: [
              {
                by: 'ada',
                at: '2026-01-13T11:00',
                body: `<p>For leads. Copy it for each new person.</p>${tasks({ body: 'Desk or parcel: laptop, charger, notebook, the good pen' }, { body: 'Accounts: mail, wiki, chat, payroll' }, { body: 'Buddy asked, and said yes' }, { body: 'Team lunch booked' }, { body: 'One small piece of work chosen that can be finished by Friday' }, { body: 'Talk on Friday at 15:00: what was unclear?' })}`,
              },
            ],
          },
          {
            id: 2300004,
            title: 'Buddy programme',
            labels: ['onboarding'],
            versions: [
              {
                by: 'grace',
                at: '2026-01-27T10:00',
                body: `<p>A buddy is somebody outside your team who answers the questions you do not want to ask your lead.</p>${list('Three months, half an hour a week, then as you both like', 'Buddies get a small budget for cake', 'What is said stays there')}<p>Want to be one? Tell ${mention('grace')}.</p>`,
              },
            ],
          },
        ],
      },
      hrPolicies,
      {
        id: 2300020,
        title: 'Hiring',
        versions: [
          {
            by: 'grace',
            at: '2026-02-16T10:00',
            body: '<p>We hire slowly, answer quickly, and tell everybody why.</p>',
          },
        ],
        children: [
          {
            id: 2300021,
            title: 'Interview guide',
            labels: ['hiring', 'how-to'],
            versions: [
              {
                by: 'grace',
                at: '2026-02-16T10:30',
                body: `<p>Three conversations, never more. The person knows all questions two days before.</p>${table(['Conversation', 'Length', 'About'], ['First', '30 min', 'Do we want the same thing?'], ['Work', '90 min, paid', 'Something real, done together'], ['Team', '45 min', 'They ask us'])}${panel('warning', '<p>Do not ask about family, age, health or where an accent comes from. Not even kindly.</p>')}<p>Write your notes before you talk to the others, and answer the person within three working days.</p>`,
              },
            ],
          },
          {
            id: 2300022,
            title: 'Job levels',
            labels: ['hiring', 'growth'],
            versions: [
              {
                by: 'ada',
                at: '2026-03-09T10:00',
                body: `<p>Five levels, the same for every team. Pay bands are open to everybody at acme.</p>${table(['Level', 'In one sentence'], ['1', 'Learns the work, with help close by'], ['2', 'Does the work, and says when it is stuck'], ['3', 'Makes the work of the team better'], ['4', 'Makes the work of several teams better'], ['5', 'Changes what work we do'])}`,
              },
            ],
          },
        ],
      },
      {
        id: 2300030,
        title: 'Performance reviews',
        labels: ['growth'],
        versions: [
          {
            by: 'ada',
            at: '2026-05-20T10:00',
            body: `<p>Twice a year, in May and November. No grades. Three questions, answered by you first:</p>${steps('What are you proud of?', 'What was harder than it should have been?', 'What do you want to be doing in a year?')}<p>Pay is talked about in January, apart from this, so that the three questions can be answered honestly.</p>`,
          },
        ],
      },
      {
        id: 2300031,
        title: 'Office and equipment',
        labels: ['office', 'how-to'],
        versions: [
          {
            by: 'grace',
            at: '2026-02-09T10:00',
            body: `<p>The office is at 14 Canal Wharf, Leeds, second floor. The bell does not work; ring ${mention('grace')}.</p>${list('Open 07:30 to 19:00, quiet room until 11:00', 'Dogs on Tuesdays and Thursdays, one at a time', 'A chair, a screen and a lamp for home: up to £450, once every three years')}`,
          },
        ],
      },
      {
        id: 2300032,
        title: 'Benefits at a glance',
        labels: ['benefits'],
        versions: [
          {
            by: 'ada',
            at: '2026-01-30T10:00',
            body: `${table(['What', 'How much', 'From'], ['Pension', '8 % from us, 3 % from you', 'Day 1'], ['Health', 'Cash plan, family included', 'Month 3'], ['Learning', '£1,200 a year, no forms below £100', 'Day 1'], ['Boots', '£150 every second year. We make a walking app.', 'Day 1'])}`,
          },
        ],
      },
    ],
  },
  blogPosts: [
    {
      id: 2300901,
      title: 'The leave policy changes on 1 October',
      labels: ['policy', 'leave'],
      versions: [
        {
          by: 'ada',
          at: '2026-09-10T09:00',
          body: `<p>From 1 October everybody has 28 days instead of 26, and carers’ leave is paid for ten days. The whole text is in ${page('Leave policy')}. You need to do nothing; payroll adds the days by itself.</p>`,
        },
      ],
      comments: [
        {
          id: 2900051,
          by: 'grace',
          at: '2026-09-10T09:20',
          body: '<p>For those who asked: yes, the two days count in full this year.</p>',
        },
      ],
    },
  ],
};
