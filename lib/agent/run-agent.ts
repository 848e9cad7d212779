import 'server-only';
import { convertToModelMessages, isStepCount, type LanguageModelUsage, streamText } from 'ai';
import { getSession } from '@/lib/composio/session';
import { config } from '@/lib/config/config';
import type { ConversationMessage } from '@/lib/domain/message';
import { instructions } from './instructions';
import { modelFetch } from './model-fetch';
import { toldMessages } from './told-messages';
import type { ToolContext } from './tool-context';
import { agentTools, outcomeSchema } from './tools';

/** A model that says nothing for this long is given up. It is long because a model may think without a word. */
const SILENCE_MS = 600_000;

type Request = Omit<ToolContext, 'session' | 'ended'> & { messages: ConversationMessage[] };

/** How a model came to its end; `outOfSteps`: it wanted to go on, and may not. */
type Ended = { usage: LanguageModelUsage; outOfSteps: boolean };

/**
 * Runs the agent on a conversation: at most the configured number of steps, streaming. `ended` answers how it came out once the
 * stream is read to its end; undefined when it was cut.
 */
export async function runAgent({ messages, ...context }: Request) {
  const session = await getSession(context.userId);
  const tools = await agentTools({ ...context, session, ended: new Set() });
  const { provider, ...settings } = config().model;
  let end: Ended | undefined;
  const { stream } = streamText({
    model: await provider.model(settings, modelFetch(provider)),
    instructions: instructions(),
    messages: await convertToModelMessages(toldMessages(messages), { ignoreIncompleteToolCalls: true }),
    tools,
    stopWhen: [isStepCount(config().agent.maxSteps), waitsForPerson],
    abortSignal: context.signal,
    timeout: { firstChunkMs: SILENCE_MS, chunkMs: SILENCE_MS },
    providerOptions: { [provider.id]: provider.options },
    onEnd: ({ totalUsage: usage, finishReason, steps }) => {
      end = { usage, outOfSteps: finishReason === 'tool-calls' && !waitsForPerson({ steps }) };
    },
  });
  return { stream, ended: () => end };
}

/**
 * Does the model have to wait for the person now? Where a proposal would lose something it may make a better one first, once;
 * the person is asked about the last one.
 */
function waitsForPerson({
  steps,
}: {
  steps: readonly { toolResults: readonly { output: unknown }[] }[];
}): boolean {
  const waiting = steps.map(({ toolResults }) =>
    toolResults.flatMap(({ output }) =>
      outcomeSchema.parse(output).actions.filter(({ status }) => status === 'waiting'),
    ),
  );
  const last = waiting.at(-1) ?? [];
  if (last.length === 0) return false;
  const lossy = last.every(({ change }) => change?.summary && change.summary.losses.length > 0);
  return !lossy || waiting.filter((actions) => actions.length > 0).length > 1;
}
