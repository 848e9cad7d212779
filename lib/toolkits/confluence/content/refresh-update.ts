import { z } from 'zod';
import type { Rest } from '../../../domain/rest.ts';
import type { AskedWrite } from '../../toolkit.ts';
import { editPageInput, updateArguments } from '../pages/edit-page.ts';
import { EditError } from '../storage/edit-error.ts';
import { type ContentType, contentPath } from './read-content.ts';
import { signVersion } from './sign-version.ts';

const contentSchema = z.object({
  id: z.string(),
  title: z.string(),
  spaceId: z.string(),
  version: z.object({ number: z.number() }),
  body: z.object({ storage: z.object({ value: z.string() }) }),
});
const updateSchema = z.looseObject({ id: z.string(), version: z.looseObject({ number: z.number() }) });

/**
 * The arguments of an update for the text as it is now. An edit by blocks is made again on the present body, so that what others
 * wrote meanwhile stays; a whole new body becomes the version after theirs, and its preview shows what it would replace.
 */
export function refreshUpdate(type: ContentType) {
  return async (rest: Rest, { actionId, arguments: args, call, edited }: AskedWrite): Promise<unknown> => {
    const update = updateSchema.safeParse(args);
    if (!update.success) return args;
    const path = contentPath(type, update.data.id);
    const read = await rest.get(path, { 'body-format': 'storage' }).catch(() => null);
    const now = contentSchema.safeParse(read);
    if (!now.success) return args;
    const { version, body, ...content } = now.data;
    // What the person wrote in its place is not in the call.
    const edit = call.tool === 'edit_page' && !edited ? editPageInput.safeParse(call.arguments) : null;
    if (edit?.success) {
      try {
        const page = { ...content, version: version.number, body: body.storage.value };
        const again = updateArguments(page, { ...edit.data, version: version.number });
        return signVersion(again, actionId);
      } catch (error) {
        // The very blocks are gone: the whole body is what is left to ask about.
        if (!(error instanceof EditError)) throw error;
      }
    }
    return { ...update.data, version: { ...update.data.version, number: version.number + 1 } };
  };
}
