import { z } from 'zod';

/** An action that was not run: it waits for a person's decision, or was refused. */
export type Held = 'waiting' | 'denied';

/** What a tool said, read from the text that the app passed on. */
export type ToolReply =
  | { ok: true; data: unknown }
  | { ok: false; error: string; data: unknown; held?: Held | undefined };

const textBlocks = z.object({
  content: z.array(z.object({ type: z.literal('text'), text: z.string() })).min(1),
});
const wrapper = z.object({
  successful: z.boolean().nullish(),
  error: z.unknown().optional(),
  data: z.unknown().optional(),
  status: z.enum(['waiting', 'denied']).optional().catch(undefined),
});
const LONGEST_ERROR = 400;

/**
 * Reads a tool's answer leniently: the wrapper `{successful,data,error}`, the same as a JSON string inside
 * another, inside MCP text blocks, bare data, or a plain sentence (which is an error: tools answer in JSON).
 */
export function readToolReply(output: string | null): ToolReply {
  if (output === null) return { ok: false, error: 'No result came back.', data: null };
  return replyOf(unwrapJson(output));
}

/** Parses JSON, also when it is a JSON string of JSON or sits in MCP text blocks; other text stays text. */
export function unwrapJson(value: unknown): unknown {
  let current = value;
  for (let depth = 0; depth < 4; depth += 1) {
    const blocks = textBlocks.safeParse(current);
    if (blocks.success) current = blocks.data.content.map((block) => block.text).join('');
    if (typeof current !== 'string') return current;
    try {
      current = JSON.parse(current);
    } catch {
      return current;
    }
  }
  return current;
}

/** Reads one wrapper that is already parsed. */
export function replyOf(value: unknown): ToolReply {
  if (typeof value === 'string') return { ok: false, error: short(value), data: null };
  const read = wrapper.safeParse(value);
  if (!read.success) return { ok: true, data: value };
  const { successful, error, data, status: held } = read.data;
  const inner = data === undefined ? value : unwrapJson(data);
  const reason = errorText(error);
  if (successful === false || (reason !== null && successful !== true)) {
    return { ok: false, error: reason ?? errorText(inner) ?? 'The tool gave no reason.', data: inner, held };
  }
  return { ok: true, data: inner };
}

const withMessage = z.union([
  z
    .object({ errors: z.array(z.object({ title: z.string() })).min(1) })
    .transform((it) => it.errors[0]?.title),
  z.object({ message: z.string() }).transform((it) => it.message),
  z.object({ error: z.string() }).transform((it) => it.error),
  z.object({ error: z.object({ message: z.string() }) }).transform((it) => it.error.message),
]);

/** The sentence in an error, whatever envelope it came in; null when there is none. */
function errorText(error: unknown): string | null {
  const value = unwrapJson(error);
  if (typeof value === 'string') return value.trim() === '' ? null : short(value);
  const read = withMessage.safeParse(value);
  return read.success && read.data ? short(read.data) : null;
}

function short(text: string): string {
  const line = text.replace(/\s+/g, ' ').trim();
  return line.length > LONGEST_ERROR ? `${line.slice(0, LONGEST_ERROR)}…` : line;
}
