import { kitchenSinkBlocks } from './kitchen-sink-blocks.ts';
import { kitchenSinkInlines, sinkComment } from './kitchen-sink-inlines.ts';
import { kitchenSinkMacros } from './kitchen-sink-macros.ts';
import type { SeedPage } from './seed-types.ts';

const hills =
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 320 120"><rect width="320" height="120" fill="#dfeff2"/><path d="M0 120 70 40l60 80 50-60 50 60 40-40 50 40z" fill="#3f7d6e"/><path d="M0 112q80-30 160-10t160-8" fill="none" stroke="#f5e6c8" stroke-width="4"/></svg>\n';

/** A page that holds one of everything, with its files and a comment on some of its words. */
export const kitchenSink: SeedPage = {
  id: 2200090,
  title: 'Kitchen Sink',
  labels: ['kitchen-sink'],
  versions: [
    { by: 'alan', at: '2026-07-01T10:00', body: '<p>One of everything, soon.</p>' },
    {
      by: 'alan',
      at: '2026-07-01T12:00',
      message: 'Everything',
      body: [
        '<p>One of everything that a page can hold, to see whether it comes through.</p>',
        kitchenSinkMacros,
        kitchenSinkBlocks,
        kitchenSinkInlines,
      ].join('\n'),
    },
  ],
  comments: [
    {
      id: 2900090,
      by: 'grace',
      at: '2026-07-02T09:00',
      body: '<p>Does this stay where it is when the text around it moves?</p>',
      inline: sinkComment,
      replies: [{ id: 2900091, by: 'alan', at: '2026-07-02T09:10', body: '<p>It should.</p>' }],
    },
  ],
  files: [
    { id: 2950001, name: 'hills.svg', text: hills },
    { id: 2950002, name: 'readings.csv', text: 'day,metres\n2026-06-28,412\n2026-06-29,388\n' },
  ],
};
