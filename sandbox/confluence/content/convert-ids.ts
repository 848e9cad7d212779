import { Hono } from 'hono';
import { z } from 'zod';
import { ConfluenceError } from '../errors.ts';
import { mayRead } from '../permissions.ts';
import { readJson } from '../request-body.ts';
import { selectOne } from '../rows.ts';
import type { RestEnv, Site } from '../site.ts';
import type { Person } from '../users/people.ts';

const idsSchema = z.object({ contentIds: z.array(z.union([z.string(), z.number()])).max(100) });

/** What kind of content each of many ids is; null for what is not there or may not be seen. */
export function convertIdsRoutes(site: Site): Hono<RestEnv> {
  const app = new Hono<RestEnv>();
  app.post('/api/v2/content/convert-ids-to-types', async (c) => {
    const { contentIds } = await readJson(c, idsSchema);
    const results: Record<string, string | null> = {};
    for (const id of contentIds) {
      const digits = /^(?:att)?(\d{1,15})$/.exec(String(id))?.[1];
      if (digits === undefined)
        throw new ConfluenceError(
          400,
          `Provided value {${id}} for 'contentIds' is not the correct type. Expected type is long.`,
        );
      results[String(id)] = typeOf(site, c.get('caller'), Number(digits));
    }
    return c.json({ results });
  });
  return app;
}

function typeOf(site: Site, person: Person, id: number): string | null {
  const found = selectOne<{ type: string; content_id: number }>(
    site.db,
    `SELECT kind AS type, id AS content_id FROM confluence_content WHERE id = ? AND status <> 'draft'
     UNION ALL SELECT kind || '-comment', content_id FROM confluence_comment WHERE id = ?
     UNION ALL SELECT 'attachment', content_id FROM confluence_attachment WHERE id = ?`,
    id,
    id,
    id,
  );
  return found && mayRead(site, person, found.content_id) ? found.type : null;
}
