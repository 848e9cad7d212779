import { userRoute } from '@/lib/auth/user-route';
import { conversationQuery, listConversations } from '@/lib/conversations/list-conversations';
import { parseQuery } from '@/lib/http/parse-request';

export const GET = userRoute(async ({ request, user }) =>
  Response.json(await listConversations(user.id, parseQuery(request, conversationQuery))),
);
