import { userRoute } from '@/lib/auth/user-route';
import { getChange } from '@/lib/changes/get-change';
import { parseId } from '@/lib/http/parse-request';

export const GET = userRoute<{ id: string }>(async ({ user, params }) =>
  Response.json(await getChange(user.id, parseId(params.id))),
);
