import type { Slots } from './language/draft.ts';
import type { Said } from './language/read-sentence.ts';

/** A CQL string literal; quotes and backslashes in it cannot end it. */
export function cqlString(text: string): string {
  return `"${text.replace(/[\\"]/g, '\\$&')}"`;
}

/** Only the words of a text: marks have meanings of their own behind `~`. */
export function cqlWords(text: string): string {
  return text
    .replace(/[^\p{L}\p{N}'’.-]+/gu, ' ')
    .replace(/(?<=^|\s)[-.'’]+|[-.'’]+(?=\s|$)/g, '')
    .replace(/\s+/g, ' ')
    .trim();
}

/** A search for what a sentence asks: its topic or labels, in its space, newest first when it asks for what is new. */
export function cqlFor({ slots, things }: Said, spaceKey: string | undefined, anyWord = false): string {
  const kinds =
    things.has('post') && !things.has('page')
      ? 'type = blogpost'
      : slots.topic || slots.labels
        ? 'type IN (page, blogpost)'
        : 'type = page';
  const words = cqlWords(slots.topic ?? '');
  const single = words.split(' ').filter((word) => word.length > 3);
  const text = anyWord
    ? `(${single.map((word) => `text ~ ${cqlString(word)}`).join(' OR ')})`
    : `text ~ ${cqlString(words)}`;
  const place = spaceKey ?? slots.space;
  const clauses = [
    kinds,
    ...(place ? [`space = ${cqlString(place)}`] : []),
    ...(words === '' ? [] : [text]),
    ...(slots.labels ?? []).map((label) => `label = ${cqlString(label)}`),
    ...(slots.from ? [`lastmodified >= ${cqlString(slots.from)}`] : []),
    ...(slots.to ? [`lastmodified <= ${cqlString(slots.to)}`] : []),
  ];
  return `${clauses.join(' AND ')}${words === '' ? ' ORDER BY lastmodified DESC' : ''}`;
}

/** A search for a person by name. */
export function userCqlFor({ person = '' }: Slots): string {
  return `user.fullname ~ ${cqlString(person)}`;
}
