import { notThere } from './compose-body.ts';
import { messageFor } from './fill-arguments.ts';
import { type FoundContent, findContent } from './find-content.ts';
import type { Knowledge } from './knowledge.ts';
import { EndTurn, execute, type Steps } from './steps.ts';
import { sectionToStorage, textToStorage } from './storage-compose.ts';
import type { Toolbox } from './toolbox.ts';

/** Whether a change of a page can be made by its blocks: words replaced or text added, with the caller's tools for that. */
export function editsByBlock({ said }: Knowledge, slug: string, { tools }: Toolbox): boolean {
  const { title, text, replace } = said.slots;
  return (
    /UPDATE_(?:PAGE|BLOGPOST)$/.test(slug) &&
    title === undefined &&
    (text ?? replace) !== undefined &&
    tools.has('read_page') &&
    tools.has('edit_page')
  );
}

/** Reads a page as blocks and changes those that it must; all else stays as it is. Answers the page as it then is. */
export function* editPage(known: Knowledge, slug: string): Steps<unknown> {
  const { said, last } = known;
  const type = /BLOGPOST$/.test(slug) ? 'blogpost' : 'page';
  const ref = said.slots.content ?? (said.pointsBack ? { by: 'pronoun' as const } : undefined);
  const content = yield* findContent({ ref, space: said.slots.space, last }, type);
  known.content = content;
  const page = { id: content.id, ...(type === 'page' ? {} : { type }) };
  const text = String(yield* execute('read_page', page));
  const version = versionIn(text, content);
  return yield* execute('edit_page', {
    ...page,
    version,
    edits: editsOf(text, known),
    message: messageFor(said),
  });
}

/** The first line tells title, id, version and space; the title is other people's words, so the last match counts. */
function versionIn(text: string, { id }: FoundContent): number {
  const [facts = ''] = text.split('\n');
  const numbers = [...facts.matchAll(/ · id (\d+) · version (\d+) · space /g)].filter(
    (match) => match[1] === id,
  );
  const version = numbers.at(-1)?.[2];
  if (version === undefined)
    throw new EndTurn('The page came back in a form that I cannot read. Nothing was changed.');
  return Number(version);
}

function editsOf(text: string, known: Knowledge): Record<string, unknown>[] {
  const { replace, heading, text: added = '' } = known.said.slots;
  if (!replace)
    return [{ op: 'append', content: heading ? sectionToStorage(heading, added) : textToStorage(added) }];
  let block = '';
  const edits = [];
  for (const line of text.split('\n').slice(1)) {
    // What is set in lines of its own, such as code, belongs to the block above.
    block = [...line.matchAll(/\[#(\w+)\]/g)].at(-1)?.[1] ?? block;
    if (wordsOf(line).includes(wordsOf(replace.from)))
      edits.push({ op: 'replace_text', block, find: replace.from, replace: replace.to });
  }
  if (edits.length === 0) throw new EndTurn(notThere(replace.from, known));
  return edits;
}

/** A line without the marks of Markdown, as a reader of the page sees it. */
function wordsOf(line: string): string {
  return line
    .replace(/\{\{\w+:(.*?)\}\}/g, '$1')
    .replace(/\\(?=\W)|[*_`~]+/g, '')
    .replace(/\s+/g, ' ');
}
