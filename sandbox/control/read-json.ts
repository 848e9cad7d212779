import type { Context } from 'hono';
import { HTTPException } from 'hono/http-exception';
import type { z } from 'zod';

/** A request of `/control` that cannot be done: 400, or another status, with the reason. */
export function refuse(reason: string, status: 400 | 404 | 408 = 400): never {
  throw new HTTPException(status, { message: reason });
}

function reasonOf(error: z.ZodError): string {
  return error.issues
    .map(({ path, message }) => (path.length === 0 ? message : `${path.join('.')}: ${message}`))
    .join('; ');
}

/** Checks a value; 400 with the reason when it does not fit. */
export function checked<T extends z.ZodType>(schema: T, value: unknown): z.infer<T> {
  const parsed = schema.safeParse(value);
  return parsed.success ? parsed.data : refuse(reasonOf(parsed.error));
}

/** Reads and checks a JSON body; an empty one counts as `{}`. */
export async function readJson<T extends z.ZodType>(c: Context, schema: T): Promise<z.infer<T>> {
  const text = await c.req.text();
  let value: unknown = {};
  try {
    if (text.trim() !== '') value = JSON.parse(text);
  } catch {
    refuse('The body is not JSON.');
  }
  return checked(schema, value);
}
