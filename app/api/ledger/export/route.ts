import { userRoute } from '@/lib/auth/user-route';
import { ledgerResponse } from '@/lib/ledger/export-response';

export const GET = userRoute(async ({ request, user }) => ledgerResponse(request, user));
