import { describe, expect, it } from 'vitest';
import { freshSite, resultsOf } from './testing/fresh-site.ts';

type Ask = ReturnType<typeof freshSite>['ask'];

async function walk(ask: Ask, first: string, each: (page: number) => Promise<void> = async () => {}) {
  const ids: unknown[] = [];
  let path: string | undefined = first;
  for (let page = 0; path !== undefined; page += 1) {
    const { json, headers, status } = await ask('ada', 'GET', path);
    expect(status).toBe(200);
    ids.push(...resultsOf(json).map((row) => row.id ?? (row.content as { id: string }).id));
    const next: string | undefined = (json._links as { next?: string }).next;
    if (first.includes('/api/v2/'))
      expect(headers.get('link')).toBe(next === undefined ? null : `<${next}>; rel="next"`);
    path = next === undefined || next.startsWith('/wiki') ? next : `/wiki${next}`;
    await each(page);
  }
  return ids;
}

describe('paging', () => {
  it.each(['id', '-id', 'title', '-title', 'created-date', '-created-date', 'modified-date'])(
    'walks all pages sorted by %s, none lost and none twice',
    async (sort) => {
      const { ask } = freshSite();
      const all = resultsOf((await ask('ada', 'GET', `/wiki/api/v2/pages?limit=250&sort=${sort}`)).json);
      const walked = await walk(ask, `/wiki/api/v2/pages?limit=7&sort=${sort}`);
      expect(walked).toEqual(all.map((row) => row.id));
      expect(new Set(walked).size).toBe(walked.length);
    },
  );

  it('repeats the other parameters in the next link', async () => {
    const { ask } = freshSite();
    const walked = await walk(ask, '/wiki/api/v2/pages?limit=5&space-id=1310723&status=current,archived');
    expect(walked.length).toBeGreaterThan(10);
    expect(walked.every((id) => String(id).startsWith('23'))).toBe(true);
  });

  it('loses nothing when a row already shown goes away between two pages', async () => {
    const { ask } = freshSite();
    const all = await walk(ask, '/wiki/api/v2/pages?limit=250');
    const walked = await walk(ask, '/wiki/api/v2/pages?limit=10', async (page) => {
      if (page === 0) await ask('ada', 'DELETE', `/wiki/api/v2/pages/${all[9]}`);
    });
    expect(walked).toEqual(all);
  });

  it('walks a search by its cursor', async () => {
    const { ask } = freshSite();
    const all = await ask('ada', 'GET', '/wiki/rest/api/search?limit=250&cql=type%3Dpage');
    const walked = await walk(ask, '/wiki/rest/api/search?limit=9&cql=type%3Dpage');
    expect(walked).toHaveLength(Number(all.json.totalSize));
    expect(new Set(walked).size).toBe(walked.length);
  });

  it('refuses a cursor it did not write and a limit that is none; cuts a limit that is too high', async () => {
    const { ask } = freshSite();
    expect((await ask('ada', 'GET', '/wiki/api/v2/pages?cursor=abc')).status).toBe(400);
    expect((await ask('ada', 'GET', '/wiki/api/v2/pages?limit=0')).status).toBe(400);
    expect((await ask('ada', 'GET', '/wiki/api/v2/pages?limit=9999')).status).toBe(200);
  });
});
