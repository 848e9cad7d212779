import { userRoute } from '@/lib/auth/user-route';
import { getConversation } from '@/lib/conversations/get-conversation';
import { toolCallsResponse } from '@/lib/history/export-response';
import { parseId } from '@/lib/http/parse-request';

export const GET = userRoute<{ id: string }>(async ({ request, user, params }) => {
  const { id } = await getConversation(user.id, parseId(params.id));
  return toolCallsResponse(request, user.id, id);
});
