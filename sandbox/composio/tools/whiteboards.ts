import { z } from 'zod';
import { defineTool, type ToolExecutor } from './define-tool.ts';
import { findSpaceId } from './find-space.ts';
import { contentSchema } from './shapes.ts';

/** The tool that creates whiteboards. */
export const whiteboardTools: Record<string, ToolExecutor> = {
  CONFLUENCE_CREATE_WHITEBOARD: defineTool(
    z.object({ spaceId: z.string(), title: z.string().optional(), parentId: z.string().optional() }),
    async (args, rest) => {
      const whiteboard = contentSchema.parse(
        await rest.post('/wiki/api/v2/whiteboards', {
          spaceId: await findSpaceId(rest, args.spaceId),
          title: args.title,
          parentId: args.parentId,
        }),
      );
      return {
        id: whiteboard.id,
        title: whiteboard.title,
        spaceId: whiteboard.spaceId ?? null,
        parentId: whiteboard.parentId ?? null,
        status: whiteboard.status,
        createdAt: whiteboard.createdAt ?? null,
        updatedAt: whiteboard.version?.createdAt ?? null,
      };
    },
  ),
};
