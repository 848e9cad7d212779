import { z } from 'zod';
import { httpUrlSchema } from '../http-url.ts';

/** The bodies of the calls a session takes. */
export const linkSchema = z.object({
  toolkit: z
    .string()
    .min(1)
    .transform((slug) => slug.toLowerCase()),
  callback_url: httpUrlSchema.optional(),
  alias: z.string().min(1).optional(),
});

export const executeSchema = z.object({
  tool_slug: z.string().min(1),
  arguments: z.unknown().optional(),
  account: z.string().optional(),
});

export const executeMetaSchema = z.object({ slug: z.string().min(1), arguments: z.unknown().optional() });

export const searchSchema = z.object({
  queries: z.array(z.object({ use_case: z.string().min(1).max(1024) })).min(1),
  toolkits: z.array(z.string()).optional(),
});
