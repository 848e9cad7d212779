import 'server-only';
import type { ActionRow, CallRow } from '../domain/history-row';
import type { ToolCallFilters } from '../domain/tool-call-filters';
import { type ExportFormat, exportRows } from './export-rows';
import { listToolCalls } from './list-tool-calls';

const PAGE_SIZE = 500;

/** What stands in which column of the CSV: in the row of a call, which has no action, and in the row of an action. */
const COLUMNS: Record<string, (call: CallRow, action: ActionRow | null) => unknown> = {
  time: (call) => call.startedAt,
  conversation: (call) => call.conversationTitle,
  call: (call) => call.id,
  action: (_, action) => action?.index,
  tool: (call, action) => (action ?? call).tool,
  kind: (call, action) => (action ?? call).kind,
  status: (call, action) => (action ?? call).status,
  durationMs: (call, action) => (action ?? call).durationMs,
  arguments: (call, action) => JSON.stringify((action ?? call).arguments ?? null),
  result: (call, action) => JSON.stringify(resultOf(action ?? call)),
  error: (call, action) => (action ?? call).error,
  person: (call) => call.person,
  actionId: (_, action) => action?.id,
  account: (_, action) => action?.account,
  decidedBy: (_, action) => action?.decidedBy,
  decision: (_, action) => action?.decision,
  scope: (_, action) => action?.scope,
  reason: (_, action) => action?.reason,
  versionBefore: (_, action) => action?.versionBefore,
  versionAfter: (_, action) => action?.versionAfter,
  logId: (_, action) => action?.logId,
  undo: (_, action) => action?.undo,
  undoes: (_, action) => action?.undoes?.actionId,
  timeline: (_, action) => action && JSON.stringify(action.timeline),
};

type ExportQuery = { conversationId?: string } & ToolCallFilters;

/** Every call that matches, as text: JSON with the calls as lists show them, or CSV with a row for each call and action. */
export function exportToolCalls(
  userId: string,
  format: ExportFormat,
  query: ExportQuery,
): AsyncGenerator<string> {
  return exportRows(format, allCalls(userId, query), Object.keys(COLUMNS), (call) =>
    [null, ...call.actions].map((action) =>
      Object.values(COLUMNS).map((cell) => String(cell(call, action) ?? '')),
    ),
  );
}

async function* allCalls(userId: string, query: ExportQuery): AsyncGenerator<CallRow> {
  let cursor: string | undefined;
  do {
    const page = await listToolCalls(userId, { ...query, cursor, pageSize: PAGE_SIZE });
    yield* page.items;
    cursor = page.nextCursor ?? undefined;
  } while (cursor);
}

/** Of a large result its beginning, its size and its address. */
function resultOf({ result, large }: Pick<ActionRow, 'result' | 'large'>): unknown {
  return large ? { large } : (result ?? null);
}
