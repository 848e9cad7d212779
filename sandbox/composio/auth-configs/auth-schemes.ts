import type { AuthConfig } from './auth-config-store.ts';

/** A value a person or a developer is asked for, as toolkit answers describe it. */
export type AuthField = {
  name: string;
  displayName: string;
  type: string;
  description: string;
  required: boolean;
  is_secret: boolean;
  default?: string | null;
};

type Fields = { required: AuthField[]; optional: AuthField[] };

type SchemeDetail = {
  name: string;
  /** Asked once, when the auth config is made. */
  creation: Fields;
  /** Asked for each account. */
  initiation: Fields;
};

const field = (
  name: string,
  displayName: string,
  description: string,
  required: boolean,
  secret = false,
): AuthField => ({
  name,
  displayName,
  type: 'string',
  description,
  required,
  is_secret: secret,
});

const subdomain = field('subdomain', 'Subdomain', 'The <x> in <x>.atlassian.net', true);
const client = [
  field('client_id', 'Client id', 'Client id of your app at developer.atlassian.com', true),
  field('client_secret', 'Client secret', 'Client secret of your app', true, true),
];

/** The ways to connect Confluence, and what each asks for. */
export const SCHEME_DETAILS: Record<AuthConfig['scheme'], SchemeDetail> = {
  OAUTH2: {
    name: 'confluence_oauth',
    creation: {
      required: client,
      optional: [
        field(
          'oauth_redirect_uri',
          'Redirect URI',
          'Where Atlassian returns to; register it with your app',
          false,
        ),
        field('scopes', 'Scopes', 'What the app asks for, separated by commas or spaces', false),
      ],
    },
    initiation: { required: [subdomain], optional: [] },
  },
  API_KEY: {
    name: 'confluence_api_key',
    creation: { required: [], optional: [] },
    initiation: {
      required: [subdomain],
      optional: [
        field('generic_id', 'Email', 'Email address of the Atlassian account', false),
        field('generic_api_key', 'API token', 'API token of the Atlassian account', false, true),
      ],
    },
  },
  S2S_OAUTH2: {
    name: 'confluence_s2s_oauth2',
    creation: { required: client, optional: [] },
    initiation: { required: [subdomain], optional: [] },
  },
};

/** The fields a person fills in to connect with a scheme, required ones first. */
export function connectionFields(scheme: AuthConfig['scheme']): AuthField[] {
  const { required, optional } = SCHEME_DETAILS[scheme].initiation;
  return [...required, ...optional];
}

/** The schemes as the detail of the toolkit lists them. */
export function authConfigDetails() {
  return Object.entries(SCHEME_DETAILS).map(([mode, detail]) => ({
    mode,
    name: detail.name,
    fields: { auth_config_creation: detail.creation, connected_account_initiation: detail.initiation },
    proxy: {
      base_url:
        mode === 'API_KEY'
          ? 'https://{{subdomain}}.atlassian.net'
          : 'https://api.atlassian.com/ex/confluence/{{cloud_id}}',
    },
  }));
}
