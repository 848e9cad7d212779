import { createUIMessageStreamResponse } from 'ai';
import { userRoute } from '@/lib/auth/user-route';
import { parseId } from '@/lib/http/parse-request';
import { watchTurn } from '@/lib/turns/watch-turn';

export const GET = userRoute<{ id: string }>(async ({ user, params }) => {
  const stream = await watchTurn(user.id, parseId(params.id));
  return stream ? createUIMessageStreamResponse({ stream }) : new Response(null, { status: 204 });
});
