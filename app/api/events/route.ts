import { userRoute } from '@/lib/auth/user-route';
import { hearChanges } from '@/lib/db/user-changes';
import type { UserChange } from '@/lib/domain/user-change';
import { eventStream } from '@/lib/http/event-stream';

export const GET = userRoute(async ({ user }) =>
  eventStream<UserChange>((send) => hearChanges(user.id, send)),
);
