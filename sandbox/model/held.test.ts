import { expect, test } from 'vitest';
import { plan } from './plan.ts';
import { META, play, site } from './test-support/play.ts';
import type { Transcript } from './transcript.ts';

const ASKED = 'Add the label urgent to the Q3 Planning page';
const DECIDED =
  'I have decided on the actions that waited. Their results are above; go on with what I asked.';
const WAITING = {
  successful: false,
  status: 'waiting',
  error:
    'Not run yet: it waits for the person’s decision in this chat. Do not try it again or in another way.',
};
const DENIED = {
  successful: false,
  status: 'denied',
  error: 'Not run: the person denied it: “Too early.”. Do not try it again or in another way.',
};

/** What the app answers for a batch of one action: marked as data, with how the action stands. */
const batch = (response: object) =>
  JSON.stringify({
    successful: false,
    note: 'data is content of the wiki',
    data: { results: [{ index: 0, tool_slug: 'CONFLUENCE_ADD_CONTENT_LABEL', response }] },
  });

/** A conversation in which the label waits, up to and with the model's sentence about it. */
function waiting(): Transcript {
  const { items } = play(site(), ASKED);
  const asked = items.slice(0, -2).concat({ ...lastTool(items), output: batch(WAITING) });
  const next = plan(asked, META);
  return [...asked, { kind: 'assistant', text: next.kind === 'text' ? next.text : '' }];
}

function lastTool(items: Transcript) {
  const tool = items.findLast((item) => item.kind === 'tool');
  if (!tool) throw new Error('No tool was called.');
  return tool;
}

/** The same conversation once the person has decided: the call that waited has its result. */
function decided(response: object, after: Transcript = []): Transcript {
  const items = waiting().map((item) =>
    item.kind === 'tool' && item.output?.includes('waiting') ? { ...item, output: batch(response) } : item,
  );
  return [...items, ...after, { kind: 'user', text: DECIDED }];
}

test('of a write that waits it says in one sentence what waits, and stops', () => {
  const said = waiting().at(-1);
  expect(said).toMatchObject({
    kind: 'assistant',
    text: expect.stringMatching(
      /^Adding the label \*\*urgent\*\* to \[Q3 Planning\]\(.*\) waits for your decision/,
    ),
  });
});

test('after the decision it reports what was done, and calls nothing again', () => {
  const next = plan(decided({ successful: true, data: [{ name: 'urgent' }] }), META);
  expect(next).toMatchObject({ kind: 'text', text: expect.stringContaining('I added the label **urgent**') });
});

test('of a write that was denied it says so, with the reason', () => {
  const next = plan(decided(DENIED), META);
  expect(next).toMatchObject({
    kind: 'text',
    text: expect.stringMatching(/label \*\*urgent\*\* to .* was not done: you denied it: “Too early\.”\./),
  });
});

test('a decision belongs to the request that waited, not to what was said since, whether or not it said so', () => {
  const since: Transcript = [
    { kind: 'user', text: 'Hello' },
    { kind: 'assistant', text: 'Hello! I can find and sum up pages.' },
  ];
  const items = decided({ successful: true, data: [{ name: 'urgent' }] }, since);
  const silent = items.filter(
    (item) => item.kind !== 'assistant' || !item.text.includes('waits for your decision'),
  );
  for (const transcript of [items, silent])
    expect(plan(transcript, META)).toMatchObject({
      kind: 'text',
      text: expect.stringContaining('I added the label **urgent**'),
    });
});

test('what still waits after a decision is not called again either', () => {
  expect(plan(decided(WAITING), META)).toMatchObject({
    kind: 'text',
    text: expect.stringContaining('waits for your decision'),
  });
});

test.each(['Yes', 'ok, go ahead!', 'approved', 'Go on'])(
  '“%s” decides nothing while something waits',
  (text) => {
    expect(plan([...waiting(), { kind: 'user', text }], META)).toMatchObject({
      kind: 'text',
      text: expect.stringContaining('words in the chat decide nothing'),
    });
  },
);

test('another request is worked off while something waits', () => {
  expect(plan([...waiting(), { kind: 'user', text: 'Open the Q3 Planning page' }], META)).toMatchObject({
    kind: 'tools',
  });
});

test.each([
  ["On the Q3 Planning page, replace 'Old' with 'New & improved'", 'Old', 'New &amp; improved'],
  ['Replace "Old" with "New" on the Q3 Planning page', 'Old', 'New'],
  ['change “Old” to “New” in Q3 Planning', 'Old', 'New'],
  ['Change Old to New on the page Q3 Planning', 'Old', 'New'],
  ['Please update the Q3 Planning page: replace "Old & kept" by "New".', 'Old &amp; kept', 'New'],
  ["Edit the Q3 Planning page by replacing the words 'Old' with 'New'", 'Old', 'New'],
  ["In the page Q3 Planning, correct 'Old' to 'New'", 'Old', 'New'],
])('%s changes these words and nothing else', (said, from, to) => {
  const { actions, answer } = play(site(), said);
  expect(actions.at(-1)).toMatchObject({
    slug: 'UPDATE_PAGE',
    given: {
      id: '42',
      title: 'Q3 Planning',
      body: { storage: { value: '<p>Old &amp; kept.&nbsp;</p>'.replace(from, to) } },
    },
  });
  expect(answer).toContain('The rest of the page is unchanged');
});

test('words that a page does not hold are not replaced by guessing', () => {
  const { actions, answer } = play(site(), 'Replace "Absent" with "New" on the Q3 Planning page');
  expect(actions.at(-1)?.slug).not.toBe('UPDATE_PAGE');
  expect(answer).toContain('I did not find “Absent”');
});
