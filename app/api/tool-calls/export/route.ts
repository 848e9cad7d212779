import { userRoute } from '@/lib/auth/user-route';
import { toolCallsResponse } from '@/lib/ledger/export-response';

export const GET = userRoute(async ({ request, user }) => toolCallsResponse(request, user.id));
