import { z } from 'zod';
import { plain } from './answer.ts';
import { rowsOf } from './confluence-data.ts';
import { userCqlFor } from './cql.ts';
import { folded } from './find-space.ts';
import type { Slots } from './language/draft.ts';
import { QUESTIONS } from './questions.ts';
import { EndTurn, execute, type Steps } from './steps.ts';
import { readStorage } from './storage-read.ts';

const id = z.union([z.string(), z.number()]).transform(String);
const labelRow = z.object({ id, name: z.string() });
const propertyRow = z.object({ id, key: z.string() });
const attachmentRow = z.object({ id, title: z.string() });
const taskRow = z.object({ id, body: z.unknown().optional() });
const userRow = z.object({ user: z.object({ accountId: z.string(), displayName: z.string().nullish() }) });
const me = z.object({ accountId: z.string() });
const versionRow = z.union([
  z.object({ number: z.number() }),
  z.object({ version: z.object({ number: z.number() }) }).transform((row) => row.version),
]);

/** The id of a label by its name. @throws EndTurn when there is none */
export function* labelId({ ids, labels }: Slots): Steps<string> {
  if (ids?.label) return ids.label;
  const [name = ''] = labels ?? [];
  const rows = rowsOf(yield* execute('CONFLUENCE_GET_LABELS', { limit: 200 }), labelRow);
  const found = rows.find((row) => row.name === name);
  if (!found) throw new EndTurn(`I found no label called “${plain(name)}”.`);
  return found.id;
}

/** The id of a task: its number, or the one whose text holds what was quoted. @throws EndTurn */
export function* taskId({ ids, text, content }: Slots): Steps<string> {
  if (ids?.task) return ids.task;
  const words = folded(text ?? (content?.by === 'title' ? content.title : ''));
  if (words === '') throw new EndTurn(QUESTIONS.task);
  const rows = rowsOf(yield* execute('CONFLUENCE_GET_TASKS', { limit: 200 }), taskRow);
  const fitting = rows.filter((row) => folded(textOf(row.body)).includes(words));
  const [only] = fitting;
  if (!only || fitting.length > 1) throw new EndTurn(QUESTIONS.task);
  return only.id;
}

function textOf(body: unknown): string {
  const value = z.object({ storage: z.object({ value: z.string() }) }).safeParse(body);
  return value.success
    ? readStorage(value.data.storage.value)
        .map((block) => block.text)
        .join(' ')
    : '';
}

/** The id of a comment, which only its number tells. @throws EndTurn */
// biome-ignore lint/correctness/useYield: it is one of several look-ups, and needs none
export function* commentId({ ids }: Slots): Steps<string> {
  if (!ids?.comment) throw new EndTurn(QUESTIONS.comment);
  return ids.comment;
}

/** The tool that lists the properties of what a slug is about, and what it calls the owner's id. */
const PROPERTY_LISTS: readonly (readonly [RegExp, string, string])[] = [
  [/BLOG_?POST/, 'CONFLUENCE_GET_CONTENT_PROPERTIES_FOR_BLOG_POST', 'blogpost_id'],
  [/PAGE/, 'CONFLUENCE_GET_CONTENT_PROPERTIES_FOR_PAGE', 'page_id'],
  [/SPACE/, 'CONFLUENCE_GET_SPACE_PROPERTIES', 'id'],
];

/** The id of a property by its key. @throws EndTurn when there is none, or no tool lists them */
export function* propertyId({ ids, key = '' }: Slots, slug: string, owner: string): Steps<string> {
  if (ids?.property) return ids.property;
  const [, tool, parameter] = PROPERTY_LISTS.find(([form]) => form.test(slug)) ?? [];
  if (!tool || !parameter) throw new EndTurn(`${QUESTIONS.property} I can only use its id here.`);
  const rows = rowsOf(yield* execute(tool, { [parameter]: owner }), propertyRow);
  const found = rows.find((row) => row.key === key);
  if (found) return found.id;
  const others = rows.slice(0, 10).map((row) => `- ${plain(row.key)}`);
  throw new EndTurn(
    [`I found no property “${plain(key)}” there. ${QUESTIONS.property}`, others.join('\n')]
      .join('\n\n')
      .trim(),
  );
}

/** The id of an attachment by its file name. @throws EndTurn */
export function* attachmentId({ ids, file = '' }: Slots, pageId: string): Steps<string> {
  if (ids?.attachment) return ids.attachment;
  const rows = rowsOf(yield* execute('CONFLUENCE_GET_ATTACHMENTS', { pageId }), attachmentRow);
  const found = rows.find((row) => folded(row.title) === folded(file));
  if (found) return found.id;
  throw new EndTurn(`I found no attachment called “${plain(file)}” there. ${QUESTIONS.attachment}`);
}

/** The account id of a person by name, or of the one who asks. @throws EndTurn */
export function* personId(person: string): Steps<string> {
  if (person === 'me') {
    const own = me.safeParse(yield* execute('CONFLUENCE_GET_CURRENT_USER', {}));
    if (own.success) return own.data.accountId;
    throw new EndTurn(QUESTIONS.person);
  }
  const rows = rowsOf(
    yield* execute('CONFLUENCE_SEARCH_USERS', { cql: userCqlFor({ person }), limit: 10 }),
    userRow,
  );
  const [only] = rows;
  if (only && rows.length === 1) return only.user.accountId;
  throw new EndTurn(
    `${only ? 'Several people are' : 'I found nobody'} called “${plain(person)}”. ${QUESTIONS.person}`,
  );
}

/** The number of the newest version of a post. */
export function* currentPostVersion(postId: string): Steps<number> {
  const rows = rowsOf(yield* execute('CONFLUENCE_GET_BLOGPOST_VERSIONS', { blogpostId: postId }), versionRow);
  return Math.max(0, ...rows.map((row) => row.number));
}
