import { selectOne } from '../rows.ts';
import type { Site } from '../site.ts';

/** The file id of an attachment of some content by its name. */
export function fileIdOf(site: Site, contentId: number, filename: string): string | undefined {
  return selectOne<{ file_id: string }>(
    site.db,
    "SELECT file_id FROM confluence_attachment WHERE content_id = ? AND title = ? AND status = 'current'",
    contentId,
    filename,
  )?.file_id;
}
