import { createOpenAI } from '@ai-sdk/openai';
import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StreamableHTTPClientTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js';
import { dynamicTool, isStepCount, jsonSchema, streamText } from 'ai';

type Places = { composio: string; model: string; apiKey: string };

/**
 * An agent without anything of ours: the router's tools as they are, every result as it came, a sentence of instructions. It asks
 * nobody before it writes.
 */
export async function openBareAgent(userId: string, { composio, model, apiKey }: Places) {
  const created = await fetch(`${composio}/api/v3.1/tool_router/session`, {
    method: 'POST',
    headers: { 'x-api-key': apiKey, 'content-type': 'application/json' },
    body: JSON.stringify({
      user_id: userId,
      toolkits: { enable: ['confluence'] },
      manage_connections: { enable: true },
      workbench: { enable: false },
    }),
  });
  const { mcp } = (await created.json()) as { mcp: { url: string } };
  const client = new Client({ name: 'bare', version: '1' });
  const options = { requestInit: { headers: { 'x-api-key': apiKey } } };
  await client.connect(new StreamableHTTPClientTransport(new URL(mcp.url), options));
  const listed = (await client.listTools()).tools;
  const tools = Object.fromEntries(
    listed.map(({ name, description = '', inputSchema }) => [
      name,
      dynamicTool({
        description,
        inputSchema: jsonSchema(inputSchema as Parameters<typeof jsonSchema>[0]),
        execute: async (input) => {
          const { content } = await client.callTool({ name, arguments: input as Record<string, unknown> });
          return (content as { text?: string }[]).map(({ text = '' }) => text).join('');
        },
      }),
    ]),
  );
  const provider = createOpenAI({ apiKey: 'sk-bare', baseURL: `${model}/openai/v1` });
  return {
    async ask(prompt: string): Promise<void> {
      await streamText({
        model: provider.responses('gpt-5'),
        instructions: 'You help a person with their Confluence site, through tools.',
        prompt,
        tools,
        stopWhen: isStepCount(10),
        providerOptions: { openai: { store: false } },
      }).consumeStream();
    },
    close: () => client.close(),
  };
}
