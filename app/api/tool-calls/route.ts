import { userRoute } from '@/lib/auth/user-route';
import { listToolCalls } from '@/lib/history/list-tool-calls';
import { toolCallQuery } from '@/lib/history/tool-call-filters';
import { parseQuery } from '@/lib/http/parse-request';

export const GET = userRoute(async ({ request, user }) =>
  Response.json(await listToolCalls(user.id, parseQuery(request, toolCallQuery))),
);
