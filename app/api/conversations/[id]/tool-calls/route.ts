import { userRoute } from '@/lib/auth/user-route';
import { getConversation } from '@/lib/conversations/get-conversation';
import { toolCallQuery } from '@/lib/domain/tool-call-filters';
import { parseId, parseQuery } from '@/lib/http/parse-request';
import { listToolCalls } from '@/lib/ledger/list-tool-calls';

export const GET = userRoute<{ id: string }>(async ({ request, user, params }) => {
  const { id: conversationId } = await getConversation(user.id, parseId(params.id));
  return Response.json(
    await listToolCalls(user.id, { conversationId, ...parseQuery(request, toolCallQuery) }),
  );
});
