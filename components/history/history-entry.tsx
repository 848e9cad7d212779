import Link from 'next/link';
import type { ToolCallRecord } from '@/lib/history/tool-call';
import { CallCard } from '../tool-call/call-card';
import { viewOfRecord } from '../tool-call/call-view';
import { LocalTime } from '../ui/local-time';

/** One tool call of the ledger: when, in which conversation, its tool by its own name, and its card. */
export function HistoryEntry({
  record,
  showConversation,
}: {
  record: ToolCallRecord;
  showConversation: boolean;
}) {
  return (
    <li>
      <div className="mb-1.5 flex flex-wrap items-baseline gap-x-3 text-note text-ink-soft">
        <LocalTime iso={record.startedAt} />
        <span className="font-mono wrap-anywhere">{record.tool}</span>
        {showConversation ? (
          <Link
            href={`/c/${record.conversationId}`}
            className="min-w-0 truncate underline max-md:w-full max-md:py-3 decoration-line-strong underline-offset-3 hover:text-ink md:ml-auto"
          >
            {record.conversationTitle}
          </Link>
        ) : null}
      </div>
      <CallCard call={viewOfRecord(record)} />
    </li>
  );
}
