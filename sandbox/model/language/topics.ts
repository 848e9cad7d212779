import { type Message, unquote, value } from './message.ts';
import type { Thing } from './words.ts';

const ABOUT =
  '(?:about|on|for|regarding|mentioning|that mentions?|which mentions?|with|containing|concerning|related to)';
const FORMS: readonly RegExp[] = [
  /^(?:what|how much)\s+do\s+(?:we|you|i)\s+(?:already\s+)?(?:know|have|say|write)\s+(?:about|on|regarding|for)\s+(?<topic>.+)$/iu,
  new RegExp(`^(?:find|search|look|show|list|get|give|fetch|locate)\\b.*?\\b${ABOUT}\\s+(?<topic>.+)$`, 'iu'),
  /^(?:which|what)\s+(?:pages|documents|docs|posts)\b.*?\b(?:about|mention|mentions|mentioning|cover|covers|contain|containing|discuss|regarding)\s+(?<topic>.+)$/iu,
  /^(?:is there|are there|do we have|have we got)\s+(?:anything|something|pages?|any pages?|a page|an? \w+|documentation|docs)\s+(?:about|on|for|regarding)\s+(?<topic>.+)$/iu,
  /^(?:tell me|inform me|brief me)\s+(?:about|on)\s+(?<topic>.+)$/iu,
  /^(?:summari[sz]e|sum up)\s+(?:all|everything|anything|what|our knowledge)\b.*?\b(?:about|on)\s+(?<topic>.+)$/iu,
  /^(?:what(?:'s|’s| is| are)|who is|explain|describe)\s+(?:our\s+|the\s+|your\s+)?(?<topic>.+)$/iu,
  /^(?:how|where|when|why)\s+(?:do|does|can|should|is|are|to)\s+(?:we\s+|i\s+|you\s+|our\s+|the\s+)?(?<topic>.+)$/iu,
  /^(?:search|find|look up|google|look for)\s+(?<topic>.+)$/iu,
];
const BY_TITLE = /\b(?:in|with)\s+(?:its|the|their)\s+titles?\b|\btitles?\s+(?:contain|has|have|with)/i;

/** What a question is about, when it asks for knowledge and not for one thing that Confluence keeps. */
export function topicIn(message: Message, things: ReadonlySet<Thing>): string | undefined {
  const { head } = message;
  if (BY_TITLE.test(head)) {
    const words = head.match(/(\uE000\d+\uE001)|\b(?:with|for|containing)\s+(?:the word\s+)?(\S+)\s+in\b/iu);
    return value(words?.[1] ?? words?.[2] ?? '', message) || undefined;
  }
  const kept = [...things].filter(
    (thing) => !['page', 'post', 'contents', 'footer', 'space', 'current'].includes(thing),
  );
  if (kept.length > 0) return undefined;
  for (const [at, form] of FORMS.entries()) {
    const found = head.match(form)?.groups?.topic;
    if (!found) continue;
    // The last forms are broad: "what is on the X page", "how many spaces" name a thing instead.
    if (at > 5 && things.size > 0) return undefined;
    if (/\b(?:page|blog\s?post|space)$/i.test(found) && at > 1 && at !== 8) return undefined;
    const topic = value(
      found
        .replace(
          /\s+(?:in|within|from)\s+(?:the\s+|our\s+)?(?:\S+\s+){1,3}space\b.*$|\s+in\s+space\s+\S+$/iu,
          '',
        )
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
    if (topic) return unquote(topic, message);
  }
  return undefined;
}
