import { decisionsSchema } from '@/lib/approvals/decide-approvals';
import { userRoute } from '@/lib/auth/user-route';
import { parseBody, parseId } from '@/lib/http/parse-request';
import { streamResponse } from '@/lib/http/stream-response';
import { decide } from '@/lib/turns/decide';

export const POST = userRoute<{ id: string }>(async ({ request, user, params }) => {
  const stream = await decide(user.id, parseId(params.id), await parseBody(request, decisionsSchema));
  return streamResponse(stream);
});
