import { userRoute } from '@/lib/auth/user-route';
import { parseId } from '@/lib/http/parse-request';
import { conversationState } from '@/lib/turns/conversation-state';

export const GET = userRoute<{ id: string }>(async ({ user, params }) =>
  Response.json(await conversationState(user.id, parseId(params.id))),
);
