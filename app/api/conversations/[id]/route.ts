import { userRoute } from '@/lib/auth/user-route';
import { getConversation, getConversationWithMessages } from '@/lib/conversations/get-conversation';
import { renameConversation, renameSchema } from '@/lib/conversations/rename-conversation';
import { parseBody, parseId } from '@/lib/http/parse-request';
import { discardConversation } from '@/lib/turns/discard-conversation';

type Params = { id: string };

export const GET = userRoute<Params>(async ({ user, params }) =>
  Response.json(await getConversationWithMessages(user.id, parseId(params.id))),
);

export const PATCH = userRoute<Params>(async ({ request, user, params }) => {
  const id = parseId(params.id);
  await renameConversation(user.id, id, await parseBody(request, renameSchema));
  return Response.json(await getConversation(user.id, id));
});

export const DELETE = userRoute<Params>(async ({ user, params }) => {
  await discardConversation(user.id, parseId(params.id));
  return new Response(null, { status: 204 });
});
