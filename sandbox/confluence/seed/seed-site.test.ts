import { describe, expect, it } from 'vitest';
import { openDatabase } from '../../database.ts';
import { createConfluence } from '../confluence.ts';
import { selectAll } from '../rows.ts';
import { parseStorage } from '../storage/parse-storage.ts';

const db = openDatabase(':memory:');
createConfluence({ db });

describe('the seeded site', () => {
  it('has its three spaces and a private one, over forty pages and at least four blog posts', () => {
    const spaces = selectAll<{ name: string }>(db, 'SELECT name FROM confluence_space ORDER BY name');
    expect(spaces.map((space) => space.name)).toEqual(['Ada’s notes', 'Engineering', 'HR', 'Marketing']);
    const count = (kind: string) =>
      selectAll(db, 'SELECT id FROM confluence_content WHERE kind = ?', kind).length;
    expect(count('page')).toBeGreaterThanOrEqual(40);
    expect(count('blogpost')).toBeGreaterThanOrEqual(4);
  });

  it('has exactly one Q3 Planning, in Marketing', () => {
    const found = selectAll<{ key: string }>(
      db,
      "SELECT s.key FROM confluence_content c JOIN confluence_space s ON s.id = c.space_id WHERE title_key = 'q3 planning'",
    );
    expect(found.map((row) => row.key)).toEqual(['MKT']);
  });

  it('has only well-formed bodies, in every version and comment', () => {
    const bodies = selectAll<{ body: string }>(
      db,
      'SELECT body FROM confluence_version UNION ALL SELECT body FROM confluence_comment',
    );
    for (const { body } of bodies) expect(() => parseStorage(body), body.slice(0, 80)).not.toThrow();
  });

  it('links only to pages that exist, and names only people who do', () => {
    const rows = selectAll<{ body: string; key: string }>(
      db,
      'SELECT c.body, s.key FROM confluence_content c JOIN confluence_space s ON s.id = c.space_id',
    );
    const titles = new Set(
      selectAll<{ title: string; key: string }>(
        db,
        'SELECT c.title, s.key FROM confluence_content c JOIN confluence_space s ON s.id = c.space_id',
      ).map(({ title, key }) => `${key}/${title}`),
    );
    for (const { body, key } of rows) {
      for (const [, title, space] of body.matchAll(/ri:content-title="([^"]*)"(?: ri:space-key="([^"]*)")?/g))
        expect(titles).toContain(`${space ?? key}/${title}`);
      expect(body).not.toContain('ri:account-id=""');
    }
  });

  it('is the same each time, and is not filled twice', () => {
    const all = 'SELECT * FROM confluence_content ORDER BY id';
    const other = openDatabase(':memory:');
    createConfluence({ db: other });
    expect(selectAll(other, all)).toEqual(selectAll(db, all));
    createConfluence({ db: other });
    expect(selectAll(other, all)).toEqual(selectAll(db, all));
  });
});
