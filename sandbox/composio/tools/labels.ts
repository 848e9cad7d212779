import { z } from 'zod';
import { blogPostRow } from './blogpost-row.ts';
import { defineTool, type ToolExecutor } from './define-tool.ts';
import { listAnswer, paging, type Row, readList } from './read-list.ts';

const labelsSchema = z.object({ results: z.array(z.looseObject({})) });
const ofOne = z.object({ id: z.string(), ...paging });

function labelShape(label: Row) {
  return { id: label.id, name: label.name, prefix: label.prefix, _links: label._links ?? {} };
}

/** Most label lists differ only in whose labels they are. */
function labelsOf(owner: string): ToolExecutor {
  return defineTool(ofOne, async (args, rest) =>
    listAnswer(
      await readList(rest, `/wiki/api/v2/${owner}/${encodeURIComponent(args.id)}/labels`, {}, args),
      labelShape,
    ),
  );
}

/** The tools that read and add labels. */
export const labelTools: Record<string, ToolExecutor> = {
  CONFLUENCE_ADD_CONTENT_LABEL: defineTool(
    z.object({ id: z.string(), labels: z.array(z.object({ name: z.string(), prefix: z.string() })) }),
    async (args, rest) =>
      labelsSchema
        .parse(await rest.post(`/wiki/rest/api/content/${encodeURIComponent(args.id)}/label`, args.labels))
        .results.map(labelShape),
  ),

  CONFLUENCE_GET_LABELS: defineTool(z.object(paging), async (args, rest) => {
    const { _links, ...answer } = listAnswer(
      await readList(rest, '/wiki/api/v2/labels', {}, args),
      ({ id, name, prefix }) => ({ id, name, prefix }),
    );
    // This tool alone names its links without an underscore.
    return { ...answer, links: _links, _expandable: {} };
  }),

  CONFLUENCE_GET_LABELS_FOR_PAGE: labelsOf('pages'),
  CONFLUENCE_GET_BLOGPOST_LABELS: labelsOf('blogposts'),

  CONFLUENCE_GET_LABELS_FOR_SPACE: defineTool(ofOne, async (args, rest) =>
    listAnswer(
      await readList(rest, `/wiki/api/v2/spaces/${encodeURIComponent(args.id)}/labels`, {}, args),
      ({ id, name, prefix }) => ({ id, label: name, prefix, owner: {}, _links: {} }),
    ),
  ),

  CONFLUENCE_GET_LABELS_FOR_SPACE_CONTENT: defineTool(
    z.object({ id: z.string(), prefix: z.string().optional(), ...paging }),
    async (args, rest) =>
      listAnswer(
        await readList(
          rest,
          `/wiki/api/v2/spaces/${encodeURIComponent(args.id)}/content/labels`,
          { prefix: args.prefix },
          args,
        ),
        ({ id, name, prefix }) => ({ id, name, prefix, owner: {} }),
      ),
  ),

  CONFLUENCE_GET_BLOG_POSTS_FOR_LABEL: defineTool(ofOne, async (args, rest) => {
    const path = `/wiki/api/v2/labels/${encodeURIComponent(args.id)}/blogposts`;
    const read = await readList(rest, path, {}, args);
    return {
      results: read.rows.map(blogPostRow),
      size: read.rows.length,
      next: read.next ?? null,
      prev: null,
    };
  }),
};
