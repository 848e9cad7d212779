import { type Context, Hono } from 'hono';
import { z } from 'zod';
import type { ComposioContext } from '../context.ts';
import { ComposioError } from '../errors.ts';
import { listPage } from '../list-page.ts';
import type { ProjectEnv } from '../projects.ts';
import { readBody } from '../read-body.ts';
import { requestOrigin } from '../request-origin.ts';
import { getSession } from '../sessions/session-store.ts';
import {
  deleteFile,
  findFileUrl,
  listFiles,
  MOUNT_PREFIX,
  newFileUrl,
  putFile,
  readFile,
} from './file-store.ts';

const SLUG = 'ToolRouterV2_BadRequest';

const pathSchema = z
  .string()
  .transform((path) => path.replace(/^\/+/, ''))
  .refine((path) => path !== '' && !path.split('/').includes('..'), {
    error: 'must be a path within the mount',
  });
const fileSchema = z.object({ mount_relative_path: pathSchema, mimetype: z.string().optional() });

/** The files of a session: listed, uploaded to and downloaded from addresses of their own, deleted. */
export function createSessionFiles(context: ComposioContext): Hono<ProjectEnv> {
  const app = new Hono<ProjectEnv>();
  const { db } = context;

  function mountOf(c: Context<ProjectEnv>) {
    const session = getSession(db, c.get('project'), c.req.param('id') ?? '');
    const mount = c.req.param('mount') ?? '';
    return { sessionId: session.id, mount, prefix: `${MOUNT_PREFIX}/${mount}` };
  }

  app.get('/tool_router/session/:id/mounts/:mount/items', (c) => {
    const { prefix, ...place } = mountOf(c);
    const files = listFiles(db, place, (c.req.query('mount_relative_prefix') ?? '').replace(/^\/+/, ''));
    const items = files.map(({ path, size, modified_at }) => ({
      mount_relative_path: path,
      sandbox_mount_prefix: prefix,
      size,
      last_modified: modified_at,
    }));
    const page = listPage(items, c.req.query(), 100, 500);
    // The SDK takes the cursor of the next page as text or not at all.
    return c.json({
      items: page.items,
      ...(page.next_cursor === null ? {} : { next_cursor: page.next_cursor }),
    });
  });

  app.post('/tool_router/session/:id/mounts/:mount/upload_url', async (c) => {
    const { prefix, ...place } = mountOf(c);
    const { mount_relative_path: path, mimetype } = await readBody(c, fileSchema, SLUG);
    const type = mimetype ?? 'application/octet-stream';
    const { url, expiresAt } = newFileUrl(
      context,
      { ...place, path },
      { upload: true, type, origin: requestOrigin(c) },
    );
    return c.json({
      upload_url: url,
      mount_relative_path: path,
      sandbox_mount_prefix: prefix,
      expires_at: expiresAt,
    });
  });

  app.post('/tool_router/session/:id/mounts/:mount/download_url', async (c) => {
    const { prefix, ...place } = mountOf(c);
    const { mount_relative_path: path } = await readBody(c, fileSchema, SLUG);
    const file = readFile(db, { ...place, path });
    if (file === undefined) throw new ComposioError(404, 'HTTP_NotFound', `File ${path} not found.`);
    const way = { upload: false, type: file.type, origin: requestOrigin(c) };
    const { url, expiresAt } = newFileUrl(context, { ...place, path }, way);
    return c.json({
      download_url: url,
      mount_relative_path: path,
      sandbox_mount_prefix: prefix,
      expires_at: expiresAt,
    });
  });

  app.post('/tool_router/session/:id/mounts/:mount/delete', async (c) => {
    const { prefix, ...place } = mountOf(c);
    const { mount_relative_path: path } = await readBody(c, fileSchema, SLUG);
    if (!deleteFile(db, { ...place, path }))
      throw new ComposioError(404, 'HTTP_NotFound', `File ${path} not found.`);
    return c.json({ mount_relative_path: path, sandbox_mount_prefix: prefix });
  });

  return app;
}

/** Where files are put and fetched: the address itself is the proof, as with the presigned ones of the service. */
export function createFileTransfer(context: ComposioContext): Hono {
  const app = new Hono();
  const gone = () =>
    new ComposioError(404, 'HTTP_NotFound', 'This address does not exist or its time is up.');

  app.put('/tool_router/files/:token', async (c) => {
    const url = findFileUrl(context, c.req.param('token'));
    if (url?.upload !== true) throw gone();
    putFile(context, url.place, url.type, new Uint8Array(await c.req.arrayBuffer()));
    return c.body(null, 200);
  });

  app.get('/tool_router/files/:token', (c) => {
    const url = findFileUrl(context, c.req.param('token'));
    const file = url?.upload === false ? readFile(context.db, url.place) : undefined;
    if (file === undefined) throw gone();
    c.header('content-type', file.type);
    c.header('x-content-type-options', 'nosniff');
    c.header('content-disposition', 'attachment');
    return c.body(Uint8Array.from(file.content));
  });

  return app;
}
