import type { z } from 'zod';
import type { Rest } from './rest.ts';

/** Makes the REST calls of one tool and returns the tool's `data`. The arguments were checked against its schema. */
export type ToolExecutor = (args: Record<string, unknown>, rest: Rest) => Promise<unknown>;

/**
 * Writes one row of the table of executors: the arguments it reads, and what it does with them.
 * The schema is only for the types; the catalogue's JSON schema has already had its say.
 */
export function defineTool<T extends z.ZodType>(
  argumentsSchema: T,
  run: (args: z.infer<T>, rest: Rest) => Promise<unknown>,
): ToolExecutor {
  return async (args, rest) => run(argumentsSchema.parse(args), rest);
}
