import { userRoute } from '@/lib/auth/user-route';
import { disconnect } from '@/lib/composio/connections';

// `id` is the connected account's.
export const DELETE = userRoute<{ id: string }>(async ({ user, params }) => {
  await disconnect(user.id, params.id);
  return new Response(null, { status: 204 });
});
