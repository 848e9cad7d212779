import { type Message, QUOTE, spoken } from './message.ts';
import { pageRef, type Slots, takeSpace } from './slots.ts';

const COMMENT_FORMS: readonly RegExp[] = [
  new RegExp(`^(?:comment|remark)\\s+(?<text>${QUOTE})\\s+(?:on|to|under)\\s+(?<page>.+)$`, 'iu'),
  new RegExp(
    `^(?:comment|remark)\\s+(?:on|to|under)\\s+(?<page>.+?)(?:\\s+(?:saying|that(?: says)?|with(?: the text)?)\\s+(?<text>.+)|\\s*,?\\s*(?<text2>${QUOTE}))?$`,
    'iu',
  ),
  new RegExp(
    `^(?:add|leave|post|write|put|make)\\s+(?:the|an?)\\s+(?:new\\s+|short\\s+|footer\\s+)*comment\\s*,?\\s*(?:saying\\s+|with the text\\s+|that says\\s+)?(?<text>${QUOTE})\\s*,?\\s*(?:on|to|under|at|for)\\s+(?<page>.+)$`,
    'iu',
  ),
  new RegExp(
    `^(?:add|leave|post|write|put|make)\\s+(?<text>${QUOTE})\\s+as\\s+an?\\s+(?:footer\\s+)?comment\\s+(?:on|to|under)\\s+(?<page>.+)$`,
    'iu',
  ),
  new RegExp(
    `^(?:add|leave|post|write|put|make)\\s+(?:the|an?)\\s+(?:new\\s+|short\\s+|footer\\s+)*comment\\s+(?:on|to|under|at|for)\\s+(?<page>.+?)(?:\\s+(?:saying|that(?: says)?|with(?: the text)?)\\s+(?<text>.+)|\\s*,?\\s*(?<text2>${QUOTE}))?$`,
    'iu',
  ),
  /^(?:(?:add|leave|post|write|put|make)\s+(?:the|an?)\s+(?:new\s+|short\s+|footer\s+)*)?comment(?:\s+(?:saying|that says)\s+(?<text>.+))?$/iu,
];

/** "Comment on the Q3 Planning page: 'Numbers are final.'" */
export function readComment(message: Message): Slots | null {
  const { space, rest } = takeSpace(message.head, message);
  for (const form of COMMENT_FORMS) {
    const found = rest.match(form)?.groups;
    if (!found && !form.test(rest)) continue;
    const said = found?.text ?? found?.text2 ?? message.body;
    return {
      space,
      page: found?.page ? pageRef(found.page, message) : undefined,
      text: said ? spoken(said, message) : undefined,
    };
  }
  return null;
}
