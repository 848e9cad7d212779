import type { Draft } from './draft.ts';
import { has, keep, take } from './draft.ts';
import { type Message, QUOTE } from './message.ts';
import { type ContentType, takeLoose, takeNamed, takeSpace } from './phrases.ts';
import { labelsBehind, takeLabels } from './read-labels.ts';

/** Something that is there already: which one it is, and the labels, place and file that go with it. */
export function readExisting(draft: Draft): void {
  if (has(draft, 'label') || (/^mark\b/i.test(draft.message.head) && !has(draft, 'task'))) {
    if (/^mark\b/i.test(draft.message.head)) draft.things.add('label');
    if (/^(?:label|tag|mark)\b/i.test(draft.message.head))
      draft.slots.content = keep(draft, takeNamed(draft.rest, draft.message));
    takeLabels(draft);
  }
  const file = has(draft, 'attachment')
    ? take(draft, /(?<file>[\w-]+\.[a-z]\w{1,4})\b/iu, 'file')
    : undefined;
  draft.slots.file =
    file ??
    (has(draft, 'attachment')
      ? take(
          draft,
          new RegExp(`\\b(?:attachments?|files?)\\s+(?:called\\s+|named\\s+)?(?<file>${QUOTE})`, 'iu'),
          'file',
        )
      : undefined);
  if (!draft.slots.file && has(draft, 'attachment'))
    draft.slots.file = draft.message.quotes.find((quote) => /^\S.*\.[a-z]\w{1,4}$/i.test(quote));
  if (draft.slots.file) draft.rest = unquoteFile(draft.rest, draft.slots.file, draft.message);
  const onSpace = has(draft, 'space') && !has(draft, 'page', 'post', 'whiteboard');
  if (onSpace) draft.slots.space = keep(draft, takeSpace(draft.rest, draft.message));
  draft.slots.content ??=
    draft.slots.topic === undefined ? keep(draft, takeNamed(draft.rest, draft.message)) : undefined;
  draft.slots.space ??= keep(draft, takeSpace(draft.rest, draft.message));
  const loose =
    !has(draft, 'user', 'audit') &&
    draft.slots.ids === undefined &&
    draft.slots.content === undefined &&
    draft.slots.space === undefined &&
    draft.slots.topic === undefined;
  if (loose && draft.deed !== null && !asksForAll(draft)) {
    const type: ContentType = has(draft, 'whiteboard')
      ? 'whiteboard'
      : has(draft, 'post')
        ? 'blogpost'
        : 'page';
    draft.slots.content = keep(draft, takeLoose(draft.rest, draft.message, type));
  }
  if (
    draft.slots.content &&
    draft.slots.content.by !== 'pronoun' &&
    !has(draft, 'post', 'whiteboard', 'page')
  ) {
    draft.things.add(draft.slots.content.type === 'blogpost' ? 'post' : draft.slots.content.type);
  }
  if (/^(?:label|tag)\b/i.test(draft.message.head) && !draft.slots.labels && draft.deed !== 'read')
    labelsBehind(draft);
  if (onSpace && /^(?:delete|remove)/i.test(draft.message.head) === false && draft.slots.content)
    draft.things.add('page');
}

/** "List all labels", "which spaces are there", "who am I": nothing single is meant. */
function asksForAll(draft: Draft): boolean {
  const left = draft.rest.replace(
    /\b(?:the|all|any|our|my|of|are|is|there|do|does|we|i|have|has|can|see|exist|used|in|what|which|who)\b/gi,
    ' ',
  );
  return draft.deed === 'read' && !/[\p{Lu}\uE000]/u.test(left);
}

function unquoteFile(rest: string, file: string, message: Message): string {
  const at = message.quotes.indexOf(file);
  return at < 0 ? rest : rest.replace(`\uE000${at}\uE001`, ' ').replace(/\s+/g, ' ').trim();
}
