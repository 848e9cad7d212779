import 'server-only';
import { convertToModelMessages, isStepCount, type LanguageModelUsage, streamText } from 'ai';
import { getSession } from '@/lib/composio/session';
import { config } from '@/lib/config/config';
import type { ConversationMessage } from '@/lib/conversations/message';
import { instructions } from './instructions';
import { languageModel } from './model';
import type { ToolContext } from './run-tool-call';
import { agentTools } from './tools';

/** A model that says nothing for this long is given up. It is long because a model may think without a word. */
const SILENCE_MS = 600_000;

type Asked = Omit<ToolContext, 'session'> & {
  messages: ConversationMessage[];
  signal: AbortSignal;
  /** Called once when the model is done, or has used up its steps while it still wanted to go on. */
  onDone: (end: { usage: LanguageModelUsage; outOfSteps: boolean }) => void;
};

/** Runs the agent on a conversation: at most the configured number of steps, streaming. */
export async function runAgent({ messages, signal, onDone, ...call }: Asked) {
  const session = await getSession(call.userId);
  const tools = agentTools({ ...call, session });
  return streamText({
    model: languageModel(),
    instructions: instructions(),
    messages: await convertToModelMessages(messages, {
      tools,
      ignoreIncompleteToolCalls: true,
      convertDataPart,
    }),
    tools,
    stopWhen: isStepCount(config().agent.maxSteps),
    abortSignal: signal,
    timeout: { firstChunkMs: SILENCE_MS, chunkMs: SILENCE_MS },
    // Conversations are kept here and nowhere else.
    providerOptions: { openai: { store: false } },
    onEnd: ({ totalUsage, finishReason }) =>
      onDone({ usage: totalUsage, outOfSteps: finishReason === 'tool-calls' }),
  });
}

function convertDataPart(part: { type: string; data: unknown }) {
  if (part.type === 'data-continue')
    return {
      type: 'text' as const,
      text: 'Please go on with what I asked, from the last finished step. Do not repeat what was done.',
    };
  if (part.type !== 'data-connected') return undefined;
  const { toolkit } = part.data as { toolkit: string };
  return { type: 'text' as const, text: `I have connected ${toolkit}. Please go on with what I asked.` };
}
