import { z } from 'zod';
import { defineTool, type ToolExecutor } from './define-tool.ts';
import { findPeople } from './people.ts';
import { listAnswer, paging, readList } from './read-list.ts';
import { versionSchema } from './shapes.ts';

const attachmentSchema = z.looseObject({
  id: z.string(),
  title: z.string(),
  status: z.string(),
  mediaType: z.string().nullish(),
  fileSize: z.number().nullish(),
  downloadLink: z.string().nullish(),
  webuiLink: z.string().nullish(),
  version: versionSchema.optional(),
  _links: z.looseObject({ webui: z.string().optional(), download: z.string().optional() }).default({}),
});

/** The tools that list and download attachments. */
export const attachmentTools: Record<string, ToolExecutor> = {
  CONFLUENCE_GET_ATTACHMENTS: defineTool(
    z.object({ pageId: z.string(), mediaType: z.string().optional(), ...paging }),
    async (args, rest) => {
      const path = `/wiki/api/v2/pages/${encodeURIComponent(args.pageId)}/attachments`;
      const read = await readList(rest, path, { mediaType: args.mediaType }, args);
      const people = await findPeople(
        rest,
        read.rows.map((row) => attachmentSchema.parse(row).version?.authorId),
      );
      return listAnswer(read, (row) => {
        const { id, title, status, version, ...file } = attachmentSchema.parse(row);
        const download = file.downloadLink ?? file._links.download ?? null;
        const webui = file.webuiLink ?? file._links.webui ?? null;
        const person = people.get(version?.authorId ?? '');
        return {
          id,
          title,
          type: 'attachment',
          status,
          mediaType: file.mediaType ?? null,
          extensions: { fileSize: file.fileSize ?? null, mediaType: file.mediaType ?? null },
          links: { base: `${rest.origin}/wiki`, context: '/wiki', download },
          version: {
            number: version?.number ?? null,
            when: version?.createdAt ?? null,
            message: version?.message || null,
            by: {
              displayName: person?.displayName ?? null,
              type: person?.type ?? 'known',
              username: person?.username ?? null,
              profilePicture: person?.profilePicture ?? null,
            },
          },
          _links: { download, preview: webui, tinyui: null, webui },
        };
      });
    },
  ),

  CONFLUENCE_DOWNLOAD_ATTACHMENT: defineTool(
    z.object({ pageId: z.string(), attachmentId: z.string(), version: z.number().optional() }),
    async (args, rest) => {
      const id = encodeURIComponent(args.attachmentId);
      const page = encodeURIComponent(args.pageId);
      const file = attachmentSchema.parse(await rest.get(`/wiki/api/v2/attachments/${id}`));
      // The address carries a token of its own, so it opens without credentials.
      const s3url = await rest.locate(`/wiki/rest/api/content/${page}/child/attachment/${id}/download`, {
        version: args.version,
      });
      return { name: file.title, mimetype: file.mediaType ?? 'application/octet-stream', s3url };
    },
  ),
};
