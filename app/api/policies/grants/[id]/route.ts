import { revokeGrant } from '@/lib/approvals/policies';
import { userRoute } from '@/lib/auth/user-route';
import { parseId } from '@/lib/http/parse-request';

export const DELETE = userRoute<{ id: string }>(async ({ user, params }) => {
  await revokeGrant(user.id, parseId(params.id));
  return new Response(null, { status: 204 });
});
