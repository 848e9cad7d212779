import { userRoute } from '@/lib/auth/user-route';
import { parseId } from '@/lib/http/parse-request';
import { streamResponse } from '@/lib/http/stream-response';
import { watchTurn } from '@/lib/turns/watch-turn';

export const GET = userRoute<{ id: string }>(async ({ user, params }) => {
  const stream = await watchTurn(user.id, parseId(params.id));
  return stream ? streamResponse(stream) : new Response(null, { status: 204 });
});
