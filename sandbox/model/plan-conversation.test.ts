import { describe, expect, test } from 'vitest';
import { plan } from './plan.ts';
import { failed, hits, page } from './test-support/fake-composio.ts';
import { META, play, site } from './test-support/play.ts';

describe('connecting', () => {
  test('without a connection it begins one, says so and stops; after "connected" it goes on with the request', () => {
    const fake = site();
    fake.connected = false;
    const first = play(fake, 'Add the label urgent to the Q3 Planning page');
    expect(first.steps).toEqual(['SEARCH_TOOLS', 'MANAGE_CONNECTIONS']);
    expect(first.answer).toMatch(/not connected yet.*Connect/s);
    fake.connected = true;
    const connected = {
      kind: 'user',
      text: 'I have connected confluence. Please go on with what I asked.',
    } as const;
    const next = plan([...first.items, connected], META);
    expect(next).toMatchObject({
      kind: 'tools',
      calls: [{ name: 'COMPOSIO_SEARCH_TOOLS', input: { queries: [{ use_case: 'add a label to a page' }] } }],
    });
    const both = play(fake, 'Add the label urgent to the Q3 Planning page', connected.text);
    expect(both.actions.at(-1)?.slug).toBe('ADD_CONTENT_LABEL');
  });

  test('an execution that finds no account begins a connection too', () => {
    const fake = site();
    fake.tools.cql_search = () => {
      fake.connected = false;
      return failed('No active connected account found for toolkit: confluence');
    };
    const { steps, answer } = play(fake, 'Add the label urgent to the Q3 Planning page');
    expect(steps).toEqual(['SEARCH_TOOLS', 'MULTI_EXECUTE_TOOL', 'MANAGE_CONNECTIONS']);
    expect(answer).toContain('not connected yet');
  });
});

describe('asking', () => {
  test('a missing space is asked for with the choices, and the answer finishes the first request', () => {
    const fake = site();
    const asked = play(fake, 'Create a page titled "Launch"');
    expect(asked.actions.map((action) => action.slug)).toEqual(['GET_SPACES']);
    expect(asked.answer).toMatch(/In which space should it go\?.*Marketing.*Human Resources/s);
    for (const reply of ['Marketing', 'in the marketing space, please', 'MKT']) {
      const { actions } = play(fake, 'Create a page titled "Launch"', reply);
      expect(actions.at(-1)).toMatchObject({
        slug: 'CREATE_PAGE',
        given: { spaceId: '11', title: 'Launch' },
      });
    }
  });

  test('two questions in a row are both remembered', () => {
    const { actions } = play(site(), 'Create a page', 'Launch plan', 'HR');
    expect(actions.at(-1)).toMatchObject({
      slug: 'CREATE_PAGE',
      given: { spaceId: '12', title: 'Launch plan' },
    });
  });

  test('an ambiguous page lists the candidates, and a number or a space picks one', () => {
    const fake = site();
    fake.tools.cql_search = () =>
      hits(
        { id: '42', title: 'Q3 Planning' },
        { id: '43', title: 'Q3 Planning', space: 'Human Resources', key: 'HR' },
      );
    fake.tools.get_page_by_id = ({ id }) => page(String(id), 'Q3 Planning', '<p>x</p>');
    const asked = play(fake, 'Add the label urgent to the Q3 Planning page');
    expect(asked.answer).toMatch(/Which page do you mean\?.*1\. .*2\. .*Human Resources/s);
    for (const reply of ['the second one', '2', 'the one in HR']) {
      const { actions } = play(fake, 'Add the label urgent to the Q3 Planning page', reply);
      expect(actions.at(-1)).toMatchObject({ slug: 'ADD_CONTENT_LABEL', given: { id: '43' } });
    }
  });

  test('missing labels, pages and texts are asked for', () => {
    expect(play(site(), 'Add the label urgent').answer).toContain('Which page do you mean?');
    expect(play(site(), 'Add a label to Q3 Planning', 'urgent').actions.at(-1)?.given).toMatchObject({
      labels: [{ name: 'urgent' }],
    });
    const { actions } = play(site(), 'Comment on the Q3 Planning page', 'Please update the numbers.');
    expect(actions.at(-1)?.given).toMatchObject({ body: { value: '<p>Please update the numbers.</p>' } });
  });

  test('a new request after a question is not taken for its answer', () => {
    expect(play(site(), 'Create a page titled "Launch"', 'List the spaces').answer).toContain(
      'I can see 2 spaces',
    );
  });

  test('"it" is the page that was spoken of last', () => {
    const { actions } = play(site(), 'Open the Q3 Planning page', 'Add the label urgent to it');
    expect(actions.at(-1)).toMatchObject({ slug: 'ADD_CONTENT_LABEL', given: { id: '42' } });
  });
});
