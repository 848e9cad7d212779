import 'server-only';
import { z } from 'zod';
import { mayRead } from '@/lib/approvals/may-read';
import { type SessionHolder, sendActions } from '@/lib/composio/send-actions';
import type { RequestedAction } from '@/lib/composio/tool-result';
import {
  describePage,
  editPageInput,
  readPageInput,
  updateArguments,
} from '@/lib/toolkits/confluence/pages/edit-page';
import { EditError } from '@/lib/toolkits/confluence/storage/edit-blocks';

const READ = { page: 'CONFLUENCE_GET_PAGE_BY_ID', blogpost: 'CONFLUENCE_GET_BLOGPOST_BY_ID' } as const;
const UPDATE = { page: 'CONFLUENCE_UPDATE_PAGE', blogpost: 'CONFLUENCE_UPDATE_BLOGPOST' } as const;

const id = z.union([z.string(), z.number()]).transform(String);
const pageSchema = z.object({
  id,
  title: z.string(),
  spaceId: id,
  version: z.object({ number: z.coerce.number() }),
  body: z.object({ storage: z.object({ value: z.string() }) }),
  _links: z.object({ base: z.string().optional(), webui: z.string().optional() }).optional(),
});

/** What a call of `read_page` or `edit_page` comes to in Confluence; or why it comes to nothing, in words for the model. */
export type PageCall =
  | { does: 'read'; action: RequestedAction; describe: (page: unknown) => string }
  | { does: 'edit'; action: RequestedAction }
  | { does: 'nothing'; reason: string };

/**
 * Turns a call of our own page tools into the one action of Confluence that it stands for. Editing reads the page first, where
 * the rules let it be read without asking.
 */
export async function pageCall(
  context: SessionHolder & { conversationId: string },
  tool: string,
  args: unknown,
): Promise<PageCall> {
  if (tool === 'read_page') {
    const input = readPageInput.safeParse(args);
    if (!input.success) return { does: 'nothing', reason: z.prettifyError(input.error) };
    const { id, type = 'page' } = input.data;
    return {
      does: 'read',
      action: { tool: READ[type], arguments: { id } },
      describe: (data) => {
        const page = pageOf(data);
        return page
          ? describePage(page)
          : `It could not be read as blocks. Its JSON:\n${JSON.stringify(data)}`;
      },
    };
  }
  const input = editPageInput.safeParse(args);
  if (!input.success) return { does: 'nothing', reason: z.prettifyError(input.error) };
  const { id, type = 'page' } = input.data;
  const reading = await mayRead(context, READ[type]);
  if (!reading.allowed)
    return {
      does: 'nothing',
      reason: `edit_page reads the page first, without asking anybody, and the rules do not let it. ${reading.reason}`,
    };
  const [read] = await sendActions(context, [{ tool: READ[type], arguments: { id } }]);
  if (read?.status !== 'succeeded')
    return { does: 'nothing', reason: read?.error ?? 'The page could not be read.' };
  const page = pageOf(read.result);
  if (!page)
    return { does: 'nothing', reason: 'What came could not be read as blocks, so it cannot be edited.' };
  try {
    const edited = updateArguments(page, input.data);
    return { does: 'edit', action: { tool: UPDATE[type], arguments: edited } };
  } catch (error) {
    if (error instanceof EditError) return { does: 'nothing', reason: error.message };
    throw error;
  }
}

/** Null for what is no page with a body. */
function pageOf(data: unknown) {
  const page = pageSchema.safeParse(data);
  if (!page.success) return null;
  const { id, title, spaceId, version, body, _links } = page.data;
  const url = _links?.webui === undefined ? null : `${_links.base ?? ''}${_links.webui}`;
  return { id, title, spaceId, version: version.number, url, body: body.storage.value };
}
