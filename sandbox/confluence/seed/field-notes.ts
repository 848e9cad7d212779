import type { SeedPage } from './seed-types.ts';

/** A folder with a page and a whiteboard in it. */
export const fieldNotes: SeedPage = {
  id: 2200091,
  kind: 'folder',
  title: 'Field notes',
  versions: [{ by: 'grace', at: '2026-07-06T09:00', body: '' }],
  children: [
    {
      id: 2200092,
      title: 'Field note: Striding Edge in fog',
      versions: [
        {
          by: 'grace',
          at: '2026-07-06T17:30',
          body: '<p>Wind from the west, sight below thirty metres. The phone found us every time; the cairns did not.</p>',
        },
      ],
    },
    {
      id: 2200093,
      kind: 'whiteboard',
      title: 'Ways off the ridge',
      versions: [{ by: 'grace', at: '2026-07-07T09:00', body: '' }],
    },
  ],
};
