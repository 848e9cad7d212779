import { userRoute } from '@/lib/auth/user-route';
import { listConnections } from '@/lib/composio/connections';

export const GET = userRoute(async ({ user }) =>
  Response.json({ items: await listConnections(user.id), nextCursor: null }),
);
