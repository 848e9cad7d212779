import type { Draft } from './draft.ts';
import { has, take } from './draft.ts';
import { QUOTE, spoken, unquote, value } from './message.ts';
import { takeNamed, without } from './phrases.ts';

const SAYING =
  /(?:,\s*|\s+|^)(?:saying|that says|which says|that reads|reading|containing|with (?:the |this |following )*(?:text|content|message|body|words|summary|comment))\s*:?\s+(?<text>.+)$/isu;

const PIECE = '(?:paragraph|line|sentence|text|note|remark|comment|reply)';

const QUOTED_TEXT: readonly RegExp[] = [
  new RegExp(`\\b${PIECE}\\s*,?\\s*(?<text>${QUOTE})`, 'iu'),
  new RegExp(`^(?<text>${QUOTE})(?=\\s+(?:to|on|onto|under|at|as an?\\s+(?:\\w+\\s+)?comment)\\b|$)`, 'iu'),
];

const TEXT_VERBS = /^(?:add|append|insert|write|put|post|leave|comment|remark|reply|respond|answer|note)\b/i;

export function takeNewTitle(draft: Draft): void {
  const match = draft.rest.match(/^(?<page>.+?)\s+(?:to|into|as)\s+(?<title>.+)$/iu);
  draft.slots.title = value(match?.groups?.title ?? draft.message.body ?? '', draft.message) || undefined;
  draft.rest = (match?.groups?.page ?? draft.rest)
    .replace(/^(?:the\s+)?(?:title|name)\s+of\s+/i, '')
    .replace(/(?:'s|’s)\s+(?:title|name)$/i, '');
  draft.deed = 'update';
}

export function takeText(draft: Draft): void {
  const { head, body } = draft.message;
  const saying = draft.rest.match(SAYING);
  if (saying?.groups?.text && draft.deed !== 'read') {
    // "… saying 'x' to the page Y": what follows a quoted text belongs to the sentence.
    const [, quoted, after] = saying.groups.text.match(new RegExp(`^(${QUOTE})(.*)$`, 'isu')) ?? [];
    const tail = quoted
      ? after
      : saying.groups.text.match(
          /\s+(?:to|on|at the end of)\s+(?:(?:the|our)\s+\S.{0,60}\spage|page\s.+)$/iu,
        )?.[0];
    const named =
      tail !== undefined && takeNamed(without(draft.rest, saying), draft.message).found === undefined;
    const words = quoted ?? (named ? saying.groups.text.slice(0, -tail.length) : saying.groups.text);
    draft.slots.text = spoken(words, draft.message);
    draft.rest = without(draft.rest, saying) + (quoted || named ? (tail ?? '') : '');
  } else if (TEXT_VERBS.test(head) && !has(draft, 'label', 'property')) {
    const form = QUOTED_TEXT.find((it) => it.test(draft.rest));
    const quoted =
      form && !/^(?:post|write)\b(?!.*\bcomment)/i.test(head) ? take(draft, form, 'text') : undefined;
    if (quoted !== undefined) draft.slots.text = quoted;
  }
  if (body !== null && draft.deed !== 'read') draft.slots.text ??= unquote(body, draft.message);
  const bare =
    draft.slots.text === undefined && /^append\b/i.test(head)
      ? draft.rest.match(/^(?<text>.+?)\s+(?=to\s)/iu)
      : null;
  if (bare?.groups?.text) {
    draft.slots.text = value(bare.groups.text, draft.message);
    draft.rest = without(draft.rest, bare);
  }
  const changes =
    /^(?:append|insert)\b/i.test(head) ||
    /\b(?:paragraph|line|sentence|text|note)\b/i.test(draft.rest.split(/\s+to\s+/)[0] ?? '');
  const adds =
    /^(?:add|put|write)\b/i.test(head) &&
    draft.slots.text !== undefined &&
    /\b(?:to|on|onto|at the (?:end|bottom) of)\s/i.test(draft.rest) &&
    !/\b(?:new|an?)\s+(?:\S+\s+){0,3}(?:page|post)\b/i.test(draft.rest);
  if (
    draft.deed === 'create' &&
    !has(draft, 'comment', 'label', 'property', 'task') &&
    (changes || adds) &&
    !/\bwith\b.*\btext\b/i.test(draft.rest)
  )
    draft.deed = 'update';
}
