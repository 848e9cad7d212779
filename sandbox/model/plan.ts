import { randomUUID } from 'node:crypto';
import { marked } from './answer.ts';
import { currentRequest } from './current-request.ts';
import { handleRequest } from './handle-request.ts';
import { smallTalk } from './small-talk.ts';
import { readToolReply } from './tool-reply.ts';
import type { Transcript } from './transcript.ts';

/** What the model does next: says something, or calls a tool. */
export type Plan =
  | { kind: 'text'; text: string }
  | { kind: 'tool'; callId: string; name: string; input: Record<string, unknown> };

const MOST_CALLS = 8;

/**
 * Decides by rules what comes next in a conversation. Keeps nothing between calls: the work on the current request is
 * run again from its start, fed with the results that the transcript holds, up to the first call that has none.
 */
export function plan(transcript: Transcript, toolNames: ReadonlySet<string>): Plan {
  const request = currentRequest(transcript);
  if (!request) return say('What can I do for you in Confluence?');
  const talk = request.calls.length === 0 ? smallTalk(lastUserText(transcript)) : null;
  if (talk) return say(talk);
  const work = handleRequest(request);
  let next = work.next();
  for (const call of request.calls) {
    if (next.done) break;
    if (call.name !== next.value.tool)
      return say('The steps of this request are not the ones I would take, so I stopped. Please ask again.');
    next = work.next(readToolReply(call.output));
  }
  if (next.done) return say(next.value);
  const { tool, input } = next.value;
  if (request.calls.length >= MOST_CALLS) {
    return say(
      `I stopped after ${MOST_CALLS} steps without reaching the end. What was done so far is shown above. Try a smaller request.`,
    );
  }
  if (!toolNames.has(tool))
    return say(`I need the tool ${tool} for that, and it was not given to me. Nothing was changed.`);
  return { kind: 'tool', callId: `call_${randomUUID().replaceAll('-', '')}`, name: tool, input };
}

function say(markdown: string): Plan {
  return { kind: 'text', text: marked(markdown) };
}

function lastUserText(transcript: Transcript): string {
  return transcript.findLast((item) => item.kind === 'user')?.text ?? '';
}
