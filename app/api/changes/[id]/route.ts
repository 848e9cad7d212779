import { getChange } from '@/lib/approvals/get-change';
import { userRoute } from '@/lib/auth/user-route';
import { parseId } from '@/lib/http/parse-request';

export const GET = userRoute<{ id: string }>(async ({ user, params }) =>
  Response.json(await getChange(user.id, parseId(params.id))),
);
