import type { CallToolResult } from '@modelcontextprotocol/sdk/types.js';
import { z } from 'zod';
import type { Words } from '../domain/phrase.ts';
import { type ActionRecord, BATCH_TOOL, type CallStatus } from '../domain/tool-call.ts';
import { callPhrase } from '../phrases/call-phrases.ts';
import { toolSlug } from '../toolkits/tool-slug.ts';
import { kindOfTool } from '../toolkits/toolkits.ts';
import { saysNotConnected, toolkitIn } from './not-connected.ts';

/** What every tool of Composio answers, once the logs and other metadata are left away. */
export type ToolAnswer = {
  /** `unknown`: it was sent and no answer came, so it may have run. */
  status: 'succeeded' | 'failed' | 'unknown';
  data: unknown;
  error: Words | null;
  logId: string | null;
};

export type RequestedAction = { tool: string; arguments: unknown };

/**
 * The actions that a tool call would carry out: those of a batch, the tool itself, or none for those of Composio's own tools
 * that touch no app. One that we do not know counts as an action, so that it is judged like any other.
 */
export function requestedActions(tool: string, args: Record<string, unknown>): RequestedAction[] {
  if (tool === BATCH_TOOL) {
    const tools = parseIfJson(args.tools);
    // What is no list cannot be looked into here, and Composio may still make something of it: it is judged as a whole.
    if (!Array.isArray(tools) || tools.length === 0) return [{ tool, arguments: args }];
    return tools.map((item: unknown) => {
      const entry = isObject(item) ? item : {};
      return { tool: toolSlug(String(entry.tool_slug ?? '')), arguments: parseIfJson(entry.arguments) };
    });
  }
  const meta = tool.startsWith('COMPOSIO_') && kindOfTool(tool) === 'read';
  return meta ? [] : [{ tool, arguments: args }];
}

/** An action as an answer tells of it. */
type RequestedRecord = Omit<ActionRecord, 'words' | 'change' | 'large' | 'error'> & { error: Words | null };

/** Requested actions as they stand before the call has answered. */
function unanswered(requested: RequestedAction[], status: CallStatus): RequestedRecord[] {
  return requested.map((action, index) => ({
    index,
    tool: action.tool,
    kind: kindOfTool(action.tool),
    status,
    arguments: action.arguments,
    result: null,
    error: null,
    durationMs: null,
  }));
}

const answerSchema = z.object({
  successful: z.boolean().optional(),
  data: z.unknown(),
  error: z
    .union([z.string(), z.object({ message: z.string() }).transform(({ message }) => message)])
    .nullish(),
  log_id: z.string().nullish(),
});

/** Reads an MCP tool result. Composio puts one JSON document into one text block; anything else is taken as text. */
export function readToolAnswer(result: CallToolResult): ToolAnswer {
  const text = result.content.map((block) => (block.type === 'text' ? block.text : '')).join('\n');
  const parsed = answerSchema.safeParse(parseIfJson(text));
  if (!parsed.success) {
    const error = result.isError ? text || callPhrase.failed() : null;
    return { status: error ? 'failed' : 'succeeded', data: text, error, logId: null };
  }
  const { data, error, log_id } = parsed.data;
  return answer(!result.isError && (parsed.data.successful ?? !error), data, error, log_id);
}

/** A failure always has a reason, a success never has one. Text goes to the database, which keeps no NUL characters. */
function answer(
  successful: boolean,
  data: unknown,
  error: string | null | undefined,
  logId: string | null | undefined,
): ToolAnswer {
  const text = (value: string) => value.replaceAll('\0', '');
  return {
    status: successful ? 'succeeded' : 'failed',
    data,
    error: successful ? null : error ? text(error) : callPhrase.failedWithoutReason(),
    logId: logId ? text(logId) : null,
  };
}

const batchItemSchema = z.object({
  index: z.number().int().optional(),
  response: z
    .object({
      successful: z.boolean().optional(),
      data: z.unknown(),
      error: z.string().nullish(),
      log_id: z.string().nullish(),
    })
    .nullish(),
  error: z.string().nullish(),
});

export type ActionAnswer = RequestedRecord & { logId: string | null };

/** How each action of a call ended. An action that the answer does not mention is `unknown`: it may have run. */
export function answeredActions(
  tool: string,
  requested: RequestedAction[],
  answer: ToolAnswer,
  durationMs: number,
): ActionAnswer[] {
  const items = tool === BATCH_TOOL ? batchItems(answer.data) : new Map([[0, answer]]);
  return unanswered(requested, 'unknown').map((action) => {
    const item = items.get(action.index);
    // What a batch that succeeded or got lost does not mention may have run.
    if (!item)
      return {
        ...action,
        status: answer.status === 'failed' ? 'failed' : 'unknown',
        error: answer.error,
        durationMs,
        logId: null,
      };
    const { status, data: result, error, logId } = item;
    return { ...action, status, result, error, durationMs, logId };
  });
}

function batchItems(data: unknown): Map<number, ToolAnswer> {
  const items = new Map<number, ToolAnswer>();
  const results = isObject(data) && Array.isArray(data.results) ? data.results : [];
  for (const [position, result] of results.entries()) {
    const item = batchItemSchema.safeParse(result);
    if (!item.success) continue;
    const { index, response, error } = item.data;
    const reason = error || response?.error;
    const successful = !error && (response?.successful ?? (!!response && !reason));
    items.set(index ?? position, answer(successful, response?.data ?? null, reason, response?.log_id));
  }
  return items;
}

/** The toolkit that these answers say is not connected, if they say so. */
export function missingConnection(
  answers: (Pick<ToolAnswer, 'error'> & { data?: unknown })[],
  toolkits: string[],
): string | null {
  for (const { error } of answers)
    if (typeof error === 'string' && saysNotConnected(error)) return toolkitIn(error) ?? toolkits[0] ?? null;
  const isMissing = (toolkit: string) =>
    answers.some(({ data }) => statesOf(data, toolkit).some((state) => state === false));
  return toolkits.find(isMissing) ?? null;
}

/** What a search or a look at the connections says: does this toolkit have an active connection? */
function statesOf(data: unknown, toolkit: string): boolean[] {
  if (!isObject(data)) return [];
  const searched = Array.isArray(data.toolkit_connection_statuses) ? data.toolkit_connection_statuses : [];
  const managed = isObject(data.results) ? Object.values(data.results) : [];
  return [...searched, ...managed].flatMap((entry: unknown) => {
    if (!isObject(entry) || entry.toolkit !== toolkit) return [];
    if (typeof entry.has_active_connection === 'boolean') return [entry.has_active_connection];
    return typeof entry.status === 'string' ? [entry.status.toLowerCase() === 'active'] : [];
  });
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Models and servers now and then send JSON inside a string. */
function parseIfJson(value: unknown): unknown {
  if (typeof value !== 'string') return value ?? {};
  try {
    return JSON.parse(value);
  } catch {
    return value;
  }
}
