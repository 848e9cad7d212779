import { userRoute } from '@/lib/auth/user-route';
import { getConversation } from '@/lib/conversations/get-conversation';
import { parseId } from '@/lib/http/parse-request';
import { toolCallsResponse } from '@/lib/ledger/export-response';

export const GET = userRoute<{ id: string }>(async ({ request, user, params }) => {
  const { id } = await getConversation(user.id, parseId(params.id));
  return toolCallsResponse(request, user.id, id);
});
