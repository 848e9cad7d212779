import { userRoute } from '@/lib/auth/user-route';
import { olderQuery, readOlder } from '@/lib/conversations/read-older';
import { parseId, parseQuery } from '@/lib/http/parse-request';

export const GET = userRoute<{ id: string }>(async ({ request, user, params }) =>
  Response.json(await readOlder(user.id, parseId(params.id), parseQuery(request, olderQuery))),
);
