import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addAttachment } from '../attachments/write-attachment.ts';
import { freshSite, resultsOf, titleOf } from '../test-support/fresh-site.ts';
import { personByNick } from '../users/people.ts';

const q3 = '/wiki/rest/api/content/2100002/label';
const onQ3 = '/wiki/api/v2/pages/2100002/labels?limit=250';
const global = (name: string) => ({ prefix: 'global', name });
const ada = personByNick('ada');

function namesOf(json: Record<string, unknown>): unknown[] {
  return resultsOf(json).map((label) => label.name);
}

describe('labels', () => {
  it('adds over v1, answers all labels, and shows them over v2 and in search', async () => {
    const { ask, events } = freshSite();
    const added = await ask('ada', 'POST', q3, [global('Urgent')]);
    expect(added.status).toBe(200);
    expect(namesOf(added.json)).toEqual(['planning', 'q3', 'urgent']);
    await ask('ada', 'POST', q3, global('urgent'));
    const read = await ask('ada', 'GET', '/wiki/api/v2/pages/2100002/labels');
    expect(namesOf(read.json)).toEqual(['planning', 'q3', 'urgent']);
    const found = await ask('ada', 'GET', '/wiki/rest/api/search?cql=label%3Durgent');
    expect(found.json.totalSize).toBe(1);
    expect(events.map(({ kind, subjectId }) => [kind, subjectId])).toEqual([['label.added', 'urgent']]);
  });

  it('takes any names: lower case, split, no doubles; and removing what was added restores', async () => {
    const { ask } = freshSite();
    const sign = fc.constantFrom(...'abcXYZ09ÄÖéß🙂/"\'+_-', ' ', ',');
    const names = fc.array(fc.string({ unit: sign, minLength: 1, maxLength: 12 }), {
      minLength: 1,
      maxLength: 4,
    });
    await fc.assert(
      fc.asyncProperty(names, async (asked) => {
        const before = namesOf((await ask('ada', 'GET', onQ3)).json);
        const wanted = asked
          .flatMap((name) => name.toLowerCase().split(/[ ,]+/))
          .filter((name) => name !== '');
        const added = await ask('ada', 'POST', q3, asked.map(global));
        if (asked.some((name) => /^[ ,]*$/.test(name))) {
          expect(added.status).toBe(400);
        } else {
          expect(new Set(namesOf(added.json))).toEqual(new Set([...before, ...wanted]));
          expect(namesOf(added.json)).toHaveLength(new Set([...before, ...wanted]).size);
          for (const name of new Set(wanted.filter((one) => !before.includes(one)))) {
            const gone = await ask('ada', 'DELETE', `${q3}?name=${encodeURIComponent(name)}`);
            expect(gone.status).toBe(204);
          }
        }
        expect(namesOf((await ask('ada', 'GET', onQ3)).json)).toEqual(before);
      }),
      { numRuns: 60 },
    );
  });

  it('removes by the query form; an unknown one is 404; an uncarried label is gone', async () => {
    const { ask } = freshSite();
    const added = await ask('ada', 'POST', q3, [global('only/here')]);
    const label = resultsOf(added.json).find((one) => one.name === 'only/here');
    expect((await ask('ada', 'DELETE', `${q3}?name=only/here`)).status).toBe(204);
    const again = await ask('ada', 'DELETE', `${q3}?name=only/here`);
    expect(again.status).toBe(404);
    expect(again.text).toContain('No label found with name: only/here');
    expect((await ask('ada', 'GET', '/wiki/api/v2/labels?limit=250')).text).not.toContain('only/here');
    expect((await ask('ada', 'GET', `/wiki/api/v2/labels/${label?.id}/pages`)).status).toBe(404);
    const back = await ask('ada', 'POST', q3, [global('only/here')]);
    expect(resultsOf(back.json).map((one) => one.id)).not.toContain(label?.id);
    expect((await ask('ada', 'DELETE', `${q3}?name=planning`)).status).toBe(204);
  });

  it('can not be written over v2, nor by a reader of the space', async () => {
    const { ask } = freshSite();
    for (const method of ['POST', 'DELETE'])
      expect((await ask('ada', method, '/wiki/api/v2/pages/2100002/labels')).status).toBe(405);
    const refused = await ask('alan', 'POST', '/wiki/rest/api/content/2300002/label', [global('x')]);
    expect(refused.status).toBe(403);
    expect((await ask('ada', 'POST', '/wiki/rest/api/content/999/label', [global('x')])).status).toBe(404);
  });

  it('answers a wrong name with the v1 envelope', async () => {
    const { ask } = freshSite();
    const refused = await ask('ada', 'POST', q3, [global('q3!')]);
    expect(refused.json).toEqual({
      statusCode: 400,
      data: {
        authorized: true,
        valid: false,
        errors: [{ message: { translation: 'label.contains.invalid.chars', args: [] } }],
        successful: false,
      },
      message:
        'com.atlassian.confluence.api.service.exceptions.BadRequestException: label.contains.invalid.chars',
    });
    for (const body of [[], [{ prefix: 'global' }], [global('')]])
      expect((await ask('ada', 'POST', q3, body)).text).toContain('Could not parse Labels');
  });

  it('labels blog posts and attachments, and finds both by the label', async () => {
    const { ask, site } = freshSite();
    if (!ada) throw new Error('There is no ada');
    const file = addAttachment(site, ada, 2100002, { name: 'plan.txt', bytes: Buffer.from('plan') });
    await ask('ada', 'POST', `/wiki/rest/api/content/att${file.id}/label`, [global('draft-plan')]);
    await ask('ada', 'POST', '/wiki/rest/api/content/2100901/label', [global('draft-plan')]);
    const own = await ask('ada', 'GET', `/wiki/api/v2/attachments/att${file.id}/labels`);
    const [label] = resultsOf(own.json);
    expect(label?.name).toBe('draft-plan');
    const posts = await ask('ada', 'GET', `/wiki/api/v2/labels/${label?.id}/blogposts`);
    expect(resultsOf(posts.json).map((row) => row.id)).toEqual(['2100901']);
    const found = await ask('ada', 'GET', '/wiki/rest/api/search?cql=label%3Ddraft-plan');
    expect(found.json.totalSize).toBe(2);
  });

  it('lose what is purged, and go with the last of it', async () => {
    const { ask } = freshSite();
    await ask('ada', 'POST', q3, [global('only-here')]);
    await ask('admin', 'DELETE', '/wiki/api/v2/pages/2100002');
    await ask('admin', 'DELETE', '/wiki/api/v2/pages/2100002?purge=true');
    expect((await ask('admin', 'GET', '/wiki/api/v2/labels?limit=250')).text).not.toContain('only-here');
  });

  it('keeps personal labels to the one who put them there', async () => {
    const { ask } = freshSite();
    await ask('ada', 'POST', q3, [{ prefix: 'my', name: 'favourite' }]);
    expect(namesOf((await ask('ada', 'GET', '/wiki/api/v2/pages/2100002/labels?prefix=my')).json)).toEqual([
      'favourite',
    ]);
    for (const path of ['/wiki/api/v2/pages/2100002/labels', '/wiki/api/v2/labels?limit=250'])
      expect(namesOf((await ask('alan', 'GET', path)).json)).not.toContain('favourite');
  });

  it('labels spaces over v1: its own, and those of its content', async () => {
    const { ask, events } = freshSite();
    const path = '/wiki/rest/api/space/MKT/label';
    expect(
      (await ask('alan', 'POST', path.replace('MKT', 'HR'), [{ prefix: 'team', name: 'x' }])).status,
    ).toBe(403);
    const added = await ask('admin', 'POST', path, [{ prefix: 'team', name: 'Outdoors' }]);
    expect(namesOf(added.json)).toEqual(['outdoors']);
    expect(events.map(({ kind, contentId }) => [kind, contentId])).toEqual([['label.added', null]]);
    expect(namesOf((await ask('ada', 'GET', '/wiki/api/v2/spaces/1310721/labels')).json)).toEqual([
      'outdoors',
    ]);
    expect(
      namesOf((await ask('ada', 'GET', '/wiki/api/v2/spaces/1310721/content/labels?limit=250')).json),
    ).toContain('planning');
  });

  it('lists by label id, filters and sorts, and refuses an unknown prefix', async () => {
    const { ask } = freshSite();
    const all = resultsOf((await ask('ada', 'GET', '/wiki/api/v2/labels?limit=250')).json);
    const ids = all.map((label) => Number(label.id));
    expect(ids).toEqual(ids.toSorted((one, other) => one - other));
    const one = await ask('ada', 'GET', `/wiki/api/v2/labels?label-id=${ids[0]},${ids[1]}&sort=-id`);
    expect(resultsOf(one.json).map((label) => Number(label.id))).toEqual([ids[1], ids[0]]);
    const refused = await ask('ada', 'GET', '/wiki/api/v2/labels?prefix=mine');
    expect([refused.status, titleOf(refused.json)]).toEqual([
      400,
      "Provided value {mine} for 'prefix' is not valid. Expected one of: my, team, global, system.",
    ]);
  });
});
