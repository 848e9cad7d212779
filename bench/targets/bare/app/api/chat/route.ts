import { createOpenAI } from '@ai-sdk/openai';
import { convertToModelMessages, createUIMessageStreamResponse, streamText, toUIMessageStream } from 'ai';

// What a chat route costs that keeps nothing and asks nobody who is there: as the AI SDK's own guide writes it.
const openai = createOpenAI({ apiKey: 'sk-bench', baseURL: process.env.OPENAI_BASE_URL });

export async function POST(request: Request) {
  const { message } = await request.json();
  const { stream } = streamText({
    model: openai.responses('gpt-5'),
    messages: await convertToModelMessages([message]),
    providerOptions: { openai: { store: false } },
  });
  return createUIMessageStreamResponse({ stream: toUIMessageStream({ stream }) });
}
