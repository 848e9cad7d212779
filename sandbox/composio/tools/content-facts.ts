import { z } from 'zod';
import { defineTool, type ToolExecutor } from './define-tool.ts';

const ofOne = z.object({ id: z.string() });
const countSchema = z.object({ count: z.number() });
const operationsSchema = z.object({
  operations: z.array(
    z.looseObject({ operation: z.string(), targetType: z.string(), targetKey: z.string().nullish() }),
  ),
});
const restrictionsSchema = z.looseObject({
  results: z.array(z.looseObject({ operation: z.string() })),
  _links: z.looseObject({}).default({}),
});

/** The tools that say who likes a page or blog post, who may see it and what the caller may do with it. */
export const contentFactTools: Record<string, ToolExecutor> = {
  // The two counts really have different names.
  CONFLUENCE_GET_PAGE_LIKE_COUNT: defineTool(ofOne, async ({ id }, rest) => {
    const path = `/wiki/api/v2/pages/${encodeURIComponent(id)}/likes/count`;
    return { value: countSchema.parse(await rest.get(path)).count };
  }),

  CONFLUENCE_GET_BLOGPOST_LIKE_COUNT: defineTool(ofOne, async ({ id }, rest) => {
    const path = `/wiki/api/v2/blogposts/${encodeURIComponent(id)}/likes/count`;
    return { count: countSchema.parse(await rest.get(path)).count };
  }),

  CONFLUENCE_GET_BLOGPOST_OPERATIONS: defineTool(ofOne, async ({ id }, rest) => {
    const path = `/wiki/api/v2/blogposts/${encodeURIComponent(id)}/operations`;
    const { operations } = operationsSchema.parse(await rest.get(path));
    return {
      results: operations.map(({ operation, targetType, targetKey }) => ({
        operation,
        targetType,
        targetKey: targetKey ?? null,
      })),
      size: operations.length,
      limit: operations.length,
      start: 0,
    };
  }),

  CONFLUENCE_GET_CONTENT_RESTRICTIONS: defineTool(
    z.object({ id: z.string(), expand: z.array(z.string()).optional() }),
    async (args, rest) => {
      const { results, _links } = restrictionsSchema.parse(
        await rest.get(`/wiki/rest/api/content/${encodeURIComponent(args.id)}/restriction`, {
          expand: args.expand?.length ? args.expand : ['restrictions.user', 'restrictions.group'],
        }),
      );
      const restrictions = Object.fromEntries(results.map((row) => [row.operation, row]));
      return { restrictions, _links };
    },
  ),
};
