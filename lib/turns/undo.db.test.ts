import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { stopAll } from '../../launcher/children.ts';
import { startPostgres } from '../../launcher/postgres.ts';
import { NO_POLICY } from '../domain/policy.ts';
import { openUndoScene, type UndoScene } from './test-support/undo-scene.ts';

const folder = mkdtempSync(join(tmpdir(), 'tributary-undo-'));
let scene: UndoScene;
let parts: Awaited<ReturnType<typeof load>>;

async function load() {
  const { undo } = await import('./undo.ts');
  const { closeDeadUndos } = await import('../undo/close-dead-undos.ts');
  const { drain } = await import('./drain.ts');
  const { previewUndo } = await import('../undo/preview-undo.ts');
  const { savePolicy } = await import('../approvals/policies.ts');
  return { undo, closeDeadUndos, drain, previewUndo, savePolicy };
}

beforeAll(async () => {
  scene = await openUndoScene((await startPostgres(folder)).url);
  parts = await load();
}, 60_000);
afterAll(async () => {
  scene?.close();
  await stopAll();
  rmSync(folder, { recursive: true, force: true });
});

const undo = (actionId: string) => parts.undo(scene.userId, actionId, {});
/** What the ledger tells of the page that is there to be undone. */
const WRITTEN = ['proposed', 'decided', 'begun', 'ended succeeded'];

const preview = (actionId: string) => parts.previewUndo(scene.userId, actionId);

test('of two who undo at once one does it, and the other hears that it is done already', async () => {
  const page = await scene.makePage();
  // Neither sees the other before it begins: only the database can tell.
  const { ended } = await scene.untilAboutToBegin(2, () => ({
    ended: Promise.allSettled([undo(page.actionId), undo(page.actionId)]),
  }));
  const ends = await ended;
  expect(ends.filter(({ status }) => status === 'fulfilled')).toMatchObject([
    { value: { status: 'succeeded', error: null } },
  ]);
  expect(ends.filter(({ status }) => status === 'rejected')).toMatchObject([
    { reason: { code: 'already_undone', status: 409 } },
  ]);
  await expect(undo(page.actionId)).rejects.toMatchObject({ code: 'already_undone' });
  expect(await scene.stateOf(page)).toBe('trashed');
  expect(await scene.undosOf(page)).toMatchObject([{ status: 'succeeded' }]);
  expect(await scene.shownUndo(page)).toMatchObject({ state: 'undone' });
  expect((await scene.told(page)).filter((event) => event === 'undone')).toHaveLength(1);
});

test('a rule against deleting pages holds for an undo that deletes one', async () => {
  const page = await scene.makePage();
  await parts.savePolicy(scene.userId, { ...NO_POLICY, tools: { CONFLUENCE_DELETE_PAGE: 'deny' } });
  try {
    await expect(undo(page.actionId)).rejects.toMatchObject({ code: 'policy_denied' });
    expect(await preview(page.actionId)).toMatchObject({
      possible: false,
      reason: expect.stringContaining('is not allowed'),
    });
  } finally {
    await parts.savePolicy(scene.userId, NO_POLICY);
  }
  expect(await scene.stateOf(page)).toBe('current');
  expect(await scene.undosOf(page)).toEqual([]);
});

test('an undo whose process died before anything was sent is told of, and can be done again', async () => {
  const page = await scene.makePage();
  await scene.beginUndo(page, { secondsAgo: 60, atWorkMs: null });
  expect(await undo(page.actionId)).toMatchObject({ status: 'succeeded' });
  expect((await scene.undosOf(page)).map(({ status }) => status).sort()).toEqual(['succeeded', 'unknown']);
  expect(await scene.told(page)).toEqual([
    ...WRITTEN,
    'lost',
    'proposed',
    'decided',
    'begun',
    'ended succeeded',
    'undone',
  ]);
  expect(await scene.shownUndo(page)).toMatchObject({ state: 'undone' });
});

test('of an undo whose process died after it was sent it is said that nobody knows', async () => {
  const page = await scene.makePage();
  const actionId = await scene.beginUndo(page, { secondsAgo: 60, atWorkMs: 2_000 });
  await scene.trash(page);
  await parts.closeDeadUndos();
  expect(await scene.shownUndo(page)).toMatchObject({ state: 'unknown', actionId });
  const { listToolCalls } = await import('../ledger/list-tool-calls.ts');
  const { items } = await listToolCalls(scene.userId, { conversationId: page.conversationId });
  expect(items.at(-1)?.error).toMatch(/^Tributary stopped .* whether it was taken back/);
  expect(await preview(page.actionId)).toMatchObject({
    possible: false,
    reason: expect.stringMatching(/^Nobody knows .* in the trash already/),
    url: expect.stringContaining(page.pageId),
  });
  await expect(undo(page.actionId)).rejects.toMatchObject({ code: 'change_impossible' });
  // It is said once.
  await parts.closeDeadUndos();
  expect(await scene.told(page)).toEqual([...WRITTEN, 'lost']);
});

test('an undo that is at work is not given up, however long it takes', async () => {
  const page = await scene.makePage();
  await scene.beginUndo(page, { secondsAgo: 600, atWorkMs: 595_000 });
  await parts.closeDeadUndos();
  expect(await scene.undosOf(page)).toMatchObject([{ status: 'running' }]);
  await expect(undo(page.actionId)).rejects.toMatchObject({ code: 'already_undone' });
  expect(await preview(page.actionId)).toMatchObject({
    possible: false,
    reason: expect.stringContaining('at this moment'),
  });
  expect(await scene.stateOf(page)).toBe('current');
});

test('an undo whose answer is lost ends as unknown, in the message too', async () => {
  const page = await scene.makePage();
  await scene.breakDeletion({ kind: 'after_effect' });
  expect(await undo(page.actionId)).toMatchObject({ status: 'unknown' });
  expect(await scene.stateOf(page)).toBe('trashed');
  expect(await scene.shownUndo(page)).toMatchObject({ state: 'unknown' });
  expect(await preview(page.actionId)).toMatchObject({ reason: expect.stringContaining('Nobody knows') });
});

test('an undo that was given up and ends after another was begun tells that the other is at work', async () => {
  const page = await scene.makePage();
  await scene.breakDeletion({ kind: 'delay', ms: 400 });
  const late = undo(page.actionId).catch((error: unknown) => error);
  await vi.waitFor(async () => expect(await scene.undosOf(page)).toMatchObject([{ status: 'running' }]));
  await scene.giveUp(page);
  await scene.beginUndo(page, { secondsAgo: 0, atWorkMs: null });
  expect(await late).toMatchObject({ code: 'already_undone', status: 409 });
  expect((await scene.undosOf(page)).map(({ status }) => status).sort()).toEqual(['running', 'unknown']);
});

// The last: from then on this process takes no more.
test('a process that ends waits for an undo that is at work, and begins no other', async () => {
  const page = await scene.makePage();
  const other = await scene.makePage();
  await scene.breakDeletion({ kind: 'delay', ms: 300 });
  const order: string[] = [];
  const undoing = undo(page.actionId).then(({ status }) => order.push(status));
  const drained = parts.drain(10_000).then(() => order.push('drained'));
  await expect(undo(other.actionId)).rejects.toMatchObject({ code: 'restarting' });
  await Promise.all([undoing, drained]);
  expect(order).toEqual(['succeeded', 'drained']);
  expect(await scene.stateOf(other)).toBe('current');
});
