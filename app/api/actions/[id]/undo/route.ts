import { userRoute } from '@/lib/auth/user-route';
import { parseBody, parseId } from '@/lib/http/parse-request';
import { closeDeadUndos } from '@/lib/turns/close-dead-undos';
import { takeBack } from '@/lib/turns/undo';
import { previewUndo } from '@/lib/undo/preview-undo';
import { undoSchema } from '@/lib/undo/undo-action';

export const GET = userRoute<{ id: string }>(async ({ user, params }) => {
  await closeDeadUndos();
  return Response.json(await previewUndo(user.id, parseId(params.id)));
});

export const POST = userRoute<{ id: string }>(async ({ request, user, params }) =>
  Response.json(await takeBack(user.id, parseId(params.id), await parseBody(request, undoSchema))),
);
