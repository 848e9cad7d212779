import type { DynamicToolUIPart } from 'ai';
import { describe, expect, it } from 'vitest';
import type { ActionRecord, ToolOutcome } from '@/lib/domain/tool-call';
import { viewOfPart } from './call-view.ts';

const BATCH = 'COMPOSIO_MULTI_EXECUTE_TOOL';
const words = { name: 'Do it', sentence: 'Do it to “Plan”' };

const input = {
  tools: [
    { tool_slug: 'CONFLUENCE_GET_SPACES', arguments: {} },
    { tool_slug: 'CONFLUENCE_CREATE_PAGE', arguments: '{"title":"Phoenix"}' },
  ],
};

function part(state: 'input-streaming' | 'input-available', value: unknown): DynamicToolUIPart {
  return {
    type: 'dynamic-tool',
    toolName: BATCH,
    toolCallId: 'c',
    state,
    input: value,
  };
}

function action(index: number, over: Partial<ActionRecord>): ActionRecord {
  return {
    index,
    words,
    tool: 'CONFLUENCE_GET_SPACES',
    kind: 'read',
    status: 'succeeded',
    arguments: {},
    result: {},
    error: null,
    durationMs: 5,
    ...over,
  };
}

describe('viewOfPart', () => {
  it('shows each inner action of a batch before it begins, with arguments given as an object or as JSON text', () => {
    const view = viewOfPart({ ...part('input-available', input), title: 'Run 2 actions' }, true);
    expect(view.words.sentence).toBe('Run 2 actions');
    expect(
      view.actions.map((inner) => [inner.words.name, inner.kind, inner.status, inner.arguments]),
    ).toEqual([
      ['Get spaces', null, 'running', {}],
      ['Create page', null, 'running', { title: 'Phoenix' }],
    ]);
  });

  it('shows what runs in the words of the server', () => {
    const actions = [action(0, { status: 'running', kind: 'write' })];
    const common = { words, kind: 'write', status: 'running', startedAt: '2026-01-01T00:00:00Z' } as const;
    const output: ToolOutcome = { ...common, durationMs: 0, result: null, error: null, actions };
    const shown = {
      ...part('input-available', input),
      state: 'output-available',
      output,
    } as DynamicToolUIPart;
    expect(viewOfPart(shown, true)).toMatchObject({
      words,
      kind: 'write',
      status: 'running',
      durationMs: null,
      actions: [{ words, status: 'running' }],
    });
  });

  it('bears an input that has only half arrived', () => {
    for (const half of [
      undefined,
      null,
      'text',
      {},
      { tools: '[' },
      { tools: [null, {}, { tool_slug: '' }, 3] },
    ]) {
      expect(viewOfPart(part('input-streaming', half), true)).toMatchObject({
        status: 'preparing',
        actions: [],
      });
    }
  });

  it('knows a write that waits or was denied, in a batch and alone', () => {
    const change = {
      actionId: 'a',
      changeId: 'c',
      summary: null,
      approval: null,
      decision: null,
      undo: null,
    } satisfies ActionRecord['change'];
    for (const status of ['waiting', 'denied'] as const) {
      const write = action(0, { tool: 'CONFLUENCE_UPDATE_PAGE', kind: 'write', status, change });
      const output: ToolOutcome = {
        words,
        kind: 'write',
        status,
        startedAt: '2026-01-01T00:00:00Z',
        durationMs: 0,
        result: null,
        error: null,
        actions: [write],
      };
      const of = (toolName: string) =>
        viewOfPart(
          { type: 'dynamic-tool', toolName, toolCallId: 'c', state: 'output-available', input: {}, output },
          false,
        );
      expect(of(BATCH)).toMatchObject({ status, change: null, actions: [{ status, change }] });
      expect(of('edit_page')).toMatchObject({ kind: 'write', status, change, actions: [] });
    }
  });

  it('never says that a call still runs once its turn has ended', () => {
    const view = viewOfPart(part('input-available', input), false);
    expect([view.status, ...view.actions.map((inner) => inner.status)]).toEqual([
      'unknown',
      'unknown',
      'unknown',
    ]);
  });

  it('takes the outcome of each action, and the strictest kind for the whole', () => {
    const output: ToolOutcome = {
      words,
      kind: 'destructive',
      status: 'failed',
      startedAt: '2026-01-01T00:00:00Z',
      durationMs: 400,
      result: null,
      error: null,
      actions: [action(0, {}), action(1, { kind: 'destructive', status: 'failed', error: 'No such page' })],
    };
    const view = viewOfPart(
      { type: 'dynamic-tool', toolName: BATCH, toolCallId: 'c', state: 'output-available', input, output },
      true,
    );
    expect(view).toMatchObject({ kind: 'destructive', status: 'failed', durationMs: 400 });
    expect(view.actions[1]).toMatchObject({ status: 'failed', error: 'No such page' });
  });

  it('says so when nobody knows how a call ended', () => {
    const output = {
      words,
      kind: 'read',
      status: 'unknown',
      startedAt: '2026-01-01T00:00:00Z',
      durationMs: 0,
      result: null,
      error: 'Lost',
      actions: [action(0, { status: 'unknown' })],
    } satisfies ToolOutcome;
    const view = viewOfPart(
      { type: 'dynamic-tool', toolName: BATCH, toolCallId: 'c', state: 'output-available', input, output },
      false,
    );
    expect([view.status, view.actions[0]?.status]).toEqual(['unknown', 'unknown']);
  });
});
