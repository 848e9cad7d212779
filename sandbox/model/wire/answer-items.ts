import type { Plan } from '../plan.ts';
import type { ScriptedItem, ScriptedTurn } from '../script.ts';
import { OpenAiError } from './openai-error.ts';
import { countTokens, type Usage } from './tokens.ts';

/** What the model answers, before it is put on a wire: the same items whether rules or a script gave them. */
export type Answer = {
  items: ScriptedItem[];
  usage: Usage;
  /** It was longer than the request allowed. */
  ranOut: boolean;
};

/** The answer of the rules as items. */
export function itemsOfPlan(plan: Plan): ScriptedItem[] {
  return plan.kind === 'text'
    ? [{ type: 'text', text: plan.text }]
    : plan.calls.map(({ name, input }) => ({ type: 'tool_call', name, arguments: input }));
}

export function argumentsText(item: Extract<ScriptedItem, { type: 'tool_call' }>): string {
  return typeof item.arguments === 'string' ? item.arguments : JSON.stringify(item.arguments);
}

/** Counts what goes in and out; a script may say the figures itself. */
export function usageOf(asked: string, items: readonly ScriptedItem[], turn?: ScriptedTurn): Usage {
  if (turn?.usage) return { input: turn.usage.inputTokens, output: turn.usage.outputTokens, reasoning: 0 };
  let output = 0;
  let reasoning = 0;
  for (const item of items) {
    if (item.type === 'tool_call') output += countTokens(item.name) + countTokens(argumentsText(item)) + 6;
    else if (item.type === 'reasoning') reasoning += countTokens(item.text);
    else if (item.type === 'text' || item.type === 'refusal') output += countTokens(item.text) + 2;
  }
  return { input: countTokens(asked) + 3, output: Math.max(1, output + reasoning), reasoning };
}

/** The HTTP error that an answer begins with, if it does. */
export function firstError(items: readonly ScriptedItem[]): OpenAiError | null {
  const first = items.find((item) => item.type !== 'pause');
  return first?.type === 'error' ? errorOf(first) : null;
}

export function errorOf({
  status,
  message,
  code,
  headers,
}: Extract<ScriptedItem, { type: 'error' }>): OpenAiError {
  return new OpenAiError(status, message, { ...(code ? { code } : {}), ...(headers ? { headers } : {}) });
}

/** A text in pieces that end at a space where one is near; put together they are the text. */
export function pieces(text: string, size: number): string[] {
  const longest = size + 32;
  return text.match(new RegExp(`[\\s\\S]{${size},${longest}}?(?<=\\s)|[\\s\\S]{1,${longest}}`, 'gu')) ?? [];
}
