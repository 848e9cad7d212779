import { registrationSchema } from '@/lib/auth/credentials';
import { registerUser } from '@/lib/auth/register-user';
import { parseBody } from '@/lib/http/parse-request';
import { respond } from '@/lib/http/respond';

export const POST = (request: Request) =>
  respond(request, async () => {
    await registerUser(await parseBody(request, registrationSchema));
    return Response.json({}, { status: 201 });
  });
