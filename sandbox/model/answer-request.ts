import { plan } from './plan.ts';
import { sampleValue } from './sample-value.ts';
import type { ModelScript, ScriptedItem } from './script.ts';
import type { OfferedTool } from './toolbox.ts';
import type { Transcript } from './transcript.ts';
import { type AnswerFormat, formatAnswer } from './wire/answer-format.ts';
import { type Answer, itemsOfPlan, usageOf } from './wire/answer-items.ts';
import { type Limits, limitAnswer } from './wire/limit-answer.ts';
import { OpenAiError } from './wire/openai-error.ts';
import { countTokens, MOST_INPUT_TOKENS } from './wire/tokens.ts';

/** A request as both wires mean it. */
export type Asked = {
  transcript: Transcript;
  tools: readonly OfferedTool[];
  choice: { mode: 'auto' | 'none' | 'required' } | { mode: 'one'; name: string };
  parallel: boolean;
  format: AnswerFormat;
  limits: Limits;
  /** All of the request's own text, for counting. */
  text: string;
};

/**
 * What to answer: the waiting scripted turn that fits, else what the rules say.
 * @throws OpenAiError when the request is too long, or wants a tool that it does not offer
 */
export function answerRequest(
  asked: Asked,
  script: ModelScript | undefined,
  param: 'input' | 'messages',
): Answer {
  const last = asked.transcript.findLast((item) => item.kind === 'user')?.text ?? '';
  const turn = script?.take(last);
  if (turn) return { items: turn.items, usage: usageOf(asked.text, turn.items, turn), ranOut: false };
  const tokens = countTokens(asked.text);
  if (tokens > MOST_INPUT_TOKENS) {
    throw new OpenAiError(
      400,
      `This model's maximum context length is ${MOST_INPUT_TOKENS} tokens. However, your messages resulted in ${tokens} tokens. Please reduce the length of the messages.`,
      { param, code: 'context_length_exceeded' },
    );
  }
  const { items, ranOut } = limitAnswer(formatAnswer(byRules(asked, last), asked.format), asked.limits);
  const usage = usageOf(asked.text, items);
  return { items, ranOut, usage: ranOut ? { ...usage, output: asked.limits.tokens ?? usage.output } : usage };
}

function byRules({ transcript, tools, choice, parallel }: Asked, last: string): ScriptedItem[] {
  if (choice.mode === 'one' && !tools.some((tool) => tool.name === choice.name)) {
    throw new OpenAiError(400, `Tool choice '${choice.name}' not found in 'tools' parameter.`, {
      param: 'tool_choice',
    });
  }
  if (choice.mode === 'required' && tools.length === 0) {
    throw new OpenAiError(400, "Tool choice 'required' must be specified with 'tools' parameter.", {
      param: 'tool_choice',
    });
  }
  const allowed =
    choice.mode === 'none'
      ? []
      : choice.mode === 'one'
        ? tools.filter((it) => it.name === choice.name)
        : tools;
  const items = itemsOfPlan(plan(transcript, allowed));
  const calls = items.filter((item) => item.type === 'tool_call');
  const mustCall = choice.mode === 'one' || choice.mode === 'required';
  const [tool] = allowed;
  if (mustCall && calls.length === 0 && tool)
    return [{ type: 'tool_call', name: tool.name, arguments: sample(tool.parameters, last) }];
  return parallel ? items : items.slice(0, 1);
}

/** Arguments that fit a schema, for a call that was demanded though nothing in the sentence asks for it. */
function sample(schema: Record<string, unknown> | null, said: string): Record<string, unknown> {
  const value = sampleValue(schema ?? {}, said);
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : {};
}
