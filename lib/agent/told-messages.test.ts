import { convertToModelMessages } from 'ai';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { ActionChange } from '../domain/approval.ts';
import type { ConversationMessage } from '../domain/message.ts';
import { type ActionRecord, BATCH_TOOL, statusOf, type ToolOutcome } from '../domain/tool-call.ts';
import { toldMessages } from './told-messages.ts';

/** What happened in a turn, and what a person did with its write afterwards. */
type Happened = { reads: string[]; writes: boolean; decided: 'allow' | 'deny' | null; undone: boolean };

const MINUTE = 60_000;
const START = Date.parse('2026-01-01T23:00:00.000Z');
const iso = (minutes: number) => new Date(START + minutes * MINUTE).toISOString();

const read = (index: number, body: string): ActionRecord => ({
  index,
  tool: 'CONFLUENCE_GET_PAGE_BY_ID',
  words: { name: 'Open page', sentence: 'Open page' },
  kind: 'read',
  status: 'succeeded',
  arguments: { id: '1' },
  result: { id: '1', body },
  error: null,
  durationMs: 1,
});

function write(at: number, { decided, undone }: Happened, now: number): ActionRecord {
  const id = `write${at}`.padEnd(10, 'x');
  const isDecided = decided !== null && now > at + 10;
  const change: ActionChange = {
    actionId: id,
    changeId: null,
    summary: null,
    approval: isDecided ? null : { id: `q${at}`, expiresAt: iso(at + 60), reasons: [], mayRemember: false },
    decision: isDecided
      ? { approvalId: `q${at}`, by: 'person', answer: decided, scope: 'once', reason: null, at: iso(at + 10) }
      : null,
    undo:
      isDecided && decided === 'allow' && undone && now > at + 20
        ? { state: 'undone', actionId: 'undo', at: iso(at + 20) }
        : null,
  };
  const status = !isDecided ? 'waiting' : decided === 'allow' ? 'succeeded' : 'denied';
  const result = status === 'succeeded' ? { id: '7', title: `Page ${at}` } : null;
  return { ...read(9, ''), tool: 'CONFLUENCE_CREATE_PAGE', kind: 'write', status, result, change };
}

function call(id: string, tool: string, outcome: Partial<ToolOutcome>): ConversationMessage['parts'][number] {
  const actions = outcome.actions ?? [];
  const output: ToolOutcome = {
    words: { name: '', sentence: '' },
    kind: 'read',
    status: statusOf(actions.map(({ status }) => status)),
    startedAt: iso(0),
    durationMs: 1,
    result: null,
    error: null,
    ...outcome,
    actions,
  };
  return {
    type: 'dynamic-tool',
    toolName: tool,
    toolCallId: id,
    state: 'output-available',
    input: { id },
    output,
  };
}

const search = {
  results: [{ primary_tool_slugs: ['CONFLUENCE_GET_LABELS', 'CONFLUENCE_GET_TASKS'] }],
  tool_schemas: { CONFLUENCE_GET_TASKS: { input_schema: { type: 'object' } } },
};

/** The conversation as it is read at a moment, `now` minutes after its beginning; a turn takes half an hour. */
function conversation(turns: readonly Happened[], now: number): ConversationMessage[] {
  return turns.flatMap((happened, place): ConversationMessage[] => {
    const at = place * 30;
    const user = (id: string, minutes: number, part: ConversationMessage['parts'][number]) => ({
      id,
      role: 'user' as const,
      metadata: { createdAt: iso(minutes) },
      parts: [part],
    });
    const answer = (id: string, minutes: number, parts: ConversationMessage['parts']) => ({
      id,
      role: 'assistant' as const,
      metadata: { createdAt: iso(minutes) },
      parts,
    });
    const actions = [
      ...happened.reads.map((body, index) => read(index, body)),
      ...(happened.writes ? [write(at, happened, now)] : []),
    ];
    const decided = happened.writes && happened.decided !== null;
    const all = [
      user(`u${at}`, at, { type: 'text', text: `Request ${place}` }),
      answer(`a${at}`, at, [
        call(`s${at}`, 'COMPOSIO_SEARCH_TOOLS', { status: 'succeeded', result: search }),
        ...(actions.length > 0 ? [call(`c${at}`, BATCH_TOOL, { actions })] : []),
        { type: 'text', text: 'Done.' },
      ]),
      ...(decided
        ? [
            user(`d${at}`, at + 10, { type: 'data-decided', data: { approvalIds: [`q${at}`] } }),
            answer(`b${at}`, at + 10, [{ type: 'text', text: 'Thank you.' }]),
          ]
        : []),
    ];
    return all.filter(({ metadata }) => metadata.createdAt < iso(now));
  });
}

const told = async (messages: ConversationMessage[]) =>
  (await convertToModelMessages(toldMessages(messages))).map((message) => JSON.stringify(message));

const happened: fc.Arbitrary<Happened> = fc.record({
  reads: fc.array(
    fc.string({ maxLength: 30 }).map((text) => text.repeat(400)),
    { maxLength: 3 },
  ),
  writes: fc.boolean(),
  decided: fc.constantFrom('allow', 'deny', null),
  undone: fc.boolean(),
});

test('each request begins with all that the one before told, whatever was decided or taken back since', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(happened, { minLength: 1, maxLength: 5 }), async (turns) => {
      let before: string[] = [];
      for (let now = 5; now <= turns.length * 30 + 30; now += 5) {
        const request = await told(conversation(turns, now));
        expect(request.slice(0, before.length)).toEqual(before);
        before = request;
      }
    }),
    { numRuns: 100 },
  );
});

const written: Happened = { reads: [], writes: true, decided: 'allow', undone: true };

test('what came of a decision stands in the message of the decision, and the proposal goes on to wait where it was made', async () => {
  const messages = await told(conversation([written], 15));
  expect(messages.filter((message) => message.includes('Not run yet'))).toHaveLength(1);
  expect(messages.filter((message) => message.includes('Page 0'))).toEqual([
    expect.stringContaining('I have decided'),
  ]);
});

test('an undo is told once, in the next message of the person, by the name of the tool and never by words of the page', async () => {
  const messages = await told(conversation([written, { ...written, writes: false }], 35));
  const notes = messages.filter((message) => message.includes('has taken back'));
  expect(notes).toHaveLength(1);
  expect(notes[0]).toContain('Request 1');
  expect(notes[0]).toContain('CONFLUENCE_CREATE_PAGE (write0xx, id 7)');
  expect(notes[0]).not.toContain('Page 0');
});

test('the date stands in a message, again only when another day begins', async () => {
  const turns = [0, 1, 2, 3].map(() => ({ ...written, writes: false }));
  const dates = (await told(conversation(turns, 130))).map(
    (message) => /Today is (\S+)\./.exec(message)?.[1],
  );
  expect(dates.filter(Boolean)).toEqual(['2026-01-01', '2026-01-02']);
});

test('of a search only the schemas of what ran stay, and of a long result its beginning', async () => {
  const ran = await told(conversation([{ ...written, writes: false, reads: ['x'.repeat(50_000)] }], 5));
  expect(ran.join()).not.toContain('primary_tool_slugs');
  expect(ran.join()).not.toContain('CONFLUENCE_GET_TASKS');
  expect(ran.join()).toContain('folded: 48000 characters left out');
});
