import { BATCH_TOOL } from '../composio/tool-result.ts';
import type { ActionRecord, ToolOutcome } from '../history/tool-call.ts';

/** About 10,000 tokens. A longer result would crowd the conversation out of the model's context. */
const MAX_CHARACTERS = 40_000;

/** A sign-in link is for the Connect button, which makes its own; the model must not hand it out. */
const LINK_FIELDS = new Set(['redirect_url', 'instruction']);

/** What the model reads as the result of a tool call: the answer without Composio's logs and book-keeping. */
export function modelText({ status, result, error, actions }: ToolOutcome, tool: string): string {
  const answer =
    tool === BATCH_TOOL && actions.length > 0
      ? { results: actions.map(batchItem) }
      : tool === 'COMPOSIO_MANAGE_CONNECTIONS'
        ? withoutLinks(result)
        : result;
  const text = JSON.stringify({
    successful: status === 'succeeded',
    error: error ?? undefined,
    data: answer,
  });
  if (text.length <= MAX_CHARACTERS) return text;
  return `${text.slice(0, MAX_CHARACTERS)}… [cut here: ${text.length - MAX_CHARACTERS} of ${text.length} characters left out. Ask for less at once.]`;
}

/** The shape that Composio gives an item of a batch, with only what says something. */
function batchItem({ index, tool, status, result, error }: ActionRecord) {
  return {
    index,
    tool_slug: tool,
    response: { successful: status === 'succeeded', error: error ?? undefined, data: result },
  };
}

function withoutLinks(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutLinks);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).flatMap(([key, inner]) =>
      LINK_FIELDS.has(key) ? [] : [[key, withoutLinks(inner)]],
    ),
  );
}
