import { expect, it } from 'vitest';
import { createRecorder } from './recorder.ts';
import type { Surface } from './surfaces.ts';

const request = (surface: Surface, path = '/') => ({
  surface,
  path,
  from: 'outside' as const,
  at: '',
  method: 'GET',
  query: {},
  headers: {},
  body: null,
  bodyBytes: 0,
  tools: [],
  persons: [],
  fault: null,
});

it('keeps the last 500 of each surface, so that a busy one does not push out another', () => {
  const recorder = createRecorder();
  recorder.begin(request('oauth'));
  for (let i = 0; i < 600; i += 1) recorder.begin(request('confluence', `/${i}`));
  expect(recorder.list({ surface: 'oauth' })).toHaveLength(1);
  const kept = recorder.list({ surface: 'confluence' });
  expect([kept.length, kept[0]?.path, kept.at(-1)?.path]).toEqual([500, '/100', '/599']);
});

it('lets callers wait until there are enough that fit', async () => {
  const recorder = createRecorder();
  const never = new AbortController().signal;
  const waiting = recorder.waitFor({ path: '/a' }, 2, never);
  recorder.begin(request('mcp', '/a/1'));
  recorder.begin(request('mcp', '/b'));
  recorder.begin(request('mcp', '/a/2'));
  expect((await waiting).map(({ path }) => path)).toEqual(['/a/1', '/a/2']);
});

it('lets callers wait until a request is over', async () => {
  const recorder = createRecorder();
  const begun = recorder.begin(request('mcp'));
  const waiting = recorder.waitFor({ done: true, since: begun.id - 1 }, 1, new AbortController().signal);
  expect(recorder.list({ done: true })).toEqual([]);
  recorder.end(begun, 200, 1.5);
  expect(await waiting).toMatchObject([{ status: 200, durationMs: 1.5 }]);
});

it('ends the waiting when the signal does, with what there is', async () => {
  const recorder = createRecorder();
  const end = new AbortController();
  const waiting = recorder.waitFor({}, 2, end.signal);
  recorder.begin(request('mcp'));
  end.abort();
  expect(await waiting).toHaveLength(1);
});
