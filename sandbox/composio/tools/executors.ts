import { attachmentTools } from './attachments.ts';
import { auditTools } from './audit.ts';
import { blogPostTools } from './blogposts.ts';
import { commentTools } from './comments.ts';
import { contentFactTools } from './content-facts.ts';
import type { ToolExecutor } from './define-tool.ts';
import { labelTools } from './labels.ts';
import { pageTools } from './pages.ts';
import { propertyTools } from './properties.ts';
import { searchTools } from './search.ts';
import { spaceWritingTools } from './space-writing.ts';
import { spaceTools } from './spaces.ts';
import { taskTools } from './tasks.ts';
import { userTools } from './users.ts';
import { whiteboardTools } from './whiteboards.ts';

const executors = new Map(
  Object.entries({
    ...attachmentTools,
    ...auditTools,
    ...blogPostTools,
    ...commentTools,
    ...contentFactTools,
    ...labelTools,
    ...pageTools,
    ...propertyTools,
    ...searchTools,
    ...spaceWritingTools,
    ...spaceTools,
    ...taskTools,
    ...userTools,
    ...whiteboardTools,
  }),
);

/** How a tool of the catalogue is carried out. Every one of them has an executor. */
export function executorOf(slug: string): ToolExecutor {
  const execute = executors.get(slug);
  if (execute === undefined) throw new Error(`${slug} is in the catalogue but has no executor.`);
  return execute;
}
