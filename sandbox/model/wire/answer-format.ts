import { z } from 'zod';
import { sampleValue } from '../sample-value.ts';
import type { ScriptedItem } from '../script.ts';
import { OpenAiError } from './openai-error.ts';

const schema = z.record(z.string(), z.unknown());

/** `response_format` of Chat Completions. */
export const responseFormat = z.union([
  z.looseObject({ type: z.enum(['text', 'json_object']) }),
  z.looseObject({
    type: z.literal('json_schema'),
    json_schema: z.looseObject({ name: z.string(), schema: schema.optional() }),
  }),
]);

/** `text.format` of the Responses API. */
export const textFormat = z.union([
  z.looseObject({ type: z.enum(['text', 'json_object']) }),
  z.looseObject({ type: z.literal('json_schema'), name: z.string(), schema }),
]);

/** What the text of an answer has to be: any text, or JSON of a schema when there is one. */
export type AnswerFormat = { kind: 'text' } | { kind: 'json'; schema: unknown };

/**
 * Reads the format off either wire.
 * @param asked the words of the request: JSON of no schema is only given to those who say "json" in them
 * @throws OpenAiError 400
 */
export function answerFormat(
  given: z.infer<typeof responseFormat> | z.infer<typeof textFormat> | null | undefined,
  asked: string,
  param: 'input' | 'messages',
): AnswerFormat {
  if (given?.type === 'json_schema')
    return { kind: 'json', schema: given.schema ?? Object(given.json_schema).schema };
  if (given?.type !== 'json_object') return { kind: 'text' };
  if (/json/i.test(asked)) return { kind: 'json', schema: undefined };
  throw new OpenAiError(
    400,
    param === 'messages'
      ? "'messages' must contain the word 'json' in some form, to use 'response_format' of type 'json_object'."
      : "Response input messages must contain the word 'json' in some form to use 'text.format' of type 'json_object'.",
    { param },
  );
}

/** The answer with its texts in the format asked for. */
export function formatAnswer(items: readonly ScriptedItem[], format: AnswerFormat): ScriptedItem[] {
  if (format.kind === 'text') return [...items];
  return items.map((item) => {
    if (item.type !== 'text') return item;
    const value = format.schema === undefined ? { answer: item.text } : sampleValue(format.schema, item.text);
    return { ...item, text: JSON.stringify(value) };
  });
}
