import { expect, test } from 'vitest';
import { done, page } from './test-support/fake-composio.ts';
import { META, playWith, site } from './test-support/play.ts';

const TOOLS = [
  ...META,
  { name: 'read_page', description: '', parameters: null },
  { name: 'edit_page', description: '', parameters: null },
];

// The title says that it is another version: it is not believed.
const READ = `“Q3 Planning · id 42 · version 9 · space 1” · id 42 · version 3 · space 11 · https://acme.atlassian.net/wiki/x

[#bcdfg] # Numbers
[#hjklm] The numbers are **final** for {{k3m9:mention 5b10a}}.
[#npqrs] ul
 [#tvwxz] - [#bbbbb] Numbers are final
[#ccccc] :::code sql
\`\`\`
SELECT final
\`\`\``;

/** Plays a request on a site whose caller has tools for pages; answers what the model asked them for. */
function edit(said: string) {
  const asked: { name: string; input: Record<string, unknown> }[] = [];
  const fake = site();
  const note = (name: string, answer: () => ReturnType<typeof done>) => (input: Record<string, unknown>) => {
    asked.push({ name, input });
    return answer();
  };
  fake.tools.read_page = note('read_page', () => done(READ));
  fake.tools.edit_page = note('edit_page', () => page('42', 'Q3 Planning', '', 4));
  const { answer, actions } = playWith(TOOLS, fake, said);
  return { asked, answer, slugs: actions.map(({ slug }) => slug) };
}

test('words are replaced in the block that holds them, for the version that was read', () => {
  const { asked, answer, slugs } = edit(
    "On the Q3 Planning page, replace 'Numbers are final' with 'Numbers are provisional'",
  );
  expect(slugs).toEqual(['CQL_SEARCH']);
  expect(asked).toEqual([
    { name: 'read_page', input: { id: '42' } },
    {
      name: 'edit_page',
      input: {
        id: '42',
        version: 3,
        edits: [
          {
            op: 'replace_text',
            block: 'bbbbb',
            find: 'Numbers are final',
            replace: 'Numbers are provisional',
          },
        ],
        message: 'Replace text',
      },
    },
  ]);
  expect(answer).toContain('I replaced “Numbers are final” with “Numbers are provisional” on [Q3 Planning]');
});

test('marks within the words do not hide them, and every block that has them is changed', () => {
  const { asked } = edit('Replace "final" with "provisional" on the Q3 Planning page');
  expect(asked.at(-1)?.input.edits).toMatchObject([
    { block: 'hjklm' },
    { block: 'bbbbb' },
    { block: 'ccccc' },
  ]);
});

test('text is added at the end of the page', () => {
  expect(
    edit('Add the line "See you in Q4 & later" to the Q3 Planning page').asked.at(-1)?.input,
  ).toMatchObject({
    version: 3,
    edits: [{ op: 'append', content: '<p>See you in Q4 &amp; later</p>' }],
  });
  expect(
    edit('Update the Q3 Planning page: add a section Risks saying "Hiring is late."').asked.at(-1)?.input,
  ).toMatchObject({ edits: [{ op: 'append', content: '<h2>Risks</h2><p>Hiring is late.</p>' }] });
});

test('words that no block holds are not replaced by guessing', () => {
  const { asked, answer } = edit('Replace "Absent" with "New" on the Q3 Planning page');
  expect(asked.map(({ name }) => name)).toEqual(['read_page']);
  expect(answer).toContain('I did not find “Absent”');
});

test('renaming does not need the blocks', () => {
  expect(edit('Rename the Q3 Planning page to Q4 Planning')).toMatchObject({ asked: [] });
});
