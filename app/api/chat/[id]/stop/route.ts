import { userRoute } from '@/lib/auth/user-route';
import { parseBody, parseId } from '@/lib/http/parse-request';
import { stopSchema, stopTurn } from '@/lib/turns/stop-turn';

export const POST = userRoute<{ id: string }>(async ({ request, user, params }) => {
  const stopped = await stopTurn(user.id, parseId(params.id), await parseBody(request, stopSchema));
  return Response.json({ stopped });
});
