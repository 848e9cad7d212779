import { markup } from './markup.ts';
import type { SeedPage } from './seed-types.ts';

const { code, expand, list, mention, page, panel, status, table, toc } = markup;

/** How Wayfarer is built. The overview carries one of nearly everything a page can hold. */
export const engineeringArchitecture: SeedPage = {
  id: 2200002,
  title: 'Architecture',
  labels: ['architecture'],
  versions: [
    {
      by: 'alan',
      at: '2026-01-14T10:00',
      body: `<p>Begin with ${page('Architecture overview')}. Decisions are kept even when they are overturned; the later one says so.</p>`,
    },
  ],
  children: [
    {
      id: 2200003,
      title: 'Architecture overview',
      labels: ['architecture'],
      versions: [
        {
          by: 'alan',
          at: '2026-01-14T10:30',
          body: '<p>An app, a service, a store of maps. To be written.</p>',
        },
        {
          by: 'alan',
          at: '2026-05-12T14:00',
          message: 'Rewritten after the move to vector tiles',
          body: `${toc}${panel('info', `<p>Keeper of this page: ${mention('alan')}. Last walked through with everybody on <time datetime="2026-05-12" />.</p>`)}<h2>In one paragraph</h2><p>Wayfarer is an app that works without signal and a service that helps it when there is some. The phone holds the plan; the service holds a copy. When the two differ, the phone wins, because the person is holding it.</p><h2>The parts</h2>${table(['Part', 'Does', 'Kept by', 'State'], ['App', 'Plans, maps, everything a person touches', mention('grace'), status('STABLE', 'Green')], ['Trips', 'Keeps copies of plans, shares them', mention('alan'), status('STABLE', 'Green')], ['Tiles', 'Serves the maps', mention('alan'), status('GROWING', 'Yellow')], ['Sign-in', 'Knows who somebody is', mention('grace'), status('REPLACED IN Q3', 'Blue')])}<ac:layout><ac:layout-section ac:type="two_equal"><ac:layout-cell><h3>What we promise</h3>${list('A plan is never lost.', 'A map you have seen is there again without signal.', 'Where you are is yours.')}</ac:layout-cell><ac:layout-cell><h3>What we do not</h3>${list('That sharing is instant. It may take a minute.', 'That every footpath is on the map the day it moves.')}</ac:layout-cell></ac:layout-section></ac:layout><h2>How a plan travels</h2>${code('text', 'phone ──plan──▶ sync ──▶ trips ──▶ PostgreSQL\n  ▲                         │\n  └───────── changes ◀──────┘')}<p>The details are in ${page('Offline sync')}; the maps in ${page('Map tile service')}.</p>${expand('Numbers, as of May', list('310,000 members, 41,000 on a fine Saturday', '2.1 million plans', '9 TB of tiles', 'p95 of opening a plan: 180 ms'))}${panel('warning', '<p>Nothing may depend on the clock of a phone. Two of our worst weeks began there.</p>')}<p>For the budget behind this see ${page('Q3 Planning', 'MKT')}.</p>`,
        },
      ],
      comments: [
        {
          id: 2900040,
          by: 'grace',
          at: '2026-05-13T09:00',
          body: '<p>“The phone wins” deserves to be on a wall. Could we say what happens when two phones win?</p>',
          replies: [
            {
              id: 2900041,
              by: 'alan',
              at: '2026-05-13T09:20',
              body: `<p>In ${page('Offline sync')}, second heading. I was afraid of that question.</p>`,
            },
          ],
        },
      ],
    },
    {
      id: 2200004,
      title: 'Map tile service',
      labels: ['architecture', 'tiles'],
      versions: [
        {
          by: 'alan',
          at: '2026-08-20T10:00',
          body: `<p>Serves vector tiles, zoom 4 to 16, for Great Britain and Ireland.</p><h2>Shape</h2>${list('Two hosts, each with all tiles on disk', 'A cache in front, 400 GB, warmed every night', 'Names of places are a second file, loaded after the ground')}<h2>Asking for a tile</h2>${code('http', 'GET /v4/tiles/12/2012/1302.mvt\nAccept-Encoding: br\nIf-None-Match: "2026-08-01"')}<h2>When it is slow</h2><p>${page('Runbook: tile cache is cold')}.</p>`,
        },
      ],
    },
    {
      id: 2200005,
      title: 'Offline sync',
      labels: ['architecture', 'sync'],
      versions: [
        {
          by: 'alan',
          at: '2026-04-16T10:00',
          body: `<p>Each plan is a list of changes. A phone sends what it has when it can, and receives what it lacks.</p><h2>When two phones win</h2><p>Changes of different fields are both kept. Changes of the same field: the later one by <em>our</em> clock of arrival is kept, the other is shown as “also suggested”. Nobody has complained in fourteen months.</p><h2>What we measure</h2>${table(['Measure', 'Good', 'Wake somebody'], ['Queue depth', 'below 5,000', 'above 20,000'], ['Age of the oldest change', 'below 1 min', 'above 15 min'])}`,
        },
      ],
    },
    {
      id: 2200006,
      title: 'Decision: PostgreSQL for plans',
      labels: ['architecture', 'decision'],
      versions: [
        {
          by: 'grace',
          at: '2026-02-18T10:00',
          body: `<p>${status('ACCEPTED', 'Green')} <time datetime="2026-02-18" />, by ${mention('grace')} and ${mention('alan')}.</p><h2>Context</h2><p>Plans were documents in a store that nobody here could mend at night.</p><h2>Decision</h2><p>One PostgreSQL with a replica. Changes are rows, plans are a view over them.</p><h2>Consequence</h2><p>Searching became easy, failing over became our own work: ${page('Runbook: database failover')}.</p>`,
        },
      ],
    },
  ],
};
