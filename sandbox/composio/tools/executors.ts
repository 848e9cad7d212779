import { blogPostTools } from './blogposts.ts';
import { commentTools } from './comments.ts';
import type { ToolExecutor } from './define-tool.ts';
import { labelTools } from './labels.ts';
import { pageTools } from './pages.ts';
import { searchTools } from './search.ts';
import { spaceTools } from './spaces.ts';
import { userTools } from './users.ts';

/** How each tool is carried out, by slug. A tool of the catalogue that is not here is refused when called. */
export const EXECUTORS: ReadonlyMap<string, ToolExecutor> = new Map(
  Object.entries({
    ...blogPostTools,
    ...commentTools,
    ...labelTools,
    ...pageTools,
    ...searchTools,
    ...spaceTools,
    ...userTools,
  }),
);
