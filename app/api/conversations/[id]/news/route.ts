import { userRoute } from '@/lib/auth/user-route';
import { newsQuery, readNews } from '@/lib/conversations/read-latest';
import { parseId, parseQuery } from '@/lib/http/parse-request';

export const GET = userRoute<{ id: string }>(async ({ request, user, params }) =>
  Response.json(await readNews(user.id, parseId(params.id), parseQuery(request, newsQuery))),
);
