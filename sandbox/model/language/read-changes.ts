import { type Message, QUOTE, spoken, unquote, value } from './message.ts';
import { pageRef, type Slots, takeSpace } from './slots.ts';

const RENAME_FORMS: readonly RegExp[] = [
  /^(?:rename|retitle)\s+(?<page>.+?)\s+(?:to|as|into)\s+(?<title>.+)$/iu,
  /^(?:change|set|update)\s+(?:the\s+)?(?:title|name)\s+of\s+(?<page>.+?)\s+to\s+(?<title>.+)$/iu,
  /^(?:change|set|update)\s+(?<page>.+?)(?:'s|’s)\s+(?:title|name)\s+to\s+(?<title>.+)$/iu,
  /^(?:rename|retitle)\s+(?<page>.+)$/iu,
];

/** "Rename the page X to Y". */
export function readRename(message: Message): Slots | null {
  for (const form of RENAME_FORMS) {
    const found = message.head.match(form)?.groups;
    if (!found) continue;
    const place = takeSpace(found.page ?? '', message);
    const title = value(found.title ?? message.body ?? '', message);
    return { space: place.space, page: pageRef(place.rest, message), title: title || undefined };
  }
  return null;
}

const SECTION = `(?:an?\\s+|the\\s+)?(?:new\\s+)?(?:section|heading|chapter)\\s+(?:(?:titled|called|named|on|about)\\s+)?(?<heading>${QUOTE}|.+?)`;
const SAYING =
  '(?:,\\s*|\\s+)(?:saying|that says|with(?: the)?(?: text| content)?|which says|containing)\\s+(?<text>.+)';
const PIECE =
  '(?:(?:an?|the|this|another)\\s+)?(?:new\\s+|following\\s+)*(?:paragraph|line|sentence|text|note)\\s*(?:saying\\s+|that says\\s+)?';
const CHANGES: readonly RegExp[] = [
  new RegExp(
    `^(?:add|append|insert|create)\\s+${SECTION}${SAYING}\\s+(?:to|on|at the end of)\\s+(?<page>(?:the\\s+)?[^.]+?\\s+page|page\\s+.+)$`,
    'iu',
  ),
  new RegExp(
    `^(?:add|append|insert|create)\\s+${SECTION}\\s+(?:to|on|at the end of)\\s+(?<page>.+?)${SAYING}$`,
    'iu',
  ),
  new RegExp(`^(?:add|append|insert|create)\\s+${SECTION}\\s+(?:to|on|at the end of)\\s+(?<page>.+)$`, 'iu'),
  new RegExp(`^(?:add|append|insert|create)\\s+${SECTION}${SAYING}$`, 'iu'),
  new RegExp(`^(?:add|append|insert|create)\\s+${SECTION}$`, 'iu'),
  new RegExp(
    `^(?:add|append|insert|put|write)\\s+(?:${PIECE})?(?<text>${QUOTE})\\s+(?:to|on|onto|at the (?:end|bottom) of)\\s+(?<page>.+)$`,
    'iu',
  ),
  new RegExp(
    `^(?:add|append|insert|put|write)\\s+(?:${PIECE})?(?<text>${QUOTE})(?:\\s+at the (?:end|bottom))?$`,
    'iu',
  ),
  /^(?:add|append|insert|write)\s+(?:(?:the|this)\s+)?(?:following\s+|text\s+|this\s+)*(?:to|on|onto|at the (?:end|bottom) of)\s+(?<page>.+)$/iu,
  new RegExp(`^(?:add|append|insert)\\s+${PIECE}(?:to|on|at the (?:end|bottom) of)\\s+(?<page>.+)$`, 'iu'),
  /^append\s+(?<text>.+?)\s+to\s+(?<page>.+)$/iu,
  /^(?:add|append)\s+(?<text>.+?)\s+to\s+(?<page>(?:the\s+)?.+\s+page|page\s+.+)$/iu,
];
const UPDATE =
  /^(?:update|edit|extend|change)\s+(?<page>.+?)(?:\s+(?:by|and|to|with)\s+(?<change>(?:adding|add|append|appending|insert|inserting)\b.+))?$/iu;

/** "Update the Q3 Planning page: add a section Risks saying …", "append 'X' to page Y". */
export function readUpdate(message: Message): Slots | null {
  const update = message.head.match(UPDATE)?.groups;
  if (update) {
    const place = takeSpace(update.page ?? '', message);
    const page = pageRef(place.rest, message);
    const change = imperative(update.change ?? message.body ?? '');
    const read = readChange(change, message);
    const text = read?.text ?? (read ? undefined : change ? unquote(change, message) : undefined);
    return { space: place.space, page, heading: read?.heading, text };
  }
  const place = takeSpace(message.head, message);
  const read = readChange(place.rest, message);
  if (!read) return null;
  return {
    ...read,
    space: place.space,
    text: read.text ?? (message.body ? unquote(message.body, message) : undefined),
  };
}

function imperative(change: string): string {
  return change.replace(/^(?:please\s+)?(add|append|insert)ing\b/i, '$1').trim();
}

function readChange(change: string, message: Message): Slots | null {
  const line = change.split('\n', 1)[0] ?? '';
  const colon = change.match(
    /^(?<head>(?:add|append|insert)\b[^:\n]*?)(?::\s+|\n)(?<tail>[\s\S]+)$/iu,
  )?.groups;
  for (const form of CHANGES) {
    const found = (colon?.head ?? line).trim().match(form)?.groups;
    if (!found) continue;
    const text = found.text ?? colon?.tail;
    return {
      page: found.page ? pageRef(found.page, message) : undefined,
      heading: found.heading ? value(found.heading, message) : undefined,
      text: text ? spoken(text, message) : undefined,
    };
  }
  return null;
}
