import { clean, naming, quote, quoting } from '../../tool-words.ts';
import type { Tool } from '../../toolkit.ts';
import { readingTool } from '../defining/reading-tool.ts';
import { CQL_SEARCH, noTexts, textsInHits, textsInRows, textsOfContent } from '../defining/texts.ts';

/** What is read and belongs to no family: searches, people, files, restrictions, the audit log. */
export const readTools: Tool[] = [
  readingTool(CQL_SEARCH, textsInHits, 'Search Confluence', cqlWords),
  readingTool('CONFLUENCE_SEARCH_CONTENT', textsInRows, 'Search page titles', (args) => {
    const query = quote(args.query);
    const space = clean(args.spaceKey);
    return query === null ? null : `Search page titles for ${query}${space === null ? '' : ` in ${space}`}`;
  }),
  readingTool(
    'CONFLUENCE_SEARCH_USERS',
    textsInRows,
    'Search people',
    quoting('Search people for', 'cql', 'accountId'),
  ),
  readingTool('CONFLUENCE_GET_CURRENT_USER', noTexts, 'See who is connected'),
  readingTool('CONFLUENCE_GET_USER_ANONYMOUS', noTexts, 'Get user anonymous'),
  readingTool(
    'CONFLUENCE_GET_ATTACHMENTS',
    textsOfContent('pageId'),
    'List attachments',
    naming('List attachments of page', 'pageId'),
  ),
  readingTool(
    'CONFLUENCE_DOWNLOAD_ATTACHMENT',
    textsInRows,
    'Download attachment',
    naming('Download attachment', 'attachmentId'),
  ),
  readingTool(
    'CONFLUENCE_GET_CONTENT_RESTRICTIONS',
    textsInRows,
    'Read restrictions',
    naming('Read restrictions of', 'id'),
  ),
  readingTool('CONFLUENCE_GET_AUDIT_LOGS', textsInRows, 'Read the audit log'),
];

/** The words that a CQL query looks for, where it looks for words; else the query itself. */
function cqlWords(args: Record<string, unknown>): string | null {
  const query = clean(args.cql);
  const words = /(?:text|title|siteSearch)\s*[~=]\s*"((?:[^"\\]|\\.)+)"/.exec(query ?? '')?.[1];
  return query === null ? null : `Search Confluence for ${quote(words?.replace(/\\(.)/g, '$1') ?? query)}`;
}
