import { z } from 'zod';
import { defineTool, type ToolExecutor } from './define-tool.ts';
import { findSpaceByKey, findSpaceId } from './find-space.ts';
import { findPeople } from './people.ts';
import { type Property, propertiesOf, propertyVersion } from './property-rest.ts';
import { listAnswer, nextAnswer, paging, readList } from './read-list.ts';
import type { Rest } from './rest.ts';

const value = z.unknown();

async function author(rest: Rest, property: Property) {
  const id = property.version?.authorId ?? property.authorId;
  return (await findPeople(rest, [id])).get(id ?? '') ?? null;
}

/** A property as the tools that give the whole version answer it. */
function withVersion(property: Property) {
  return {
    id: property.id,
    key: property.key,
    value: property.value,
    version: propertyVersion(property),
    _links: property._links,
  };
}

/** A whiteboard's property: the tools give its version as a number. */
function withNumber(property: Property, createdAt: string | null) {
  return {
    id: property.id,
    key: property.key,
    value: property.value,
    version: property.version?.number ?? null,
    createdAt,
    updatedAt: property.version?.createdAt ?? null,
  };
}

/** The tools that read and write the properties of pages, blog posts, whiteboards and spaces. */
export const propertyTools: Record<string, ToolExecutor> = {
  CONFLUENCE_CREATE_PAGE_PROPERTY: defineTool(
    z.object({ page_id: z.string(), key: z.string(), value }),
    async (args, rest) => {
      const property = await propertiesOf(rest, 'pages', args.page_id).create(args.key, args.value);
      return {
        ...withVersion(property),
        createdAt: property.version?.createdAt ?? null,
        createdBy: await author(rest, property),
      };
    },
  ),

  CONFLUENCE_GET_CONTENT_PROPERTIES_FOR_PAGE: defineTool(
    z.object({ page_id: z.string(), ...paging }),
    async (args, rest) => {
      const list = propertiesOf(rest, 'pages', args.page_id);
      const read = await readList(rest, list.path, {}, args);
      const rows = read.rows.map(list.parse);
      const people = await findPeople(
        rest,
        rows.map((row) => row.version?.authorId),
      );
      const answer = nextAnswer(read, (row) => {
        const property = list.parse(row);
        const { id, key, version } = property;
        return {
          id,
          key,
          value: property.value,
          version: {
            number: version?.number ?? null,
            message: version?.message || null,
            createdAt: version?.createdAt ?? null,
            createdBy: people.get(version?.authorId ?? '') ?? {},
          },
        };
      });
      return { ...answer, limit: read.limit };
    },
  ),

  CONFLUENCE_UPDATE_CONTENT_PROPERTY_FOR_PAGE_BY_ID: defineTool(
    z.object({ pageId: z.string(), propertyId: z.string(), value }),
    async (args, rest) => {
      const list = propertiesOf(rest, 'pages', args.pageId);
      return withVersion(await list.update(await list.byId(args.propertyId), args.value));
    },
  ),

  CONFLUENCE_DELETE_CONTENT_PROPERTY_FOR_PAGE_BY_ID: defineTool(
    z.object({ pageId: z.string(), propertyId: z.string() }),
    (args, rest) => propertiesOf(rest, 'pages', args.pageId).remove(args.propertyId),
  ),

  CONFLUENCE_CREATE_BLOGPOST_PROPERTY: defineTool(
    z.object({ id: z.string(), key: z.string(), value }),
    async (args, rest) =>
      withVersion(await propertiesOf(rest, 'blogposts', args.id).create(args.key, args.value)),
  ),

  CONFLUENCE_GET_CONTENT_PROPERTIES_FOR_BLOG_POST: defineTool(
    z.object({ blogpost_id: z.string(), ...paging }),
    async (args, rest) => {
      const list = propertiesOf(rest, 'blogposts', args.blogpost_id);
      return listAnswer(await readList(rest, list.path, {}, args), (row) => withVersion(list.parse(row)));
    },
  ),

  CONFLUENCE_UPDATE_BLOGPOST_PROPERTY: defineTool(
    z.object({ id: z.string(), propertyKey: z.string(), value }),
    async (args, rest) => {
      const list = propertiesOf(rest, 'blogposts', args.id);
      const property = await list.update(await list.byKey(args.propertyKey), args.value);
      return { ...withVersion(property), _expandable: {} };
    },
  ),

  CONFLUENCE_DELETE_BLOGPOST_PROPERTY: defineTool(
    z.object({ id: z.string(), propertyKey: z.string() }),
    async (args, rest) => {
      const list = propertiesOf(rest, 'blogposts', args.id);
      return list.remove((await list.byKey(args.propertyKey)).id);
    },
  ),

  CONFLUENCE_CREATE_CONTENT_PROPERTY_FOR_WHITEBOARD: defineTool(
    z.object({ whiteboard_id: z.string(), key: z.string(), value }),
    async (args, rest) => {
      const property = await propertiesOf(rest, 'whiteboards', args.whiteboard_id).create(
        args.key,
        args.value,
      );
      return withNumber(property, property.version?.createdAt ?? null);
    },
  ),

  CONFLUENCE_UPDATE_CONTENT_PROPERTY_FOR_WHITEBOARD_BY_ID: defineTool(
    z.object({ whiteboardId: z.string(), propertyId: z.string(), value }),
    async (args, rest) => {
      const list = propertiesOf(rest, 'whiteboards', args.whiteboardId);
      const before = await list.byId(args.propertyId);
      // REST keeps no history of a property: after its second change nobody knows when it was made.
      const createdAt = before.version?.number === 1 ? (before.version.createdAt ?? null) : null;
      return withNumber(await list.update(before, args.value), createdAt);
    },
  ),

  CONFLUENCE_DELETE_CONTENT_PROPERTY_FOR_WHITEBOARD_BY_ID: defineTool(
    z.object({ whiteboardId: z.string(), propertyId: z.string() }),
    (args, rest) => propertiesOf(rest, 'whiteboards', args.whiteboardId).remove(args.propertyId),
  ),

  CONFLUENCE_CREATE_SPACE_PROPERTY: defineTool(
    z.object({ spaceId: z.string(), key: z.string(), value }),
    async (args, rest) => {
      const spaceId = await findSpaceId(rest, args.spaceId);
      const property = await propertiesOf(rest, 'spaces', spaceId).create(args.key, args.value);
      const { number = null, message = null } = property.version ?? {};
      return { ...withVersion(property), version: { number, message: message || null } };
    },
  ),

  CONFLUENCE_GET_SPACE_PROPERTIES: defineTool(
    z.object({ id: z.string(), key: z.array(z.string()).optional(), ...paging }),
    async (args, rest) => {
      const list = propertiesOf(rest, 'spaces', await findSpaceId(rest, args.id));
      const keys = args.key?.length ? args.key : undefined;
      // REST filters by one key only.
      const query = { key: keys?.length === 1 ? keys[0] : undefined };
      const read = await readList(
        rest,
        list.path,
        query,
        args,
        ({ key }) => keys?.includes(String(key)) ?? true,
      );
      const people = await findPeople(
        rest,
        read.rows.map((row) => list.parse(row).authorId),
      );
      return listAnswer(read, (row) => {
        const property = list.parse(row);
        return {
          ...withVersion(property),
          createdAt: property.createdAt ?? null,
          createdBy: people.get(property.authorId ?? '') ?? null,
        };
      });
    },
  ),

  CONFLUENCE_UPDATE_SPACE_PROPERTY: defineTool(
    z.object({ spaceKey: z.string(), propertyKey: z.string(), value }),
    async (args, rest) => {
      const list = propertiesOf(rest, 'spaces', await findSpaceByKey(rest, args.spaceKey));
      const property = await list.update(await list.byKey(args.propertyKey), args.value);
      return { ...withVersion(property), _expandable: {} };
    },
  ),

  CONFLUENCE_DELETE_SPACE_PROPERTY: defineTool(
    z.object({ spaceIdOrKey: z.string(), propertyKey: z.string() }),
    async (args, rest) => {
      const list = propertiesOf(rest, 'spaces', await findSpaceId(rest, args.spaceIdOrKey));
      return list.remove((await list.byKey(args.propertyKey)).id);
    },
  ),
};
