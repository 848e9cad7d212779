import 'server-only';
import { dynamicTool, jsonSchema, type ToolSet } from 'ai';
import { z } from 'zod';
import { config } from '@/lib/config/config';
import type { ToolOutcome } from '@/lib/domain/tool-call';
import { ownTools } from '@/lib/toolkits/toolkits';
import { modelText } from './model-text';
import { runToolCall, type ToolContext } from './run-tool-call';

/** Only what `modelText` reads; outcomes were made by us, so a look at their shape is enough. */
export const outcomeSchema = z.custom<ToolOutcome>(
  (value) => typeof value === 'object' && value !== null && 'status' in value && 'actions' in value,
);

/** The tools of the user's Composio session and our own for pages, as the model gets them. Making them calls nobody. */
export function agentTools(context: ToolContext): ToolSet {
  const tools = [...context.session.tools, ...ownTools(config().composio.toolkits)].map(
    ({ name, description, inputSchema }) => [
      name,
      dynamicTool({
        description,
        inputSchema: jsonSchema(inputSchema),
        // No abort signal: a write that was sent must be awaited, or nobody knows whether it happened.
        execute: (input, { toolCallId }) => {
          const outcome = runToolCall(context, { modelCallId: toolCallId, tool: name, arguments: input });
          context.onToolCall(toolCallId, outcome);
          return outcome;
        },
        toModelOutput: ({ output }) => ({
          type: 'text',
          value: modelText(outcomeSchema.parse(output), name),
        }),
      }),
    ],
  );
  return Object.fromEntries(tools);
}
