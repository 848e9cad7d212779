import 'server-only';
import { csvLine } from './csv';
import { listToolCalls } from './list-tool-calls';
import type { ActionRecord, ToolCallRecord } from './tool-call';
import type { ToolCallFilters } from './tool-call-filters';

const COLUMNS = [
  'time',
  'conversation',
  'call',
  'action',
  'tool',
  'kind',
  'status',
  'durationMs',
  'arguments',
  'result',
  'error',
];

/** Everything that matches, as a file: JSON with the calls as lists show them, or CSV with a row for each call and action. */
export function exportToolCalls(
  userId: string,
  format: 'csv' | 'json',
  asked: { conversationId?: string } & ToolCallFilters,
): ReadableStream<Uint8Array> {
  const rows = format === 'csv' ? csv(allCalls(userId, asked)) : jsonArray(allCalls(userId, asked));
  const encoder = new TextEncoder();
  return new ReadableStream({
    async pull(controller) {
      const { done, value } = await rows.next();
      if (done) controller.close();
      else controller.enqueue(encoder.encode(value));
    },
    async cancel() {
      await rows.return(undefined);
    },
  });
}

async function* allCalls(
  userId: string,
  asked: { conversationId?: string } & ToolCallFilters,
): AsyncGenerator<ToolCallRecord> {
  let cursor: string | undefined;
  do {
    const page = await listToolCalls(userId, { ...asked, cursor, pageSize: 500 });
    yield* page.items;
    cursor = page.nextCursor ?? undefined;
  } while (cursor);
}

async function* jsonArray(calls: AsyncIterable<ToolCallRecord>): AsyncGenerator<string> {
  let separator = '[\n';
  for await (const call of calls) {
    yield separator + JSON.stringify(call);
    separator = ',\n';
  }
  yield separator === '[\n' ? '[]\n' : '\n]\n';
}

async function* csv(calls: AsyncIterable<ToolCallRecord>): AsyncGenerator<string> {
  yield csvLine(COLUMNS);
  for await (const call of calls) {
    yield row(call, call, null);
    for (const action of call.actions) yield row(call, action, action.index);
  }
}

function row(call: ToolCallRecord, what: ToolCallRecord | ActionRecord, action: number | null): string {
  return csvLine([
    call.startedAt,
    call.conversationTitle,
    call.id,
    action === null ? '' : String(action),
    what.tool,
    what.kind,
    what.status,
    what.durationMs === null ? '' : String(what.durationMs),
    JSON.stringify(what.arguments ?? null),
    JSON.stringify(what.result ?? null),
    what.error ?? '',
  ]);
}
