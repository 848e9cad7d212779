import type { Context } from 'hono';
import { choiceParameter } from '../query-parameters.ts';
import type { Site } from '../site.ts';
import { storageToAdf } from '../storage/adf/storage-to-adf.ts';
import { storageToHtml } from '../storage/storage-to-html.ts';
import { fileIdOf } from './attached-files.ts';
import { storageLinks } from './storage-links.ts';

const listFormats = ['storage', 'atlas_doc_format'] as const;
const singleFormats = [
  ...listFormats,
  'view',
  'export_view',
  'anonymous_export_view',
  'styled_view',
  'editor',
] as const;

export type BodyFormat = (typeof singleFormats)[number];

/** `body-format` of the request. @throws ConfluenceError 400 for unknown ones */
export function bodyFormat(c: Context, answer: 'list' | 'single'): BodyFormat | undefined {
  return choiceParameter(c, 'body-format', answer === 'list' ? listFormats : singleFormats);
}

/** The `body` member: empty unless a format was asked for. Files are those of the given content. */
export function bodyJson(
  site: Site,
  storage: string,
  spaceId: number,
  format: BodyFormat | undefined,
  contentId = 0,
): object {
  if (format === undefined) return {};
  return { [format]: { representation: format, value: bodyIn(site, storage, spaceId, format, contentId) } };
}

function bodyIn(site: Site, storage: string, spaceId: number, format: BodyFormat, contentId: number): string {
  if (format === 'storage') return storage;
  const links = storageLinks(site, spaceId);
  if (format === 'atlas_doc_format')
    return JSON.stringify(
      storageToAdf(storage, { ...links, contentId, fileId: (name) => fileIdOf(site, contentId, name) }),
    );
  const html = storageToHtml(storage, links);
  return format === 'styled_view'
    ? `<!DOCTYPE html><html><head><meta charset="utf-8"><style>${pageStyle}</style></head><body>${html}</body></html>`
    : html;
}

const pageStyle =
  'body{font-family:sans-serif;line-height:1.5}table{border-collapse:collapse}th,td{border:1px solid #c1c7d0;padding:7px 10px}';
