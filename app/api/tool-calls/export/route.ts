import { userRoute } from '@/lib/auth/user-route';
import { exportResponse } from '@/lib/history/export-response';

export const GET = userRoute(async ({ request, user }) => exportResponse(request, user.id));
