import { describe, expect, test } from 'vitest';
import { readCorpus } from './corpus/read-corpus.ts';
import { readBlocks } from './read-blocks.ts';

const shape = (source: string) =>
  readBlocks(source).all.map(({ kind, depth, start, end }) => [depth, kind, source.slice(start, end)]);
const idOf = (source: string, text: string) =>
  readBlocks(source).all.find(({ start, end }) => source.slice(start, end) === text)?.id;

describe('every page of the corpus', () => {
  test.each(readCorpus())('$name: ids are unique, short and the same at each reading', ({ source }) => {
    const ids = readBlocks(source).all.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    for (const id of ids) expect(id).toMatch(/^[a-z0-9]{5,8}$/);
    expect(readBlocks(source).all.map(({ id }) => id)).toEqual(ids);
  });
});

test('blocks are what stands at the top, and what can be edited within it', () => {
  expect(shape('<p>a</p><ul><li>b</li></ul>tail <b>c</b><ac:structured-macro ac:name="toc"/>')).toEqual([
    [0, 'paragraph', '<p>a</p>'],
    [0, 'list', '<ul><li>b</li></ul>'],
    [1, 'item', '<li>b</li>'],
    [2, 'text', 'b'],
    [0, 'text', 'tail <b>c</b><ac:structured-macro ac:name="toc"/>'],
  ]);
  const panel =
    '<ac:structured-macro ac:name="info"><ac:rich-text-body><p>x</p></ac:rich-text-body></ac:structured-macro>';
  expect(
    shape(`<table><tbody><tr><td>${panel}</td><td/></tr></tbody></table>`).map((row) => row.slice(0, 2)),
  ).toEqual([
    [0, 'table'],
    [1, 'row'],
    [2, 'panel'],
    [3, 'paragraph'],
  ]);
});

test('a block keeps its id when others are edited, inserted and removed', () => {
  const kept = '<p>kept</p>';
  const id = idOf(`<p>a</p>${kept}<p>b</p>`, kept);
  for (const page of [kept, `<h1>new</h1>${kept}`, `<ul><li>x</li></ul><p>A</p>${kept}<p>b</p><p>b</p>`])
    expect(idOf(page, kept)).toBe(id);
});

test('with a local-id, a macro id or a task id the block keeps its id while it is edited itself', () => {
  const first = (source: string) => readBlocks(source).all.find(({ kind }) => kind !== 'tasks')?.id;
  expect(first('<p local-id="x">a</p>')).toBe(first('<p local-id="x">b</p>'));
  const macro = (text: string) =>
    `<ac:structured-macro ac:name="info" ac:macro-id="m"><ac:rich-text-body><p>${text}</p></ac:rich-text-body></ac:structured-macro>`;
  expect(first(macro('a'))).toBe(first(macro('b')));
  const task = (status: string) =>
    `<ac:task-list><ac:task><ac:task-id>7</ac:task-id><ac:task-status>${status}</ac:task-status><ac:task-body>a</ac:task-body></ac:task></ac:task-list>`;
  expect(first(task('complete'))).toBe(first(task('incomplete')));
});

test('equal blocks are told apart by a number', () => {
  const ids = readBlocks('<p>same</p><p>same</p><p>same</p>').all.map(({ id }) => id);
  expect(ids).toEqual([ids[0], `${ids[0]}2`, `${ids[0]}3`]);
});
