import type { Draft } from './draft.ts';
import { has } from './draft.ts';
import { QUOTE, spoken } from './message.ts';
import { without } from './phrases.ts';

/** Words of a title, a label or a state are changed by tools of their own. */
const OF_ITS_OWN =
  /^(?:the\s+|its\s+)?(?:title|name|headline|status|state|labels?|tags?|propert(?:y|ies)|value|parent|owner)\b/i;
const VERB = /^(?:replace|change|swap|correct|fix|edit|update)\b/i;
const WHAT = '(?:the\\s+)?(?:words?|text|sentence|line|phrase|paragraph)\\s+';
const WHERE = '(?:on|in|of|from)\\s+(?:the\\s+|our\\s+|page\\s+)';

const FORMS: readonly RegExp[] = [
  new RegExp(
    `^(?:${WHERE}.{1,120}?[,:]?\\s+)?(?:${WHAT})?(?<from>${QUOTE})(?<place>\\s.*?)?\\s+(?:with|by|to|into|for|so that it (?:says|reads))\\s+(?<to>${QUOTE})`,
    'iu',
  ),
  new RegExp(`^(?:${WHAT})?(?<from>.+?)\\s+(?:with|by|to|into)\\s+(?<to>.+?)(?=\\s+${WHERE}\\S)`, 'iu'),
];

/** Takes "replace 'x' with 'y'" out of a sentence: the words of a page that are to be others. */
export function takeReplacement(draft: Draft): void {
  const { head } = draft.message;
  if (!VERB.test(head) || OF_ITS_OWN.test(draft.rest)) return;
  if (has(draft, 'label', 'property', 'task', 'comment', 'version', 'attachment')) return;
  const match = FORMS.map((form) => draft.rest.match(form)).find((found) => found !== null);
  const { from = '', to = '', place = '' } = match?.groups ?? {};
  if (!match || from === '') return;
  draft.slots.replace = { from: spoken(from, draft.message), to: spoken(to, draft.message) };
  const rest = `${place} ${without(draft.rest, match)}`.trim();
  // Words are in a page; what they are in is no space unless it is called one.
  draft.rest = /\b(?:space|page|post)\b/i.test(rest) ? rest : rest.replace(/^(?:in|from)\s/i, 'on ');
  draft.deed = 'update';
}
