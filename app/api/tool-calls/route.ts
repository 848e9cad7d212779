import { userRoute } from '@/lib/auth/user-route';
import { toolCallQuery } from '@/lib/domain/tool-call-filters';
import { parseQuery } from '@/lib/http/parse-request';
import { listToolCalls } from '@/lib/ledger/list-tool-calls';

export const GET = userRoute(async ({ request, user }) =>
  Response.json(await listToolCalls(user.id, parseQuery(request, toolCallQuery))),
);
