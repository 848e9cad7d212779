import { userRoute } from '@/lib/auth/user-route';
import { beginAttempt } from '@/lib/composio/connection-attempts';

// `id` is the toolkit's slug: the framework wants one name for a place in the path.
export const POST = userRoute<{ id: string }>(async ({ user, params }) =>
  Response.json(await beginAttempt(user.id, params.id), { status: 201 }),
);
