import 'server-only';
import { z } from 'zod';
import { AppError } from './app-error';

const MAX_BODY_BYTES = 1_000_000;

/** Reads a JSON body against a schema. Throws `invalid_request` naming what is wrong, or `too_large`. */
export async function parseBody<T extends z.ZodType>(request: Request, schema: T): Promise<z.output<T>> {
  if (Number(request.headers.get('content-length')) > MAX_BODY_BYTES) throw tooLarge();
  const text = await request.text();
  if (text.length > MAX_BODY_BYTES) throw tooLarge();
  let body: unknown;
  try {
    body = JSON.parse(text);
  } catch {
    throw new AppError('invalid_request', 'The request body is not JSON.');
  }
  return parse(body, schema);
}

/** Reads query parameters against a schema; blank ones count as absent. */
export function parseQuery<T extends z.ZodType>(request: Request, schema: T): z.output<T> {
  const given = [...new URL(request.url).searchParams].filter(([, value]) => value !== '');
  return parse(Object.fromEntries(given), schema);
}

function parse<T extends z.ZodType>(value: unknown, schema: T): z.output<T> {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const problems = parsed.error.issues.map((issue) => `${issue.path.join('.') || 'body'}: ${issue.message}`);
  throw new AppError('invalid_request', `The request is not valid. ${problems.join('; ')}`);
}

function tooLarge(): AppError {
  return new AppError('too_large', 'The request is larger than 1 MB.', { hint: 'Send a shorter message.' });
}

/** Reads an id from a path. One that is not a UUID names nothing that we have, so it is `not_found`. */
export function parseId(value: string): string {
  const parsed = z.uuid().safeParse(value);
  if (!parsed.success)
    throw new AppError('not_found', 'There is nothing at this address.', { hint: 'Check the address.' });
  return parsed.data;
}
