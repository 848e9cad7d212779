import type { Context } from 'hono';
import { webPath } from '../content/content-links.ts';
import { findContent } from '../content/content-rows.ts';
import { storageLinks } from '../content/storage-links.ts';
import { selectOne } from '../rows.ts';
import { type Site, wikiBase } from '../site.ts';
import type { SpaceRow } from '../spaces/spaces.ts';
import { storageToHtml } from '../storage/storage-to-html.ts';
import { personByAccountId } from '../users/people.ts';
import { v1UserJson } from '../users/users.ts';
import { v1SpaceJson } from './v1-space.ts';

type Found = {
  id: number;
  kind: string;
  title: string;
  space_id: number;
  content_id: number | null;
  body: string;
  version: number;
  author_id: string;
  modified_at: string;
};

/** A page, blog post or comment in the shape of REST v1, with `space`, `version` and `body.…` when asked for. */
export function v1ContentJson(c: Context, site: Site, row: Found, expand: string[]) {
  const content = findContent(site, row.content_id ?? row.id);
  const path = content ? webPath(content) : '';
  const space = selectOne<SpaceRow>(site.db, 'SELECT * FROM confluence_space WHERE id = ?', row.space_id);
  const author = personByAccountId(
    content && row.kind !== 'comment' ? content.version_author_id : row.author_id,
  );
  const asked = (name: string): boolean => expand.some((one) => one === name || one.startsWith(`${name}.`));
  const bodies = (['storage', 'view'] as const).filter((format) => asked(`body.${format}`));
  const body = Object.fromEntries(
    bodies.map((format) => [
      format,
      {
        value: format === 'storage' ? row.body : storageToHtml(row.body, storageLinks(site, row.space_id)),
        representation: format,
      },
    ]),
  );
  return {
    id: String(row.id),
    type: row.kind,
    status: 'current',
    title: row.title,
    ...(asked('space') && space ? { space: v1SpaceJson(c, space) } : {}),
    ...(asked('version')
      ? {
          version: {
            number: row.version,
            when: row.modified_at,
            message: content?.version_message ?? '',
            minorEdit: content?.version_minor_edit === 1,
            ...(author ? { by: v1UserJson(c, author) } : {}),
          },
        }
      : {}),
    ...(bodies.length > 0 ? { body } : {}),
    macroRenderedOutput: {},
    extensions: {},
    _expandable: {
      container: '',
      metadata: '',
      history: `/rest/api/content/${row.id}/history`,
      children: '',
      body: '',
    },
    _links: {
      webui: row.kind === 'comment' ? `${path}?focusedCommentId=${row.id}` : path,
      self: `${wikiBase(c)}/rest/api/content/${row.id}`,
    },
  };
}
