import 'server-only';
import { respond } from '@/lib/http/respond';
import { requireUser } from './current-user';
import type { User } from './user';

type Context<P> = { params: Promise<P> };
type Handler<P> = (asked: { request: Request; user: User; params: P }) => Promise<Response>;

/** A route handler for signed-in people. Whatever the handler throws becomes the error envelope. */
export function userRoute<P = unknown>(handler: Handler<P>) {
  return (request: Request, context: Context<P>): Promise<Response> =>
    respond(request, async () =>
      handler({ request, user: await requireUser(), params: await context.params }),
    );
}
