import { type Message, QUOTE } from './message.ts';
import { labelName, listOf, pageRef, type Slots, takeSpace } from './slots.ts';

const ASKING =
  /^(?:find|search|show|list|what|which|who|where|when|how|why|is|are|do|does|tell|summari[sz]e)\b/i;
const PUT = '(?:add|put|apply|attach|set|assign|stick|use|place|append)';
const TAG = '(?:labels?|tags?)';

const LABEL_FORMS: readonly RegExp[] = [
  new RegExp(`^${PUT}\\s+(?:an?\\s+|some\\s+)?${TAG}$`, 'iu'),
  new RegExp(
    `^${PUT}\\s+(?:the\\s+|a\\s+|these\\s+|following\\s+|some\\s+|new\\s+)*${TAG}\\s+(?:to|on|onto|for)\\s+(?<page>.+)$`,
    'iu',
  ),
  new RegExp(
    `^${PUT}\\s+(?:the\\s+|a\\s+|these\\s+|following\\s+|new\\s+|two\\s+|three\\s+)*${TAG}\\s*[:=]?\\s*(?:called\\s+|named\\s+|of\\s+)?(?<labels>.+?)\\s+(?:to|on|onto|for)\\s+(?<page>.+)$`,
    'iu',
  ),
  new RegExp(
    `^${PUT}\\s+(?<labels>.+?)\\s+as\\s+(?:an?\\s+)?${TAG}\\s+(?:to|on|onto|for)\\s+(?<page>.+)$`,
    'iu',
  ),
  new RegExp(
    `^${PUT}\\s+(?:the\\s+|an?\\s+)?(?<labels>.+?)\\s+${TAG}\\s+(?:to|on|onto|for)\\s+(?<page>.+)$`,
    'iu',
  ),
  new RegExp(`^${PUT}\\s+(?:to|on)\\s+(?<page>.+?)\\s+the\\s+${TAG}\\s+(?<labels>.+)$`, 'iu'),
  new RegExp(
    `^give\\s+(?<page>.+?)\\s+(?:the\\s+|a\\s+)?(?:${TAG}\\s+(?<labels>.+)|(?<labels2>\\S+)\\s+${TAG})$`,
    'iu',
  ),
  new RegExp(
    `^(?:label|tag|mark)\\s+(?<page>.+?)\\s+(?:as|with)\\s+(?:the\\s+)?(?:${TAG}\\s+)?(?<labels>.+)$`,
    'iu',
  ),
  new RegExp(`^(?:label|tag)\\s+(?<page>.+?\\spage|page\\s+${QUOTE})\\s+(?<labels>.+)$`, 'iu'),
  new RegExp(
    `^(?<page>.+?)\\s+(?:needs|should (?:have|get)|gets?)\\s+(?:the\\s+)?${TAG}\\s+(?<labels>.+)$`,
    'iu',
  ),
  new RegExp(
    `^${PUT}\\s+(?:the\\s+|a\\s+|these\\s+|following\\s+|new\\s+)*${TAG}\\s*[:=]?\\s*(?<labels>.+)$`,
    'iu',
  ),
  new RegExp(`^${PUT}\\s+(?:the\\s+|an?\\s+)?(?<labels>.+?)\\s+${TAG}$`, 'iu'),
  /^(?:label|tag)\s+(?<page>.+)$/iu,
];

/** "Add the label urgent to the Q3 Planning page", "tag X with a and b", "label X as urgent". */
export function readLabels(message: Message): Slots | null {
  if (ASKING.test(message.head)) return null;
  const { space, rest } = takeSpace(message.head, message);
  const marks = /^mark\b.+\bas\b.+\blabel|^(?:label|tag)\b|\b(?:labels?|tags?)\b/i;
  if (!marks.test(rest)) return null;
  for (const form of LABEL_FORMS) {
    const found = rest.match(form)?.groups;
    if (!found) continue;
    const named = found.labels ?? found.labels2 ?? message.body ?? '';
    const labels = listOf(named.replace(new RegExp(`\\b${TAG}$`, 'i'), ''), message).map(labelName);
    return {
      space,
      page: found.page ? pageRef(found.page, message) : undefined,
      labels: labels.length > 0 ? labels : undefined,
    };
  }
  return /^(?:label|tag)\b/i.test(rest) ? { space } : null;
}
