import 'server-only';
import { respond } from '@/lib/http/respond';
import { ServerTiming } from '@/lib/http/server-timing';
import { requireUser } from './current-user';
import type { User } from './user';

type Context<P> = { params: Promise<P> };
type Handler<P> = (asked: {
  request: Request;
  user: User;
  params: P;
  timing: ServerTiming;
}) => Promise<Response>;

/**
 * A route handler for signed-in people. Whatever the handler throws becomes the error envelope. The header `Server-Timing` says how
 * long it took to know who is asking, and what else the handler had timed.
 */
export function userRoute<P = unknown>(handler: Handler<P>) {
  return (request: Request, context: Context<P>): Promise<Response> =>
    respond(request, async () => {
      const timing = new ServerTiming();
      const user = await timing.part('auth', requireUser());
      const response = await handler({ request, user, params: await context.params, timing });
      response.headers.set('Server-Timing', timing.header);
      return response;
    });
}
