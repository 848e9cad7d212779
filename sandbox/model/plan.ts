import { randomUUID } from 'node:crypto';
import { marked } from './answer.ts';
import { applyDecisions } from './apply-decisions.ts';
import { currentRequest } from './current-request.ts';
import { assentInWords } from './held-wording.ts';
import { handleRequest } from './mechanism.ts';
import { signaturesIn } from './read-signature.ts';
import { smallTalk } from './small-talk.ts';
import { callsFor, MULTI, type OfferedTool, repliesFor, type Toolbox } from './toolbox.ts';
import type { Transcript } from './transcript.ts';

/** What the model does next: says something, or calls tools, several of them side by side. */
export type Plan =
  | { kind: 'text'; text: string }
  | { kind: 'tools'; calls: { callId: string; name: string; input: Record<string, unknown> }[] };

const MOST_STEPS = 8;

/**
 * Decides by rules what comes next in a conversation. Keeps nothing between calls: the work on the current request is
 * run again from its start, fed with the results that the transcript holds, up to the first call that has none.
 */
export function plan(told: Transcript, tools: readonly OfferedTool[]): Plan {
  const transcript = applyDecisions(told);
  const request = currentRequest(transcript);
  if (!request) return say('What can I do for you in Confluence?');
  const talk =
    request.calls.length === 0 ? (assentInWords(transcript) ?? smallTalk(lastUserText(transcript))) : null;
  if (talk) return say(talk);
  const toolbox: Toolbox = {
    tools: new Map(tools.map((tool) => [tool.name, tool])),
    known: signaturesIn(tools.find(({ name }) => name === MULTI)?.description ?? ''),
    sessionId: null,
  };
  const work = handleRequest(request, toolbox);
  let next = work.next();
  let seen = 0;
  for (let step = 0; !next.done; step += 1) {
    const actions = next.value;
    const calls = callsFor(actions, toolbox);
    const made = request.calls.slice(seen, seen + calls.length);
    if (made.length === 0) return callTools(calls, step, toolbox);
    if (made.some((call, at) => call.name !== calls[at]?.name) || made.length < calls.length) {
      return say('The steps of this request are not the ones I would take, so I stopped. Please ask again.');
    }
    seen += calls.length;
    next = work.next(
      repliesFor(
        actions,
        made.map((call) => call.output),
        toolbox,
      ),
    );
  }
  return say(next.value);
}

function callTools(calls: ReturnType<typeof callsFor>, step: number, { tools }: Toolbox): Plan {
  if (step >= MOST_STEPS) {
    return say(
      `I stopped after ${MOST_STEPS} steps without reaching the end. What was done so far is shown above. Try a smaller request.`,
    );
  }
  const missing = calls.find((call) => !tools.has(call.name));
  if (missing)
    return say(`I need the tool ${missing.name} for that, and it was not given to me. Nothing was changed.`);
  return {
    kind: 'tools',
    calls: calls.map((call) => ({ callId: `call_${randomUUID().replaceAll('-', '')}`, ...call })),
  };
}

function say(markdown: string): Plan {
  return { kind: 'text', text: marked(markdown) };
}

function lastUserText(transcript: Transcript): string {
  return transcript.findLast((item) => item.kind === 'user')?.text ?? '';
}
