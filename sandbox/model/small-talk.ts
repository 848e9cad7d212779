import { readMessage } from './language/message.ts';

const EXAMPLES = [
  'Create a new project documentation page titled “Project Phoenix – Documentation” in the Marketing space',
  'Add the label urgent to the Q3 Planning page',
  'Publish the team meeting summary as a blog post',
  'What do we know about remote work?',
];

/** What can be asked, with four examples. */
export const ABILITIES = `I can find and sum up pages, list spaces and pages, create, extend and edit pages, comment, add labels and publish blog posts. For example:\n\n${EXAMPLES.map((it) => `- ${it}`).join('\n')}`;

const HELP =
  /^(?:help|\?+|what can (?:you|i|we) (?:do|ask)\b.*|what do you do|who are you|what are you|how do(?:es)? (?:you|this|it) work|how can you help\b.*|what is this|examples?|show me (?:some )?examples|are you (?:an? )?(?:ai|robot|bot|human|real)\b.*)$/i;
const GREETING =
  /^(?:hi|hello|hey|hiya|howdy|good (?:morning|afternoon|evening|day)|moin|greetings)(?:\s+(?:there|all|everyone|you|tributary))?[\s!.,]*$/i;
const THANKS =
  /^(?:thanks|thank you|thx|cheers|great|perfect|nice|cool|awesome|well done|ok(?:ay)?|good|super)(?:[\s,]+(?:a lot|so much|very much|you|thanks|thank you|job|work|that(?:'s|’s| is) all))*[\s!.]*$/i;
const STOPPED =
  /^(?:(?:actually|oh|well|ok(?:ay)?|no),?\s+)*(?:never ?mind|cancel(?: (?:that|it))?|stop(?: it)?|forget (?:it|that)|no,? thanks?|leave it)[\s!.]*$/i;

/** The answer to a greeting, a thank-you, a call for help or a change of mind; null when there is something to do. */
export function smallTalk(text: string): string | null {
  const said = text.trim();
  if (GREETING.test(said)) return `Hello! ${ABILITIES}`;
  if (STOPPED.test(said)) return 'All right, I leave it as it is. Nothing more was changed.';
  if (THANKS.test(said)) return 'You are welcome. Ask me for anything else in Confluence.';
  return HELP.test(readMessage(said).head) ? ABILITIES : null;
}
