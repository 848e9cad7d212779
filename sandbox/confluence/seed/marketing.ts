import { marketingMeetings } from './marketing-meetings.ts';
import { q3Planning } from './marketing-q3-planning.ts';
import { markup } from './markup.ts';
import type { SeedSpace } from './seed-types.ts';

const { code, expand, list, mention, page, panel, status, steps, table, tasks, toc } = markup;

/** Marketing of acme, who make Wayfarer, a map app for people who walk. */
export const marketing: SeedSpace = {
  id: 1310721,
  key: 'MKT',
  name: 'Marketing',
  description: 'How we tell people about Wayfarer: plans, campaigns, brand, and the notes of our meetings.',
  by: 'admin',
  at: '2026-01-12T09:00',
  writers: ['admin', 'ada', 'grace', 'alan'],
  homepage: {
    id: 2100001,
    title: 'Marketing home',
    versions: [
      {
        by: 'ada',
        at: '2026-01-12T09:10',
        body: `<p>We help people find Wayfarer, and help them get outside once they have. This space is where our plans live.</p><h2>Start here</h2>${list(`${page('Q3 Planning')}: what this quarter is about, and what it is not`, `${page('Campaign calendar')}: what goes out when, and who holds it`, `${page('Brand voice')}: read it before you write anything`, `${page('Meeting notes')}: decisions, with names beside them`)}${panel('info', `<p>Something missing or out of date? Change it, or tell ${mention('ada')}.</p>`)}`,
      },
    ],
    children: [
      q3Planning,
      {
        id: 2100003,
        title: 'Q4 Planning',
        labels: ['planning', 'q4'],
        versions: [
          {
            by: 'ada',
            at: '2026-09-16T14:20',
            body: `<p>${status('EARLY', 'Grey')} Ideas only. We settle the quarter in the last week of September.</p><h2>What we heard from Q3</h2>${list('People who plan a walk with a friend stay twice as long as those who plan alone.', 'The newsletter brings more sign-ups a pound than any advert we ran.', 'Our winter pages are thin: half of all visits in December end on the first screen.')}<h2>Ideas</h2>${list('“Short days, good walks”: a winter collection of routes under two hours', 'A gift pass for three months, sold from mid-November', 'Partner with two youth hostels in the Lake District')}<h2>Questions</h2>${list('Can engineering ship shared trips before 1 November?', 'Do we keep the autumn advert budget running into November?')}`,
          },
        ],
      },
      {
        id: 2100004,
        title: 'Campaigns',
        versions: [
          {
            by: 'grace',
            at: '2026-01-20T11:00',
            body: `<p>Every campaign has one page with its aim, its people, its dates and, when it is over, what we learned.</p>${panel('tip', '<p>Copy the last campaign that resembles yours. Leave the review section empty: it is a promise to write it.</p>')}`,
          },
        ],
        children: [
          {
            id: 2100005,
            title: 'Campaign calendar',
            labels: ['campaign', 'calendar'],
            versions: [
              {
                by: 'grace',
                at: '2026-06-02T10:00',
                body: `<p>Autumn and winter, by week. Times are when it goes live in London.</p>${table(['Week of', 'What', 'Channel', 'Holder'], ['<time datetime="2026-09-07" />', 'Autumn Trails: first films', 'Video', mention('grace')], ['<time datetime="2026-09-21" />', 'Newsletter 38: leaves and light', 'E-mail', mention('ada')])}`,
              },
              {
                by: 'grace',
                at: '2026-09-15T16:30',
                message: 'Film moved by a week, press day added',
                body: `<p>Autumn and winter, by week. Times are when it goes live in London.</p>${table(['Week of', 'What', 'Channel', 'Holder', 'State'], ['<time datetime="2026-09-07" />', 'Autumn Trails: landing page', 'Web', mention('grace'), status('DONE', 'Green')], ['<time datetime="2026-09-14" />', 'Autumn Trails: first films', 'Video', mention('grace'), status('LIVE', 'Blue')], ['<time datetime="2026-09-21" />', 'Newsletter 38: leaves and light', 'E-mail', mention('ada'), status('WRITING', 'Yellow')], ['<time datetime="2026-10-05" />', 'Press day in Keswick', 'Press', mention('ada'), status('BOOKED', 'Blue')], ['<time datetime="2026-11-16" />', 'Gift pass opens', 'Web, e-mail', mention('alan'), status('IDEA', 'Grey')])}${panel('note', `<p>Nothing goes out on a Friday after 15:00: nobody is there to mend it. See ${page('Runbook: sync queue is growing', 'ENG')} for why.</p>`)}`,
              },
            ],
            comments: [
              {
                id: 2900010,
                by: 'alan',
                at: '2026-09-15T17:05',
                body: '<p>Could the press day move to the Tuesday? We release 5.4 on the Monday and I would like a quiet day in between.</p>',
                replies: [
                  {
                    id: 2900011,
                    by: 'grace',
                    at: '2026-09-15T17:40',
                    body: '<p>It already is the Tuesday. The table only shows weeks.</p>',
                  },
                ],
              },
            ],
          },
          {
            id: 2100006,
            title: 'Autumn Trails campaign',
            labels: ['campaign', 'autumn-trails'],
            versions: [
              {
                by: 'grace',
                at: '2026-07-08T09:30',
                body: `${toc}<h2>Aim</h2><p>12,000 new people plan their first walk with Wayfarer between 7 September and 31 October.</p><h2>Who it is for</h2><p>People who walk four or five times a year and decide on Friday evening. They are not looking for gear or for summits. They want a good day and a dry way back.</p><h2>The idea</h2><p>Eight short films, each one walk, each told by the person who walks it most. No drone shots. No records.</p><h2>Budget</h2>${table(['What', 'Planned', 'Spent'], ['Films', '£38,000', '£35,400'], ['Adverts', '£22,000', '£9,150'], ['Print for hostels', '£4,500', '£4,380'])}<h2>How we will know</h2>${list('First walks planned, weekly, from the growth dashboard', 'How many plan a second walk within 21 days', 'One call a week with somebody who came through a film')}<h2>Review</h2><p><ac:placeholder>Written in the first week of November</ac:placeholder></p>`,
              },
            ],
          },
          {
            id: 2100007,
            title: 'Newsletter playbook',
            labels: ['newsletter', 'how-to'],
            versions: [
              {
                by: 'ada',
                at: '2026-03-03T15:00',
                body: `<p>The newsletter goes to 84,000 people every third Wednesday at 07:30. They asked for it; keep it worth opening.</p><h2>The shape</h2>${steps('One walk, told in 150 words, with a map', 'One thing that is new in the app, in one sentence', 'One question from a reader, and an honest answer')}<h2>Before it goes</h2>${tasks({ body: 'Two people have read it aloud' }, { body: 'Every link opened on a phone' }, { body: 'The subject says what is inside, in at most 45 characters' }, { body: 'Test copy sent to newsletter-test@example.com' })}<h2>Tracking links</h2><p>Build them like this, so that the dashboard can tell them apart:</p>${code('text', 'https://wayfarer.example/walks/catbells?from=newsletter&issue=38&place=top')}`,
              },
            ],
          },
          {
            id: 2100008,
            title: 'Campaign review: Spring Steps',
            labels: ['campaign', 'review'],
            versions: [
              {
                by: 'grace',
                at: '2026-06-12T13:00',
                body: `<h2>In short</h2><p>We aimed for 10,000 first walks and got 8,640. The ones who came stayed: 41 % planned a second walk, against 29 % in spring 2025.</p><h2>What worked</h2>${list('Routes from railway stations. Nearly a third of all plans began at a station.', 'Plain photographs taken by members, not by us.')}<h2>What did not</h2>${list('The step counter. People found it bossy, and we took it out in week three.', 'Adverts in the second half of May, when everybody else bought too.')}<h2>What we do differently</h2>${list('Start with station walks.', 'Spend half of the advert budget in the first ten days.', 'Ask before we count anything.')}`,
              },
            ],
          },
        ],
      },
      {
        id: 2100010,
        title: 'Brand',
        versions: [
          {
            by: 'ada',
            at: '2026-01-15T10:00',
            body: '<p>How Wayfarer sounds and looks. Short on purpose: three pages, and you know enough to begin.</p>',
          },
        ],
        children: [
          {
            id: 2100011,
            title: 'Brand voice',
            labels: ['brand', 'writing'],
            versions: [
              {
                by: 'ada',
                at: '2026-01-15T10:30',
                body: '<p>We sound like a friend who knows the hill: calm, exact, never showing off.</p>',
              },
              {
                by: 'ada',
                at: '2026-05-06T09:45',
                message: 'Examples added after the Spring Steps review',
                body: `<p>We sound like a friend who knows the hill: calm, exact, never showing off.</p><h2>Four habits</h2>${list('<strong>Say the useful thing first.</strong> “The bridge is out” before “We regret to inform you”.', '<strong>Be exact.</strong> “40 minutes, the last ten steep”, not “a short stroll”.', '<strong>Never push.</strong> No “only today”, no streaks, no counting.', '<strong>Be honest about weather and about mistakes.</strong> Ours too.')}<h2>Before and after</h2>${table(['Instead of', 'We write'], ['Unlock epic adventures!', 'Walks near you, for this weekend'], ['Oops! Something went wrong.', 'The map did not load. Your plan is safe; try again.'], ['Don’t miss out', 'Open until Sunday'])}${panel('warning', '<p>Never write about rescue or accidents without talking to the person it happened to.</p>')}`,
              },
            ],
          },
          {
            id: 2100012,
            title: 'Logo and colour',
            labels: ['brand', 'design'],
            versions: [
              {
                by: 'grace',
                at: '2026-02-10T12:00',
                body: `<p>The mark is a path that turns once. It needs room: half its height on every side.</p>${table(['Name', 'Hex', 'Use'], ['Moss', '#2f5d50', 'Buttons, links, the mark'], ['Chalk', '#f6f4ee', 'Grounds'], ['Slate', '#2b3338', 'Text'], ['Bracken', '#b8692e', 'Warnings on the map, nothing else'])}<p>Do not put the mark on photographs of faces, and do not animate it.</p>`,
              },
            ],
          },
          {
            id: 2100013,
            title: 'Words we use',
            labels: ['brand', 'writing'],
            versions: [
              {
                by: 'ada',
                at: '2026-02-24T11:15',
                body: `${table(['We say', 'We do not say', 'Why'], ['walk', 'hike, trek, adventure', 'Most of our members walk'], ['member', 'user, customer', 'They pay for it and shape it'], ['plan', 'itinerary', 'Shorter'], ['offline maps', 'download packs', 'Says what it is for'])}<p>Place names follow the Ordnance Survey, with the Gaelic or Welsh name first where the map has it first.</p>`,
              },
            ],
          },
        ],
      },
      marketingMeetings,
      {
        id: 2100030,
        title: 'Customer stories',
        versions: [
          {
            by: 'grace',
            at: '2026-02-02T10:00',
            body: '<p>True stories, checked with the people in them, free to quote in press and sales.</p>',
          },
        ],
        children: [
          {
            id: 2100031,
            title: 'Story: the Wharfedale rescue team',
            labels: ['story', 'press'],
            versions: [
              {
                by: 'grace',
                at: '2026-04-21T10:00',
                body: `<p>Wharfedale Fell Rescue have used shared trips since February. When a walker is late, the family sends the plan, and the team starts from the last point the phone was seen, not from the car park.</p><blockquote><p>It saved us four hours on the night of 9 March. Four hours is a lot in sleet.</p></blockquote><p>Told by Maureen, team leader. She has read this page and agreed to it on 20 April.</p>${expand('Facts for the press', list('31 volunteers, founded in 1948', '58 call-outs in 2025', 'Plans shared with them through Wayfarer: 212 by the end of March'))}`,
              },
            ],
          },
        ],
      },
      {
        id: 2100032,
        title: 'Press kit',
        labels: ['press'],
        versions: [
          {
            by: 'ada',
            at: '2026-03-18T09:00',
            body: `<p>One paragraph to copy: <em>Wayfarer is a map app for people who walk. It plans a route from where you are to where the bus goes back, works without signal, and is paid for by its 310,000 members. Acme, who make it, are 64 people in Leeds and at their kitchen tables.</em></p><p>Contact: press@example.com, answered within one working day by ${mention('ada')}.</p>`,
          },
        ],
      },
      {
        id: 2100090,
        title: 'Offer to the hostels',
        readers: ['ada'],
        versions: [
          {
            by: 'ada',
            at: '2026-09-11T16:00',
            body: '<p>What we would pay, and what we would not. Nobody else reads this until both have answered.</p>',
          },
        ],
      },
    ],
  },
  blogPosts: [
    {
      id: 2100901,
      title: 'What Spring Steps taught us',
      labels: ['campaign', 'review'],
      versions: [
        {
          by: 'grace',
          at: '2026-06-15T08:30',
          body: `<p>We missed our number and are still glad we did it. The short version of ${page('Campaign review: Spring Steps')}: people walk from railway stations, they do not want to be counted, and they trust a member’s photograph more than ours.</p><p>If you only take one thing with you: ask before you count. Thank you to everybody who stood in Skipton station with a clipboard.</p>`,
        },
      ],
      comments: [
        {
          id: 2900020,
          by: 'alan',
          at: '2026-06-15T09:12',
          body: '<p>The step counter code is gone from the app as of 5.1.3. It felt good.</p>',
        },
      ],
    },
    {
      id: 2100902,
      title: 'Autumn Trails is live',
      labels: ['campaign', 'autumn-trails'],
      versions: [
        {
          by: 'grace',
          at: '2026-09-14T07:45',
          body: `<p>The first two films went out this morning: Eileen on Ilkley Moor, and the Okafor family getting lost, on purpose, in Grizedale. By nine o’clock 340 people had planned the Ilkley walk.</p><p>The next films follow every Monday. If somebody writes to you about them, send it to ${mention('grace')}; replies matter more than views.</p>`,
        },
      ],
    },
  ],
};
