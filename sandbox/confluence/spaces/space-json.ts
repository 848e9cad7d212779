import { escapeHtml } from '../storage/html-parts.ts';
import type { SpaceRow } from './spaces.ts';

export type DescriptionFormat = 'plain' | 'view';

/** A space in the shape of REST v2. Description and icon are there only when asked for. */
export function spaceJson(
  row: SpaceRow,
  shown: { description: DescriptionFormat | undefined; icon: boolean },
) {
  const format = shown.description;
  return {
    id: String(row.id),
    key: row.key,
    name: row.name,
    type: row.type,
    status: row.status,
    authorId: row.author_id,
    spaceOwnerId: row.author_id,
    currentActiveAlias: row.alias ?? row.key,
    createdAt: row.created_at,
    homepageId: row.homepage_id === null ? null : String(row.homepage_id),
    description:
      format === undefined
        ? null
        : { [format]: { representation: format, value: descriptionIn(row.description, format) } },
    icon: shown.icon
      ? { path: spaceIcon, apiDownloadLink: `/rest/api/space/${encodeURIComponent(row.key)}/icon` }
      : null,
    _links: { webui: `/spaces/${encodeURIComponent(row.key)}` },
  };
}

export const spaceIcon = '/images/logo/default-space-logo.svg';

/** A description as text, or as HTML. */
export function descriptionIn(description: string, format: DescriptionFormat): string {
  if (format === 'plain' || description === '') return description;
  return `<p>${escapeHtml(description)}</p>`;
}
