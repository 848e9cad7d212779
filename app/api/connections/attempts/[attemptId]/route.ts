import { userRoute } from '@/lib/auth/user-route';
import { readAttempt } from '@/lib/composio/connection-attempts';
import { parseId } from '@/lib/http/parse-request';

export const GET = userRoute<{ attemptId: string }>(async ({ user, params }) =>
  Response.json(await readAttempt(user.id, parseId(params.attemptId))),
);
