import { type Message, QUOTE, unquote, value } from './message.ts';
import { labelName, listOf, pageRef, type Slots, takeSpace } from './slots.ts';

/** "List the spaces", "which spaces do we have?" */
export function readSpaceList({ head }: Message): Slots | null {
  const asks =
    /^(?:list|show|give|get|what|which|name|display|see|tell me|how many)\b.*?\bspaces\b/i.test(head) ||
    /^(?:all\s+)?(?:my |our |the )?(?:confluence )?spaces$/i.test(head);
  return asks && !/\bpages\b/i.test(head) ? {} : null;
}

/** "What changed lately?", "recent pages in HR", "the latest pages". */
export function readRecent(message: Message): Slots | null {
  const { space, rest } = takeSpace(message.head, message);
  const asks =
    /\b(?:recent(?:ly)?|latest|newest|last(?:ly)?|lately)\b.*\b(?:pages?|changes|changed|updates?|updated|edited|modified|documents?|docs)\b/i.test(
      rest,
    ) ||
    /\b(?:what(?:'s|’s| is| has| was)?|pages?|which)\b.*\b(?:changed|updated|edited|modified|new)\b.*\b(?:recently|lately|latest|last|today|this week)\b/i.test(
      rest,
    ) ||
    /^(?:what(?:'s|’s| is| has)?)\s+(?:new|changed)$/i.test(rest);
  return asks && !/^(?:create|add|publish|update|open)\b/i.test(rest) ? { space } : null;
}

/** "What pages are in HR?", "list the pages of the Marketing space". */
export function readPageList(message: Message): Slots | null {
  const { head } = message;
  if (
    !/\bpages\b/i.test(head) ||
    !/^(?:what|which|list|show|give|get|all|see|display|how many|are there|pages)\b/i.test(head)
  )
    return null;
  if (/\b(?:about|mention|contain|containing|regarding|talk|labell?ed|tagged)\b/i.test(head)) return null;
  const place = takeSpace(head, message);
  const space =
    place.space ??
    head.match(/\b(?:does|do)\s+(?:the\s+)?(.+?)(?:\s+space)?\s+(?:have|contain|hold)$/i)?.[1] ??
    head.match(/\bpages\s+(?:of|from|for|on)\s+(?:the\s+)?(.+)$/iu)?.[1];
  return { space: space ? value(space, message) : undefined };
}

const SHOW_FORMS: readonly RegExp[] = [
  /^(?:open|show|read|display|view|get|fetch|load)\s+(?:me\s+|us\s+)?(?:up\s+)?(?<page>(?:the\s+|our\s+)?(?:.+?\s+(?:page|blog\s?post|article)|(?:page|blog\s?post|article)\s+.+))$/iu,
  /^(?:summari[sz]e|sum up|recap|tl;?dr)\s+(?:for me\s+)?(?:what(?:'s|’s| is) (?:on|in)\s+)?(?<page>.+)$/iu,
  /^(?:give me |write |show me )?(?:an?\s+|the\s+)?(?:short\s+|quick\s+|brief\s+)*(?:summary|overview)\s+of\s+(?<page>(?:the\s+)?.+?\s+(?:page|blog\s?post|article)|(?:page|article)\s+.+|\uE000\d+\uE001)$/iu,
  /^what(?:'s|’s| is| does)\s+(?:on|in)?\s*(?<page>(?:the\s+)?.+?\s+page|page\s+.+?)(?:\s+(?:say|about|contain))?$/iu,
  new RegExp(`^(?:open|show|read|view)\\s+(?:me\\s+)?(?<page>${QUOTE}|https?:\\S+)$`, 'iu'),
  /^(?:open|read|view|show me)\s+(?!.*\b(?:about|on|for|all|examples?)\b)(?<page>.+)$/iu,
];

/** "Open the page X", "summarise the page X", "what does the X page say?" */
export function readShowPage(message: Message): Slots | null {
  if (/\bpages\b/i.test(message.head)) return null;
  const { space, rest } = takeSpace(message.head, message);
  for (const form of SHOW_FORMS) {
    const found = rest.match(form)?.groups?.page;
    if (!found) continue;
    if (/^(?:all|everything|anything|what|our knowledge)\b/i.test(found)) return null;
    return { space, page: pageRef(found, message) };
  }
  return null;
}

const SEARCH_FORMS: readonly RegExp[] = [
  /^(?:what|how much)\s+do\s+(?:we|you|i)\s+(?:already\s+)?(?:know|have|say|write)\s+(?:about|on|regarding|for)\s+(?<topic>.+)$/iu,
  /^(?:find|search|look|show|list|get|give|fetch|locate)\b.*?\b(?:about|on|for|regarding|mentioning|that mentions?|with|containing|concerning|related to)\s+(?<topic>.+)$/iu,
  /^(?:which|what)\s+(?:pages|documents|docs|posts)\b.*?\b(?:about|on|mention|mentions|mentioning|cover|covers|contain|containing|discuss|regarding|for|with)\s+(?<topic>.+)$/iu,
  /^(?:is there|are there|do we have|have we got)\s+(?:anything|something|pages?|any pages?|a page|an? \w+|documentation|docs)\s+(?:about|on|for|regarding)\s+(?<topic>.+)$/iu,
  /^(?:tell me|inform me|brief me)\s+(?:about|on)\s+(?<topic>.+)$/iu,
  /^(?:what(?:'s|’s| is| are)|who is|explain|describe)\s+(?:our\s+|the\s+|your\s+)?(?<topic>.+)$/iu,
  /^(?:how|where|when|why)\s+(?:do|does|can|should|is|are|to)\s+(?:we\s+|i\s+|you\s+|our\s+|the\s+)?(?<topic>.+)$/iu,
  /^(?:summari[sz]e|sum up)\s+(?:all|everything|anything|what|our knowledge)\b.*?\b(?:about|on)\s+(?<topic>.+)$/iu,
  /^(?:search|find|look up|google|look for)\s+(?<topic>.+)$/iu,
];

/** "What do we know about remote work?", "find pages about onboarding and summarise them". */
export function readSearch(message: Message): Slots | null {
  const explicit = message.head.match(
    /\b(?:in|within|from|of)\s+(?:the\s+|our\s+)?\S+(?:\s+\S+){0,2}\s+space\b|\bin\s+space\b/iu,
  );
  const { space, rest } = explicit
    ? takeSpace(message.head, message)
    : { space: undefined, rest: message.head };
  const labelled = rest.match(
    /^(?:find|search|show|list|what|which|get|give)\b.*?\b(?:labell?ed|tagged|with (?:the )?(?:labels?|tags?))\s+(?:as\s+|with\s+)?(?<labels>.+)$/iu,
  );
  if (labelled?.groups?.labels)
    return { space, labels: listOf(labelled.groups.labels, message).map(labelName) };
  for (const form of SEARCH_FORMS) {
    const found = rest.match(form)?.groups?.topic;
    if (!found) continue;
    const topic = value(
      found
        .replace(
          /[,;]?\s+(?:and|then)\s+(?:then\s+)?(?:please\s+)?(?:give|write|make|show|summari[sz]e|sum|tell|list|link)\b.*$/iu,
          '',
        )
        .replace(/[,;]?\s+and\s+a\s+summary.*$/iu, '')
        .replace(/^(?:the\s+|our\s+|any\s+|all\s+)+/iu, '')
        .replace(
          /^(?:(?:confluence\s+)?(?:pages?|docs?|documents?|information)\s+(?:about|on|for)\s+)/iu,
          '',
        ),
      message,
    );
    if (topic) return { space, topic: unquote(topic, message) };
  }
  return null;
}
