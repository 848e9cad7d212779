import 'server-only';
import { dynamicTool, jsonSchema, type ToolSet } from 'ai';
import { z } from 'zod';
import type { ToolOutcome } from '@/lib/domain/tool-call';
import { describeAction } from '@/lib/toolkits/toolkits';
import { modelText } from './model-text';
import { offeredTools } from './offered-tools';
import { runToolCall } from './run-tool-call';
import type { ToolContext } from './tool-context';

/** Only what `modelText` reads; outcomes were made by us, so a look at their shape is enough. */
export const outcomeSchema = z.custom<ToolOutcome>(
  (value) => typeof value === 'object' && value !== null && 'status' in value && 'actions' in value,
);

/** The tools of the user's Composio session and our own for pages, as the model gets them. */
export async function agentTools(context: ToolContext): Promise<ToolSet> {
  const offered = await offeredTools(context.session);
  const tools = offered.map(({ name, description, inputSchema }) => [
    name,
    dynamicTool({
      title: describeAction(name, null).name,
      description,
      inputSchema: jsonSchema(inputSchema),
      // No abort signal: a write that was sent must be awaited, or nobody knows whether it happened.
      execute: async (input, { toolCallId }) => {
        const callId = await context.calls.recorded(toolCallId);
        const outcome = runToolCall(context, { callId, tool: name, arguments: input });
        context.calls.track(callId, outcome);
        return outcome;
      },
      toModelOutput: ({ output }) => ({
        type: 'text',
        value: modelText(outcomeSchema.parse(output), name),
      }),
    }),
  ]);
  return Object.fromEntries(tools);
}
