import { addressOf, link, plain } from './answer.ts';
import { storageOf } from './confluence-data.ts';
import { cqlString, cqlWords } from './cql.ts';
import { type FoundContent, findContent, readContent, searchByCql, within } from './find-content.ts';
import { folded } from './find-space.ts';
import type { Knowledge } from './knowledge.ts';
import { partsOf } from './meaning.ts';
import { meetingSummary } from './meeting-summary.ts';
import { QUESTIONS } from './questions.ts';
import { EndTurn, type Steps } from './steps.ts';
import { escapeXml, newPageStorage, sectionToStorage, textToStorage } from './storage-compose.ts';
import { isWholeStorage } from './storage-read.ts';

/** The body that a tool asks for, in the shape of its schema: flat, or under the name of its representation. */
export function* bodyFor(slug: string, schema: Record<string, unknown>, known: Knowledge): Steps<unknown> {
  const body = { value: yield* storageFor(slug, known), representation: 'storage' };
  return 'value' in partsOf(schema) ? body : { storage: body };
}

function* storageFor(slug: string, known: Knowledge): Steps<string> {
  const { slots } = known.said;
  if (known.current) return changedStorage(known);
  if (/COMMENT/.test(slug)) return textToStorage(slots.text ?? '');
  if (!/BLOG_?POST/.test(slug)) return newPageStorage({ ...slots, title: slots.title ?? '' });
  return slots.text ? textToStorage(slots.text) : yield* summary(known);
}

/** The whole of the page as it is, byte for byte, with what is to be added at its end or put in place of other words. */
function changedStorage(known: Knowledge): string {
  const { said, current, content } = known;
  const { heading, text, replace } = said.slots;
  const body = current ? storageOf(current) : null;
  if (!current || body === null || !isWholeStorage(body) || current.number === 0 || !current.spaceId) {
    throw new EndTurn(
      `I did not get the whole of ${link(current?.title ?? 'the page', content?.url ?? null)}, so I changed nothing: saving a part would lose the rest.`,
    );
  }
  if (replace) {
    const changed = withReplaced(body, replace);
    if (changed === null) throw new EndTurn(notThere(replace.from, known));
    return changed;
  }
  if (!text) return body;
  return body + (heading ? sectionToStorage(heading, text) : textToStorage(text));
}

/** Says that a page does not hold the words that were to be replaced. */
export function notThere(words: string, { content, current }: Knowledge): string {
  const page = link(current?.title ?? content?.title ?? 'the page', content?.url ?? null);
  return `I did not find “${plain(words)}” on ${page}, so I changed nothing.`;
}

/** The body with other words in its text, never in its tags; null when the words are not there. */
function withReplaced(body: string, { from, to }: { from: string; to: string }): string | null {
  const escaped = escapeXml(from);
  const words = body.includes(escaped) ? escaped : escaped.replaceAll('&quot;', '"');
  const changed = body
    .split(/(<[^>]*>)/)
    .map((piece) => (piece.startsWith('<') ? piece : piece.replaceAll(words, () => escapeXml(to))))
    .join('');
  return changed === body ? null : changed;
}

/** The summary of the page that was named, or of the newest meeting notes that fit. */
function* summary(known: Knowledge): Steps<string> {
  const { content, space, description = '' } = known.said.slots;
  const found = content
    ? yield* findContent({ ref: content, space, last: known.last }, 'page')
    : yield* newestNotes(description, space);
  if (!found) {
    throw new EndTurn(
      `I found no meeting notes to sum up, so I need the text of the post. ${QUESTIONS.text}`,
    );
  }
  const page = yield* readContent(found.id, 'page');
  const storage = storageOf(page);
  const url = addressOf(page) ?? found.url;
  if (!storage) {
    throw new EndTurn(`${link(found.title, url)} is empty, so there is nothing to sum up. ${QUESTIONS.text}`);
  }
  known.source = { title: page.title, url, spaceId: page.spaceId ?? null, spaceName: found.space };
  return meetingSummary({ title: page.title, url, storage });
}

const EVERYDAY = new Set(
  'meeting meetings minutes notes note summary summaries recap team the our a an of from for last latest newest recent todays today’s new this blog entry post posts short quick in on it that and which sum sums up take takes summarise summarises summarising summarize summarizes summarizing publish put as'.split(
    ' ',
  ),
);

function* newestNotes(description: string, space: string | undefined): Steps<FoundContent | undefined> {
  const special = cqlWords(description)
    .split(' ')
    .filter((word) => word !== '' && !EVERYDAY.has(folded(word)));
  const first = special.length > 0 ? ` AND title ~ ${cqlString(special.join(' '))}` : '';
  for (const cql of new Set([
    `type = page AND title ~ "meeting"${first}`,
    'type = page AND title ~ "meeting"',
  ])) {
    const hits = yield* searchByCql(`${cql} ORDER BY lastmodified DESC`, 10);
    const notes = within(hits, space).filter(
      (hit) => !/\b(?:template|policy|guidelines?|how to)\b/i.test(hit.title),
    );
    if (notes[0]) return notes[0];
  }
  return undefined;
}
