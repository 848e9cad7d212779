import 'server-only';
import { type ExportFormat, exportRows } from './export-rows';
import { listLedger, type PlacedEntry } from './list-ledger';

/** What of an entry stands in which column of the CSV. */
const COLUMNS: Record<string, (entry: PlacedEntry) => unknown> = {
  position: ({ position }) => position,
  time: ({ at }) => at,
  conversationId: ({ conversationId }) => conversationId,
  call: ({ toolCallId }) => toolCallId,
  actionId: ({ actionId }) => actionId,
  event: ({ event }) => event,
  tool: ({ tool }) => tool,
  kind: ({ kind }) => kind,
  sentence: ({ detail }) => detail.sentence,
  target: ({ detail }) => detail.target?.title,
  space: ({ detail }) => detail.target?.space,
  url: ({ detail }) => detail.target?.url,
  account: ({ detail }) => detail.account,
  reasons: ({ detail }) => detail.reasons?.join(' '),
  losses: ({ detail }) => detail.losses?.join('; '),
  decidedBy: ({ detail }) => detail.decision?.by,
  decision: ({ detail }) => detail.decision?.answer,
  scope: ({ detail }) => detail.decision?.scope,
  reason: ({ detail }) => detail.decision?.reason,
  code: ({ detail }) => detail.code,
  status: ({ detail }) => detail.status,
  error: ({ detail }) => detail.error,
  versionBefore: ({ detail }) => detail.versionBefore,
  versionAfter: ({ detail }) => detail.versionAfter,
  durationMs: ({ detail }) => detail.durationMs,
  logId: ({ detail }) => detail.logId,
  otherActionId: ({ detail }) => detail.actionId,
};

/** A person's ledger as text, oldest entry first: JSON with the entries as they are, or CSV with a row for each. */
export function exportLedger(
  person: { id: string; name: string },
  format: ExportFormat,
  conversationId?: string,
): AsyncGenerator<string> {
  return exportRows(format, entries(person, conversationId), ['person', ...Object.keys(COLUMNS)], (entry) => [
    [entry.person, ...Object.values(COLUMNS).map((cell) => String(cell(entry) ?? ''))],
  ]);
}

async function* entries(
  { id, name }: { id: string; name: string },
  conversationId?: string,
): AsyncGenerator<PlacedEntry & { person: string }> {
  for await (const entry of listLedger(id, conversationId)) yield { person: name, ...entry };
}
