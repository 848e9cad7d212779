import { engineeringArchitecture } from './engineering-architecture.ts';
import { fieldNotes } from './field-notes.ts';
import { kitchenSink } from './kitchen-sink.ts';
import { markup } from './markup.ts';
import type { SeedSpace } from './seed-types.ts';

const { code, expand, list, mention, page, panel, status, steps, table, tasks } = markup;

/** Engineering of acme: how Wayfarer is built, run and mended. */
export const engineering: SeedSpace = {
  id: 1310722,
  key: 'ENG',
  name: 'Engineering',
  description:
    'How Wayfarer is built, run and mended: architecture, runbooks, incident reviews, release notes.',
  by: 'admin',
  at: '2026-01-12T09:30',
  writers: ['admin', 'ada', 'grace', 'alan'],
  homepage: {
    id: 2200001,
    title: 'Engineering home',
    versions: [
      {
        by: 'alan',
        at: '2026-01-12T09:40',
        body: `<p>Fourteen people, one app, one service, and a great many maps.</p><h2>When something is on fire</h2>${list(`${page('On-call guide')}: who to wake, and how to stay calm`, `${page('Runbooks')}: one page for each thing that has broken before`)}<h2>When you are new</h2>${list(page('Engineering onboarding guide'), page('Architecture overview'), page('Code review'))}`,
      },
    ],
    children: [
      engineeringArchitecture,
      {
        id: 2200010,
        title: 'Runbooks',
        labels: ['runbook'],
        versions: [
          {
            by: 'alan',
            at: '2026-01-22T10:00',
            body: '<p>A runbook is read at three in the morning. Short lines, exact commands, no history. If you had to think, add what you thought.</p>',
          },
        ],
        children: [
          {
            id: 2200011,
            title: 'Runbook: tile cache is cold',
            labels: ['runbook', 'tiles'],
            versions: [
              {
                by: 'alan',
                at: '2026-03-11T08:20',
                body: `<p><strong>You see:</strong> maps stay grey for more than two seconds; <code>tile_cache_hit_ratio</code> below 0.6.</p>${steps('Look at the map of regions on the tiles dashboard. One region grey: go on. All grey: call whoever is second on call.', 'Warm the region:')}${code('bash', 'tiles warm --region north-england --zoom 8-14 --rate 200\ntiles status --watch')}${steps('Wait for the ratio to pass 0.85. It takes about eleven minutes.', 'Write the time into the incident channel.')}${panel('warning', '<p>Never warm above zoom 14 in the daytime: the disk fills, and then everything is cold.</p>')}`,
              },
            ],
          },
          {
            id: 2200012,
            title: 'Runbook: database failover',
            labels: ['runbook', 'database'],
            versions: [
              {
                by: 'grace',
                at: '2026-04-02T11:00',
                body: `<p><strong>You see:</strong> <code>trips-db</code> not answering for a minute, or replication lag above 30 s.</p>${tasks({ body: 'Say in the incident channel that you are failing over' }, { body: 'Check that the replica is not behind: <code>trips-db lag</code>' }, { body: 'Promote: <code>trips-db promote replica-2</code>' }, { body: 'Restart the sync workers, two at a time' }, { body: 'Plan a walk on your own phone and see it arrive' })}${panel('note', '<p>The old primary stays off until somebody has looked at its disk. Do not start it “to see”.</p>')}`,
              },
            ],
          },
          {
            id: 2200013,
            title: 'Runbook: sync queue is growing',
            labels: ['runbook', 'sync'],
            versions: [
              {
                by: 'alan',
                at: '2026-05-19T07:50',
                body: `<p><strong>You see:</strong> <code>sync_queue_depth</code> above 20,000 and rising.</p>${steps('Is a newsletter going out? Then it is people opening the app. It falls by itself within half an hour.', `Otherwise see whether one device floods us: ${'<code>sync top --by device --last 10m</code>'}`, 'Block that device for an hour, write to the person, add workers up to 24.')}${expand('Why 24', '<p>Above 24 workers the database spends its time on locks. We measured it twice, in May and in August, and got the same number.</p>')}`,
              },
            ],
          },
        ],
      },
      {
        id: 2200020,
        title: 'Incident reviews',
        labels: ['incident'],
        versions: [
          {
            by: 'grace',
            at: '2026-01-26T10:00',
            body: '<p>We write down what happened, what we believed at the time, and what we change. Never who is to blame.</p>',
          },
        ],
        children: [
          {
            id: 2200021,
            title: 'Incident review: 2 July, blank maps on iOS',
            labels: ['incident', 'ios', 'tiles'],
            versions: [
              {
                by: 'alan',
                at: '2026-07-03T16:00',
                body: '<h2>What happened</h2><p>Maps were blank on iOS for 74 minutes. Android was fine.</p>',
              },
              {
                by: 'alan',
                at: '2026-07-07T10:30',
                message: 'Timeline and changes agreed in the review',
                body: `<h2>What happened</h2><p>Maps were blank on iOS for 74 minutes, from 06:41 to 07:55. Android was fine. About 5,200 people opened the app in that time; 61 wrote to us.</p><h2>Timeline</h2>${table(['Time', 'What'], ['06:41', 'The certificate of the tile host is renewed, without the chain that iOS asks for'], ['06:58', 'First letter from a member on Scafell Pike'], ['07:12', 'On-call sees a healthy dashboard: it only watches Android'], ['07:40', 'Somebody tries it on an iPhone'], ['07:55', 'The full chain is in place; maps are back'])}<h2>Why it took so long</h2><p>Our probes run on Linux, which fetches a missing chain by itself. The dashboard said green and we believed it for half an hour.</p><h2>What we change</h2>${tasks({ done: true, body: `${mention('alan')} probe with the trust rules of iOS` }, { done: true, body: `${mention('grace')} renew certificates on Tuesdays at 10:00, not at night` }, { body: `${mention('alan')} show the last letter from a member on the on-call dashboard` })}`,
              },
            ],
            comments: [
              {
                id: 2900030,
                by: 'ada',
                at: '2026-07-07T12:00',
                body: '<p>I answered all 61 people. Most were kind. Two offered to test on their phones before each release; shall I introduce them?</p>',
              },
            ],
          },
          {
            id: 2200022,
            title: 'Incident review: 19 August, sign-in down',
            labels: ['incident', 'sign-in'],
            versions: [
              {
                by: 'grace',
                at: '2026-08-21T14:00',
                body: `<h2>What happened</h2><p>Nobody could sign in for 23 minutes. People who were signed in noticed nothing.</p><h2>Cause</h2><p>A change of the session table took a lock that every sign-in waits for. In staging the table has 900 rows; here it has 2.1 million.</p>${code('sql', "-- What we ran\nALTER TABLE sessions ADD COLUMN device text NOT NULL DEFAULT '';\n\n-- What we run from now on, in two steps\nALTER TABLE sessions ADD COLUMN device text;\nUPDATE sessions SET device = '' WHERE id BETWEEN :from AND :to;")}<h2>What we change</h2>${list('Changes of schema run against a copy of full size first.', 'Every migration sets <code>lock_timeout</code> to two seconds.', `The new sign-in service (${status('IN PROGRESS', 'Blue')}) keeps sessions out of this database altogether.`)}`,
              },
            ],
          },
        ],
      },
      {
        id: 2200030,
        title: 'Release notes',
        versions: [
          {
            by: 'alan',
            at: '2026-01-29T10:00',
            body: '<p>What changed, in the words of the people who use it. Technical detail goes below the line.</p>',
          },
        ],
        children: [
          {
            id: 2200031,
            title: 'Release notes 5.2',
            labels: ['release-notes'],
            versions: [
              {
                by: 'alan',
                at: '2026-06-24T09:00',
                body: `<p>Released <time datetime="2026-06-24" />.</p>${list('Plans begin at the railway station nearest to you, if you like.', 'The step counter is gone. Thank you for telling us.', 'Offline maps take a third less room.')}<hr /><p>Under the hood: vector tiles version 4, SQLite instead of files on the phone.</p>`,
              },
            ],
          },
          {
            id: 2200032,
            title: 'Release notes 5.3',
            labels: ['release-notes'],
            versions: [
              {
                by: 'alan',
                at: '2026-09-02T09:00',
                body: `<p>Released <time datetime="2026-09-02" />.</p>${list('Maps appear in half the time, most of all in the valleys of Wales.', 'Share a plan with somebody who stays at home. They see where you are only if you say so.', 'Bus times for the way back, in England and Scotland.')}<h2>Mended</h2>${list('The compass no longer points at the car park.', 'Plans made on New Year’s Eve keep their year.')}<hr /><p>Under the hood: see ${page('Map tile service')} and ${page('Offline sync')}.</p>`,
              },
            ],
          },
        ],
      },
      {
        id: 2200040,
        title: 'On-call guide',
        labels: ['on-call', 'how-to'],
        versions: [
          {
            by: 'grace',
            at: '2026-02-05T10:00',
            body: `<p>You are on call for a week, from Wednesday 10:00. You are never alone: there is always a second.</p><h2>When the phone rings</h2>${steps('Breathe. Nobody is lost on a hill because of a slow map: plans are on the phone.', 'Write “I have it” in the incident channel.', `Find the page in ${page('Runbooks')}.`, 'After fifteen minutes without an idea, call the second. This is a rule, not a weakness.')}<h2>Afterwards</h2><p>Sleep. Take the next morning off; tell nobody why, everybody knows. Then write the review.</p>${table(['Week of', 'First', 'Second'], ['<time datetime="2026-09-16" />', mention('alan'), mention('grace')], ['<time datetime="2026-09-23" />', mention('grace'), mention('alan')])}`,
          },
        ],
      },
      {
        id: 2200041,
        title: 'Engineering onboarding guide',
        labels: ['onboarding', 'how-to'],
        versions: [
          {
            by: 'alan',
            at: '2026-02-12T10:00',
            body: `<p>Your first two weeks. Nothing here is a test.</p><h2>Day one</h2>${code('bash', 'git clone git@code.example.com:acme/wayfarer.git\ncd wayfarer && make setup && make run')}<p>It should take 12 minutes. If it takes longer, the mistake is ours: write to ${mention('alan')}.</p><h2>Week one</h2>${tasks({ body: 'Mend something small and release it' }, { body: 'Sit beside support for an afternoon' }, { body: 'Plan a walk, then go on it' })}<h2>Week two</h2>${tasks({ body: `Read ${page('Architecture overview')} and ask three questions` }, { body: 'Be second on call for a day, with company' })}<p>For contracts, holidays and laptops see the ${page('Onboarding guide', 'HR')}.</p>`,
          },
        ],
      },
      {
        id: 2200042,
        title: 'Code review',
        labels: ['how-to'],
        versions: [
          {
            by: 'grace',
            at: '2026-03-25T10:00',
            body: `<p>A review answers two questions: is it right, and will we understand it in a year?</p>${list('Answer within one working day, even if only to say when.', 'Ask, do not order. “What happens when this is empty?” finds more than “handle null”.', 'Small things get a “nit:” and never block.', 'Say what you like. It is a review, not a search.')}`,
          },
        ],
      },
      {
        id: 2200043,
        title: 'Platform weekly – 15 September',
        labels: ['meeting-notes'],
        versions: [
          {
            by: 'alan',
            at: '2026-09-15T11:40',
            body: `<p><strong>There:</strong> ${mention('alan')}, ${mention('grace')}.</p><h2>Notes</h2>${list('The sign-in service passed its load test: 1,400 sign-ins a second at 90 ms.', 'Tile storage is 78 % full. We have until the middle of November.', 'Release 5.4 is planned for Monday 5 October.')}<h2>Decisions</h2>${list('We buy storage now rather than delete old zoom levels.', 'Sign-in moves over on 28 September at 10:00, behind a switch.')}<h2>Action items</h2>${tasks({ body: `${mention('grace')} order 8 TB, by <time datetime="2026-09-18" />` }, { body: `${mention('alan')} practise the way back twice before the 28th` })}`,
          },
        ],
      },
      kitchenSink,
      fieldNotes,
    ],
  },
  blogPosts: [
    {
      id: 2200901,
      title: 'How we cut map loading in half',
      labels: ['tiles'],
      versions: [
        {
          by: 'alan',
          at: '2026-08-27T09:15',
          body: `<p>In June a map took 3.1 seconds to appear on a slow phone in Capel Curig. Now it takes 1.5. There was no clever trick; there were four dull ones.</p>${steps('We asked for 12 tiles instead of 30, as nobody looks at the corners.', 'We sent place names after the ground.', 'We kept the last place you looked at.', 'We stopped compressing what was compressed already.')}<p>The whole story is in ${page('Map tile service')}.</p>`,
        },
      ],
    },
    {
      id: 2200902,
      title: 'Wayfarer 5.3 is out',
      labels: ['release-notes'],
      versions: [
        {
          by: 'grace',
          at: '2026-09-02T10:00',
          body: `<p>Faster maps, shared plans, buses home. The full list is in ${page('Release notes 5.3')}. Thank you to the nine members who tested it in the rain.</p>`,
        },
      ],
      comments: [
        {
          id: 2900031,
          by: 'ada',
          at: '2026-09-02T10:30',
          body: '<p>May we use “buses home” in the newsletter? It is better than anything we had.</p>',
        },
      ],
    },
  ],
};
