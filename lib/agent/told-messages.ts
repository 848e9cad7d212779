import type { ConversationMessage, MessagePart } from '../domain/message.ts';
import type { LargeResult, ToolOutcome } from '../domain/tool-call.ts';
import { foldResult } from './fold-result.ts';
import { leanResult } from './lean-result.ts';
import { modelText, NOTE, proposalOf, stateOf, type ToldAction } from './model-text.ts';
import { schemasThatRan } from './search-answer.ts';

const GO_ON = 'Please go on with what I asked, from the last finished step. Do not repeat what was done.';
const SCHEMAS = new Set(['COMPOSIO_SEARCH_TOOLS', 'COMPOSIO_GET_TOOL_SCHEMAS']);

/**
 * The messages of a conversation as the model gets them. Each ended turn is told as it was when it ended, folded; what a person
 * decided or took back later, and the date, stand in the messages that came later. So each request begins with the whole of the
 * one before, and nothing that was told once is told differently again.
 * @param messages the last one is what the model is to answer
 */
export function toldMessages(messages: readonly ConversationMessage[]): ConversationMessage[] {
  const decided = decidedActions(messages);
  let before = '';
  return messages.map((message) => {
    if (message.role !== 'user') return folded(message, decided);
    const at = message.metadata?.createdAt ?? before;
    const notes = [...dateNote(before, at), ...undoNotes(messages, before, at)];
    before = at;
    return {
      ...message,
      parts: noted(
        notes,
        message.parts.map((part) => asText(part, decided)),
      ),
    };
  });
}

/** The parts of a person's message with the chat's notes before its first words. */
function noted(notes: readonly string[], [first, ...rest]: MessagePart[]): MessagePart[] {
  const said = first?.type === 'text' ? first.text : '';
  return [text([...notes.map((note) => `[${note}]`), said].join('\n')), ...rest];
}

/** The actions that were decided by a message of the conversation, by the approval. */
function decidedActions(messages: readonly ConversationMessage[]): Map<string, ToldAction> {
  const told = new Set(
    messages.flatMap(({ parts }) =>
      parts.flatMap((part) => (part.type === 'data-decided' ? part.data.approvalIds : [])),
    ),
  );
  return new Map(
    actionsOf(messages).flatMap((action) => {
      const id = action.change?.decision?.approvalId ?? action.change?.approval?.id;
      return id !== undefined && told.has(id) ? [[id, action] as const] : [];
    }),
  );
}

function actionsOf(messages: readonly ConversationMessage[]): ToldAction[] {
  return messages.flatMap(({ parts }) => parts.flatMap((part) => outcomeIn(part)?.actions ?? []));
}

function outcomeIn(part: MessagePart): ToolOutcome | null {
  if (part.type !== 'dynamic-tool' || part.state !== 'output-available') return null;
  const { output } = part;
  return typeof output === 'object' && output !== null && 'actions' in output
    ? (output as ToolOutcome)
    : null;
}

/** An answer whose turn is over. */
function folded(message: ConversationMessage, decided: ReadonlyMap<string, ToldAction>): ConversationMessage {
  const ran = new Set(actionsOf([message]).map(({ tool }) => tool));
  const parts = message.parts.map((part) => {
    const outcome = outcomeIn(part);
    if (outcome === null || part.type !== 'dynamic-tool' || part.state !== 'output-available') return part;
    return { ...part, output: foldedText(outcome, part.toolName, { ran, decided }) };
  });
  return { ...message, parts };
}

function foldedText(
  outcome: ToolOutcome,
  tool: string,
  { ran, decided }: { ran: ReadonlySet<string>; decided: ReadonlyMap<string, ToldAction> },
): string {
  if (SCHEMAS.has(tool) && outcome.status === 'succeeded')
    return JSON.stringify({ successful: true, data: schemasThatRan(outcome.result, ran) });
  const decisions = new Set(decided.values());
  const actions = outcome.actions.map((action) =>
    decisions.has(action) || action.status === 'waiting' ? asItWaited(action) : shortened(action),
  );
  const waited = actions.some(({ status }) => status === 'waiting');
  // The error of a call counts the actions that failed, by how they stand now.
  const call = waited ? { ...outcome, status: 'waiting' as const, error: null } : outcome;
  return modelText({ ...shortened(call), actions }, tool, { guided: false });
}

/** With its result folded; of a large one there is only the beginning. */
function shortened<T extends { result: unknown; large?: LargeResult }>({ large, ...ended }: T) {
  return { ...ended, result: foldResult(large ? large.beginning : ended.result) };
}

/** A proposal as it stood when its turn ended, whatever became of it. */
function asItWaited(action: ToldAction): ToldAction {
  const change = action.change && { ...action.change, summary: null, decision: null };
  return { ...action, status: 'waiting', result: null, error: null, ...(change ? { change } : {}) };
}

/** What one of our own parts comes to in words; others are as they are. */
function asText(part: MessagePart, decided: ReadonlyMap<string, ToldAction>): MessagePart {
  switch (part.type) {
    case 'data-continue':
      return text(GO_ON);
    case 'data-connected':
      return text(`I have connected ${part.data.toolkit}. Please go on with what I asked.`);
    case 'data-decided':
      return text(decisionText(part.data.approvalIds, decided));
    default:
      return part;
  }
}

/** What came of the proposals that were decided. One that is not found was asked about again since: its target had moved on. */
function decisionText(approvalIds: readonly string[], decided: ReadonlyMap<string, ToldAction>): string {
  const results = approvalIds.map((id) => {
    const action = decided.get(id);
    if (action === undefined) return { status: 'asked again', error: 'The target moved on: it waits again.' };
    const { result } = shortened(action);
    const data = leanResult(action.tool, result) ?? undefined;
    const response = { ...stateOf(action), data };
    return { proposal: proposalOf(action), tool_slug: action.tool, response };
  });
  return `I have decided on the actions that waited for me. Go on with what I asked. ${JSON.stringify({ note: NOTE, results })}`;
}

function dateNote(before: string, at: string): string[] {
  return at.slice(0, 10) === before.slice(0, 10) ? [] : [`Today is ${at.slice(0, 10)}.`];
}

/** What was taken back between two messages: by name of tool and proposal, since titles are words of others. */
function undoNotes(messages: readonly ConversationMessage[], before: string, at: string): string[] {
  return actionsOf(messages).flatMap((action) => {
    const undo = action.change?.undo;
    if (!undo || undo.at <= before || undo.at > at) return [];
    const what = `${action.tool} (${proposalOf(action)}${idIn(action.result)})`;
    return undo.state === 'undone'
      ? [`The person has taken back ${what}.`]
      : [
          `The person tried to take back ${what}. Nobody knows whether that happened: look before relying on it.`,
        ];
  });
}

/** The id of what was written, where the answer tells one. */
function idIn(result: unknown): string {
  const id = typeof result === 'object' && result !== null && 'id' in result ? String(result.id) : '';
  return /^\w{1,40}$/.test(id) ? `, id ${id}` : '';
}

function text(words: string): MessagePart {
  return { type: 'text', text: words };
}
