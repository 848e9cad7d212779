import { z } from 'zod';
import { ComposioError } from '../errors.ts';
import { httpUrlSchema } from '../http-url.ts';
import type { AccessList } from './account-store.ts';

/** One account of a user and toolkit goes by an alias. */
export const aliasSchema = z.string().trim().min(1).max(256);

const userIds = z.array(z.string().min(1).max(256)).max(1000).optional();
const accessListSchema = z.object({
  allow_all_users: z.boolean().optional(),
  allowed_user_ids: userIds,
  not_allowed_user_ids: userIds,
});

/** Whether a new account is shared, and with whom. */
export const sharingSchema = z
  .object({
    account_type: z.enum(['PRIVATE', 'SHARED']).optional(),
    acl_config_for_shared: accessListSchema.optional(),
  })
  .optional();

export const linkSchema = z.object({
  auth_config_id: z.string(),
  user_id: z.string().min(1),
  callback_url: httpUrlSchema.optional(),
  alias: aliasSchema.optional(),
  connection_data: z.record(z.string(), z.unknown()).optional(),
  experimental: sharingSchema,
});

const stateSchema = z.object({ authScheme: z.string(), val: z.record(z.string(), z.unknown()) });

export const createSchema = z.object({
  auth_config: z.object({ id: z.string() }),
  connection: z
    .object({
      user_id: z.string().min(1).default('default'),
      callback_url: httpUrlSchema.optional(),
      state: stateSchema.optional(),
      data: z.record(z.string(), z.unknown()).optional(),
      alias: aliasSchema.optional(),
      experimental: sharingSchema,
    })
    .prefault({}),
  validate_credentials: z.boolean().optional(),
});

export const patchSchema = z.object({
  alias: aliasSchema.or(z.literal('')).nullable().optional(),
  connection: z.object({ state: stateSchema }).optional(),
  experimental: sharingSchema,
});

const NO_ONE: AccessList = { allow_all_users: false, allowed_user_ids: [], not_allowed_user_ids: [] };

/**
 * The access list of an account after a request. Parts that were not sent stay as they were.
 * Throws 400, in words the SDK knows, when a private account is given one.
 */
export function sharedAfter(
  asked: z.infer<typeof sharingSchema>,
  before: AccessList | undefined,
): AccessList | undefined {
  const list = asked?.acl_config_for_shared;
  const shared =
    asked?.account_type === 'SHARED' || (asked?.account_type === undefined && before !== undefined);
  if (!shared && list !== undefined) {
    throw new ComposioError(
      400,
      'ConnectedAccount_BadRequest',
      'acl_config_for_shared is only valid on SHARED connected accounts.',
    );
  }
  return shared ? { ...NO_ONE, ...before, ...list } : undefined;
}

/** The values of a connection that are words; status and the like are the service's own. */
export function typedFields(values: Record<string, unknown>): Record<string, string> {
  const own = [
    'status',
    'redirectUrl',
    'callback_url',
    'access_token',
    'refresh_token',
    'expires_in',
    'scope',
    'token_type',
  ];
  return Object.fromEntries(
    Object.entries(values).flatMap(([key, value]) =>
      typeof value === 'string' && !own.includes(key)
        ? [[key === 'api_key' ? 'generic_api_key' : key, value]]
        : [],
    ),
  );
}
