import { userRoute } from '@/lib/auth/user-route';
import { previewUndo, undoSchema } from '@/lib/changes/undo-action';
import { parseBody, parseId } from '@/lib/http/parse-request';
import { takeBack } from '@/lib/turns/take-back';

export const GET = userRoute<{ id: string }>(async ({ user, params }) =>
  Response.json(await previewUndo(user.id, parseId(params.id))),
);

export const POST = userRoute<{ id: string }>(async ({ request, user, params }) =>
  Response.json(await takeBack(user.id, parseId(params.id), await parseBody(request, undoSchema))),
);
