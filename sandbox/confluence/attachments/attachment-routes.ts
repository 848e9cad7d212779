import { Hono } from 'hono';
import type { RestEnv, Site } from '../site.ts';
import { downloadRoutes } from './download-routes.ts';
import { uploadRoutes } from './upload-routes.ts';
import { v2AttachmentRoutes } from './v2-attachments.ts';

/** Attachments: REST v2 reads and deletes them, v1 also uploads them, and both lead to their bytes. */
export function attachmentRoutes(site: Site): Hono<RestEnv> {
  return new Hono<RestEnv>()
    .route('/', v2AttachmentRoutes(site))
    .route('/', uploadRoutes(site))
    .route('/', downloadRoutes(site));
}
