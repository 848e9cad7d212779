import { z } from 'zod';
import { definePhrases, type Words } from '../../domain/phrase.ts';
import type { Toolkit } from '../toolkit.ts';
import { blogPostBooks, blogPostTools } from './blog-posts/blog-posts.ts';
import { commentBooks, commentTools } from './comments/comments.ts';
import { contentBooks } from './content/content-books.ts';
import { whoMovedIt } from './content/who-moved-it.ts';
import { coreTools } from './core-tools.ts';
import { readAccount } from './defining/planner.ts';
import { SLUG } from './defining/slug.ts';
import { placesIn } from './defining/texts.ts';
import { writingBook } from './defining/writing-tool.ts';
import { labelBooks, labelTools } from './labels/labels.ts';
import { pageBooks, pageTools } from './pages/pages.ts';
import { lossBooks } from './preview/losses/loss-books.ts';
import { storageDrawing } from './preview/storage-drawing.ts';
import { propertyBooks, propertyTools } from './properties/properties.ts';
import { openReader } from './reading/open-reader.ts';
import { readingBooks } from './reading/reading-books.ts';
import { readTools } from './reads/reads.ts';
import { spaceBooks, spaceTools } from './spaces/spaces.ts';
import { storageBooks } from './storage/storage-books.ts';
import { taskBooks, taskTools } from './tasks/tasks.ts';
import { whiteboardBooks, whiteboardTools } from './whiteboards/whiteboards.ts';

const { book: refusalBook, phrase: refusalPhrase } = definePhrases('confluence.refusal', {
  outOfScope: () =>
    'This connection is not allowed to do that in Confluence: it was made without the scope. Do it in Confluence itself.',
});

/** Confluence: the 62 tools that Composio has for it, and ours. */
export const confluence: Toolkit = {
  slug: SLUG,
  name: 'Confluence',
  tools: [
    ...pageTools,
    ...blogPostTools,
    ...commentTools,
    ...labelTools,
    ...taskTools,
    ...whiteboardTools,
    ...spaceTools,
    ...propertyTools,
    ...readTools,
  ],
  instructions:
    'Change a page with read_page, then edit_page; send a whole body only where all of it is new. Bodies are storage XHTML, not Markdown.',
  coreTools,
  noise: [
    ...['_expandable', 'macroRenderedOutput', 'extensions', 'breadcrumbs', 'score', 'minorEdit'],
    ...['iconCssClass', 'friendlyLastModified', 'profilePicture', 'editui', 'edituiv2', 'tinyui'],
  ],
  rest: {
    // It tells clients that write from a page in a browser.
    writeHeaders: { 'X-Atlassian-Token': 'no-check' },
    wordsOf,
  },
  drawing: storageDrawing,
  phrases: [
    refusalBook,
    writingBook,
    ...readingBooks,
    ...storageBooks,
    ...lossBooks,
    ...contentBooks,
    ...pageBooks,
    ...blogPostBooks,
    ...commentBooks,
    ...labelBooks,
    ...taskBooks,
    ...whiteboardBooks,
    ...spaceBooks,
    ...propertyBooks,
  ],
  account: (rest) => readAccount(openReader(rest)),
  whoMovedIt,
  placesIn,
};

/** REST v2 and v1 refuse in forms of their own. */
const refusalSchema = z.union([
  z
    .object({ errors: z.array(z.object({ title: z.string() })).min(1) })
    .transform(({ errors }) => errors[0]?.title),
  z.object({ message: z.string() }).transform(({ message }) => message),
]);

function wordsOf(data: unknown): Words | null {
  const said = refusalSchema.safeParse(data).data ?? null;
  return said !== null && /scope does not match/.test(said) ? refusalPhrase.outOfScope() : said;
}
