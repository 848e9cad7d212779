import { userRoute } from '@/lib/auth/user-route';
import { parseBody } from '@/lib/http/parse-request';
import { streamResponse } from '@/lib/http/stream-response';
import { startTurn, startTurnSchema } from '@/lib/turns/start-turn';

export const POST = userRoute(async ({ request, user, timing }) => {
  const asked = await timing.part('parse', parseBody(request, startTurnSchema));
  return streamResponse(await timing.part('open', startTurn(user.id, asked)));
});
