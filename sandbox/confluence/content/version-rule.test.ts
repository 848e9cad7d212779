import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { storageDocuments } from '../storage/test-support/storage-documents.ts';
import { freshSite, resultsOf } from '../test-support/fresh-site.ts';

const marketing = '1310721';

describe('versions of a page', () => {
  it('go up by one, keep every earlier body byte for byte, and a wrong number changes nothing', async () => {
    const { ask } = freshSite();
    let made = 0;
    const step = fc.record({ ahead: fc.integer({ min: -2, max: 3 }), value: storageDocuments });
    await fc.assert(
      fc.asyncProperty(storageDocuments, fc.array(step, { maxLength: 6 }), async (first, steps) => {
        made += 1;
        const title = `Rule ${made}`;
        const bodyOf = (value: string) => ({ storage: { representation: 'storage', value } });
        const created = await ask('ada', 'POST', '/wiki/api/v2/pages', {
          spaceId: marketing,
          title,
          body: bodyOf(first),
        });
        expect(created.status).toBe(200);
        const page = `/wiki/api/v2/pages/${created.json.id}`;
        const bodies = [first];
        for (const { ahead, value } of steps) {
          const number = bodies.length + ahead;
          const answer = await ask('ada', 'PUT', page, {
            id: created.json.id,
            status: 'current',
            title,
            body: bodyOf(value),
            version: { number },
          });
          expect(answer.status).toBe(ahead === 1 ? 200 : 409);
          if (ahead === 1) bodies.push(value);
          const now = await ask('ada', 'GET', `${page}?body-format=storage`);
          expect(now.json.version).toMatchObject({ number: bodies.length });
          expect(now.json.body).toEqual(bodyOf(bodies.at(-1) ?? ''));
        }
        for (const [index, body] of bodies.entries()) {
          const old = await ask('ada', 'GET', `${page}?version=${index + 1}&body-format=storage`);
          expect(old.json.body).toEqual(bodyOf(body));
        }
        const versions = await ask('ada', 'GET', `${page}/versions?body-format=storage`);
        expect(resultsOf(versions.json).map((one) => (one.page as { body: unknown }).body)).toEqual(
          bodies.toReversed().map(bodyOf),
        );
      }),
      { numRuns: 25 },
    );
  });
});
