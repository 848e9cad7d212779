import { userRoute } from '@/lib/auth/user-route';
import { parseBody, parseId } from '@/lib/http/parse-request';
import { undo } from '@/lib/turns/undo';
import { previewUndo } from '@/lib/undo/preview-undo';
import { undoSchema } from '@/lib/undo/undo-action';

export const GET = userRoute<{ id: string }>(async ({ user, params }) =>
  Response.json(await previewUndo(user.id, parseId(params.id))),
);

export const POST = userRoute<{ id: string }>(async ({ request, user, params }) =>
  Response.json(await undo(user.id, parseId(params.id), await parseBody(request, undoSchema))),
);
