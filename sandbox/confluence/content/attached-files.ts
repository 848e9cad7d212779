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

/** The name of an attachment of some content by its file id, as Atlassian documents name it. */
export function filenameOf(site: Site, contentId: number): (fileId: string) => string | undefined {
  return (fileId) =>
    selectOne<{ title: string }>(
      site.db,
      'SELECT title FROM confluence_attachment WHERE content_id = ? AND file_id = ?',
      contentId,
      fileId,
    )?.title;
}
