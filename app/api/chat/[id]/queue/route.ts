import { userRoute } from '@/lib/auth/user-route';
import { parseBody, parseId } from '@/lib/http/parse-request';
import { queueMessage, queueSchema } from '@/lib/turns/queue-message';

export const POST = userRoute<{ id: string }>(async ({ request, user, params }) => {
  const started = await queueMessage(user.id, parseId(params.id), await parseBody(request, queueSchema));
  return Response.json({ started }, { status: 202 });
});
