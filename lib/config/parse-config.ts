import { z } from 'zod';
import { NO_POLICY, type Policy } from '../domain/policy.ts';
import type { ModelProvider, ModelSettings } from '../providers/model-provider.ts';
import { providers, providerWithKey } from '../providers/providers.ts';
import { readInstancePolicy } from './instance-policy.ts';

const blankIsAbsent = (value: unknown) =>
  typeof value === 'string' && value.trim() === '' ? undefined : value;
const optional = <T extends z.ZodType>(schema: T) => z.preprocess(blankIsAbsent, schema.optional());
const withDefault = <T extends z.ZodType>(schema: T, fallback: z.input<T>) =>
  z.preprocess((value) => blankIsAbsent(value) ?? fallback, schema);

const httpUrl = z
  .url({ protocol: /^https?$/, error: 'must be an http or https URL' })
  .transform((url) => url.replace(/\/+$/, ''));
const port = z.coerce
  .number('must be a port number')
  .int('must be a port number')
  .min(1, 'must be a port number')
  .max(65_535, 'must be a port number');
const required = (hint: string) => z.preprocess(blankIsAbsent, z.string({ error: `is missing; ${hint}` }));

const environment = z.object({
  COMPOSIO_API_KEY: required('set it to your Composio project key (ak_…)'),
  COMPOSIO_BASE_URL: withDefault(httpUrl, 'https://backend.composio.dev'),
  AUTH_SECRET: z.preprocess(
    blankIsAbsent,
    z
      .string({ error: 'is missing; set it to 32 or more random characters' })
      .min(32, 'must have at least 32 characters'),
  ),
  AUTH_OIDC_ISSUER: optional(httpUrl),
  AUTH_OIDC_CLIENT_ID: optional(z.string()),
  AUTH_OIDC_CLIENT_SECRET: optional(z.string()),
  AUTH_OIDC_NAME: withDefault(z.string(), 'single sign-on'),
  DATABASE_URL: z.preprocess(
    blankIsAbsent,
    z
      .string({ error: 'is missing' })
      .regex(/^postgres(ql)?:\/\//, 'must begin with postgres:// or postgresql://'),
  ),
  PORT: withDefault(port, 3000),
  SANDBOX_PORT: withDefault(port, 4400),
  TRIBUTARY_URL: optional(httpUrl),
  TRIBUTARY_DATA_DIR: withDefault(z.string(), '.data'),
  TRIBUTARY_TOOLKITS: withDefault(
    z
      .string()
      .transform((list) =>
        list
          .split(',')
          .map((slug) => slug.trim().toLowerCase())
          .filter(Boolean),
      )
      .pipe(
        z
          .array(z.string().regex(/^[a-z0-9_-]+$/, 'must be toolkit slugs, separated by commas'))
          .min(1, 'must name a toolkit'),
      ),
    'confluence',
  ),
  TRIBUTARY_MAX_STEPS: withDefault(
    z.coerce
      .number('must be a number')
      .int('must be a whole number')
      .min(1, 'must be at least 1')
      .max(50, 'must be at most 50'),
    10,
  ),
  TRIBUTARY_MAX_TURNS: withDefault(
    z.coerce
      .number('must be a number')
      .int('must be a whole number')
      .min(1, 'must be at least 1')
      .max(10_000, 'must be at most 10000'),
    300,
  ),
  TRIBUTARY_INSTRUCTIONS: optional(z.string()),
  COMPOSIO_CONFLUENCE_AUTH_CONFIG: optional(
    z.string().regex(/^ac_/, 'must be the id of an auth config, ac_…'),
  ),
  TRIBUTARY_POLICY: withDefault(
    z.string().transform((given, context) => {
      const read = readInstancePolicy(given);
      if ('policy' in read) return read.policy;
      for (const message of read.problems) context.addIssue({ code: 'custom', message });
      return z.NEVER;
    }),
    JSON.stringify(NO_POLICY),
  ),
  TRIBUTARY_READ_ONLY: optional(z.enum(['0', '1'], 'must be 0 or 1')),
  TRIBUTARY_SANDBOX: optional(z.enum(['0', '1'], 'must be 0 or 1')),
  TRIBUTARY_LAUNCH: optional(z.string()),
  TRIBUTARY_SANDBOXED: withDefault(z.enum(['nothing', 'model', 'composio', 'both']), 'nothing'),
});

/** The model's settings, from the variables of the provider whose key is set. */
function readModel(env: Environment): Config['model'] | { problems: string[] } {
  const provider = providerWithKey(env) ?? providers[0];
  const { label, variables, defaults } = provider;
  const settings = z.object({
    apiKey: required(`set it to your ${label} key`),
    baseUrl: withDefault(httpUrl, defaults.baseUrl),
    name: withDefault(z.string(), defaults.name),
  });
  const parsed = settings.safeParse({
    apiKey: env[variables.apiKey],
    baseUrl: env[variables.baseUrl],
    name: env[variables.name],
  });
  if (parsed.success) return { provider, ...parsed.data };
  const { fieldErrors } = z.flattenError(parsed.error);
  const problems = (['apiKey', 'baseUrl', 'name'] as const).flatMap((setting) =>
    (fieldErrors[setting] ?? []).map((message) => `${variables[setting]} ${message}`),
  );
  return { problems };
}

const OIDC = ['AUTH_OIDC_ISSUER', 'AUTH_OIDC_CLIENT_ID', 'AUTH_OIDC_CLIENT_SECRET'] as const;

/** The OIDC provider is all there or not there. */
function oidcProblems(env: Environment): string[] {
  const missing = OIDC.filter((name) => blankIsAbsent(env[name]) === undefined);
  if (missing.length === OIDC.length) return [];
  return missing.map((name) => `${name} is missing; the OIDC provider needs all three`);
}

type Environment = Record<string, string | undefined>;

export type Config = {
  /** `authConfigs`: by toolkit, the operator's own in place of Composio's. */
  composio: {
    apiKey: string;
    baseUrl: string;
    toolkits: string[];
    authConfigs: Record<string, string>;
  };
  model: ModelSettings & { provider: ModelProvider };
  /** `maxTurns`: how many run in one process at the same time; more wait. */
  agent: { maxSteps: number; maxTurns: number; instructions: string | null };
  /** The operator's rules. They hold for everybody, beside each person's own. */
  policy: Policy;
  auth: {
    secret: string;
    oidc: { issuer: string; clientId: string; clientSecret: string; name: string } | null;
  };
  databaseUrl: string;
  /** Where people reach the app, without a slash at the end. */
  url: string;
  /** What the launcher replaced by the sandbox. Only words on the screen and the demo sign-in depend on it. */
  sandboxed: 'nothing' | 'model' | 'composio' | 'both';
  /** What the launcher calls this process, to know its own app by its answer. */
  launch: string | null;
};

/**
 * Reads the whole configuration from environment variables.
 * All problems are found at once; each names its variable and what to do.
 */
export function parseConfig(env: Environment): { config: Config } | { problems: string[] } {
  const parsed = environment.safeParse(env);
  const model = readModel(env);
  const problems = [
    ...(parsed.error?.issues.map((issue) => `${String(issue.path[0])} ${issue.message}`) ?? []),
    ...('problems' in model ? model.problems : []),
    ...oidcProblems(env),
  ];
  if (!parsed.success || 'problems' in model || problems.length) return { problems };
  const value = parsed.data;
  const {
    AUTH_OIDC_ISSUER: issuer,
    AUTH_OIDC_CLIENT_ID: clientId,
    AUTH_OIDC_CLIENT_SECRET: clientSecret,
  } = value;
  return {
    config: {
      composio: {
        apiKey: value.COMPOSIO_API_KEY,
        baseUrl: value.COMPOSIO_BASE_URL,
        toolkits: value.TRIBUTARY_TOOLKITS,
        authConfigs: value.COMPOSIO_CONFLUENCE_AUTH_CONFIG
          ? { confluence: value.COMPOSIO_CONFLUENCE_AUTH_CONFIG }
          : {},
      },
      model,
      agent: {
        maxSteps: value.TRIBUTARY_MAX_STEPS,
        maxTurns: value.TRIBUTARY_MAX_TURNS,
        instructions: value.TRIBUTARY_INSTRUCTIONS ?? null,
      },
      policy:
        value.TRIBUTARY_READ_ONLY === '1'
          ? { ...value.TRIBUTARY_POLICY, readOnly: true }
          : value.TRIBUTARY_POLICY,
      auth: {
        secret: value.AUTH_SECRET,
        oidc:
          issuer && clientId && clientSecret
            ? { issuer, clientId, clientSecret, name: value.AUTH_OIDC_NAME }
            : null,
      },
      databaseUrl: value.DATABASE_URL,
      url: value.TRIBUTARY_URL ?? `http://localhost:${value.PORT}`,
      sandboxed: value.TRIBUTARY_SANDBOXED,
      launch: value.TRIBUTARY_LAUNCH ?? null,
    },
  };
}
