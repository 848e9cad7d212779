import { z } from 'zod';
import { httpUrlSchema } from '../http-url.ts';
import { customToolsSchema } from './custom-tools.ts';

// Slugs are taken in any case: toolkits are known in lower case, tools in upper case.
const toolkit = z.string().toLowerCase().min(1);
const toolkits = z.array(toolkit);
const tools = z.array(z.string().toUpperCase().min(1));

function allowList(slugs: typeof tools) {
  return z.union([z.strictObject({ enable: slugs }), z.strictObject({ disable: slugs })], {
    error: 'expected {"enable": [slugs]} or {"disable": [slugs]}',
  });
}

const tag = z.enum([
  'readOnlyHint',
  'createHint',
  'updateHint',
  'destructiveHint',
  'idempotentHint',
  'openWorldHint',
]);
const tagFilter = z
  .union([
    z.array(tag),
    z.strictObject({ enable: z.array(tag).optional(), disable: z.array(tag).optional() }),
  ])
  .transform((value) => (Array.isArray(value) ? { enable: value } : value));

const manageConnections = z.strictObject({
  enable: z.boolean().nullish(),
  callback_url: httpUrlSchema.optional(),
  enable_wait_for_connections: z.boolean().nullish(),
  enable_connection_removal: z.boolean().nullish(),
});

const workbench = z.strictObject({
  enable: z.boolean().optional(),
  enable_proxy_execution: z.boolean().optional(),
  auto_offload_threshold: z.number().int().positive().optional(),
  sandbox_size: z.enum(['standard', 'medium', 'large', 'xlarge']).optional(),
});

const multiAccount = z.strictObject({
  enable: z.boolean().optional(),
  max_accounts_per_toolkit: z.number().int().min(2).max(10).optional(),
  require_explicit_selection: z.boolean().optional(),
});

const permissions = z.strictObject({
  default: z.enum(['allow_all', 'ask_every_call', 'ask_once_per_session']),
  overrides: z
    .record(z.string(), z.enum(['always_allow', 'always_deny', 'ask_once', 'ask_always']))
    .optional(),
});

const experimental = z.strictObject({
  assistive_prompt_config: z.strictObject({ user_timezone: z.string().optional() }).optional(),
  link_url_overwrite: httpUrlSchema.optional(),
  permissions: permissions.optional(),
});

/** The settings of a session, in the words of the request (`enable`, `disable`). */
const settings = {
  toolkits: allowList(toolkits).optional(),
  tools: z.record(toolkit, z.union([allowList(tools), z.strictObject({ tags: tagFilter })])).optional(),
  tags: tagFilter.optional(),
  auth_configs: z.record(toolkit, z.string()).optional(),
  connected_accounts: z.record(toolkit, z.array(z.string()).min(1)).optional(),
  manage_connections: manageConnections.optional(),
  workbench: workbench.optional(),
  multi_account: multiAccount.optional(),
  preload: z.strictObject({ tools: z.union([tools, z.literal('all')]).optional() }).optional(),
  search: z.strictObject({ enable: z.boolean().optional() }).optional(),
  execute: z.strictObject({ enable_multi_execute: z.boolean().optional() }).optional(),
  experimental: experimental.optional(),
  /** Taken and without effect: nothing here costs anything. */
  premium_usage: z.unknown().optional(),
};

export const sessionConfigSchema = z.strictObject(settings);
export const createSessionSchema = z.strictObject({
  user_id: z.string().min(1),
  ...settings,
  experimental: z
    .strictObject({ ...experimental.shape, ...customToolsSchema, session_config_id: z.string().optional() })
    .optional(),
});

export type SessionConfig = z.infer<typeof sessionConfigSchema>;
/** What cannot be asked for together, in one sentence; undefined when the settings fit. */
export function configProblem(config: SessionConfig): string | undefined {
  if (config.preload?.tools !== 'all') return undefined;
  if (config.multi_account?.enable) return 'preload.tools "all" cannot be combined with multi_account.';
  const named = config.toolkits !== undefined && 'enable' in config.toolkits;
  return named || config.tools !== undefined
    ? undefined
    : 'preload.tools "all" needs toolkits.enable or tools, so that it is clear what is loaded.';
}
