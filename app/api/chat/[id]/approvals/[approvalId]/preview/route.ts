import { userRoute } from '@/lib/auth/user-route';
import { renewSchema } from '@/lib/changes/renew-approval';
import { parseBody, parseId } from '@/lib/http/parse-request';
import { lookAgain } from '@/lib/turns/look-again';

export const POST = userRoute<{ id: string; approvalId: string }>(async ({ request, user, params }) => {
  const [id, approvalId] = [parseId(params.id), parseId(params.approvalId)];
  const approvals = await lookAgain(user.id, id, approvalId, await parseBody(request, renewSchema));
  return Response.json({ approvals });
});
