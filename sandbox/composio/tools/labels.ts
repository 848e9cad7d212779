import { z } from 'zod';
import { blogPostRow } from './blogpost-row.ts';
import { defineTool, type ToolExecutor } from './define-tool.ts';
import { findSpaceId } from './find-space.ts';
import { findPeople } from './people.ts';
import { listAnswer, nextAnswer, paging, type Row, readList } from './read-list.ts';
import type { Rest } from './rest.ts';

const labelsSchema = z.object({ results: z.array(z.looseObject({})) });
const spaceSchema = z.object({ authorId: z.string().nullish() });
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

/** Who is behind the labels of a space: REST names nobody, so it is the one who made the space. */
async function spaceOwner(rest: Rest, spaceId: string) {
  const { authorId } = spaceSchema.parse(await rest.get(`/wiki/api/v2/spaces/${spaceId}`));
  const person = (await findPeople(rest, [authorId])).get(authorId ?? '');
  return { accountId: authorId ?? null, displayName: person?.displayName ?? null, type: 'known' };
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

  CONFLUENCE_GET_ATTACHMENT_LABELS: labelsOf('attachments'),

  CONFLUENCE_GET_LABELS_FOR_SPACE: defineTool(ofOne, async (args, rest) => {
    const space = await findSpaceId(rest, args.id);
    const read = await readList(rest, `/wiki/api/v2/spaces/${space}/labels`, {}, args);
    const owner = read.rows.length === 0 ? null : await spaceOwner(rest, space);
    return listAnswer(read, ({ id, name, prefix }) => ({
      id,
      label: name,
      prefix,
      owner,
      _links: { self: `/wiki/api/v2/labels/${id}`, context: null },
    }));
  }),

  CONFLUENCE_GET_LABELS_FOR_SPACE_CONTENT: defineTool(
    z.object({ id: z.string(), prefix: z.string().optional(), ...paging }),
    async (args, rest) => {
      const path = `/wiki/api/v2/spaces/${await findSpaceId(rest, args.id)}/content/labels`;
      const read = await readList(rest, path, { prefix: args.prefix }, args);
      return listAnswer(read, ({ id, name, prefix }) => ({ id, name, prefix, owner: {} }));
    },
  ),

  CONFLUENCE_GET_BLOG_POSTS_FOR_LABEL: defineTool(ofOne, async (args, rest) => {
    const path = `/wiki/api/v2/labels/${encodeURIComponent(args.id)}/blogposts`;
    return nextAnswer(await readList(rest, path, {}, args), blogPostRow);
  }),
};
