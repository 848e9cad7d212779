import { addressOf, link, plain } from '../answer.ts';
import { storageOf } from '../confluence-data.ts';
import { cqlString, cqlWords } from '../cql.ts';
import { type FoundPage, findPage, readPage, searchByCql, within } from '../find-page.ts';
import { findSpace, folded } from '../find-space.ts';
import type { Slots } from '../language/slots.ts';
import { meetingSummary } from '../meeting-summary.ts';
import { QUESTIONS } from '../questions.ts';
import { EndTurn, execute, type Steps, type TurnContext } from '../steps.ts';
import { textToStorage } from '../storage-compose.ts';

type Source = {
  title: string;
  url: string | null;
  spaceId: string | null;
  spaceName: string | null;
  storage: string;
};

/** Publishes a blog post: the given text, or a summary of the newest fitting meeting notes. */
export function* publishPost(slots: Slots, context: TurnContext): Steps<string> {
  const source = slots.text ? null : yield* meetingNotes(slots, context);
  const space = slots.space || !source?.spaceId ? yield* findSpace(slots.space, context) : null;
  const spaceId = space?.id ?? source?.spaceId;
  const title = slots.title ?? (source ? `Summary: ${source.title}` : capital(slots.description ?? ''));
  if (title === '') throw new EndTurn(`I can publish that. ${QUESTIONS.title}`);
  const value = source ? meetingSummary(source) : textToStorage(slots.text ?? '');
  const data = yield* execute(
    {
      slug: 'CONFLUENCE_CREATE_BLOGPOST',
      arguments: { spaceId, title, status: 'current', body: { representation: 'storage', value } },
    },
    context,
  );
  const place = space?.name ?? source?.spaceName;
  const where = place ? ` in the ${link(place, space?.url ?? null)} space` : ' in the space of the notes';
  const from = source
    ? `\n\nIt sums up ${link(source.title, source.url)}: its decisions and action items.`
    : '';
  return `I published the blog post ${link(title, addressOf(data))}${where}.${from}`;
}

const EVERYDAY = new Set(
  'meeting meetings minutes notes note summary summaries recap team the our a an of from for last latest newest recent todays today’s new this blog post short quick'.split(
    ' ',
  ),
);

/** The page to sum up: the one that was named, else the newest meeting notes with the words of the request. */
function* meetingNotes({ page, description = '', space }: Slots, context: TurnContext): Steps<Source> {
  const found = page
    ? yield* findPage(page, space, context)
    : yield* newestNotes(description, space, context);
  if (!found) {
    throw new EndTurn(
      `I found no meeting notes to sum up, so I need the text of the post. ${QUESTIONS.text}`,
    );
  }
  const read = yield* readPage(found.id, context);
  const storage = storageOf(read);
  if (!storage)
    throw new EndTurn(
      `${link(found.title, found.url)} is empty, so there is nothing to sum up. ${QUESTIONS.text}`,
    );
  return {
    title: read.title,
    url: addressOf(read) ?? found.url,
    spaceId: read.spaceId ?? null,
    spaceName: found.space,
    storage,
  };
}

function* newestNotes(
  description: string,
  space: string | undefined,
  context: TurnContext,
): Steps<FoundPage | undefined> {
  const special = cqlWords(description)
    .split(' ')
    .filter((word) => word !== '' && !EVERYDAY.has(folded(word)));
  const first = special.length > 0 ? ` AND title ~ ${cqlString(special.join(' '))}` : '';
  for (const cql of new Set([
    `type = page AND title ~ "meeting"${first}`,
    'type = page AND title ~ "meeting"',
  ])) {
    const hits = yield* searchByCql(`${cql} ORDER BY lastmodified DESC`, 10, context);
    const notes = within(hits, space).filter(
      (hit) => !/\b(?:template|policy|guidelines?|how to)\b/i.test(hit.title),
    );
    if (notes[0]) return notes[0];
  }
  return undefined;
}

function capital(text: string): string {
  return plain(text) === '' ? '' : text.charAt(0).toUpperCase() + text.slice(1);
}
