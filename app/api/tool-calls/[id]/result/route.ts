import { userRoute } from '@/lib/auth/user-route';
import { parseId, parseQuery } from '@/lib/http/parse-request';
import { resultQuery, resultResponse } from '@/lib/ledger/read-result';

export const GET = userRoute<{ id: string }>(({ request, user, params }) =>
  resultResponse(request, user.id, parseId(params.id), parseQuery(request, resultQuery).action),
);
