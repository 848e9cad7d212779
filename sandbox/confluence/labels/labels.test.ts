import { describe, expect, it } from 'vitest';
import { freshSite, resultsOf } from '../testing/fresh-site.ts';

const q3 = '/wiki/rest/api/content/2100002/label';

describe('labels', () => {
  it('adds over v1, answers all labels, and shows them over v2 and in search', async () => {
    const { ask } = freshSite();
    const added = await ask('ada', 'POST', q3, [{ prefix: 'global', name: 'Urgent' }]);
    expect(added.status).toBe(200);
    expect(resultsOf(added.json).map((label) => label.name)).toEqual(['planning', 'q3', 'urgent']);
    await ask('ada', 'POST', q3, { prefix: 'global', name: 'urgent' });
    const read = await ask('ada', 'GET', '/wiki/api/v2/pages/2100002/labels');
    expect(resultsOf(read.json).map((label) => label.name)).toEqual(['planning', 'q3', 'urgent']);
    const found = await ask('ada', 'GET', '/wiki/rest/api/search?cql=label%3Durgent');
    expect(found.json.totalSize).toBe(1);
  });

  it('removes by the query form; an unknown one is 404; an uncarried label is gone', async () => {
    const { ask } = freshSite();
    await ask('ada', 'POST', q3, [{ prefix: 'global', name: 'only/here' }]);
    expect((await ask('ada', 'DELETE', `${q3}?name=only/here`)).status).toBe(204);
    const again = await ask('ada', 'DELETE', `${q3}?name=only/here`);
    expect(again.status).toBe(404);
    expect(again.text).toContain('No label found with name: only/here');
    expect((await ask('ada', 'GET', '/wiki/api/v2/labels?limit=250')).text).not.toContain('only/here');
  });

  it('can not be written over v2, nor by a reader of the space', async () => {
    const { ask } = freshSite();
    expect((await ask('ada', 'POST', '/wiki/api/v2/pages/2100002/labels', {})).status).toBe(405);
    const refused = await ask('alan', 'POST', '/wiki/rest/api/content/2300002/label', [
      { prefix: 'global', name: 'x' },
    ]);
    expect(refused.status).toBe(403);
  });

  it('answers a wrong name with the v1 envelope', async () => {
    const { ask } = freshSite();
    const refused = await ask('ada', 'POST', q3, [{ prefix: 'global', name: 'q3!' }]);
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
  });
});
