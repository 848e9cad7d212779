import { refreshSchema } from '@/lib/approvals/refresh-approval';
import { userRoute } from '@/lib/auth/user-route';
import { parseBody, parseId } from '@/lib/http/parse-request';
import { refreshPreview } from '@/lib/turns/refresh-preview';

export const POST = userRoute<{ id: string; approvalId: string }>(async ({ request, user, params }) => {
  const [id, approvalId] = [parseId(params.id), parseId(params.approvalId)];
  const approvals = await refreshPreview(user.id, id, approvalId, await parseBody(request, refreshSchema));
  return Response.json({ approvals });
});
