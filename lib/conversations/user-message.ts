import { z } from 'zod';
import type { StoredPart } from '../domain/message.ts';
import { storableText } from '../domain/storable-text.ts';

const MAX_CHARACTERS = 32_000;

const textPart = z
  .object({ type: z.literal('text'), text: storableText })
  .transform(({ type, text }) => ({ type, text }));
const connectedPart = z.object({
  type: z.literal('data-connected'),
  data: z.object({ toolkit: z.string().max(100), attemptId: z.uuid() }),
});

const continuePart = z.object({ type: z.literal('data-continue'), data: z.object({ turnId: z.uuid() }) });

const textParts = z
  .array(textPart)
  .min(1)
  .max(20)
  .refine((parts) => parts.some(({ text }) => text.trim() !== ''), 'is blank')
  .refine(
    (parts) => parts.reduce((sum, { text }) => sum + text.length, 0) <= MAX_CHARACTERS,
    `has more than ${MAX_CHARACTERS} characters`,
  );

const said = { id: z.uuid(), role: z.literal('user') };

/** A message in words. */
export const textMessageSchema = z.object({ ...said, parts: textParts });

/**
 * What a browser may send as a message: text that says something, the news that an app was connected, or Continue. `cause` is what
 * the turn that it begins is begun by.
 */
export const userMessageSchema = z
  .object({ ...said, parts: z.union([textParts, z.tuple([connectedPart]), z.tuple([continuePart])]) })
  .transform(({ id, parts }) => ({ id, ...begunBy(parts) }));

type Parts = z.output<typeof textParts> | [z.output<typeof connectedPart>] | [z.output<typeof continuePart>];

/** Each kind of message has one kind of first part. */
function begunBy(parts: Parts) {
  const [first] = parts;
  if (first?.type === 'data-connected') return { cause: 'connected' as const, parts: [first] as const };
  if (first?.type === 'data-continue') return { cause: 'continue' as const, parts: [first] as const };
  return { cause: 'message' as const, parts: parts as z.output<typeof textParts> };
}

const TITLE_CHARACTERS = 60;

/** A conversation's first title: the beginning of what was asked, cut at a word. */
export function titleOf({ parts }: { parts: readonly StoredPart[] }): string {
  const text = parts
    .map((part) => (part.type === 'text' ? part.text : ''))
    .join(' ')
    .replace(/\s+/g, ' ')
    .trim();
  if (text.length <= TITLE_CHARACTERS) return text || 'New conversation';
  const cut = text.slice(0, TITLE_CHARACTERS);
  const atWord = cut.slice(0, Math.max(cut.lastIndexOf(' '), TITLE_CHARACTERS / 2));
  // Never half of a character that takes two places.
  return `${atWord.replace(/[\uD800-\uDBFF]$/, '').trimEnd()}…`;
}
