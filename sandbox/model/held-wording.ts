import { plain } from './answer.ts';
import type { ActionFailed } from './steps.ts';
import type { Transcript } from './transcript.ts';

const WAITS = 'waits for your decision';

/** Says in one sentence what was not run: that it waits for the person, or who refused it and why. */
export function heldInWords({ slug, held, message }: ActionFailed, planned: string | null): string {
  const words =
    planned ??
    `the step “${slug
      .replace(/^CONFLUENCE_/, '')
      .replaceAll('_', ' ')
      .toLowerCase()}”`;
  const what = words.charAt(0).toUpperCase() + words.slice(1);
  if (held === 'waiting') return `${what} ${WAITS}: look at it above, then allow or deny it.`;
  const reason = message
    .replace(/^Not run:\s*/i, '')
    .replace(/\s*Do not try it again.*$/i, '')
    .replace(/^the person\b/i, 'you');
  return `${what} was not done: ${plain(reason)}\n\nTell me if you want it done differently.`;
}

/** Whether an answer of ours said that something waits. */
export function saysItWaits(answer: string): boolean {
  return answer.includes(` ${WAITS}: `);
}

const ASSENT =
  /^(?:yes|yep|yeah|sure|ok(?:ay)?|fine|do it|go ahead|go on|continue|proceed|please do|allow|allowed|approved?|confirm(?:ed)?|lgtm)\b[\s\w,!.]{0,24}$/i;

/** What to say to a "yes" while something waits, because words decide nothing; null for anything else. */
export function assentInWords(transcript: Transcript): string | null {
  const last = transcript.findLast((item) => item.kind === 'user')?.text.trim() ?? '';
  // In the JSON of a result, text of others could not write this: its quotes would be escaped.
  const waits = transcript.some(
    (item) => item.kind === 'tool' && item.output?.includes('"status":"waiting"'),
  );
  return waits && ASSENT.test(last)
    ? 'It waits for your decision in the card above. Use **Allow** or **Deny** there: words in the chat decide nothing.'
    : null;
}
