import type { Metadata } from 'next';
import { HistoryView } from '@/components/history/history-view';
import { pageUser } from '@/lib/auth/page-user';
import { listToolCalls, listUsedTools } from '@/lib/ledger/list-tool-calls';
import { readToolCallSearch, type ToolCallSearch } from '@/lib/ledger/read-tool-call-search';

export const metadata: Metadata = { title: 'History' };

export default async function HistoryPage({ searchParams }: { searchParams: Promise<ToolCallSearch> }) {
  const user = await pageUser('/history');
  const { cursor, ...filters } = readToolCallSearch(await searchParams);
  const [page, tools] = await Promise.all([
    listToolCalls(user.id, { cursor, ...filters }),
    listUsedTools(user.id),
  ]);
  return (
    <HistoryView
      heading="History"
      backHref={null}
      showConversation
      page={page}
      filters={filters}
      tools={tools}
      basePath="/history"
      exportPath="/api/tool-calls/export"
      conversationId={null}
    />
  );
}
