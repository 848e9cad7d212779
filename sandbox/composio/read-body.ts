import type { Context } from 'hono';
import type { z } from 'zod';
import { ComposioError, type ErrorSlug } from './errors.ts';

/** Says in one line what is wrong with a value, for example `title: expected string`. */
export function describeIssues(error: z.ZodError): string {
  return error.issues
    .map((issue) => {
      const where = issue.path.join('.');
      return where === '' ? issue.message : `${where}: ${issue.message}`;
    })
    .join('; ');
}

/**
 * Reads and checks a JSON body. An empty body counts as `{}`.
 * Throws a 400 `ComposioError` with the given slug when it is not JSON or does not fit.
 */
export async function readBody<T extends z.ZodType>(
  c: Context,
  schema: T,
  slug: ErrorSlug = 'HTTP_BadRequest',
): Promise<z.infer<T>> {
  const text = await c.req.text();
  let json: unknown = {};
  try {
    if (text.trim() !== '') json = JSON.parse(text);
  } catch {
    throw new ComposioError(400, slug, 'The request body is not valid JSON.');
  }
  const parsed = schema.safeParse(json);
  if (!parsed.success) throw new ComposioError(400, slug, describeIssues(parsed.error));
  return parsed.data;
}
