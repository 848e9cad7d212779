import { z } from 'zod';
import { CONFLUENCE } from '../toolkit/toolkit.ts';
import type { AuthConfig } from './auth-config-store.ts';

/** An app as Atlassian knows it. */
export type OAuthClient = {
  id: string;
  secret: string;
  /** Where Atlassian returns to, when it is not the sandbox itself. */
  redirectUri?: string;
  /** What it asks for when it acts as itself. */
  scopes: readonly string[];
};

const MANAGED = { id: 'composio-sandbox', secret: 'composio-sandbox-secret' };

/** The app an auth config connects with: Composio's own, or the developer's. */
export function clientOf(config: AuthConfig): OAuthClient {
  const scopes = scopesOf(config);
  if (config.managed) return { ...MANAGED, scopes };
  const { client_id: id, client_secret: secret, oauth_redirect_uri: redirectUri } = config.credentials;
  const text = z.string().catch('');
  return {
    id: text.parse(id),
    secret: text.parse(secret),
    scopes,
    ...(typeof redirectUri === 'string' && redirectUri !== '' ? { redirectUri } : {}),
  };
}

const scopesSchema = z
  .union([z.array(z.string()), z.string().transform((text) => text.split(/[\s,]+/))])
  .transform((scopes) => scopes.filter((scope) => scope !== ''));

/** The scopes an auth config asks for: its own, else the toolkit's. */
export function scopesOf(config: AuthConfig): string[] {
  const own = scopesSchema.safeParse(config.credentials.scopes);
  return own.success && own.data.length > 0 ? own.data : [...CONFLUENCE.scopes];
}
