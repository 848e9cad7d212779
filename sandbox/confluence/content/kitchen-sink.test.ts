import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { freshSite, resultsOf } from '../test-support/fresh-site.ts';

const sink = '/wiki/api/v2/pages/2200090';
const value = (json: Record<string, unknown>, format: string): string =>
  z
    .object({ body: z.record(z.string(), z.object({ representation: z.string(), value: z.string() })) })
    .parse(json).body[format]?.value ?? '';

describe('the page that holds everything', () => {
  it('is given in every format', async () => {
    const { ask } = freshSite();
    const formats = ['storage', 'view', 'export_view', 'anonymous_export_view', 'styled_view', 'editor'];
    for (const format of formats) {
      const { status, json } = await ask('alan', 'GET', `${sink}?body-format=${format}`);
      expect(status).toBe(200);
      for (const words of [
        'One of everything',
        'a macro of an app',
        'Two rows merged',
        'One page shows it all.',
      ])
        expect(value(json, format).replaceAll('a-macro-of-an-app', 'a macro of an app')).toContain(words);
    }
    expect((await ask('alan', 'GET', `${sink}?body-format=markdown`)).status).toBe(400);
  });

  it('is an Atlassian document whose nodes are of known types', async () => {
    const { ask } = freshSite();
    const read = await ask('alan', 'GET', `${sink}?body-format=atlas_doc_format`);
    const adf = value(read.json, 'atlas_doc_format');
    const types = new Set([...adf.matchAll(/"type":"([a-zA-Z]+)"/g)].map((found) => found[1]));
    for (const type of 'heading panel expand codeBlock table taskList decisionList layoutSection mediaSingle mention date status emoji placeholder inlineCard annotation bodiedExtension extension'.split(
      ' ',
    ))
      expect(types).toContain(type);
  });

  it('has its files, its inline comment and its tasks', async () => {
    const { ask } = freshSite();
    const files = await ask('alan', 'GET', `${sink}/attachments`);
    expect(resultsOf(files.json).map((file) => file.title)).toEqual(['hills.svg', 'readings.csv']);
    const comments = await ask('alan', 'GET', `${sink}/inline-comments`);
    expect(resultsOf(comments.json)[0]).toMatchObject({
      resolutionStatus: 'open',
      properties: { inlineOriginalSelection: 'words that somebody asked about' },
    });
    const tasks = await ask('alan', 'GET', '/wiki/api/v2/tasks?page-id=2200090');
    expect(resultsOf(tasks.json).map((task) => task.status)).toEqual(['incomplete', 'complete']);
  });

  it('carries expansions only when they are asked for', async () => {
    const { ask } = freshSite();
    const names = ['labels', 'properties', 'operations', 'likes', 'versions'];
    const bare = await ask('alan', 'GET', sink);
    for (const name of [...names, 'directChildren']) expect(bare.json).not.toHaveProperty(name);
    const query = names.map((name) => `include-${name}=true`).join('&');
    const { json } = await ask(
      'alan',
      'GET',
      `${sink}?${query}&include-direct-children=true&include-version=false`,
    );
    for (const name of [...names, 'directChildren'])
      expect(json[name]).toMatchObject({ results: expect.any(Array), meta: { hasMore: false } });
    expect(json.labels).toMatchObject({ _links: { self: `${sink}/labels` } });
    expect(json).not.toHaveProperty('version');
    const starred = `${sink}?include-favorited-by-current-user-status=true`;
    expect((await ask('alan', 'GET', starred)).status).toBe(400);
  });

  it('says where the list goes on when an expansion has more than fifty rows', async () => {
    const { ask } = freshSite();
    for (let number = 3; number <= 55; number += 1)
      await ask('alan', 'PUT', sink, {
        id: '2200090',
        status: 'current',
        title: 'Kitchen Sink',
        version: { number },
      });
    const { json } = await ask('alan', 'GET', `${sink}?include-versions=true`);
    const { results, meta } = z
      .object({
        results: z.array(z.object({ number: z.number() })),
        meta: z.object({ hasMore: z.literal(true), cursor: z.string() }),
      })
      .parse(json.versions);
    const rest = await ask('alan', 'GET', `${sink}/versions?cursor=${meta.cursor}`);
    const numbers = [...results, ...resultsOf(rest.json)].map((version) => version.number);
    expect(numbers).toEqual(Array.from({ length: 55 }, (_, index) => 55 - index));
  });
});
