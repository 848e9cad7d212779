import type { Metadata } from 'next';
import { foundOrNotFound } from '@/app/found-or-not-found';
import { HistoryView } from '@/components/history/history-view';
import { pageUser } from '@/lib/auth/page-user';
import { getConversation } from '@/lib/conversations/get-conversation';
import { listToolCalls, listUsedTools } from '@/lib/ledger/list-tool-calls';
import { readToolCallSearch, type ToolCallSearch } from '@/lib/ledger/read-tool-call-search';

export const metadata: Metadata = { title: 'History of the conversation' };

type Props = { params: Promise<{ id: string }>; searchParams: Promise<ToolCallSearch> };

export default async function ConversationHistoryPage({ params, searchParams }: Props) {
  const { id } = await params;
  const user = await pageUser(`/c/${id}/history`);
  await foundOrNotFound(id, (own) => getConversation(user.id, own));
  const { cursor, ...filters } = readToolCallSearch(await searchParams);
  const [page, tools] = await Promise.all([
    listToolCalls(user.id, { conversationId: id, cursor, ...filters }),
    listUsedTools(user.id, id),
  ]);
  return (
    <HistoryView
      heading="History of this conversation"
      backHref={`/c/${id}`}
      showConversation={false}
      page={page}
      filters={filters}
      tools={tools}
      basePath={`/c/${id}/history`}
      exportPath={`/api/conversations/${id}/tool-calls/export`}
      conversationId={id}
    />
  );
}
