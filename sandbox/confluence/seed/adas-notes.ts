import type { SeedSpace } from './seed-types.ts';

/** A space that only Ada sees. */
export const adasNotes: SeedSpace = {
  id: 1310724,
  key: 'ADA',
  name: 'Ada’s notes',
  description: 'What Ada keeps to herself.',
  by: 'ada',
  at: '2026-03-02T18:00',
  readers: ['ada'],
  writers: ['ada'],
  homepage: {
    id: 2400001,
    title: 'Notes to myself',
    versions: [
      {
        by: 'ada',
        at: '2026-03-02T18:05',
        body: '<p>Half a thought is worth writing down, as the other half comes to look for it.</p>',
      },
    ],
    children: [
      {
        id: 2400002,
        title: 'Letters I have not sent',
        versions: [
          { by: 'ada', at: '2026-04-19T21:10', body: '<p>Dear Charles, the cards are the easy part.</p>' },
        ],
      },
    ],
  },
  blogPosts: [],
};
