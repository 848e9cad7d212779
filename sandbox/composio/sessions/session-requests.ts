import { z } from 'zod';
import { aliasSchema, sharingSchema } from '../accounts/account-requests.ts';
import { httpUrlSchema } from '../http-url.ts';
import { customSchema } from './custom-tools.ts';

/** The bodies of the calls a session takes. */
export const linkSchema = z.object({
  toolkit: z
    .string()
    .min(1)
    .transform((slug) => slug.toLowerCase()),
  callback_url: httpUrlSchema.optional(),
  alias: aliasSchema.optional(),
  experimental: sharingSchema,
});

export const executeSchema = z.object({
  tool_slug: z.string().min(1),
  arguments: z.unknown().optional(),
  account: z.string().optional(),
});

export const executeMetaSchema = z.object({ slug: z.string().min(1), arguments: z.unknown().optional() });

export const searchSchema = z.object({
  queries: z
    .array(z.object({ use_case: z.string().min(1).max(1024), known_fields: z.string().optional() }))
    .min(1),
  session: z.object({ id: z.string().optional(), generate_id: z.boolean().optional() }).optional(),
  toolkits: z.array(z.string()).optional(),
  /** Tools of the app that are not bound to the session but sent along. */
  experimental: customSchema.optional(),
});

/** A request to Confluence's own API, sent with the account's credentials. */
export const proxySchema = z.object({
  endpoint: z.string().min(1),
  method: z.enum(['GET', 'POST', 'PUT', 'DELETE', 'PATCH', 'HEAD']),
  body: z.unknown().optional(),
  binary_body: z
    .union([
      z.object({ base64: z.base64(), content_type: z.string().optional() }),
      z.object({ url: httpUrlSchema, content_type: z.string().optional() }),
    ])
    .optional(),
  parameters: z
    .array(z.object({ name: z.string(), type: z.enum(['query', 'header']), value: z.coerce.string() }))
    .default([]),
});

export const sessionProxySchema = proxySchema.extend({
  toolkit_slug: z.string().transform((slug) => slug.toLowerCase()),
  account: z.string().optional(),
});
