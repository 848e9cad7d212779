import { userRoute } from '@/lib/auth/user-route';
import { parseId } from '@/lib/http/parse-request';
import { unqueueMessage } from '@/lib/turns/queue-message';

export const DELETE = userRoute<{ id: string; messageId: string }>(async ({ user, params }) => {
  const removed = await unqueueMessage(user.id, parseId(params.id), parseId(params.messageId));
  return Response.json({ removed });
});
