import type { StorageElement } from '../../storage/parse-storage.ts';
import { parametersOf } from '../read-element.ts';

const NAMES: ReadonlyMap<string, string> = new Map([
  ['toc', 'Table of contents'],
  ['toc-zone', 'Table of contents of a part'],
  ['jira', 'Jira issues'],
  ['jirachart', 'Jira chart'],
  ['children', 'Child pages'],
  ['pagetree', 'Page tree'],
  ['excerpt', 'Excerpt'],
  ['excerpt-include', 'Excerpt of another page'],
  ['include', 'Another page'],
  ['attachments', 'Attachments'],
  ['details', 'Page properties'],
  ['detailssummary', 'Page properties report'],
  ['profile', 'User profile'],
  ['contentbylabel', 'Content by label'],
  ['labels-list', 'Labels'],
  ['recently-updated', 'Recently updated'],
  ['blog-posts', 'Blog posts'],
  ['contributors', 'Contributors'],
  ['livesearch', 'Search box'],
  ['tasks-report-macro', 'Task report'],
  ['gallery', 'Gallery'],
  ['view-file', 'File'],
  ['viewpdf', 'PDF'],
  ['viewdoc', 'Document'],
  ['viewxls', 'Spreadsheet'],
  ['viewppt', 'Presentation'],
  ['multimedia', 'Media'],
  ['widget', 'Embedded content'],
  ['iframe', 'Embedded page'],
  ['chart', 'Chart'],
  ['anchor', 'Anchor'],
  ['html', 'HTML'],
  ['markdown', 'Markdown'],
  ['code', 'Code block'],
  ['noformat', 'Preformatted text'],
  ['status', 'Status'],
  ['info', 'Info panel'],
  ['note', 'Note panel'],
  ['tip', 'Tip panel'],
  ['warning', 'Warning panel'],
  ['panel', 'Panel'],
  ['expand', 'Expand'],
  ['section', 'Section'],
  ['column', 'Column'],
  ['drawio', 'draw.io diagram'],
  ['decision-list', 'Decisions'],
]);

const TELLING = [
  'key',
  'jqlQuery',
  'title',
  'page',
  'root',
  '',
  'name',
  'user',
  'cql',
  'label',
  'labels',
  'url',
];

/** A macro by the name that a reader knows; one of an app keeps its own. */
export function macroName(name: string | undefined): string {
  return NAMES.get(name ?? '') ?? (name || 'Macro without a name');
}

/** What one wants to know first of a macro: its issue, page, query. Null where it has no parameters. */
export function macroDetail(macro: StorageElement): string | null {
  const parameters = parametersOf(macro).filter(({ value }) => value !== '');
  for (const name of TELLING) {
    const found = parameters.find((parameter) => parameter.name === name);
    if (found !== undefined) return clip(found.value);
  }
  const first = parameters[0];
  return first === undefined ? null : clip(`${first.name}: ${first.value}`);
}

function clip(text: string): string {
  return text.length > 160 ? `${text.slice(0, 159)}…` : text;
}
