import { userRoute } from '@/lib/auth/user-route';
import { previewUndo } from '@/lib/changes/preview-undo';
import { undoSchema } from '@/lib/changes/undo-action';
import { parseBody, parseId } from '@/lib/http/parse-request';
import { settleUndos } from '@/lib/turns/settle-undos';
import { takeBack } from '@/lib/turns/take-back';

export const GET = userRoute<{ id: string }>(async ({ user, params }) => {
  await settleUndos();
  return Response.json(await previewUndo(user.id, parseId(params.id)));
});

export const POST = userRoute<{ id: string }>(async ({ request, user, params }) =>
  Response.json(await takeBack(user.id, parseId(params.id), await parseBody(request, undoSchema))),
);
