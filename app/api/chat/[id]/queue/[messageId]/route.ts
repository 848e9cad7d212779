import { userRoute } from '@/lib/auth/user-route';
import { tellUser } from '@/lib/db/user-changes';
import { parseId } from '@/lib/http/parse-request';
import { unqueueMessage } from '@/lib/turns/queue-message';

export const DELETE = userRoute<{ id: string; messageId: string }>(async ({ user, params }) => {
  const id = parseId(params.id);
  const removed = await unqueueMessage(user.id, id, parseId(params.messageId));
  await tellUser(user.id, { type: 'conversation', id });
  return Response.json({ removed });
});
