import type { Words } from '../domain/phrase.ts';
import { AppError, type ErrorCode } from '../http/app-error.ts';
import { say } from './say.ts';

/** An error for people that may be kept with what it ended: its words are kept as codes. */
export function saidError(
  code: ErrorCode,
  message: Words,
  { hint, cause }: { hint?: Words; cause?: unknown } = {},
): AppError {
  const kept = { message, hint };
  return new AppError(code, say(message), { hint: hint === undefined ? undefined : say(hint), cause, kept });
}
