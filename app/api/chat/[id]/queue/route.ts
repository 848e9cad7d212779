import { userRoute } from '@/lib/auth/user-route';
import { tellUser } from '@/lib/db/user-changes';
import { parseBody, parseId } from '@/lib/http/parse-request';
import { queueMessage, queueSchema } from '@/lib/turns/queue-message';

export const POST = userRoute<{ id: string }>(async ({ request, user, params }) => {
  const id = parseId(params.id);
  const started = await queueMessage(user.id, id, await parseBody(request, queueSchema));
  await tellUser(user.id, { type: 'conversation', id });
  return Response.json({ started }, { status: 202 });
});
