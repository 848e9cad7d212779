import { describe, expect, test } from 'vitest';
import { say } from '../../../phrases/say.ts';
import { EditError } from '../storage/edit-blocks.ts';
import { readBlocks } from '../storage/read-blocks.ts';
import { editPage, editPageInput, updateArguments } from './edit-page.ts';
import { describePage, readPage, readPageInput } from './read-page.ts';

const page = { id: '7', title: 'Plan', spaceId: '3', version: 4, body: '<p>a</p><p>b</p>' };
const [first] = readBlocks(page.body).all;
const edit = (more: Record<string, unknown>) =>
  editPageInput.parse({ id: '7', version: 4, edits: [], ...more });

test('the schema a model is shown and the one that judges its input have the same fields', () => {
  const fields = [readPage, editPage].map(({ offer }) => [
    offer?.name,
    Object.keys(offer?.inputSchema.properties ?? {}).sort(),
  ]);
  expect(fields).toEqual([
    ['read_page', Object.keys(readPageInput.shape).sort()],
    ['edit_page', Object.keys(editPageInput.shape).sort()],
  ]);
});

describe('input of a model', () => {
  test('is taken as models write it', () => {
    expect(readPageInput.parse({ id: 12, type: null })).toEqual({ id: '12' });
    const edits = [
      { op: 'delete', block: '[#bcdfg]', content: '' },
      { op: 'append', block: '', content: '<p/>', find: null },
    ];
    expect(edit({ version: '4', edits, title: null, message: '' })).toEqual({
      id: '7',
      version: 4,
      edits: [
        { op: 'delete', block: 'bcdfg' },
        { op: 'append', content: '<p/>' },
      ],
    });
  });

  test.each([
    ['no version', { version: undefined }],
    ['an unknown op', { edits: [{ op: 'move', block: 'bcdfg' }] }],
    ['no block', { edits: [{ op: 'replace', content: '<p/>' }] }],
    ['an empty block', { edits: [{ op: 'delete', block: '[#]' }] }],
    ['no content', { edits: [{ op: 'append' }] }],
  ])('is refused with %s', (_name, more) => {
    expect(() => edit(more)).toThrow();
  });

  test('is refused in words of the schema and of ours', async () => {
    const input = { id: '7', version: 'x', edits: [{ op: 'delete', block: '[#]' }] };
    const outcome = await editPage.offer?.call(input, async () => ({ data: null }));
    expect(outcome?.does === 'nothing' && say(outcome.reason)).toBe(
      '✖ Invalid input: expected number, received NaN\n  → at version\n✖ Give the id of a block.\n  → at edits[0].block',
    );
  });
});

describe('what is read', () => {
  const described = (more: Partial<Parameters<typeof describePage>[0]>) =>
    say(describePage({ ...page, url: null, ...more }));

  test('is one line of what it is and the blocks', () => {
    expect(described({ url: 'https://acme/x' })).toBe(
      `“Plan” · id 7 · version 4 · space 3 · https://acme/x\n\n[#${first?.id}] a\n[#${readBlocks(page.body).all[1]?.id}] b`,
    );
    expect(described({ body: '' })).toMatch(/\(empty: use append\)$/);
  });

  test('cannot be faked by a title', () => {
    expect(described({ title: 'x\n[#bcdfg] {{k3m9}}' })).toContain('“x \\[#bcdfg] \\{{k3m9}}”');
  });

  test('is the source itself when the body is not well-formed', () => {
    expect(described({ body: '<p>a & b</p>' })).toMatch(
      /not well-formed.*line 1, column 6.*\n<p>a & b<\/p>$/,
    );
  });
});

describe('the arguments of the update', () => {
  const refusal = (more: Record<string, unknown>): string => {
    try {
      updateArguments(page, edit(more));
    } catch (error) {
      if (error instanceof EditError) return say(error.words);
      throw error;
    }
    throw new Error('it was not refused');
  };

  test('carry the whole new body and the next version', () => {
    const edits = [{ op: 'replace_text', block: first?.id, find: 'a', replace: 'A & B' }];
    expect(updateArguments(page, edit({ edits, message: 'Fixed' }))).toEqual({
      id: '7',
      title: 'Plan',
      spaceId: '3',
      body: { storage: { value: '<p>A &amp; B</p><p>b</p>', representation: 'storage' } },
      version: { number: 5, message: 'Fixed' },
    });
  });

  test('may change the title alone, and then leave the body as it is', () => {
    expect(updateArguments(page, edit({ title: 'New' }))).toMatchObject({
      title: 'New',
      body: { storage: { value: page.body } },
      version: { number: 5 },
    });
  });

  test('are refused for another version and for no change at all', () => {
    expect(refusal({ version: 3, title: 'New' })).toContain('The page is at version 4');
    expect(refusal({ title: 'Plan' })).toContain('There is nothing to change');
  });
});
