import 'server-only';
import { z } from 'zod';
import { confluenceRest } from '@/lib/composio/confluence-rest';
import type { SessionHolder } from '@/lib/composio/send-actions';
import { signVersion } from '@/lib/toolkits/confluence/content/sign-version';
import { editPageInput, updateArguments } from '@/lib/toolkits/confluence/pages/edit-page';
import { EditError } from '@/lib/toolkits/confluence/storage/edit-blocks';
import type { ActionChange } from '../domain/approval';

const PATHS: Record<string, string> = {
  CONFLUENCE_UPDATE_PAGE: '/wiki/api/v2/pages',
  CONFLUENCE_UPDATE_BLOGPOST: '/wiki/api/v2/blogposts',
};

const contentSchema = z.object({
  id: z.string(),
  title: z.string(),
  spaceId: z.string(),
  version: z.object({ number: z.number() }),
  body: z.object({ storage: z.object({ value: z.string() }) }),
});
const updateSchema = z.looseObject({ id: z.string(), version: z.looseObject({ number: z.number() }) });

/**
 * The arguments of a write for the target as it is now. An edit by blocks is made again on the present body, so that what others
 * wrote meanwhile stays; a whole new body becomes the version after theirs, and its preview shows what it would replace.
 */
export async function refreshArguments(
  holder: SessionHolder,
  {
    call,
    action,
  }: {
    call: { tool: string; arguments: unknown };
    action: { id: string; tool: string; arguments: unknown; change: ActionChange | null };
  },
): Promise<unknown> {
  const path = PATHS[action.tool];
  const update = updateSchema.safeParse(action.arguments);
  if (path === undefined || !update.success) return action.arguments;
  const read = await confluenceRest(holder)
    .get(`${path}/${encodeURIComponent(update.data.id)}`, { 'body-format': 'storage' })
    .catch(() => null);
  const now = contentSchema.safeParse(read);
  if (!now.success) return action.arguments;
  const { version, body, ...content } = now.data;
  // What the person wrote in its place is not in the call.
  const byBlocks = call.tool === 'edit_page' && !action.change?.edited;
  const edit = byBlocks ? editPageInput.safeParse(call.arguments) : null;
  if (edit?.success) {
    try {
      const page = { ...content, version: version.number, body: body.storage.value };
      const edited = updateArguments(page, { ...edit.data, version: version.number });
      return signVersion(action.tool, edited, action.id);
    } catch (error) {
      // The very blocks are gone: the whole body is what is left to ask about.
      if (!(error instanceof EditError)) throw error;
    }
  }
  return { ...update.data, version: { ...update.data.version, number: version.number + 1 } };
}
