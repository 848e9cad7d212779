/** One tool call with what came back; `output` is null while nothing has. */
export type ToolUse = { kind: 'tool'; name: string; input: string; output: string | null };

/** A conversation in the order it happened, free of any wire format. */
export type TranscriptItem = { kind: 'user'; text: string } | { kind: 'assistant'; text: string } | ToolUse;

export type Transcript = readonly TranscriptItem[];
