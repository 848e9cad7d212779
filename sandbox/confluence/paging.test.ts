import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { freshSite, resultsOf } from './test-support/fresh-site.ts';

type Ask = ReturnType<typeof freshSite>['ask'];

async function walk(ask: Ask, first: string, each: (page: number) => Promise<void> = async () => {}) {
  const ids: unknown[] = [];
  let path: string | undefined = first;
  for (let page = 0; path !== undefined; page += 1) {
    if (page > 1000) throw new Error(`${first} never ends`);
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

describe('paging while others write', () => {
  const sorts = [
    'id',
    '-id',
    'title',
    '-title',
    'created-date',
    '-created-date',
    '-modified-date',
    'modified-date',
  ];
  const change = fc.record({
    what: fc.constantFrom('add', 'edit', 'trash'),
    pick: fc.nat({ max: 1000 }),
    title: fc.string({ unit: 'grapheme-ascii', minLength: 1, maxLength: 8 }),
  });

  it('loses and doubles nothing that stays as it is, whatever happens to other pages', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...sorts),
        fc.integer({ min: 1, max: 9 }),
        fc.array(change, { maxLength: 12 }),
        async (sort, limit, changes) => {
          const { ask } = freshSite();
          const list = `/wiki/api/v2/pages?space-id=1310721&sort=${sort}&limit=`;
          const before = resultsOf((await ask('admin', 'GET', `${list}250`)).json).map((row) =>
            String(row.id),
          );
          const touched = new Set<string>();
          const left = [...changes];
          const walked = await walk(ask, `${list}${limit}`, async () => {
            const next = left.shift();
            if (next) touched.add(await write(ask, next, before));
          });
          const untouched = (ids: unknown[]) => ids.map(String).filter((id) => !touched.has(id));
          expect(untouched(walked)).toEqual(untouched(before));
        },
      ),
      { numRuns: 15 },
    );
  }, 60_000);

  /** Makes one change and gives the id of the page it was made to. */
  async function write(
    ask: Ask,
    { what, pick, title }: { what: string; pick: number; title: string },
    ids: string[],
  ) {
    if (what === 'add') {
      const { json } = await ask('admin', 'POST', '/wiki/api/v2/pages', {
        spaceId: '1310721',
        title: `${title} ${pick}`,
        body: { representation: 'storage', value: '<p>New</p>' },
      });
      return String(json.id);
    }
    const id = ids[pick % ids.length] ?? '';
    if (what === 'trash') await ask('admin', 'DELETE', `/wiki/api/v2/pages/${id}`);
    else
      await ask('admin', 'PUT', `/wiki/api/v2/pages/${id}/title`, {
        status: 'current',
        title: `${title} ${pick}`,
      });
    return id;
  }

  it('takes arrays with commas and repeated, alone and together', async () => {
    const { ask } = freshSite();
    const ids = async (query: string) =>
      resultsOf((await ask('ada', 'GET', `/wiki/api/v2/pages?limit=250&${query}`)).json).map((row) => row.id);
    const both = await ids('space-id=1310721,1310722');
    expect(both.length).toBeGreaterThan(20);
    expect(await ids('space-id=1310721&space-id=1310722')).toEqual(both);
    expect(await ids('id=2100001,2100002&id=2100003')).toHaveLength(3);
  });
});
