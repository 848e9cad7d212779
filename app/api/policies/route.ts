import { z } from 'zod';
import { getPolicySettings, savePolicy } from '@/lib/approvals/policies';
import { userRoute } from '@/lib/auth/user-route';
import { policySchema } from '@/lib/domain/policy';
import { parseBody } from '@/lib/http/parse-request';

const bodySchema = z.strictObject({ user: policySchema });

export const GET = userRoute(async ({ user }) => Response.json(await getPolicySettings(user.id)));

export const PUT = userRoute(async ({ request, user }) => {
  await savePolicy(user.id, (await parseBody(request, bodySchema)).user);
  return Response.json(await getPolicySettings(user.id));
});
